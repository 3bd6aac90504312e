"""TMX 1.4b translation memories, read as a stream."""

from collections.abc import Iterator

from tqa.base.errors import FormatError
from tqa.model import Bead, Bitext, Segment, Source
from tqa.reading.format import BitextFormat, Escape, format
from tqa.reading.formats._escapes import in_xml
from tqa.reading.formats._harvest import bitexts
from tqa.reading.formats._unittext import TextPart, UnitText
from tqa.reading.formats._xmlstream import XML_NAMES, XmlStream

KNOWN = ("id", "en")


@format
class Tmx(BitextFormat):
    """A TMX file. Of a unit's variants the first in Indonesian and the first in English are read.

    The source is the one in the unit's source language (`srclang`), or where that is neither
    of the two, the one that comes first. A property `x-document` names the document.
    """

    name = "tmx"
    extensions = (".tmx",)
    comment = r"<!--(.*?)-->"

    def escaping(self, content: str) -> Escape | None:
        return in_xml(content)

    def read(self, source: Source) -> Iterator[Bitext]:
        units = _Units(source.path)
        found = False
        for bitext in bitexts(source, units, "article"):
            found = True
            yield bitext
        if not found and units.count:
            langs = ", ".join(sorted(units.langs)) or "none"
            raise FormatError(
                "no unit has both Indonesian (id) and English (en) text",
                where=source.path,
                hint=f"languages of the file: {langs}",
            )


class _Units:
    """Makes a bead of each `tu`."""

    def __init__(self, path: str) -> None:
        self.beads: list[Bead] = []
        self.langs: set[str] = set()
        self.count = 0
        self._path = path
        self._header = ""  # source language of the file
        self._unit: dict[str, str] = {}
        self._props: dict[str, str] = {}
        self._prop: tuple[str, list[str]] | None = None
        self._parts: dict[str, TextPart] = {}  # by language, in order
        self._lang = ""
        self._text: UnitText | None = None
        self._root = True

    def start(self, name: str, attributes: dict[str, str], here: XmlStream) -> None:
        if self._root:
            self._root = False
            if name != "tmx":
                raise FormatError(f"not a TMX file: it begins with <{name}>", where=here.where)
        if self._text is not None:
            self._text.start(name, attributes, here)
        elif name == "header":
            self._header = _primary(attributes.get("srclang", ""))
        elif name == "tu":
            self.count += 1
            self._unit, self._props, self._parts = attributes, {}, {}
        elif name == "tuv":
            self._lang = _primary(attributes.get(f"{XML_NAMES}lang") or attributes.get("lang", ""))
            self.langs.add(self._lang)
        elif name == "seg":
            self._text = UnitText(here, preserve=True)
        elif name == "prop":
            self._prop = (attributes.get("type", ""), [])

    def text(self, data: str, here: XmlStream) -> None:
        if self._text is not None:
            self._text.text(data, here)
        elif self._prop:
            self._prop[1].append(data)

    def end(self, name: str) -> None:
        if self._text is not None and name != "seg":
            self._text.end(name)
        elif self._text is not None:
            if self._lang in KNOWN:
                self._parts.setdefault(self._lang, self._text.part())
            self._text = None
        elif name == "prop" and self._prop:
            self._props[self._prop[0]] = "".join(self._prop[1])
            self._prop = None
        elif name == "tu" and len(self._parts) == len(KNOWN):
            self.beads.append(self._bead())

    def _bead(self) -> Bead:
        first = _primary(self._unit.get("srclang", "")) or self._header
        source = first if first in KNOWN else next(iter(self._parts))
        langs = (source, "en" if source == "id" else "id")
        name = self._unit.get("tuid") or str(self.count)
        sides = [
            Segment(name, part.text, lang, self._path, part.runs, self.count, tags=part.tags)
            for lang, part in ((lang, self._parts[lang]) for lang in langs)
        ]
        document = self._props.get("x-document", "")
        return Bead(name, (sides[0],), (sides[1],), langs, _score(self._props), document)


def _score(props: dict[str, str]) -> float:
    """The confidence written by `tqa align`; 1 if there is none."""
    try:
        score = float(props.get("x-score", "1"))
    except ValueError:
        return 1.0
    return score if 0 <= score <= 1 else 1.0


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()
