"""The catalogues of messages: whole, up to date with the code, compiled; and what they answer."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import polib
import pytest

from tqa.base import messages
from tqa.base.messages import Message, counted, joined

ROOT = Path(__file__).parent.parent.parent
PO = ROOT / "tqa/base/locale/id/LC_MESSAGES/tqa.po"
ENTRIES = list(polib.pofile(str(PO), wrapwidth=0))

Key = tuple[str, str, str]


def keys(entries: list[polib.POEntry]) -> set[Key]:
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "") for entry in entries}


def fields(text: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name}


def texts(entry: polib.POEntry) -> Iterator[str]:
    yield from entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,)


def test_the_catalogue_is_up_to_date(tmp_path: Path) -> None:
    """What `make messages` would extract is what is there."""
    extract = pytest.importorskip("babel.messages.frontend")
    template = tmp_path / "tqa.pot"
    words = ["pybabel", "-q", "extract", "-F", str(ROOT / "babel.cfg"), "-o", str(template)]
    for keyword in ("Message:1,1t", "Message:1,2c,2t", "counted:2,3"):
        assert keyword in (ROOT / "scripts/messages").read_text("utf-8")
        words += ["-k", keyword]
    extract.CommandLineInterface().run([*words, str(ROOT)])
    assert keys(list(polib.pofile(str(template)))) == keys(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.msgid[:50])
def test_each_message_is_translated(entry: polib.POEntry) -> None:
    assert entry.translated()
    assert not entry.fuzzy
    assert not entry.obsolete
    for text in texts(entry):
        assert text == text.strip()
        wanted = fields(entry.msgid_plural or entry.msgid)
        assert fields(text) == wanted
        assert fields(entry.msgid) | {("n", "")} >= wanted


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    compiled = list(polib.mofile(str(PO.with_suffix(".mo"))))
    assert keys(compiled) == keys(ENTRIES)
    there = {(e.msgctxt, e.msgid): list(texts(e)) for e in compiled}
    assert there == {(e.msgctxt, e.msgid): list(texts(e)) for e in ENTRIES}


def test_counts_and_figures_follow_the_language() -> None:
    message = counted(1234, "{n} finding", "{n} findings")
    assert (message.en, message.id) == ("1,234 findings", "1.234 temuan")
    assert counted(1, "{n} finding", "{n} findings").en == "1 finding"
    share = Message("{share:.1f}% of {n}", indonesian="{share:.1f}% dari {n}")
    assert share.fill(share=12.34, n=5000).id == "12,3% dari 5.000"


def test_a_context_tells_equal_english_apart() -> None:
    assert Message("Run", "scores").id != Message("Run", "glossary report").id


def test_messages_within_messages_are_in_the_same_language() -> None:
    inner = Message("Indonesian", "language")
    outer = Message("still {what}", indonesian="masih {what}").fill(what=inner)
    assert (outer.en, outer.id) == ("still Indonesian", "masih bahasa Indonesia")
    assert joined((outer, outer)).id == "masih bahasa Indonesia, masih bahasa Indonesia"


def test_braces_of_values_and_of_messages_without_values_stay() -> None:
    assert Message("{x}").en == "{x}"
    assert Message("only {words}", indonesian="hanya {words}").fill(words="{a} %s").id == (
        "hanya {a} %s"
    )


def test_what_no_catalogue_has_stays_english() -> None:
    assert Message("a message of a plug-in").id == "a message of a plug-in"
    assert Message("").id == ""


def test_a_message_survives_processes() -> None:
    message = counted(3, "{n} more", "{n} more").fill(what=Message("note", "severity"), share=0.5)
    assert pickle.loads(pickle.dumps(message)) == message


def test_an_english_run_reads_no_catalogue() -> None:
    code = (
        "from tqa.base import messages; messages.FOLDER = None\n"
        "from tqa.__main__ import main; import sys\n"
        "sys.argv = ['tqa', 'demo']; main()"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MQM score" in run.stdout
    assert messages.FOLDER.is_dir()
