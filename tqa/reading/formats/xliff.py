"""XLIFF 1.2, 2.0 and 2.1, read as a stream."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tqa.base.errors import FormatError
from tqa.model import Bead, Bitext, BlockKind, Segment, Source
from tqa.reading.format import BitextFormat, Escape, format
from tqa.reading.formats._escapes import in_xml
from tqa.reading.formats._harvest import bitexts
from tqa.reading.formats._unittext import TextPart, UnitText
from tqa.reading.formats._xmlstream import XML_NAMES, XmlStream

_HOLDERS = frozenset({"trans-unit", "segment"})  # what a source and target to be read stand in
_UNITS = frozenset({"trans-unit", "unit"})


@format
class Xliff(BitextFormat):
    """An XLIFF file: each segment is a bead, each `file` a document.

    A unit without a target is untranslated, unless the file names no target language.
    Units that are not to be translated are left out, and so are proposals (`alt-trans`,
    `matches`), notes and white space between segments (`ignorable`).
    """

    name = "xliff"
    extensions = (".xlf", ".xliff")
    comment = r"<!--(.*?)-->"

    def escaping(self, content: str) -> Escape | None:
        return in_xml(content)

    def read(self, source: Source) -> Iterator[Bitext]:
        return bitexts(source, _Units(source.path), "messages")


class _Scope(NamedTuple):
    """The properties that an element passes on to those inside it."""

    name: str
    translate: bool = True
    preserve: bool = False


@dataclass
class _Unit:
    """A unit while it is read; its texts by segment, "" for a unit in one piece."""

    id: str
    sources: dict[str, TextPart] = field(default_factory=dict)
    segments: dict[str, TextPart] = field(default_factory=dict)  # of `seg-source`
    targets: dict[str, TextPart] = field(default_factory=dict)
    pieces: dict[str, TextPart] = field(default_factory=dict)  # marked segments of the target


class _Units:
    """Makes beads of each unit."""

    def __init__(self, path: str) -> None:
        self.beads: list[Bead] = []
        self._path = path
        self._langs = ("", "")
        self._document = ""
        self._count = 0
        self._scopes: list[_Scope] = []
        self._unit: _Unit | None = None
        self._data: dict[str, str] = {}  # what the unit keeps of the original, by identifier
        self._datum = ""  # the one that is being read
        self._segment = ""
        self._side = ""  # source, seg-source or target
        self._text: UnitText | None = None
        self._piece: tuple[str, UnitText, int] | None = None  # a marked segment, and its depth

    def start(self, name: str, attributes: dict[str, str], here: XmlStream) -> None:
        if not self._scopes and name != "xliff":
            raise FormatError(f"not an XLIFF file: it begins with <{name}>", where=here.where)
        outer = self._scopes[-1] if self._scopes else _Scope("")
        space = attributes.get(f"{XML_NAMES}space")
        scope = _Scope(
            name,
            {"yes": True, "no": False}.get(attributes.get("translate", ""), outer.translate),
            space == "preserve" if space else outer.preserve,
        )
        self._scopes.append(scope)
        if self._text is not None:
            self._inline(name, attributes, here, scope)
        elif name in ("xliff", "file"):
            self._begin_file(name, attributes)
        elif name in _UNITS:
            self._count += 1
            self._data = {}
            self._unit = (
                _Unit(attributes.get("id") or str(self._count)) if scope.translate else None
            )
        elif name == "data" and outer.name == "originalData":
            self._datum = attributes.get("id", "")
        elif name == "segment":
            number = len(self._unit.sources) + 1 if self._unit else 0
            self._segment = attributes.get("id") or (str(number) if number > 1 else "")
        elif name in ("source", "seg-source", "target") and outer.name in _HOLDERS and self._unit:
            self._side = name
            self._text = UnitText(here, preserve=scope.preserve)

    def _begin_file(self, name: str, attributes: dict[str, str]) -> None:
        source, target = self._langs
        source = attributes.get("source-language") or attributes.get("srcLang") or source
        target = attributes.get("target-language") or attributes.get("trgLang") or target
        self._langs = (_primary(source), _primary(target))
        if name == "file":
            self._document = attributes.get("original") or attributes.get("id") or ""

    def _inline(
        self, name: str, attributes: dict[str, str], here: XmlStream, scope: _Scope
    ) -> None:
        assert self._text is not None  # only called within a text
        if attributes.get("dataRef") in self._data:
            attributes = {"equiv-text": self._data[attributes["dataRef"]], **attributes}
        marked = name == "mrk" and attributes.get("mtype") == "seg"
        self._text.start(name, attributes, here)
        if self._piece:
            self._piece[1].start(name, attributes, here)
        elif marked:
            text = UnitText(here, preserve=scope.preserve)
            self._piece = (attributes.get("mid", ""), text, len(self._scopes))

    def text(self, data: str, here: XmlStream) -> None:
        if self._text is not None:
            self._text.text(data, here)
            if self._piece:
                self._piece[1].text(data, here)
        elif self._datum:
            self._data[self._datum] = self._data.get(self._datum, "") + data

    def end(self, name: str) -> None:
        depth = len(self._scopes)
        outer = self._scopes[-2].name if depth > 1 else ""
        self._scopes.pop()
        if self._text is not None and name == self._side and outer in _HOLDERS:
            self._close_text()
        elif self._text is not None:
            self._text.end(name)
            if self._piece and self._piece[2] == depth:
                self._close_piece()
            elif self._piece:
                self._piece[1].end(name)
        elif name == "data":
            self._datum = ""
        elif name in _UNITS and self._unit:
            self.beads.extend(self._beads(self._unit))
            self._unit = None
            self._segment = ""

    def _close_text(self) -> None:
        assert self._unit is not None  # texts are read in units only
        assert self._text is not None
        if self._side != "seg-source":
            side = self._unit.sources if self._side == "source" else self._unit.targets
            side[self._segment] = self._text.part()
        self._text = None

    def _close_piece(self) -> None:
        assert self._unit is not None  # texts are read in units only
        assert self._piece is not None
        key, text, _ = self._piece
        if self._side == "seg-source":
            self._unit.segments[key] = text.part()
        elif self._side == "target":
            self._unit.pieces[key] = text.part()
        self._piece = None

    def _beads(self, unit: _Unit) -> Iterator[Bead]:
        split = unit.segments and unit.segments.keys() == unit.pieces.keys()
        sources, targets = (unit.segments, unit.pieces) if split else (unit.sources, unit.targets)
        for key, source in sources.items():
            target = targets.get(key)
            if target is None and not self._langs[1]:
                continue
            empty = TextPart("", source.runs[:1], ())
            name = f"{unit.id}.{key}" if key and len(sources) > 1 else unit.id
            sides = [
                (Segment(name, p.text, lang, self._path, p.runs, self._count, _KIND, tags=p.tags),)
                for p, lang in zip((source, target or empty), self._langs, strict=True)
            ]
            yield Bead(name, sides[0], sides[1], self._langs, document=self._document)


_KIND = BlockKind.MESSAGE


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()
