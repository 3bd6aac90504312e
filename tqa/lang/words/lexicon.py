"""The bilingual lexicon: what a word or phrase of one language is in the other.

Its source is `data/id-en/lexicon/*.tsv` (`id<TAB>en1|en2`), read as one dictionary on
first use. Entries stay joined strings until they are asked for: half the memory and a
quarter of the load time of tuples.
"""

from collections.abc import Mapping
from functools import lru_cache

from tqa.lang.tables import folder, lines

JOINT = "|"


@lru_cache(maxsize=1)
def _indonesian() -> dict[str, str]:
    """Indonesian headwords with their joined English translations, all in lower case."""
    found: dict[str, str] = {}
    for path in folder("id-en/lexicon"):
        for line in lines(path):
            head, tab, translated = line.lower().partition("\t")
            if not tab:
                raise ValueError(f"{path.name}: no tab in {line!r}")
            known = found.get(head)
            found[head] = translated if known is None else f"{known}{JOINT}{translated}"
    return found


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """The same seen from English; of equal translations the first headword comes first."""
    found: dict[str, str] = {}
    for head, translated in _indonesian().items():
        for word in translated.split(JOINT):
            known = found.get(word)
            found[word] = head if known is None else f"{known}{JOINT}{head}"
    return found


_NONE: Mapping[str, str] = {}


def entries(lang: str) -> Mapping[str, str]:
    """All headwords of a language in lower case, each with its translations joined by `|`."""
    if lang == "id":
        return _indonesian()
    return _english() if lang == "en" else _NONE


def nouns(lang: str) -> frozenset[str]:
    """The headwords of a language that are nouns, in lower case."""
    return _heads(lang, "noun")


def adjectives(lang: str) -> frozenset[str]:
    """The headwords of a language that are adjectives, in lower case."""
    return _heads(lang, "adjective")


@lru_cache(maxsize=8)
def _heads(lang: str, kind: str) -> frozenset[str]:
    heads = (
        line.lower().partition("\t")
        for path in folder("id-en/lexicon")
        if kind in path.stem
        for line in lines(path)
    )
    if lang == "id":
        return frozenset(head for head, tab, _ in heads if tab)
    return frozenset(word for _, _, translated in heads for word in translated.split(JOINT))


@lru_cache(maxsize=2)
def classes(lang: str) -> Mapping[str, tuple[str, ...]]:
    """The lower-case headwords of a language with the names of the tables that they stand in."""
    found: dict[str, tuple[str, ...]] = {}
    for path in folder("id-en/lexicon"):
        for line in lines(path):
            head, _, translated = line.lower().partition("\t")
            for word in (head,) if lang == "id" else translated.split(JOINT):
                known = found.get(word, ())
                if path.stem not in known:
                    found[word] = (*known, path.stem)
    return found


@lru_cache(maxsize=2)
def phrases(lang: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The headwords of several words, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for head in entries(lang):
        if " " in head:
            words = tuple(head.split())
            found.setdefault(words[0], []).append(words)
    return {
        first: tuple(sorted(several, key=lambda words: (-len(words), words)))
        for first, several in found.items()
    }
