"""Files with drafts: whole ones kept as golden files, and what must not change."""

from pathlib import Path

import pytest

from tests.drafting.stand_in import WordModel, drafted
from tqa.base.errors import InputError, UsageError
from tqa.drafting.checking import checked
from tqa.drafting.pipeline import Way, job_of
from tqa.model import Source
from tqa.project.config import Config
from tqa.reading.formats.markdown import Markdown
from tqa.reading.formats.po import Po
from tqa.reading.formats.xliff import Xliff

GOLDEN = Path(__file__).parent / "golden"
FILES = ("messages.po", "messages12.xlf", "messages20.xlf", "article.id.md", "article.id.txt")
BILINGUAL = FILES[:3]
LOSING = r"X\d|\{\d\}"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("loses", ["", "losing"])
def test_golden(name: str, loses: str, update: bool) -> None:
    """Also by a model that loses every mask, so that texts are translated piece by piece."""
    model = WordModel(LOSING) if loses else WordModel()
    made = drafted(str(GOLDEN / name), model).data.decode()
    golden = GOLDEN / "drafted" / f"{loses}{name}"
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


@pytest.mark.parametrize("name", BILINGUAL)
def test_what_is_drafted_is_not_drafted_again(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(drafted(str(GOLDEN / name)).data)
    again = drafted(str(path))
    assert again.texts == 0
    assert again.data == path.read_bytes()


@pytest.mark.parametrize("name", BILINGUAL)
def test_translations_stay_unless_they_are_to_be_overwritten(name: str) -> None:
    made = drafted(str(GOLDEN / name))
    assert "Market" in made.data.decode()
    assert made.texts < made.total
    all_anew = drafted(str(GOLDEN / name), way=Way("none", overwrite=True))
    text = all_anew.data.decode()
    assert 'state="final"' not in text
    assert 'approved="yes"' not in text
    assert all_anew.texts == all_anew.total


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("loses", ["", LOSING])
def test_the_check_finds_no_markup_lost(name: str, loses: str) -> None:
    target = name.replace(".id.", ".en.")
    made = drafted(str(GOLDEN / name), WordModel(loses or r"\Z\A"), target=target)
    report = checked([made.draft], Config(bundled=False, select=("MRK", "ACC003")))
    assert [(f.code, f.line, f.message.en) for f in report.findings] == []
    assert report.documents[0].segments >= made.texts > 0


def test_only_findings_in_drafts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "m.po"
    head = 'msgid ""\nmsgstr "X-Source-Language: id\\nLanguage: en\\n"\n\n'
    path.write_text(
        f'{head}msgid "Harga {{a}}"\nmsgstr "Price"\n\nmsgid "Pasar {{b}}."\nmsgstr ""\n', "utf-8"
    )
    made = drafted(str(path), WordModel())
    config = Config(bundled=False, select=("MRK001", "TYP005"))
    assert checked([made.draft], config).findings == ()
    spoilt = made.draft.drafted.checked.replace("Market {b}", "Market")
    lost = made.draft.drafted.__class__(made.draft.drafted.text, made.draft.drafted.places, spoilt)
    (finding,) = checked([made.draft.__class__(*_fields(made.draft, lost))], config).findings
    assert finding.code == "MRK001"
    assert finding.target_text == "Market."


def _fields(draft: object, drafted: object) -> list[object]:
    names = ("source", "before", "path", "drafted", "langs", "bilingual")
    return [drafted if name == "drafted" else getattr(draft, name) for name in names]


def test_po_is_read_as_drafted() -> None:
    data = drafted(str(GOLDEN / "messages.po")).draft.drafted.checked.encode()
    beads = {b.id: b.target[0].text for t in Po().read(Source("m.po", data)) for b in t.beads}
    assert beads["2"].startswith("Price rose %d week. Schools closed,")
    assert beads["4"] == (
        "Government sent rice.\nPrice `beras` rose: <b>market</b> closed, %(nama)s.\n"
    )
    assert beads["5[0]"] == beads["5[1]"] == "{n} market closed"


def test_xliff_is_read_as_drafted() -> None:
    data = drafted(str(GOLDEN / "messages12.xlf")).data
    (bitext,) = Xliff().read(Source("m.xlf", data))
    assert bitext.langs == ("id", "en")
    beads = {bead.id: bead.target[0].text for bead in bitext.beads}
    assert beads["1"] == "Price rice rose {2} week."
    assert beads["3"] == "Price <b>rice</b> & medicine rose: market, {0}."
    assert beads["5.0"] == "Price rose."
    assert beads["6"] == "Road damaged.\nRain fell."


def test_markdown_keeps_its_blocks_and_inline_elements() -> None:
    before = (GOLDEN / "article.id.md").read_bytes()
    after = drafted(str(GOLDEN / "article.id.md")).data
    old, new = (Markdown().read(Source("a.md", data)).segments for data in (before, after))
    assert [s.unit for s in old] == [s.unit for s in new]
    for one, other in zip(old, new, strict=True):
        assert sorted(t[1:] for t in one.tags) == sorted(t[1:] for t in other.tags)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_are_those_of_the_file(newline: str, tmp_path: Path) -> None:
    text = (GOLDEN / "messages.po").read_text("utf-8")
    path = tmp_path / "m.po"
    path.write_bytes(text.replace("\n", newline).encode())
    made = drafted(str(path)).data.decode()
    assert newline == "\r" or "\n" not in made.replace(newline, "")
    assert made.count("fuzzy") == drafted(str(GOLDEN / "messages.po")).data.decode().count("fuzzy")


def test_a_file_with_a_mark_and_in_utf_16_keeps_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.id.txt"
    path.write_bytes("Pasar ditutup.\n".encode("utf-16"))
    assert drafted(str(path)).data.decode("utf-16") == "Market closed.\n"


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.po", 'msgid "a\n', InputError),
        ("a.xlf", "<xliff", InputError),
        ("a.docx", "", UsageError),
        ("none.po", None, InputError),
    ],
)
def test_errors(name: str, content: str | None, error: type[Exception], tmp_path: Path) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(error):
        drafted(str(path))


def test_the_source_of_a_po_file_is_what_one_says_where_the_file_does_not(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\n"\n'
    path.write_text(f'{header}\nmsgid "Harga minyak naik."\nmsgstr ""\n', "utf-8")
    assert job_of(str(path), str(path), Config(source_lang="id")).langs == ("id", "en")
