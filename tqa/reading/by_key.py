"""Two message files -> beads: texts are paired by key, including plural forms."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tqa.model import Bead, Document, Position, Run, Segment

_FORM = re.compile(r"(.+)[._](zero|one|two|few|many|other|plural|\d)\Z")  # CLDR, old i18next


def beads(source: Document, target: Document, langs: tuple[str, str]) -> Iterator[Bead]:
    """One bead per key, in the order of the source, then the keys that only the target has.

    A plural form that only the source has is no omission where the target has another form of
    the same message: languages have different forms. One that only the target has translates
    the source's general form. Another key that only the source has is work not done: its
    translation is empty.
    """
    theirs = {segment.unit: segment for segment in source.segments}
    ours = {segment.unit: segment for segment in target.segments}
    bases = {_base(key) for key in ours} - {""}
    general = {base: segment for key, segment in theirs.items() if (base := _base(key))}
    general |= {key: segment for key, segment in theirs.items() if key not in general}
    for key, segment in theirs.items():
        if key in ours:
            yield _bead(key, segment, ours[key], langs)
        elif not (_base(key) in bases or _base(key) in ours or key in bases):
            yield _bead(key, segment, _missing(segment, target), langs)
    for key, segment in ours.items():
        if key not in theirs:
            yield _bead(key, general.get(_base(key)), segment, langs)


def _missing(segment: Segment, target: Document) -> Segment:
    """The translation of a key that the target lacks: empty, at the beginning of the file."""
    place = (Run(0, Position(1, 1, 0)),)
    return replace(segment, text="", lang=target.lang, file=target.path, runs=place, tags=())


def _base(key: str) -> str:
    """The key of the message of which `key` is a plural form; "" if it is none."""
    match = _FORM.match(key)
    return match[1] if match else ""


def _bead(key: str, source: Segment | None, target: Segment | None, langs: tuple[str, str]) -> Bead:
    return Bead(key, (source,) if source else (), (target,) if target else (), langs)
