"""The bilingual lexicon: what a word or phrase of one language is in the other.

Its source is the table `data/id-en/lexicon.tsv`, with one row for each headword and word class,
read as one dictionary on first use. Translations stay joined strings until they are needed: half
the memory and a quarter of the load time of tuples.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from tqa.lang.tables import columns

JOINT = "|"


class _Columns(NamedTuple):
    """The columns of the table in lower case, its rows in the order that answers keep."""

    heads: list[str]
    classes: list[str]
    translations: list[str]


@lru_cache(maxsize=1)
def _columns() -> _Columns:
    """The rows by the first of the word lists that they come from, then as in the table."""
    heads, kinds, translations, sources = columns("id-en/lexicon", lower=True)
    by_source: dict[str, list[int]] = {}
    for n, source in enumerate(sources):
        if source in by_source:
            by_source[source].append(n)
        else:
            by_source[source] = [n]
    by_list: dict[str, list[int]] = {}
    for source, rows in by_source.items():
        by_list.setdefault(source.partition("+")[0], []).extend(rows)
    order = [n for name in sorted(by_list) for n in sorted(by_list[name])]
    return _Columns(*([cells[n] for n in order] for cells in (heads, kinds, translations)))


@lru_cache(maxsize=1)
def _indonesian() -> dict[str, str]:
    """Indonesian headwords with their joined English translations, all in lower case."""
    found: dict[str, str] = {}
    heads, _, translations = _columns()
    for head, translated in zip(heads, translations, strict=True):
        if head in found:
            found[head] = f"{found[head]}{JOINT}{translated}"
        else:
            found[head] = translated
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
    heads, kinds, translations = _columns()
    wanted = [each == kind for each in kinds]
    if lang == "id":
        return frozenset(compress(heads, wanted))
    return frozenset(JOINT.join(compress(translations, wanted)).split(JOINT))


@lru_cache(maxsize=2)
def classes(lang: str) -> Mapping[str, tuple[str, ...]]:
    """The lower-case headwords of a language with the names of their word classes."""
    found: dict[str, tuple[str, ...]] = {}
    for head, kind, translated in zip(*_columns(), strict=True):
        for word in (head,) if lang == "id" else translated.split(JOINT):
            known = found.get(word, ())
            if kind not in known:
                found[word] = (*known, kind)
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
