"""The words of a segment as the aligner compares them: lower case, numbers as values."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tqa.lang.tables import rows
from tqa.lang.words.lexicon import phrases
from tqa.lang.words.sentences import sentence_spans

# A figure with its separators; initials with their dots; letters, joined by an apostrophe.
_PIECE = re.compile(r"\d+(?:[.,:]\d+)*|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_NUMBER_MARK = "#"


def is_number(word: str) -> bool:
    """Whether a word of `words` is a figure."""
    return word.startswith(_NUMBER_MARK)


@lru_cache(maxsize=4096)
def words(text: str, lang: str) -> tuple[str, ...]:
    """The words of a text in lower case.

    Figures become their value with a mark: 1.500,50 and 1,500.50 are one, dua and 2 too.
    """
    found = []
    spelt = _spelt_out(lang)
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece[0].isdigit():
            found.append(_value(piece, lang))
        else:
            word = piece.lower() if piece.isalpha() else _plain(piece)
            found.append(spelt.get(word, word))
    return tuple(found)


def _plain(piece: str) -> str:
    """A word without its possessive, an acronym without its dots."""
    return _POSSESSIVE.sub("", piece).replace(".", "").lower()


_END = re.compile(r"[.!?…][\"'”’)\]]*\s")


def sentence_counts(texts: Sequence[str], lang: str) -> list[int]:
    """How many sentences each text holds."""
    return [len(sentence_spans(text, lang)) if _END.search(text) else 1 for text in texts]


def phrases_in(found: tuple[str, ...], lang: str) -> Iterator[tuple[str, ...]]:
    """The lexicon's headwords of several words that stand in a text of these words."""
    known = phrases(lang)
    for at, word in enumerate(found):
        for phrase in known.get(word, ()):
            if found[at : at + len(phrase)] == phrase:
                yield phrase
                break


@lru_cache(maxsize=4)
def _spelt_out(lang: str) -> dict[str, str]:
    """The words of one number each, and its value as a figure has it; but not those of one."""
    table = rows(f"{lang}/number_words") if lang in ("id", "en") else ()
    return {
        word: _NUMBER_MARK + value
        for word, role, value, _ in table
        if role in ("unit", "teen", "ten") and len(value) + (value > "1") > 1
    }


def _value(figure: str, lang: str) -> str:
    """The figure without thousands separators, a point before its decimals."""
    thousands = "." if lang == "id" else ","
    pieces = figure.split(thousands)
    tail = re.split(r"[.,]", pieces[-1])
    if len(pieces) > 1 and len(tail[0]) == 3 and all(len(piece) == 3 for piece in pieces[1:-1]):
        figure = "".join(pieces[:-1]) + pieces[-1]
    plain = re.sub(r"[.,:]", ".", figure).lstrip("0")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return _NUMBER_MARK + (plain or "0")
