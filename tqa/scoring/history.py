"""The history of scores: runs kept in a database, of which some are accepted.

SQLite in a file, or PostgreSQL for a team; one code path by SQLAlchemy. A run is written in one
transaction, so that runs recorded at the same time wait for each other and none is lost.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqa.base.errors import InputError, MissingExtra, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, Select, Table

DEFAULT = ".tqa/history.db"
SCHEMA = 1  # of the tables; a higher number in the database is of a later tqa
_LOCK = 0x747161  # of PostgreSQL, held while tables are made
_PATIENCE = 60  # seconds that a run waits for others that are being written


@dataclass(frozen=True, slots=True)
class Entry:
    """One score of a run: one system by one metric on one test set."""

    testset: str
    fingerprint: str  # of the references: scores are compared only where it is the same
    segments: int
    system: str
    metric: str  # its key
    name: str  # as printed
    signature: str
    higher_is_better: bool
    score: float | None  # None where there was nothing to score
    half: float | None = None  # of the 95% interval


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """What one command recorded."""

    id: int
    at: str  # ISO 8601, UTC
    note: str
    accepted: str  # when, "" where it was not
    entries: tuple[Entry, ...]

    def entry(self, fingerprint: str, system: str, metric: str) -> Entry | None:
        """The score of a system by a metric on the test set with these references."""
        return next(
            (
                each
                for each in self.entries
                if (each.fingerprint, each.system, each.metric) == (fingerprint, system, metric)
            ),
            None,
        )


class History:
    """A database of runs, opened when it is first asked.

    Every method raises InputError where the database cannot be reached or is not
    one of ours, and MissingExtra where the driver of PostgreSQL is not installed.
    """

    def __init__(self, place: str = DEFAULT) -> None:
        """`place` is a file, or a URL: sqlite:///FILE, postgresql://USER@HOST/DATABASE.

        Raises:
            UsageError: another kind of URL.
        """
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            url = make_url(place if "://" in place else f"sqlite:///{place}")
        except (ArgumentError, ValueError):  # a port that is no number
            raise UsageError("not the URL of a database", where=place) from None
        kind = url.get_backend_name()
        if kind in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        elif kind != "sqlite":
            hint = "a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE"
            raise UsageError(f"unsupported history database {kind!r}", hint=hint)
        self._url = url
        self.name = (url.database or "") if kind == "sqlite" else url.render_as_string()

    def record(self, entries: Sequence[Entry], note: str = "") -> int:
        """Keep a run; its number. All of it is written, or nothing."""
        from sqlalchemy import insert

        if self._is_file:
            with self._one_line():
                Path(self.name).parent.mkdir(parents=True, exist_ok=True)
        with self._connection(writes=True) as connection:
            self._make_tables(connection)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            made = insert(self._runs).values(at=at, note=note).returning(self._runs.c.id)
            id = connection.execute(made).scalar_one()
            names = [column.name for column in self._scores.columns][2:]  # all but run, number
            rows = [{"run": id, **{n: getattr(each, n) for n in names}} for each in entries]
            if rows:
                connection.execute(insert(self._scores), rows)
        return int(id)

    def accept(self, id: int) -> None:
        """Mark a run as the one that later runs are compared with.

        Raises:
            UsageError: there is no such run.
        """
        from sqlalchemy import update

        self._check()
        with self._connection(writes=True) as connection:
            at = datetime.now(UTC).isoformat(timespec="microseconds")
            which = update(self._runs).where(self._runs.c.id == id).values(accepted=at)
            if not connection.execute(which).rowcount:
                raise UsageError(
                    f"unknown run {id}", where=self.name, hint="`tqa history` lists the runs"
                )

    def runs(self, last: int | None = None) -> list[RecordedRun]:
        """The runs, the oldest first; or the last ones."""
        from sqlalchemy import select

        runs = self._runs
        which = select(runs).order_by(runs.c.id.desc())
        return self._read(which.limit(last) if last else which)[::-1]

    def run(self, id: int) -> RecordedRun:
        """One run.

        Raises:
            UsageError: there is no such run.
        """
        from sqlalchemy import select

        found = self._read(select(self._runs).where(self._runs.c.id == id))
        if not found:
            raise UsageError(
                f"unknown run {id}", where=self.name, hint="`tqa history` lists the runs"
            )
        return found[0]

    def accepted(self, fingerprint: str) -> RecordedRun | None:
        """The run on a test set that was accepted last, None where none was."""
        from sqlalchemy import select

        if self._is_file and not Path(self.name).exists():
            return None
        runs, scores = self._runs, self._scores
        of_set = select(scores.c.run).where(scores.c.fingerprint == fingerprint)
        which = select(runs).where(runs.c.accepted.is_not(None), runs.c.id.in_(of_set))
        found = self._read(which.order_by(runs.c.accepted.desc(), runs.c.id.desc()).limit(1))
        return found[0] if found else None

    def _read(self, which: "Select[Any]") -> list[RecordedRun]:
        from sqlalchemy import select

        self._check()
        scores = self._scores
        with self._connection() as connection:
            if not self._has_tables(connection):
                return []
            found = connection.execute(which).all()
            wanted = select(scores).where(scores.c.run.in_([row.id for row in found]))
            entries: dict[int, list[Entry]] = {row.id: [] for row in found}
            for run, *values in connection.execute(wanted.order_by(scores.c.number)):
                entries[run].append(Entry(*values[1:]))
        return [
            RecordedRun(row.id, row.at, row.note, row.accepted or "", tuple(entries[row.id]))
            for row in found
        ]

    def _check(self) -> None:
        if self._is_file and not Path(self.name).exists():
            hint = "`tqa score ... --record` begins one"
            raise InputError("no history yet", where=self.name, hint=hint)

    @property
    def _is_file(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @cached_property
    def _tables(self) -> "MetaData":
        from sqlalchemy import Boolean, Column, Double, ForeignKey, Integer, MetaData, Table, Text

        every = MetaData()
        Table("tqa_schema", every, Column("version", Integer, primary_key=True))
        Table(
            "tqa_runs",
            every,
            Column("id", Integer, primary_key=True),
            Column("at", Text, nullable=False),
            Column("note", Text, nullable=False),
            Column("accepted", Text),
            sqlite_autoincrement=True,  # a number is never given twice
        )
        Table(
            "tqa_scores",
            every,
            Column("run", ForeignKey("tqa_runs.id"), nullable=False, index=True),
            Column("number", Integer, primary_key=True),
            Column("testset", Text, nullable=False),
            Column("fingerprint", Text, nullable=False, index=True),
            Column("segments", Integer, nullable=False),
            Column("system", Text, nullable=False),
            Column("metric", Text, nullable=False),
            Column("name", Text, nullable=False),
            Column("signature", Text, nullable=False),
            Column("higher_is_better", Boolean, nullable=False),
            Column("score", Double),
            Column("half", Double),
        )
        return every

    @property
    def _runs(self) -> "Table":
        return self._tables.tables["tqa_runs"]

    @property
    def _scores(self) -> "Table":
        return self._tables.tables["tqa_scores"]

    def _has_tables(self, connection: "Connection") -> bool:
        from sqlalchemy import inspect, select

        if not inspect(connection).has_table("tqa_schema"):
            return False
        version = connection.execute(select(self._tables.tables["tqa_schema"].c.version)).scalar()
        if version != SCHEMA:
            raise InputError(
                f"history schema {version} is newer than supported ({SCHEMA})",
                where=self.name,
                hint="upgrade tqa",
            )
        return True

    def _make_tables(self, connection: "Connection") -> None:
        from sqlalchemy import insert, text

        if not self._is_file:
            connection.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))
        if not self._has_tables(connection):
            self._tables.create_all(connection)
            connection.execute(insert(self._tables.tables["tqa_schema"]).values(version=SCHEMA))

    @contextmanager
    def _connection(self, writes: bool = False) -> "Iterator[Connection]":
        with self._one_line(), self._engine.connect() as connection:
            connection.execution_options(tqa_writes=writes)
            with connection.begin():
                yield connection

    @contextmanager
    def _one_line(self) -> Iterator[None]:
        """The error of the database in one line."""
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError

        try:
            yield
        except DBAPIError as error:
            reason = str(error.orig).strip().split("\n")[0]
            raise InputError(f"the history cannot be used: {reason}", where=self.name) from None
        except (SQLAlchemyError, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error).split("\n")[0]
            raise InputError(f"the history cannot be used: {reason}", where=self.name) from None

    @cached_property
    def _engine(self) -> "Engine":
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import NullPool

        wait = {"timeout": _PATIENCE} if self._is_file else {"connect_timeout": 10}
        try:
            engine = create_engine(self._url, connect_args=wait, poolclass=NullPool)
        except ModuleNotFoundError:
            hint = "pip install 'tqa[history]'"
            raise MissingExtra("PostgreSQL needs another package", hint=hint) from None
        if self._is_file:
            event.listen(engine, "connect", _leave_transactions_to_us)
            event.listen(engine, "begin", _begin)
        return engine


def _leave_transactions_to_us(connection: Any, record: object) -> None:
    connection.isolation_level = None


def _begin(connection: "Connection") -> None:
    """Writers lock the file at once: one that first reads could not go on to write."""
    writes = connection.get_execution_options().get("tqa_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
