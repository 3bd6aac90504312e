import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.formats.places import beads_of, check_places
from tqa.base.errors import FormatError
from tqa.model import BlockKind, Source
from tqa.reading.formats.mo import Mo
from tqa.reading.formats.po import Po

HEADER = 'msgid ""\nmsgstr ""\n"Language: id_ID\\n"\n\n'
ENTRY = """\
# a note
#: app.py:12
#, c-format
msgctxt "menu"
msgid "Open \\"%s\\""
msgstr ""
"Buka "
"\\"%s\\""
"""


def test_an_entry_is_a_bead() -> None:
    text = HEADER + ENTRY
    (bead,) = beads_of(Po(), text, "a.po")
    assert bead.langs == ("en", "id")
    assert (bead.source[0].text, bead.target[0].text) == ('Open "%s"', 'Buka "%s"')
    assert bead.target[0].unit == "menu app.py:12"
    assert bead.target[0].kind is BlockKind.MESSAGE
    assert bead.target[0].locate(5)[:2] == (12, 2)
    check_places(text, [*bead.source, *bead.target], escapes="\\")


def test_a_translation_into_english_is_of_no_english_source() -> None:
    (bead,) = beads_of(Po(), HEADER.replace("id_ID", "en_GB") + ENTRY, "a.po")
    assert bead.langs == ("", "en")


def test_plural_forms_are_beads() -> None:
    plural = 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d berkas"\n'
    (only,) = beads_of(Po(), plural, "a.po")
    assert (only.source[0].text, only.target[0].text) == ("%d files", "%d berkas")
    one, many = beads_of(Po(), plural + 'msgstr[1] "%d berkas-berkas"\n', "a.po")
    assert [b.source[0].text for b in (one, many)] == ["%d file", "%d files"]
    assert [b.id for b in (one, many)] == ["1[0]", "1[1]"]


def test_fuzzy_and_obsolete_entries_are_left_out() -> None:
    text = (
        '#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n\n#~ msgid "e"\n#~ msgstr "f"\n'
    )
    assert [b.source[0].text for b in beads_of(Po(), text, "a.po")] == ["c"]


def test_untranslated_entries_are_work_not_done() -> None:
    text = 'msgid "a"\nmsgstr ""\n'
    (bead,) = beads_of(Po(), text, "a.po")
    assert bead.target[0].text == ""
    assert beads_of(Po(), text, "a.pot") == []


def test_messages_are_of_their_kind() -> None:
    (bitext,) = Po().read(Source("a.po", (HEADER + ENTRY).encode()))
    assert (bitext.kind, bitext.langs) == ("messages", ("en", "id"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.po: empty file"),
        ('msgid "a"\n', "a.po:1: the last entry has no msgstr"),
        ('msgid "a\nmsgstr "b"\n', "a.po:1: a string that is not closed"),
        ('\nmsgstr "b"\n', "a.po:2: unexpected msgstr"),
        ('"b"\n', "a.po:1: a string before any msgid"),
        ("Bukan PO\n", "a.po:1: expected msgid"),
        ('msgid "a"\nmsgid "b"\n', "a.po:2: unexpected msgid"),
    ],
)
def test_malformed(text: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        beads_of(Po(), text, "a.po")
    assert message in str(error.value)


WORD = st.text(st.sampled_from('aé"\\\n\t {}%'), min_size=1, max_size=90)


@given(st.dictionaries(WORD, WORD, min_size=1, max_size=4))
def test_what_polib_writes_is_read_back(messages: dict[str, str]) -> None:
    file = polib.POFile()
    file.metadata = {"Language": "id", "Content-Type": "text/plain; charset=UTF-8"}
    file.extend(polib.POEntry(msgid=key, msgstr=value) for key, value in messages.items())
    text = str(file)
    beads = beads_of(Po(), text, "a.po")
    assert {b.source[0].text: b.target[0].text for b in beads} == messages
    check_places(text, [s for b in beads for s in (*b.source, *b.target)], escapes="\\")
    (compiled,) = Mo().read(Source("a.mo", file.to_binary()))
    assert {b.source[0].text: b.target[0].text for b in compiled.beads} == messages
    assert compiled.langs == ("en", "id")


def test_compiled_plural_and_context() -> None:
    file = polib.POFile()
    file.append(
        polib.POEntry(
            msgctxt="menu",
            msgid="%d file",
            msgid_plural="%d files",
            msgstr_plural={0: "%d berkas"},
        )
    )
    (bitext,) = Mo().read(Source("a.mo", file.to_binary()))
    (bead,) = bitext.beads
    assert (bead.source[0].text, bead.target[0].text) == ("%d files", "%d berkas")
    assert bead.source[0].unit == "menu"


def test_damaged_compiled_files() -> None:
    file = polib.POFile()
    file.append(polib.POEntry(msgid="a", msgstr="b"))
    data = file.to_binary()
    for size in range(len(data) - 3):
        with pytest.raises(FormatError):
            list(Mo().read(Source("a.mo", data[:size])))
