import pytest

from tests.reading.formats.places import beads_of, check_places
from tqa.aligning.writer import WRITERS
from tqa.base.errors import FormatError
from tqa.checking.run import check
from tqa.model import Bead, Bitext, BlockKind, Input, Segment, Source
from tqa.project.config import Config
from tqa.reading.formats.xliff import Xliff


def xliff12(body: str, target: str = ' target-language="id-ID"') -> str:
    return (
        '<?xml version="1.0"?>\n<xliff version="1.2" '
        'xmlns="urn:oasis:names:tc:xliff:document:1.2">\n<file original="a.html" '
        f'source-language="en"{target} datatype="html"><body>\n{body}\n</body></file></xliff>\n'
    )


def xliff2(body: str, version: str = "2.1") -> str:
    return (
        f'<xliff version="{version}" xmlns="urn:oasis:names:tc:xliff:document:2.0" '
        f'srcLang="en-GB" trgLang="id">\n<file id="f1">\n{body}\n</file></xliff>\n'
    )


def test_a_unit_of_1_2_is_a_bead() -> None:
    text = xliff12(
        '<group id="g"><trans-unit id="u1" resname="k">\n<source>Rice\n   &amp; salt</source>\n'
        '<target state="final">\n  Beras &amp;\n  garam\n</target>\n<note>for cooks</note>\n'
        "<alt-trans><source>x</source><target>y</target></alt-trans></trans-unit></group>"
    )
    (bead,) = beads_of(Xliff(), text, "a.xlf")
    assert (bead.id, bead.langs) == ("u1", ("en", "id"))
    assert (bead.source[0].text, bead.target[0].text) == ("Rice & salt", "Beras & garam")
    assert bead.target[0].kind is BlockKind.MESSAGE
    assert bead.target[0].locate(0)[:2] == (8, 3)
    check_places(text, [*bead.source, *bead.target], escapes="&")


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_segments_of_2_are_beads(version: str) -> None:
    text = xliff2(
        '<unit id="u1"><notes><note>n</note></notes><segment id="s1" state="final">'
        "<source>One.</source><target>Satu.</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment><source>Two <pc id='1'>big</pc> <ph id='2'/>.</source>"
        "<target>Dua<cp hex='0001'/> <pc id='1'>besar</pc> <ph id='2' equiv='{n}'/>.</target>"
        "</segment></unit>",
        version,
    )
    one, two = beads_of(Xliff(), text, "a.xlf")
    assert (one.id, two.id) == ("u1.s1", "u1.2")
    assert one.langs == ("en", "id")
    assert (two.source[0].text, two.target[0].text) == ("Two big {2}.", "Dua\x01 besar {n}.")
    spans = [(tag.value, tag.span.of(two.source[0].text)) for tag in two.source[0].tags]
    assert spans == [("pc:1", "big"), ("ph:2", "{2}")]
    check_places(text, [*two.source, *two.target], escapes="<")


def test_marked_segments_of_1_2_are_beads() -> None:
    text = xliff12(
        '<trans-unit id="u"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="0">One.'
        '</mrk> <mrk mtype="seg" mid="1">Two <g id="3">x</g>.</mrk></seg-source><target>'
        '<mrk mtype="seg" mid="0">Satu.</mrk> <mrk mtype="seg" mid="1">Dua.</mrk></target>'
        "</trans-unit>"
    )
    one, two = beads_of(Xliff(), text, "a.xlf")
    assert (one.id, one.source[0].text, one.target[0].text) == ("u.0", "One.", "Satu.")
    assert (two.id, two.source[0].text, two.target[0].text) == ("u.1", "Two x.", "Dua.")
    check_places(text, [*one.target, *two.source, *two.target])


def test_inline_elements() -> None:
    text = xliff12(
        '<trans-unit id="u"><source>Click <g id="1">Save</g> or <x id="2"/>, '
        '<x id="INT" equiv-text="{{ n }}"/> <bx id="3"/>b<ex id="3"/><x id="4" ctype="lb"/>end'
        '<ph id="5">%s</ph></source><target>x</target></trans-unit>'
    )
    (bead,) = beads_of(Xliff(), text, "a.xlf")
    segment = bead.source[0]
    assert segment.text == "Click Save or {2}, {{ n }} b end%s"
    assert segment.tags[0].span.of(segment.text) == "Save"
    check_places(text, bead.source, escapes="<")


def test_what_is_not_to_be_translated_is_left_out() -> None:
    unit = '<trans-unit id="{}"{}><source>a</source><target>b</target></trans-unit>'
    group = unit.format(2, "") + unit.format(3, ' translate="yes"')
    text = xliff12(
        unit.format(1, ' translate="no"')
        + f"<group translate='no'>{group}</group>"
        + unit.format(4, "")
    )
    assert [bead.id for bead in beads_of(Xliff(), text, "a.xlf")] == ["3", "4"]


def test_a_unit_without_a_target_is_work_not_done() -> None:
    unit = '<trans-unit id="u"><source>a</source></trans-unit>'
    (bead,) = beads_of(Xliff(), xliff12(unit), "a.xlf")
    assert bead.target[0].text == ""
    assert beads_of(Xliff(), xliff12(unit, ""), "a.xlf") == []


def test_several_files_are_documents_with_languages_of_their_own() -> None:
    file = '<file original="{}" source-language="{}" target-language="{}"><body><trans-unit id="1">'
    file += "<source>a</source><target>b</target></trans-unit></body></file>"
    text = (
        f'<xliff version="1.2">{file.format("a", "en", "id")}{file.format("b", "id", "en")}</xliff>'
    )
    one, two = Xliff().read(Source("a.xlf", text.encode()))
    assert (one.document, one.langs) == ("a", ("en", "id"))
    assert (two.document, two.langs) == ("b", ("id", "en"))


def test_alignments_are_read_back() -> None:
    bead = Bead("1", (Segment("1", "Satu <b> & dua."),), (Segment("1", "One"),), ("id", "en"))
    text = WRITERS["xliff"]().text([Bitext((bead,), ("id", "en"), document="d")])
    (read,) = beads_of(Xliff(), text, "a.xlf")
    assert (read.source[0].text, read.target[0].text) == ("Satu <b> & dua.", "One")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.xlf: empty file"),
        ("<tmx/>", "a.xlf:1: not an XLIFF file: it begins with <tmx>"),
        ('<!DOCTYPE xliff [<!ENTITY a "b">]>\n<xliff/>', "a.xlf:1: declares XML entities"),
        (xliff2("<unit id='1'><segment><source>a"), "a.xlf:4: not valid XML: mismatched tag"),
        (xliff2("")[:-10], "a.xlf:4: not valid XML"),
    ],
)
def test_malformed(text: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        beads_of(Xliff(), text, "a.xlf")
    assert message in str(error.value)


def test_data_of_the_original_are_the_values_of_placeholders() -> None:
    text = xliff2(
        '<unit id="u1"><originalData><data id="d1">{name}</data><data id="d2">&lt;br/&gt;</data>'
        '</originalData><segment><source>Hi <ph id="1" dataRef="d1"/>,<ph id="2" dataRef="d2"/>'
        ' <ph id="3" dataRef="d9"/></source><target>Hai <ph id="1" dataRef="d1"/></target>'
        '</segment></unit><unit id="u2"><segment><source><ph id="1" dataRef="d1"/></source>'
        "<target/></segment></unit>",
        "2.1",
    )
    one, two = beads_of(Xliff(), text, "a.xlf")
    assert (one.source[0].text, one.target[0].text) == ("Hi {name}, {3}", "Hai {name}")
    assert two.source[0].text == "{1}"
    check_places(text, [*one.source, *one.target], escapes="<")


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ('Klik <g id="1">Simpan</g> <x id="2"/>', []),
        ('Klik <x id="2"/> <g id="1">Simpan</g>', []),
        ('Klik Simpan <x id="2"/>', ["MRK004"]),
        ('Klik <g id="3">Simpan</g>', ["MRK001", "MRK004", "MRK004"]),
        ("", []),
    ],
)
def test_lost_elements_are_told(target: str, told: list[str]) -> None:
    source = 'Click <g id="1">Save</g> <x id="2"/>'
    unit = f'<trans-unit id="u"><source>{source}</source><target>{target}</target></trans-unit>'
    text = xliff12(unit, ' target-language="id"')
    report = check([Input.file("a.xlf", text.encode())], Config(bundled=False, select=("MRK",)))
    assert [finding.code for finding in report.findings] == told
