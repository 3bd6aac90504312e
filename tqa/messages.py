"""Two message files to beads: texts of one key belong together, plural forms with them."""

import re
from collections.abc import Iterator

from tqa.model import Bead, Document, Segment

_FORM = re.compile(r"(.+)[._](zero|one|two|few|many|other|plural|\d)\Z")  # CLDR, old i18next


def beads(source: Document, target: Document, langs: tuple[str, str]) -> Iterator[Bead]:
    """A bead a key, in the source's order, then the keys that only the target has.

    A plural form that only the source has is no omission where the target has another form of
    the same message: languages have different forms. One that only the target has translates
    the source's general form.
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
            yield _bead(key, segment, None, langs)
    for key, segment in ours.items():
        if key not in theirs:
            yield _bead(key, general.get(_base(key)), segment, langs)


def _base(key: str) -> str:
    """The message that a key is a plural form of, "" where it is none."""
    match = _FORM.match(key)
    return match[1] if match else ""


def _bead(key: str, source: Segment | None, target: Segment | None, langs: tuple[str, str]) -> Bead:
    return Bead(key, (source,) if source else (), (target,) if target else (), langs)
