"""The history of scores, in SQLite and in a real PostgreSQL."""

import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tqa.base.errors import InputError, UsageError
from tqa.scoring.history import Entry, History


def entry(system: str = "new", score: float | None = 30.0, **changes: object) -> Entry:
    values: dict[str, object] = {
        "testset": "news",
        "fingerprint": "f1",
        "segments": 60,
        "system": system,
        "metric": "bleu",
        "name": "BLEU",
        "signature": "nrefs:1",
        "higher_is_better": True,
        "score": score,
        "half": 1.5,
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "deep" / "history.db")
    url: str = request.getfixturevalue("postgres_url")
    drop_tables(url)
    return url


def drop_tables(url: str) -> None:
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("drop table if exists tqa_scores, tqa_runs, tqa_schema")


def record(place: str, count: int) -> None:
    for number in range(count):
        History(place).record([entry(f"s{at}", float(number)) for at in range(20)])


def test_a_run_comes_back_as_it_was(place: str) -> None:
    entries = (entry(), entry("tübing", None, half=None), entry(metric="ter", score=1 / 3))
    id = History(place).record(entries, "first try")
    run = History(place).run(id)
    assert (run.id, run.entries, run.note, run.accepted) == (id, entries, "first try", "")
    assert run.at.endswith("+00:00")
    found = run.entry("f1", "new", "ter")
    assert found is not None
    assert found.score == 1 / 3
    assert run.entry("f2", "new", "ter") is None


def test_runs_in_order(place: str) -> None:
    history = History(place)
    ids = [history.record([entry(score=float(n))]) for n in range(4)]
    assert ids == sorted(set(ids))
    assert [run.id for run in history.runs()] == ids
    assert [run.id for run in history.runs(last=2)] == ids[2:]


def test_the_run_accepted_last_is_the_one(place: str) -> None:
    history = History(place)
    one, two, other = (
        history.record([entry(fingerprint=fingerprint)]) for fingerprint in ("f1", "f1", "f2")
    )
    assert history.accepted("f1") is None
    for id in (two, other, one):
        history.accept(id)
    for fingerprint, id in (("f1", one), ("f2", other)):
        found = history.accepted(fingerprint)
        assert found is not None
        assert found.id == id
    history.accept(two)
    again = history.accepted("f1")
    assert again is not None
    assert again.id == two
    with pytest.raises(UsageError, match=r"unknown run 99 .*tqa history.* lists the runs"):
        history.accept(99)
    with pytest.raises(UsageError, match="unknown run 99"):
        history.run(99)


def test_runs_recorded_at_once_are_all_there(place: str) -> None:
    """Four processes begin with no tables at all."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=record, args=(place, 5)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * 4
    runs = History(place).runs()
    assert len({run.id for run in runs}) == 20
    assert {len(run.entries) for run in runs} == {20}


def test_a_run_is_whole_or_not_there(place: str) -> None:
    history = History(place)
    history.record([entry()])
    with pytest.raises(InputError, match="the history cannot be used"):
        history.record([entry(), entry(system=None)])
    assert len(history.runs()) == 1


def test_another_version_is_told(place: str) -> None:
    history = History(place)
    history.record([entry()])
    from sqlalchemy import update

    with history._connection(writes=True) as connection:
        connection.execute(update(history._tables.tables["tqa_schema"]).values(version=2))
    for act in (history.runs, lambda: history.record([entry()])):
        with pytest.raises(InputError, match=r"history schema 2 is newer than supported \(1\)"):
            act()


def test_a_file_that_is_no_history(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, but long enough to be looked at." * 40)
    with pytest.raises(InputError, match=r"notes.txt: .*not a database") as caught:
        History(str(path)).record([entry()])
    assert caught.value.exit_code == 3


def test_a_database_of_others_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "others.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table notes (text)")
    assert History(str(path)).runs() == []


def test_no_history_yet(tmp_path: Path) -> None:
    history = History(str(tmp_path / "none.db"))
    assert history.accepted("f1") is None
    with pytest.raises(InputError, match="no history yet"):
        history.runs()
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_cannot_be_reached_is_one_line_without_the_password() -> None:
    with pytest.raises(InputError) as caught:
        History("postgres://tqa:secret@127.0.0.1:1/tqa").record([entry()])
    line = str(caught.value)
    assert "the history cannot be used" in line
    assert "\n" not in line
    assert "secret" not in line


@pytest.mark.parametrize("place", ["mysql://a/b", "postgres://host:port/x", "://"])
def test_other_urls(place: str) -> None:
    with pytest.raises(UsageError):
        History(place)
