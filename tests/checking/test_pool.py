"""Several processes say what one says, also where reading breaks off."""

from pathlib import Path

import pytest

from tqa.checking.run import check
from tqa.model import Input, Report
from tqa.project.config import Config

PLAIN = Config(bundled=False)


def table(path: Path, *, broken_at: int = -1) -> Input:
    """2,550 rows in three documents, with wrong numbers and two spellings of a name."""
    rows = []
    for n in range(2550):
        trees, wrong = n + 3, n + 3 + (n % 7 == 0)
        who, name = ("Usman Kansong", "Usman Kansong") if n % 850 else ("dia", "Osman Kansong")
        rows.append(
            f"{n // 850}\tr{n}\tKata {who}, warga menanam {trees} pohon di desa itu."
            f"\tVillagers planted {wrong} trees in the village, {name} said."
        )
    if broken_at >= 0:
        rows[broken_at] = "cut off"
    path.write_text("document\tid\tsource\ttarget\n" + "\n".join(rows) + "\n", "utf-8")
    return Input.file(str(path))


def reports(source: Input) -> list[Report]:
    return [check([source], PLAIN, jobs=jobs) for jobs in (1, 2)]


def test_same_report_for_any_number_of_jobs(tmp_path: Path) -> None:
    alone, together = reports(table(tmp_path / "t.tsv"))
    assert alone == together
    assert {"NUM001", "NAM001"} <= {finding.code for finding in alone.findings}
    assert alone.documents[0].segments == 2550


def test_a_fault_of_reading_loses_nothing_that_was_read(tmp_path: Path) -> None:
    alone, together = reports(table(tmp_path / "t.tsv", broken_at=2540))
    assert alone == together
    assert alone.failures[0].message == f"{tmp_path}/t.tsv:2542: 1 cells where the header has 4"
    assert alone.documents[0].segments == 1700  # the documents before it


def test_progress_counts_every_segment(tmp_path: Path) -> None:
    source = table(tmp_path / "t.tsv")
    done: list[int] = []
    check([source], PLAIN, done.append, jobs=2)
    assert sum(done) == 2550


def test_no_process_is_left_when_the_run_is_broken_off(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    source = table(tmp_path / "t.tsv")
    with pytest.raises(KeyboardInterrupt):
        check([source], PLAIN, stop, jobs=2)
