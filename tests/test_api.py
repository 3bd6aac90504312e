"""The public functions beyond the examples of docs/python.md."""

import importlib.util
import io
from pathlib import Path

import pytest

import tqa

ID, EN = "Harga naik 2,5 persen.\n", "Prices rose 25 percent.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a pair of documents and a bilingual table."""
    monkeypatch.chdir(tmp_path)
    Path("x").mkdir()
    Path("x/a.id.md").write_text(ID)
    Path("x/a.en.md").write_text(EN)
    Path("t.tsv").write_text(f"source\ttarget\n{ID.strip()}\t{EN.strip()}\n")
    return tmp_path


def places(report: tqa.Report) -> list[str]:
    return [f"{f.file}:{f.line} {f.code}" for f in report]


def test_all_kinds_of_input(folder: Path) -> None:
    pair = ("x/a.id.md", Path("x/a.en.md"))
    found = ["x/a.en.md:1 NUM001"]
    assert places(tqa.check("x")) == places(tqa.check(Path("x"))) == found
    assert places(tqa.check([pair])) == places(tqa.check(*pair)) == found
    assert places(tqa.check(["x", "t.tsv"], jobs=2)) == ["t.tsv:2 NUM001", *found]
    assert places(tqa.check(tqa.text(ID, "b.txt"), tqa.text(EN, "c.txt"))) == ["c.txt:1 NUM001"]
    assert places(tqa.check(tqa.text("Dia dia datang."))) == ["text.txt:1 TYP003"]


def test_a_report_is_written_in_every_way(folder: Path) -> None:
    report = tqa.check("t.tsv")
    stream = io.StringIO()
    text = report.write("jsonl", stream)
    report.write("jsonl", folder / "out.jsonl")
    assert text == stream.getvalue() == (folder / "out.jsonl").read_text("utf-8")
    assert "<source" in report.write("xliff")  # which holds all that was checked
    with pytest.raises(tqa.UsageError, match="unknown format 'nope'"):
        report.write("nope")


@pytest.mark.skipif(importlib.util.find_spec("pandas") is not None, reason="pandas is installed")
def test_without_pandas(folder: Path) -> None:
    with pytest.raises(tqa.MissingExtra, match="pip install pandas"):
        tqa.check("t.tsv").to_pandas()


def test_data_frames(folder: Path) -> None:
    pytest.importorskip("pandas")
    report = tqa.check("t.tsv")
    assert list(report.to_pandas()["code"]) == ["NUM001"]
    assert list(tqa.check("t.tsv", ignore="ALL").to_pandas()) == list(report.to_pandas())


def test_configurations(folder: Path) -> None:
    Path("tqa.toml").write_text('ignore = ["NUM"]\n')
    assert len(tqa.check("t.tsv")) == 1  # none is looked for
    assert len(tqa.check("t.tsv", config="tqa.toml")) == 0
    assert len(tqa.check("t.tsv", config=tqa.Config(select=("TYP",)))) == 0


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        (ID, "a text in place of a path"),
        ("t.xyz", "no such file"),
        ([], "nothing to check"),
        (["t.tsv", tqa.bitext(["Ya, benar."], ["Yes, right."])], "apart from each other"),
    ],
)
def test_what_cannot_be_checked(folder: Path, inputs: object, message: str) -> None:
    with pytest.raises(tqa.TqaError, match=message):
        tqa.check(inputs)  # type: ignore[arg-type]


def test_a_glossary_made_in_memory(folder: Path) -> None:
    terms = (tqa.Term("lokakarya", "id"), tqa.Term("workshop", "en"))
    glossary = tqa.Glossary.from_concepts([tqa.Concept("w", terms)])
    with pytest.raises(tqa.UsageError, match="save it"):
        tqa.check("t.tsv", glossary=glossary)
    assert glossary.save("terms.tsv") == {}
    found = tqa.check(
        tqa.text("Dia membuka lokakarya."), tqa.text("He opened it."), glossary="terms.tsv"
    )
    assert "w" in [finding.concept for finding in found]


def test_sides_of_alignments_are_of_one_kind() -> None:
    with pytest.raises(tqa.UsageError, match="one side is a list"):
        tqa.align(["Satu."], tqa.text("One."))
    (bead,) = tqa.align(["Harga naik."], ["Prices rose."], aligner="length")
    assert (bead.source_text, bead.target_text) == ("Harga naik.", "Prices rose.")


def test_scores_from_files_and_lists(folder: Path) -> None:
    one, two = ["Prices rose today.", "He came."], ["Prices went up today.", "He has come."]
    for name, lines in (("one", one), ("two", two)):
        Path(name).write_text("\n".join(lines) + "\n")
    lists = tqa.score({"a": two}, [one, two], metrics="bleu")
    files = tqa.score({"a": "two"}, [Path("one"), Path("two")], metrics="bleu")
    assert lists["a"]["bleu"] == files["a"]["bleu"]
    assert lists["a"]["bleu"].signature.startswith("nrefs:2|")
    assert tqa.score({"a": one}, "two")["a"]["ter"].n == 2
    (row,) = lists.to_dicts()
    assert (row["system"], row["metric"], row["low"]) == ("a", "bleu", None)


@pytest.mark.parametrize(
    ("systems", "options", "message"),
    [
        ({}, {}, "no system"),
        ({"a": ["x"]}, {}, "reference 1 has 2 segments and the system 'a' has 1"),
        ({"a": ["x", "y"]}, {"paired": "bootstrap"}, "there is one"),
        ({"a": ["x", "y"]}, {"baseline": "b"}, "no system 'b'"),
        ({"a": ["x", "y"]}, {"metrics": ["nope"]}, "unknown metric 'nope'"),
    ],
)
def test_what_cannot_be_scored(
    systems: dict[str, list[str]], options: dict[str, object], message: str
) -> None:
    with pytest.raises(tqa.TqaError, match=message):
        tqa.score(systems, ["x", "y"], **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((3,), {}, "not a path, a text or a bitext: 3"),
        (([None],), {}, "not a path: None"),
        (("",), {}, "not a path: ''"),
        (("a\0b",), {}, "not a path"),
        (([("a", "b", "c")],), {}, "a tuple is a source and its translation"),
        (("t.tsv",), {"source_lang": "fr"}, "source_lang: not 'fr'"),
        (("t.tsv",), {"jobs": 0}, "jobs: not 0"),
        (("t.tsv",), {"errors": "ignore"}, "errors: not 'ignore'"),
        (("t.tsv",), {"select": [3]}, "rules: not a string: 3"),
        (("t.tsv",), {"config": 3}, "not a path: 3"),
        (("t.tsv",), {"glossary": 3}, "not a path: 3"),
    ],
)
def test_wrong_arguments_of_check(
    folder: Path, arguments: tuple[object, ...], options: dict[str, object], message: str
) -> None:
    with pytest.raises(tqa.UsageError, match=message):
        tqa.check(*arguments, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", [None, float("nan"), 3])
def test_segments_are_strings(missing: object) -> None:
    """Columns of data frames have None or nan for what is missing."""
    column = ["Ya.", missing]
    with pytest.raises(tqa.UsageError, match="source: segment 2 is not a string"):
        tqa.bitext(column, ["Yes.", "No."])  # type: ignore[arg-type]
    with pytest.raises(tqa.UsageError, match="target: segment 2 is not a string"):
        tqa.align(["Ya.", "Tidak."], column)  # type: ignore[arg-type]
    with pytest.raises(tqa.UsageError, match="new: segment 2 is not a string"):
        tqa.score({"new": column}, ["Yes.", "No."])  # type: ignore[dict-item]


def test_a_string_is_not_a_column() -> None:
    with pytest.raises(tqa.UsageError, match="source: not a list of strings: 'Ya'"):
        tqa.bitext("Ya", "No")


def test_languages_of_messages_and_texts_are_known(folder: Path) -> None:
    report = tqa.check("t.tsv")
    for wrong in (report.to_dicts, report.to_pandas, lambda lang: report.write("full", lang=lang)):
        with pytest.raises(tqa.UsageError, match="lang: not 'fr'"):
            wrong(lang="fr")
    with pytest.raises(tqa.UsageError, match="lang: not 'fr'"):
        tqa.Glossary("government").find("rapat", "fr")


@pytest.mark.parametrize("wrong", [3, None, []])
def test_a_glossary_has_a_path(wrong: object) -> None:
    with pytest.raises(tqa.UsageError, match="not a path"):
        tqa.Glossary(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("systems", "references", "options", "message"),
    [
        (["x"], ["x"], {}, "systems: not a mapping"),
        ({"a": []}, [], {}, "no segments to score"),
        ({"a": ["x"]}, None, {}, "no references: None"),
        ({"a": ["x"]}, ["x"], {"metrics": 3}, "metrics: not 3"),
        ({"a": ["x"]}, ["x"], {"metrics": {"bleu": 3}}, "options of bleu: not a mapping"),
        ({"a": ["x"], "b": ["x"]}, ["x"], {"paired": "t-test"}, "paired: not 't-test'"),
    ],
)
def test_wrong_arguments_of_score(
    systems: object, references: object, options: dict[str, object], message: str
) -> None:
    with pytest.raises(tqa.TqaError, match=message):
        tqa.score(systems, references, **options)  # type: ignore[arg-type]
