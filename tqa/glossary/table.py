"""Glossary tables (TSV, CSV): one concept a row."""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tqa.base.errors import FormatError, GlossaryError
from tqa.base.textio import decode, read_bytes
from tqa.lang.language import detect  # its tables are large: only when a file needs it
from tqa.model import Concept, Matching, Status, Term

LANGS = ("id", "en")
SEPARATOR = "|"
FIELDS = (
    "concept",
    "domain",
    "definition",
    "note",
    "flags",
    "confusable_with",
    "valid_from",
    "valid_until",
    "source",
)

_TERMS = {
    lang if status is Status.PREFERRED else f"{lang}_{status.value}": (lang, status)
    for status in Status
    for lang in LANGS
}
_CUES = {f"{lang}_cues": lang for lang in LANGS}
COLUMNS = (*_TERMS, *_CUES, *FIELDS)

_ALIASES = {
    "indonesian": "id",
    "indonesia": "id",
    "bahasa indonesia": "id",
    "id_preferred": "id",
    "english": "en",
    "inggris": "en",
    "bahasa inggris": "en",
    "en_preferred": "en",
    "concept_id": "concept",
    "subject": "domain",
}
_BARE_HEADS = {"source", "target", "term", "translation", "sumber", "sasaran", "istilah"}
_BARE_HEADS |= {"terjemahan", "padanan"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_ACRONYM_LETTERS = 5

Line = tuple[int, Sequence[str]]  # line number, cells


def read(path: str | Path, *, bundled: bool = False) -> tuple[Concept, ...]:
    """The concepts of a glossary table, in the order of its rows.

    The first line names the columns; a file of two bare columns holds Indonesian and English
    terms (in either order: detected from the words, or from a file name such as `terms.en-id.tsv`).

    Raises:
        GlossaryError: the file cannot be read or is malformed; `where` is file:line.
    """
    try:
        return read_text(read_bytes(path), str(path), bundled=bundled)
    except FormatError as error:
        raise GlossaryError(error.message, where=error.where, hint=error.hint) from None


def read_text(data: bytes, path: str, *, bundled: bool = False) -> tuple[Concept, ...]:
    """As `read`, of the content of a file.

    Raises:
        FormatError: it is not text.
        GlossaryError: it is malformed; `where` is file:line.
    """
    return _concepts(lines_of(decode(data, path), path), path, bundled)


def read_rows(rows: Iterable[Sequence[str]], path: str) -> tuple[Concept, ...]:
    """As `read`, of rows that another reader has taken apart; the first one is line 1.

    Raises:
        GlossaryError: a row is malformed.
    """
    lines = [(n, cells) for n, cells in enumerate(rows, 1) if _is_row(cells)]
    return _concepts(lines, path, bundled=False)


def _concepts(lines: Sequence[Line], path: str, bundled: bool) -> tuple[Concept, ...]:
    header, rest = headed(lines, path)
    return _Reader(header, path, bundled).concepts(rest)


def headed(lines: Sequence[Line], path: str) -> tuple[list[str], Sequence[Line]]:
    """The names of the columns, and the rows that hold entries.

    Raises:
        GlossaryError: no columns can be recognised, or one is wrong.
    """
    if not lines:
        return [], ()
    header = [_column(cell) for cell in lines[0][1]]
    if not {"id", "en"} & set(header):
        start = 1 if _BARE_HEADS.issuperset(cell for cell in header if cell) else 0
        return _bare(lines[start:], path), lines[start:]
    _check(header, path, lines[0][0])
    return header, lines[1:]


def concepts_of(rows: Iterable[Mapping[str, str]]) -> tuple[Concept, ...]:
    """The concepts of rows that map column names to cells.

    Raises:
        GlossaryError: a cell is malformed.
    """
    table = list(rows)
    header = list(dict.fromkeys(column for row in table for column in row))
    lines = [(n, [row.get(column, "") for column in header]) for n, row in enumerate(table, 1)]
    return _Reader([_column(column) for column in header], "", False).concepts(lines)


def lines_of(text: str, path: str) -> list[Line]:
    """The rows with their line numbers, without empty lines and comments (`# ...`).

    Raises:
        GlossaryError: the quotes of a cell are not closed; `where` is file:line.
    """
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter_of(text, path), strict=True
    )
    rows: list[Line] = []
    start = 1
    try:
        for cells in reader:
            if _is_row(cells):
                rows.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(f"malformed table: {error}", where=f"{path}:{start}") from None
    return rows


def _is_row(cells: Sequence[str]) -> bool:
    return any(cells) and not cells[0].startswith("# ")


def delimiter_of(text: str, path: str) -> str:
    """What stands between the cells of a table."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    if path.lower().endswith(".tsv") or "\t" in first:
        return "\t"
    return ";" if first.count(";") > first.count(",") else ","


def _column(cell: str) -> str:
    name = cell.strip().lower().replace("-", "_")
    return _ALIASES.get(name.replace("_", " "), _ALIASES.get(name, name))


def _bare(lines: Sequence[Line], path: str) -> list[str]:
    """The header of a file without one: which column is Indonesian and which English."""
    for number, cells in lines:
        if len(cells) < 2:
            raise GlossaryError(
                "one column where two are needed",
                where=f"{path}:{number}",
                hint="name the columns id and en in the first line",
            )
    named = re.search(r"(?<![a-z])(id|en)[-_](id|en)(?![a-z])", Path(path).name.lower())
    if named and named[1] != named[2]:
        return [named[1], named[2]]

    first, second = (detect("\n".join(cells[n] for _, cells in lines[:500])).lang for n in (0, 1))
    swapped = (first, second) in (("en", "id"), ("en", ""), ("", "id"))
    return ["en", "id"] if swapped else ["id", "en"]


def _check(header: Sequence[str], path: str, line: int) -> None:
    """Refuse a header without both languages, twice the same column, or a misspelt one."""
    where = f"{path}:{line}"
    for lang in LANGS:
        if lang not in header:
            raise GlossaryError(f"no column {lang!r}", where=where, hint="id and en are needed")
    for column, count in Counter(header).items():
        if column in COLUMNS and count > 1:
            raise GlossaryError(f"two columns {column!r}", where=where)
        near = difflib.get_close_matches(column, COLUMNS, 1, 0.8)
        if column not in COLUMNS and near:
            raise GlossaryError(
                f"unknown column {column!r}", where=where, hint=f"did you mean {near[0]!r}?"
            )


class _TermColumn(NamedTuple):
    at: int
    lang: str
    status: Status


class _Reader:
    """Turns rows under one header into concepts."""

    def __init__(self, header: Sequence[str], path: str, bundled: bool) -> None:
        self.path = path
        self.bundled = bundled
        place = {column: at for at, column in enumerate(header)}
        self.terms = [_TermColumn(place[c], *key) for c, key in _TERMS.items() if c in place]
        self.cues = [(place[c], lang) for c, lang in _CUES.items() if c in place]
        self.fields = [(place[c], c) for c in FIELDS if c in place]
        self.ids: Counter[str] = Counter()

    def concepts(self, lines: Iterable[Line]) -> tuple[Concept, ...]:
        made = (self.concept(number, cells) for number, cells in lines)
        return tuple(concept for concept in made if concept)

    def concept(self, line: int, cells: Sequence[str]) -> Concept | None:
        """The concept of one row, None where it names no term."""
        width = len(cells)
        values = {c: cells[at].strip() for at, c in self.fields if at < width and cells[at]}
        flags = frozenset(re.split(r"[|,;\s]+", values["flags"])) if values.get("flags") else _NONE
        terms = self.row_terms(cells, flags, line)
        if not terms:
            return None
        return Concept(
            id=values.get("concept") or self.fresh_id(terms),
            terms=terms,
            domain=values.get("domain", ""),
            definition=values.get("definition", ""),
            note=values.get("note", ""),
            flags=flags,
            cues={lang: _split(cells[at]) for at, lang in self.cues if at < width and cells[at]},
            confusable_with=_split(values.get("confusable_with", "")),
            valid_from=self.date(values.get("valid_from", ""), line),
            valid_until=self.date(values.get("valid_until", ""), line),
            source=values.get("source", ""),
            file=self.path,
            line=line,
            bundled=self.bundled,
        )

    def row_terms(self, cells: Sequence[str], flags: frozenset[str], line: int) -> tuple[Term, ...]:
        matching = _matching(flags)
        found: dict[tuple[str, str], Term] = {}
        for at, lang, status in self.terms:
            if at >= len(cells) or not cells[at]:
                continue
            texts: tuple[str, ...]
            if matching is Matching.REGEX:
                texts = (self.pattern(cells[at], line),)
            else:
                texts = _split(cells[at])
            for text in texts:
                sensitive = "case-sensitive" in flags or is_acronym(text)
                term = Term(text, lang, status, "", sensitive, matching)
                found.setdefault((lang, text), term)
        return tuple(found.values())

    def pattern(self, text: str, line: int) -> str:
        try:
            re.compile(text)
        except re.error as error:
            raise GlossaryError(
                f"{text!r} is no regular expression: {error}", where=f"{self.path}:{line}"
            ) from None
        return text

    def fresh_id(self, terms: Sequence[Term]) -> str:
        """An id for a concept that was given none: its English term."""
        term = next((t for t in terms if t.lang == "en" and t.status.allowed), terms[0])
        name = term.text.lower().replace(" ", "-")
        self.ids[name] += 1
        return name if self.ids[name] == 1 else f"{name}-{self.ids[name]}"

    def date(self, value: str, line: int) -> str:
        if value and not is_date(value):
            raise GlossaryError(
                f"{value!r} is not a date",
                where=f"{self.path}:{line}",
                hint="write 2024-10-21, 2024-10 or 2024",
            )
        return value


_NONE: frozenset[str] = frozenset()


def is_date(value: str) -> bool:
    """Whether it is a day, a month or a year that there is."""
    try:
        return bool(_DATE.fullmatch(value) and date.fromisoformat(f"{value}-01-01"[:10]))
    except ValueError:
        return False


def unknown_columns(lines: Sequence[Line], path: str) -> tuple[str, ...]:
    """The names of columns that hold something and that no concept can hold."""
    header, rest = headed(lines, path)
    names = [(at, name) for at, name in enumerate(header) if name and name not in COLUMNS]
    return tuple(
        name for at, name in names if any(len(cells) > at and cells[at] for _, cells in rest)
    )


def _split(cell: str) -> tuple[str, ...]:
    if SEPARATOR not in cell:
        text = cell.strip()
        return (text,) if text else ()
    return tuple(part for part in map(str.strip, cell.split(SEPARATOR)) if part)


def _matching(flags: frozenset[str]) -> Matching:
    if "regex" in flags:
        return Matching.REGEX
    return Matching.EXACT if "exact" in flags else Matching.INFLECTED


def is_acronym(text: str) -> bool:
    """Whether case distinguishes the term from an ordinary word: AS (Amerika Serikat), IT, WHO."""
    return 1 < len(text) <= _ACRONYM_LETTERS and text.isupper() and text.isalpha()
