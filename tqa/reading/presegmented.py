"""Texts that are already split into segments -> documents and bitexts."""

from collections.abc import Iterator, Sequence

from tqa.base.errors import InputError
from tqa.lang.language import Detection, detect
from tqa.model import Bead, Bitext, Document, Position, Run, Segment
from tqa.reading.bitexts import SAMPLE, SURE, Langs, both_languages

Lines = Sequence[str]


def documents(
    texts: tuple[Lines, Lines], langs: Langs = ("", ""), names: tuple[str, str] = ("", "")
) -> tuple[Document, Document]:
    """Documents of one segment per line, unchanged; an empty line is an empty segment.

    Raises:
        InputError: the languages cannot be detected, or are not Indonesian and English.
    """
    found = _languages(texts, langs, names)
    source, target = (
        Document(name, tuple(_segments(lines, name, lang)), lang)
        for lines, name, lang in zip(texts, names, found, strict=True)
    )
    return source, target


def bitext(
    texts: tuple[Lines, Lines], langs: Langs = ("", ""), names: tuple[str, str] = ("", "")
) -> Bitext:
    """A bitext that pairs the segments at the same index of both sides.

    Raises:
        InputError: the sides differ in length, or as for `documents`.
    """
    if len(texts[0]) != len(texts[1]):
        raise InputError(f"{len(texts[0]):,} source and {len(texts[1]):,} target segments")
    source, target = documents(texts, langs, names)
    both = (source.lang, target.lang)
    beads = tuple(
        Bead(one.id, (one,) * bool(one.text), (two,) * bool(two.text), both)
        for one, two in zip(source.segments, target.segments, strict=True)
        if one.text or two.text
    )
    return Bitext(beads, both, *names)


def _languages(texts: tuple[Lines, Lines], langs: Langs, names: tuple[str, str]) -> Langs:
    guesses = _distinguished(*(detect("\n".join(lines)[:SAMPLE]) for lines in texts))
    where = ", ".join(filter(None, names))
    return both_languages(langs[0] or guesses[0], langs[1] or guesses[1], where)


def _distinguished(source: Detection, target: Detection) -> Langs:
    """Two detected languages; if they are equal, an uncertain one is left as unknown ("")."""
    if source.lang == target.lang and min(source.confidence, target.confidence) < SURE:
        if source.confidence < target.confidence:
            return "", target.lang
        return source.lang, ""
    return source.lang, target.lang


def _segments(lines: Lines, path: str, lang: str) -> Iterator[Segment]:
    offset = 0
    for number, line in enumerate(lines):
        run = Run(0, Position(number + 1, 1, offset))
        yield Segment(str(number), line.rstrip("\r"), lang, path, (run,), number)
        offset += len(line) + 1
