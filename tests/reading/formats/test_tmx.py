import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.formats.places import beads_of, check_places
from tqa.aligning.writer import WRITERS
from tqa.base.errors import FormatError
from tqa.base.xmlio import clean
from tqa.model import Bead, Bitext, Segment, Source
from tqa.reading.formats.tmx import Tmx

HEAD = '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
HEADER = '<header creationtool="x" segtype="sentence" srclang="{}"/>\n<body>\n'
TAIL = "</body></tmx>\n"


def memory(*units: str, srclang: str = "id") -> str:
    return HEAD + HEADER.format(srclang) + "".join(units) + TAIL


def unit(*variants: tuple[str, str], rest: str = "") -> str:
    tuvs = "".join(f'<tuv xml:lang="{lang}"><seg>{seg}</seg></tuv>\n' for lang, seg in variants)
    return f"<tu {rest}>\n{tuvs}</tu>\n"


def test_a_unit_is_a_bead() -> None:
    text = memory(unit(("en-US", "Rice &amp; salt"), ("id", "Beras &amp; garam"), rest='tuid="7"'))
    (bead,) = beads_of(Tmx(), text, "a.tmx")
    assert (bead.id, bead.langs) == ("7", ("id", "en"))
    assert (bead.source[0].text, bead.target[0].text) == ("Beras & garam", "Rice & salt")
    assert bead.source[0].locate(0)[:2] == (8, 25)
    check_places(text, [*bead.source, *bead.target], escapes="&")


def test_two_of_many_languages() -> None:
    first = unit(("fr", "riz"), ("en", "rice"), ("id", "beras"), ("en-GB", "paddy"))
    text = memory(first, unit(("en", "salt"), ("ms", "garam")), srclang="*all*")
    (bead,) = beads_of(Tmx(), text, "a.tmx")
    assert (bead.langs, bead.source[0].text) == (("en", "id"), "rice")
    with pytest.raises(FormatError, match=r"no unit has both .*languages of the file: en, ms"):
        beads_of(Tmx(), memory(unit(("en", "salt"), ("ms", "garam"))), "a.tmx")


def test_inline_elements_are_tags_and_placeholders() -> None:
    seg = (
        'Klik <bpt i="1">&lt;b></bpt>Simpan<ept i="1">&lt;/b></ept> untuk <ph x="2">{0}</ph>'
        '<hi type="x">nama</hi> <ph x="3">&lt;br/></ph> ya <ph x="4"/>.'
    )
    text = memory(unit(("id", seg), ("en", "Click")))
    (bead,) = beads_of(Tmx(), text, "a.tmx")
    segment = bead.source[0]
    assert segment.text == "Klik Simpan untuk {0}nama ya {4}."
    tags = {tag.value: tag.span.of(segment.text) for tag in segment.tags}
    assert tags == {
        "bpt:1": "",
        "ept:1": "",
        "ph:2": "{0}",
        "hi:": "nama",
        "ph:3": "",
        "ph:4": "{4}",
    }
    check_places(text, bead.source, escapes="&<")


def test_alignments_are_read_back() -> None:
    def bead(name: str, source: str, target: str) -> Bead:
        sides = ((Segment("1", source),), (Segment("1", target),))
        return Bead(name, *sides, ("id", "en"), 0.625, "d")

    beads = (bead("1", "Satu <b> & dua.", "One\ntwo."), bead("2", "Tiga.", "Three."))
    text = WRITERS["tmx"]().text([Bitext(beads, ("id", "en"), document="d & e")])
    (read,) = Tmx().read(Source("a.tmx", text.encode()))
    assert (read.document, read.langs) == ("d & e", ("id", "en"))
    texts = [(b.source[0].text, b.target[0].text, b.score) for b in read.beads]
    assert texts == [(b.source[0].text, b.target[0].text, b.score) for b in beads]


BOMB = """<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<tmx version="1.4"><body><tu><tuv xml:lang="id"><seg>&b;</seg></tuv></tu></body></tmx>"""
FILE = memory(unit(("id", "é"), ("en", "e")))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.tmx: empty file"),
        (b"<html/>", "a.tmx:1: not a TMX file: it begins with <html>"),
        (BOMB.encode(), "a.tmx:1: declares XML entities"),
        (FILE[: len(FILE) // 2 + 60].encode(), "a.tmx:7: not valid XML"),
        (FILE.encode("latin-1"), "a.tmx:7: not valid UTF-8 (byte 0xE9)"),
        (FILE.replace("é", "&nbsp;").encode(), "a.tmx:7: unknown entity &nbsp;"),
        (FILE.replace("é", "\0").encode(), "a.tmx:7: not valid XML"),
        (b'<?xml version="1.0" encoding="base64"?><tmx/>', "unknown or wrong encoding 'base64'"),
    ],
)
def test_malformed(data: bytes, message: str) -> None:
    with pytest.raises(FormatError) as error:
        list(Tmx().read(Source("a.tmx", data)))
    assert message in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    text = memory(unit(("id", "é“x”"), ("en", "e")))
    declared = text.replace('"1.0"', '"1.0" encoding="windows-1252"')
    data = (declared if encoding == "windows-1252" else text).encode(encoding)
    (bitext,) = Tmx().read(Source("a.tmx", data))
    source = bitext.beads[0].source
    assert source[0].text == "é“x”"
    check_places(declared if encoding == "windows-1252" else text, source)


def test_what_was_read_before_an_error_counts() -> None:
    units = [unit(("id", f"satu {n}"), ("en", f"one {n}")) for n in range(3000)]
    read = Tmx().read(Source("a.tmx", memory(*units)[:-40].encode()))
    assert [len(next(read).beads) for _ in range(6)] == [500] * 5 + [499]
    with pytest.raises(FormatError, match="not valid XML"):
        list(read)


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(("\n", "\r\n")))
def test_places(source: str, target: str, end: str) -> None:
    source, target = clean(source).replace("\r", ""), clean(target).replace("\r", "")
    escaped = [
        t.replace("&", "&#38;").replace("<", "&lt;").replace(">", "&gt;") for t in (source, target)
    ]
    text = memory(unit(("id", escaped[0]), ("en", f"<![CDATA[{target.replace(']', '')}]]>")))
    text = text.replace("\n", end)
    (bead,) = beads_of(Tmx(), text, "a.tmx")
    assert (bead.source[0].text, bead.target[0].text) == (source, target.replace("]", ""))
    check_places(text, [*bead.source, *bead.target], escapes="&\r")
