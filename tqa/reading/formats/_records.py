"""Sentence pairs as records with named fields; shared by tables and JSON Lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from tqa.base.errors import FormatError
from tqa.model import Bead, Bitext, BlockKind, Segment

_TERMINAL = re.compile(r"[.!?…:;][\"”’'»)\]]*\s*$")
_TITLE_LENGTH = 200  # characters; longer is a paragraph
_CHUNK = 1000  # maximum number of records of a bitext, so that large files are streamed

_SOURCES = ("source", "src", "source_text", "sumber")
_TARGETS = ("target", "tgt", "target_text", "translation", "mt", "sasaran", "terjemahan")
_IDS = ("id", "segment", "segment_id", "key")
_DOCUMENTS = ("document", "doc", "document_id", "doc_id", "docid", "dokumen")
_LANGUAGES = {
    "id": "id",
    "ind": "id",
    "indonesian": "id",
    "indonesia": "id",
    "en": "en",
    "eng": "en",
    "english": "en",
    "inggris": "en",
}
EXPECTED = (
    "expected `source` and `target` (or the two languages, such as `id` and `en`, the source"
    " first), and if you like `id` and `document`"
)


class Fields(NamedTuple):
    """The index of each field, -1 if it is missing; and the languages given by field names."""

    source: int
    target: int
    id: int
    document: int
    langs: tuple[str, str] = ("", "")


def fields_of(names: Sequence[str], where: str) -> Fields:
    """The meaning of fields with these names.

    `source` and `target` (or a usual synonym) come first; without them two
    fields named by languages are the pair, the left one the source, and a field
    `id` is then Indonesian.

    Raises:
        FormatError: there is no such pair, or one of its names is repeated.
    """
    plain = [re.sub(r"[\s-]+", "_", name.strip().lower()) for name in names]
    source, target = _find(plain, _SOURCES), _find(plain, _TARGETS)
    identifier, document = _find(plain, _IDS), _find(plain, _DOCUMENTS)
    langs = ("", "")
    if source < 0 or target < 0:
        sides = [(n, lang) for n, lang in enumerate(map(_language, plain)) if lang]
        if len(sides) != 2 or sides[0][1] == sides[1][1]:
            raise FormatError("no fields `source` and `target`", where=where, hint=EXPECTED)
        (source, first), (target, second) = sides
        langs = (first, second)
        identifier = -1 if identifier in (source, target) else identifier
    for name in (plain[source], plain[target]):
        if plain.count(name) > 1:
            raise FormatError(f"the field {name!r} is repeated", where=where)
    return Fields(source, target, identifier, document, langs)


def _find(names: Sequence[str], wanted: Sequence[str]) -> int:
    return next((names.index(name) for name in wanted if name in names), -1)


def _language(name: str) -> str:
    return _LANGUAGES.get(name, "") or _LANGUAGES.get(name[:2] if name[2:3] == "_" else "", "")


def bitexts(beads: Iterable[Bead], path: str) -> Iterator[Bitext]:
    """The beads as bitexts, one per run of one document and language pair; long runs are split.

    The first segment of a named document is its title if it ends as titles do.
    """
    for (document, langs), group in groupby(beads, key=lambda bead: (bead.document, bead.langs)):
        chunk: list[Bead] = []
        for number, bead in enumerate(group):
            chunk.append(_titled(bead) if document and not number else bead)
            if len(chunk) == _CHUNK:
                yield Bitext(tuple(chunk), langs, path, path, document)
                chunk = []
        if chunk:
            yield Bitext(tuple(chunk), langs, path, path, document)


def _titled(bead: Bead) -> Bead:
    return replace(
        bead,
        source=tuple(map(_as_title, bead.source)),
        target=tuple(map(_as_title, bead.target)),
    )


def _as_title(segment: Segment) -> Segment:
    text = segment.text
    if not text.strip() or len(text) > _TITLE_LENGTH or _TERMINAL.search(text[-8:]):
        return segment
    return replace(segment, kind=BlockKind.HEADING)
