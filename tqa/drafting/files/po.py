"""Gettext PO files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tqa.drafting.building import spelt
from tqa.drafting.draftable import Drafted, DraftFile, Replacement, Work, applied, draft_file
from tqa.drafting.marked import Node, raw

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_KEYWORD = re.compile(r"\s*(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,2})\])?\s*(?=\")")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PIECE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = {value: f"\\{key}" for key, value in _ESCAPES.items()} | {"\\": "\\\\", '"': '\\"'}
_WIDTH = 76  # characters of a string on its line
_FUZZY = "fuzzy"
_UNFUZZY = "drafted"  # a flag that says nothing to any program


@dataclass
class _String:
    """A string with its place: from its first quotation mark to its last."""

    text: str = ""
    start: int = 0
    end: int = 0


@dataclass
class _Entry:
    strings: dict[str, _String] = field(default_factory=dict)  # msgctxt, msgid, msgid_plural
    forms: list[_String] = field(default_factory=list)  # msgstr, or msgstr[0], msgstr[1], ...
    flags: list[tuple[int, int, str]] = field(default_factory=list)  # places and texts of `#,`
    first: int = 0  # where the line of its first keyword begins
    last: _String | None = None

    def sources(self) -> Iterator[tuple[str, _String]]:
        """The source text of each form: the plural, but for the first of several."""
        plural = self.strings.get("msgid_plural")
        for number, form in enumerate(self.forms):
            one = plural is None or (number == 0 and len(self.forms) > 1)
            yield self.strings["msgid"].text if one or plural is None else plural.text, form

    @property
    def is_header(self) -> bool:
        return not self.strings["msgid"].text and "msgctxt" not in self.strings


@draft_file
class PoFile(DraftFile):
    """A PO file: drafts are marked fuzzy; all else stays as it is, to the last character."""

    extensions = (".po", ".pot")
    bilingual = True
    lines = True

    def work(self) -> Work:
        found = [item for entry in self._entries() for item in self._wanted(entry)]
        total = sum(len(entry.forms) for entry in self._entries())
        return Work([spelt(source) for source, _ in found], total)

    def drafted(self, drafts: Sequence[Sequence[Node]]) -> Drafted:
        edits: list[Replacement] = []
        upcoming = iter(drafts)
        newline = "\r\n" if "\r\n" in self.text else "\n"
        for entry in self._entries():
            wanted = self._wanted(entry)
            for _, form in wanted:
                text = _quoted(raw(next(upcoming)), newline)
                edits.append(Replacement(form.start, form.end, text, draft=True))
            if wanted:
                edits += _marks(entry, newline)
        made = applied(self.text, edits)
        plain = [
            edit if edit.draft else edit._replace(text=edit.text.replace(_FUZZY, _UNFUZZY))
            for edit in edits
        ]
        return replace(made, checked=applied(self.text, plain).text)  # the check skips fuzzy ones

    def _entries(self) -> list[_Entry]:
        return [entry for entry in _entries(self.text) if not entry.is_header]

    def _wanted(self, entry: _Entry) -> list[tuple[str, _String]]:
        return [
            (source, form)
            for source, form in entry.sources()
            if source.strip() and (self.overwrite or not form.text)
        ]


def _marks(entry: _Entry, newline: str) -> list[Replacement]:
    """What makes an entry fuzzy: a flag more, or a line of its own before the keywords."""
    for start, _, text in entry.flags:
        if _FUZZY in [flag.strip() for flag in text[2:].split(",")]:
            at = start + text.index(_FUZZY)
            return [Replacement(at, at + len(_FUZZY), _FUZZY)]
    for start, _, _ in entry.flags:
        return [Replacement(start + 2, start + 2, f" {_FUZZY},")]
    return [Replacement(entry.first, entry.first, f"#, {_FUZZY}{newline}")]


def _entries(text: str) -> Iterator[_Entry]:
    """The entries in use, in order. The file is known to be well-formed."""
    entry = _Entry()
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        assert line is not None  # it matches any line
        content, start, at = line[1], at, line.end()
        keyword = _KEYWORD.match(content)
        begins = content.startswith("#") or (
            keyword is not None and keyword[1] in ("msgctxt", "msgid")
        )
        if entry.forms and (begins or not content.strip()):
            yield entry
            entry = _Entry()
        if content.startswith("#,"):
            entry.flags.append((start, line.end(1), content))
        if content.startswith("#|") and not entry.first:
            entry.first = start
        if not content.startswith("#"):
            _read(entry, keyword, content, start)
    if entry.forms:
        yield entry


def _read(entry: _Entry, keyword: "re.Match[str] | None", content: str, start: int) -> None:
    string = _STRING.search(content)
    if string is None:
        return
    if keyword:
        entry.last = _String(start=start + string.start())
        if not entry.strings and not entry.first:
            entry.first = start
        if keyword[1] == "msgstr":
            entry.forms.append(entry.last)
        else:
            entry.strings[keyword[1]] = entry.last
    if entry.last:
        entry.last.text += _PIECE.sub(_meant, string[1])
        entry.last.end = start + string.end()


def _meant(escape: "re.Match[str]") -> str:
    code = escape[1]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    return chr(int(code, 8)) if code[0] in "01234567" else _ESCAPES.get(code, code)


def _quoted(text: str, newline: str) -> str:
    """A text as strings of PO: in one line, or a line of the file for each line and each 76."""
    lines = [line for part in _LINES.findall(text) for line in _wrapped(part)]
    if len(lines) < 2 and len(text) <= _WIDTH - len("msgstr "):
        return f'"{_escaped(text)}"'
    return newline.join(['""', *(f'"{_escaped(line)}"' for line in lines)])


def _escaped(text: str) -> str:
    return "".join(_WRITTEN.get(char, char) for char in text)


def _wrapped(text: str) -> Iterator[str]:
    while len(_escaped(text)) > _WIDTH:
        at = text.rfind(" ", 1, _WIDTH) + 1 or text.find(" ", _WIDTH) + 1
        if not 0 < at < len(text):
            break
        yield text[:at]
        text = text[at:]
    yield text
