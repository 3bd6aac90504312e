"""The pipeline: pairs, single documents and bilingual files to a report."""

from dataclasses import replace
from pathlib import Path

import pytest

from tqa.base.errors import ConfigError, UsageError
from tqa.checking.run import check
from tqa.model import Input, Report
from tqa.project.config import Config

ID = "Menteri tidak datang kemarin.\n\nHarga beras naik 2,5 persen pada bulan Mei.\n"
EN = "The minister did not come yesterday.\n\nThe price of rice rose 25 percent in May.\n"
PLAIN = Config(bundled=False)


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_pair_either_way(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.txt", ID), write(tmp_path / "b.txt", EN)
    for pair, line in ((Input.pair(one, two), 3), (Input.pair(two, one), 3)):
        report = check([pair], PLAIN)
        assert codes(report) == ["NUM001"]
        assert report.findings[0].line == line
        assert report.documents[0].langs in (("id", "en"), ("en", "id"))


def test_single_document(tmp_path: Path) -> None:
    text = "Menteri Usman Kansong datang kemarin.\n\nMenurut Osman Kansong, harga akan akan naik.\n"
    report = check([Input.file(write(tmp_path / "a.txt", text))], PLAIN)
    assert codes(report) == ["NAM001", "TYP003"]
    assert report.documents[0].source_file == ""


def test_documents_of_a_table_do_not_mix(tmp_path: Path) -> None:
    rows = [
        ("one", "Usman Kansong datang.", "Usman Kansong came."),
        ("two", "Dia pergi ke kota.", "Osman Kansong went to the city."),
    ]
    table = "document\tsource\ttarget\n" + "".join("\t".join(row) + "\n" for row in rows)
    path = write(tmp_path / "t.tsv", table)
    assert "NAM001" not in codes(check([Input.file(path)], PLAIN))
    path = write(tmp_path / "u.tsv", table.replace("two", "one"))
    assert "NAM001" in codes(check([Input.file(path)], PLAIN))


def test_an_unreadable_input_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    good = write(
        tmp_path / "t.tsv", "source\ttarget\nHarga naik 2 persen.\tPrices rose 3 percent.\n"
    )
    report = check([Input.file(str(tmp_path / "bad.txt")), Input.file(good)], PLAIN)
    assert [failure.file for failure in report.failures] == [str(tmp_path / "bad.txt")]
    assert "not valid UTF-8" in report.failures[0].message
    assert codes(report) == ["NUM001"]


def test_selection_and_options(tmp_path: Path) -> None:
    pair = Input.pair(write(tmp_path / "a.txt", ID), write(tmp_path / "b.txt", EN))
    assert codes(check([pair], replace(PLAIN, select=("TYP", "negation")))) == []
    assert codes(check([pair], replace(PLAIN, select=("NUM",), ignore=("NUM001",)))) == []
    assert codes(check([pair], replace(PLAIN, per_file_ignores={"*b.txt": ("NUM",)}))) == []
    ignoring = replace(PLAIN, rules={"number-mismatch": {"ignore": ["2,5 persen", "25 percent"]}})
    assert codes(check([pair], ignoring)) == []
    with pytest.raises(UsageError, match="unknown rule 'XYZ'"):
        check([pair], replace(PLAIN, select=("XYZ",)))
    with pytest.raises(ConfigError, match=": unknown option 'ignored'"):
        check([pair], replace(PLAIN, rules={"number-mismatch": {"ignored": ["1"]}}))


def test_documents_whose_rows_stand_apart_are_judged_whole(tmp_path: Path) -> None:
    rows = [
        ("one", "Usman Kansong datang.", "Usman Kansong came."),
        ("two", "Dia pulang ke desa itu.", "He went home to the village."),
        ("one", "Dia pergi ke kota.", "Osman Kansong went to the city."),
    ]
    table = "document\tsource\ttarget\n" + "".join("\t".join(row) + "\n" for row in rows)
    found = check([Input.file(write(tmp_path / "t.tsv", table))], PLAIN).findings
    assert "NAM001" in {finding.code for finding in found}


def test_per_file_ignores_take_names_and_paths_of_any_form(tmp_path: Path) -> None:
    pair = Input.pair(write(tmp_path / "a.txt", ID), write(tmp_path / "b.txt", EN))
    settings = write(tmp_path / "tqa.toml", "")
    for glob in ("b.txt", "*.txt", str(tmp_path / "b.txt"), "*/b.txt"):
        config = replace(PLAIN, file=settings, per_file_ignores={glob: ("number-mismatch",)})
        assert codes(check([pair], config)) == []
    config = replace(PLAIN, per_file_ignores={"a.txt": ("NUM",), "b.txt": ("TYP",)})
    assert codes(check([pair], config)) == ["NUM001"]
    with pytest.raises(ConfigError, match="unknown rule 'XYZ'"):
        check([pair], replace(PLAIN, per_file_ignores={"*": ("XYZ",)}))


def test_an_ignored_finding_costs_no_points(tmp_path: Path) -> None:
    pair = Input.pair(write(tmp_path / "a.txt", ID), write(tmp_path / "b.txt", EN))
    assert check([pair], PLAIN).quality.penalty == 5
    assert check([pair], replace(PLAIN, per_file_ignores={"b.txt": ("ALL",)})).quality.penalty == 0


def test_fingerprints(tmp_path: Path) -> None:
    pair = Input.pair(write(tmp_path / "a.txt", ID), write(tmp_path / "b.txt", EN))
    before = [finding.fingerprint for finding in check([pair], PLAIN).findings]
    write(tmp_path / "a.txt", "Judul baru\n\n" + ID)
    write(tmp_path / "b.txt", "New title\n\n" + EN)
    after = check([pair], PLAIN).findings
    assert [finding.fingerprint for finding in after] == before
    assert after[0].line == 5
    twice = "source\ttarget\n" + "Harga naik 2 persen.\tPrices rose 3 percent.\n" * 2
    found = check([Input.file(write(tmp_path / "t.tsv", twice))], PLAIN).findings
    marks = [finding.fingerprint for finding in found if finding.code == "NUM001"]
    assert len(set(marks)) == len(marks) == 2
