"""Gettext PO and POT files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tqa.base.errors import FormatError
from tqa.model import Bead, Bitext, Source
from tqa.reading.format import BitextFormat, Escape, format
from tqa.reading.formats._messages import GettextMessage, MessageString, beads, langs_of
from tqa.reading.text_builder import Lines, TextBuilder

if TYPE_CHECKING:
    import polib

_LINE = re.compile(r"[^\S\r\n]*([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,2})\])?)\s*(?=\")")
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"\s*\Z')
_PIECE = re.compile(r"[^\\]+|\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPES_OF = {char: f"\\{code}" for code, char in _ESCAPES.items()} | {"\\": "\\\\", '"': '\\"'}
_SPECIAL = re.compile(f"[{re.escape(''.join(_ESCAPES_OF))}]")
_ORDER = {"": 0, "msgctxt": 1, "msgid": 2, "msgid_plural": 3, "msgstr": 4}


_NO_LINE_ENDS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


@dataclass
class _Entry:
    """An entry while its lines are read."""

    parts: dict[str, TextBuilder] = field(default_factory=dict)  # by keyword
    flags: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    last: str = ""  # the keyword that a string without keyword continues
    end: int = 0  # offset of the end of the last string

    def text(self, keyword: str) -> str:
        return self.parts[keyword].text if keyword in self.parts else ""

    def part(self, keyword: str) -> MessageString:
        builder = self.parts[keyword]
        return MessageString(builder.text, builder.runs)

    @property
    def whole(self) -> bool:
        return self.last.startswith("msgstr")


@format
class Po(BitextFormat):
    """A PO file: `msgid` is the source, `msgstr` the target.

    Obsolete and fuzzy entries are left out: gettext does not use them. An
    untranslated entry is a bead with an empty target, except in a template.
    Each plural form is a bead of its own.
    """

    name = "po"
    extensions = (".po", ".pot")
    comment = r"^#[ \t]([^\r\n]*)"

    def escaping(self, content: str) -> Escape | None:
        return _escaped

    def read(self, source: Source) -> Iterator[Bitext]:
        text = source.text()
        if not text.strip():
            raise FormatError("empty file", where=source.path, hint="expected PO entries")
        placed = list(_entries(text, source.path))
        catalog = _catalog(text, source.path)
        langs = langs_of({name.lower(): value for name, value in catalog.metadata.items()})
        in_use = iter([entry for entry in catalog if not entry.obsolete])
        found: list[Bead] = []
        for number, entry in enumerate(placed, 1):
            if not entry.text("msgid") and "msgctxt" not in entry.parts:
                continue  # the header
            if not next(in_use).fuzzy and not _in_template(entry, source.path):
                found += beads(_message(entry, number), langs, source.path)
        yield Bitext(tuple(found), langs, source.path, source.path, kind="messages")


def _catalog(text: str, path: str) -> "polib.POFile":
    """The file as polib reads it: it knows header, obsolete and fuzzy; the places are ours.

    Characters that Python takes for line ends within a string are not so for gettext.
    """
    import polib

    try:
        return polib.pofile(text.replace("\r\n", "\n").replace("\r", "\n").translate(_NO_LINE_ENDS))
    except (OSError, ValueError) as error:
        raise FormatError(str(error), where=path) from None


def _in_template(entry: _Entry, path: str) -> bool:
    return path.lower().endswith(".pot") and not entry.text("msgstr")


def _message(entry: _Entry, number: int) -> GettextMessage:
    forms = sorted(key for key in entry.parts if key.startswith("msgstr"))
    return GettextMessage(
        number,
        entry.text("msgctxt"),
        entry.part("msgid"),
        entry.part("msgid_plural") if "msgid_plural" in entry.parts else None,
        [entry.part(form) for form in forms],
        " ".join(entry.places),
    )


def _entries(text: str, path: str) -> Iterator[_Entry]:
    """The entries in order, obsolete ones left out."""
    lines = Lines(text)
    entry = _Entry()
    at = number = 0
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # it matches any line, also an empty one
        at, number = match.end(), number + 1
        content, offset = match[1], match.start(1)
        begins = content.startswith(("#", "msgctxt")) or (
            content.startswith("msgid") and not content.startswith("msgid_plural")
        )
        if entry.whole and (begins or not content.strip()):
            yield entry
            entry = _Entry()
        if content.startswith("#"):
            _comment(entry, content)
        elif content.strip():
            _keyword(entry, content, offset, lines, f"{path}:{number}")
    if entry.whole:
        yield entry
    elif entry.parts:
        raise FormatError("the last entry has no msgstr", where=f"{path}:{number}")


def _comment(entry: _Entry, content: str) -> None:
    if content.startswith("#,"):
        entry.flags += [flag.strip() for flag in content[2:].split(",")]
    elif content.startswith("#:"):
        entry.places += content[2:].split()


def _keyword(entry: _Entry, content: str, offset: int, lines: Lines, where: str) -> None:
    """Read a line with a keyword and a string, or a string that continues the last one."""
    match = _KEYWORD.match(content)
    keyword = match.group(1) if match else entry.last
    string = _STRING.match(content, match.end() if match else 0)
    if string is None:
        raise FormatError(_reason(content, match is not None), where=where)
    if not keyword:
        raise FormatError("a string before any msgid", where=where)
    if match:
        rank, before = (
            _ORDER[keyword[:6] if match[2] else keyword],
            _ORDER[entry.last[:12].split("[")[0]],
        )
        if rank < before or (keyword in entry.parts) or (rank == 4 and "msgid" not in entry.parts):
            raise FormatError(f"unexpected {keyword}", where=where)
    entry.last = keyword
    builder = entry.parts.setdefault(keyword, TextBuilder(lines))
    if match:
        builder.begin(offset + string.start(1))
    elif builder.length and string[1]:  # the quotes between two lines of one string
        builder.put("", entry.end, offset + string.start(1))
    entry.end = offset + string.end(1)
    for piece in _PIECE.finditer(content, string.start(1), string.end(1)):
        raw, place = piece.group(), offset + piece.start()
        if raw.startswith("\\"):
            builder.put(_unescaped(raw), place, place + len(raw))
        else:
            builder.add(raw, place)


def _reason(content: str, keyword: bool) -> str:
    if not keyword and not content.startswith('"'):
        return "expected msgid, msgstr, a string or a comment"
    return "a string that is not closed on its line, or text behind it"


def _escaped(text: str, at: int, end: int) -> str | None:
    return _SPECIAL.sub(lambda found: _ESCAPES_OF[found[0]], text)


def _unescaped(raw: str) -> str:
    code = raw[1:]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    if code[0] in "01234567":
        return chr(int(code, 8))
    return _ESCAPES.get(code, code)
