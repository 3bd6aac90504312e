"""Records through Ray Data: read by tasks, mapped in actors, each record a pickle in a row.

A record has a group (what belongs together) and a place in the order; both are columns
that Ray can group and sort by, its content it need not know.
"""

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tqa.base.errors import TqaError, UsageError
from tqa.base.remote import is_remote

_SHARE = 0.5  # of a processor that an actor asks for: shuffles must find room beside as many
_LITTLE = 0.1  # that a task of columns and pickles asks for

Reading = Callable[[], "Iterable[Record]"]
Work = Callable[[Any], "Iterable[Record]"]  # the content of a record -> records


class Record(NamedTuple):
    """A row of a data set."""

    kind: str
    content: Any
    group: str = ""
    order: bytes = b""


def read(readings: Sequence[Reading]) -> Any:
    """A data set of the records that these functions yield, each in a task of its own.

    The functions only read: they take no processor away from the actors.
    """
    import ray.data

    return ray.data.read_datasource(
        _datasource(readings), override_num_blocks=len(readings), num_cpus=0
    )


def _datasource(readings: Sequence[Reading]) -> Any:
    from ray.data.block import BlockMetadata
    from ray.data.datasource import Datasource, ReadTask

    folder = os.getcwd()

    class Records(Datasource):  # type: ignore[misc]
        def estimate_inmemory_data_size(self) -> None:
            return None

        def get_read_tasks(self, *args: object, **kwargs: object) -> list[Any]:
            unknown = BlockMetadata(None, None, None, None)
            return [ReadTask(_tables(reading, folder), unknown) for reading in readings]

    return Records()


def _tables(reading: Reading, folder: str) -> Callable[[], Iterator[Any]]:
    def read() -> Iterator[Any]:
        stand_in(folder)
        for record in reading():
            yield table([record])

    return read


def stand_in(folder: str) -> None:
    """Relative paths mean what they mean to the command, where the folder is shared."""
    if os.path.isdir(folder):
        os.chdir(folder)


def table(records: Iterable[Record]) -> Any:
    """Records as an Arrow table."""
    import pyarrow as pa

    rows = list(records)
    return pa.table(
        {
            "kind": pa.array([row.kind for row in rows], pa.string()),
            "group": pa.array([row.group for row in rows], pa.string()),
            "order": pa.array([row.order for row in rows], pa.binary()),
            "content": pa.array([pickle.dumps(row.content) for row in rows], pa.large_binary()),
        }
    )


def contents(rows: Any) -> Iterator[Any]:
    """What the records of an Arrow table hold."""
    for value in rows.column("content"):
        yield pickle.loads(value.as_buffer())


class Actor:
    """Maps records by what it makes once: a checker, a model."""

    def __init__(self, make: Callable[[], Work], folder: str) -> None:
        stand_in(folder)
        self._work = make()

    def __call__(self, rows: Any) -> Any:
        """The records that come of those of a block."""
        return table(found for content in contents(rows) for found in self._work(content))


class GroupActor(Actor):
    """Maps groups of records, each in its order."""

    def __call__(self, rows: Any) -> Any:
        """The records that come of a group."""
        return table(self._work(list(contents(rows.sort_by("order")))))


def mapped(data: Any, make: Callable[[], Work], workers: int, gpus: float = 0) -> Any:
    """Each record mapped, by as many actors; a worker that dies is replaced, its work redone."""
    return data.map_batches(Actor, fn_constructor_args=(make, os.getcwd()), **_how(workers, gpus))


def grouped(data: Any, make: Callable[[], Work], workers: int) -> Any:
    """Each group of records mapped: its contents come as a list, in order."""
    groups = data.groupby("group")
    return groups.map_groups(
        GroupActor, fn_constructor_args=(make, os.getcwd()), **_how(workers, 0)
    )


def _how(workers: int, gpus: float) -> dict[str, Any]:
    from ray.data import ActorPoolStrategy

    pool = ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=2)
    share = 0.0 if gpus or workers == 1 else _SHARE  # of one processor half is too little
    return {
        "compute": pool,
        "batch_format": "pyarrow",
        "num_cpus": share,
        "num_gpus": gpus or None,
    }


def regrouped(data: Any, work: Work) -> Any:
    """Each record mapped by a function that needs no actor."""
    return data.map_batches(
        _each, fn_kwargs={"work": work}, batch_format="pyarrow", num_cpus=_LITTLE
    )


def _each(rows: Any, work: Work) -> Any:
    return table(found for content in contents(rows) for found in work(content))


def grouped_plainly(data: Any, work: Work) -> Any:
    """Each group of records mapped by a function that needs no actor."""
    return data.groupby("group").map_groups(
        _group, fn_kwargs={"work": work}, batch_format="pyarrow", num_cpus=_LITTLE
    )


def _group(rows: Any, work: Work) -> Any:
    return table(work(list(contents(rows.sort_by("order")))))


def settled(data: Any) -> list[Any]:
    """What a data set holds, computed now, as none or one: empty blocks have no columns to join."""
    import ray.data

    done = data.materialize()
    blocks = [
        block
        for bundle in done.iter_internal_ref_bundles()
        for block, known in zip(bundle.block_refs, bundle.metadata, strict=True)
        if known.num_rows
    ]
    return [ray.data.from_arrow_refs(blocks)] if blocks else []


def of_kind(data: Any, kind: str) -> Any:
    """The records of one kind."""
    return data.map_batches(
        _only, fn_kwargs={"kind": kind}, batch_format="pyarrow", num_cpus=_LITTLE
    )


def _only(rows: Any, kind: str) -> Any:
    import pyarrow.compute as pc

    return rows.filter(pc.equal(rows.column("kind"), kind))


def streamed(data: Any) -> Iterator[Any]:
    """The contents of a data set, block by block."""
    for rows in data.iter_batches(batch_size=None, batch_format="pyarrow"):
        yield from contents(rows)


def lost() -> TqaError:
    """The message where records are missing, or came twice."""
    return TqaError("Ray lost some of the results", hint="run it again")


def key(*parts: Any) -> bytes:
    """Bytes that sort as the tuple of these numbers, texts and tuples does."""
    return b"".join(map(_key, parts))


def _key(part: Any) -> bytes:
    if isinstance(part, int):
        return part.to_bytes(8, "big")
    if isinstance(part, str):
        data = part.encode("utf-8", "surrogatepass")  # sorts as its code points
        return data.replace(b"\0", b"\0\xff") + b"\0\0"
    return b"".join(b"\1" + _key(each) for each in part) + b"\0"


def written(
    data: Sequence[Any],
    row: Callable[[Any], dict[str, Any]],
    schema: Callable[[], Any],
    folder: str,
) -> None:
    """Write data sets as Parquet files into a folder, a row a record; the order is kept.

    Where there is nothing, an empty file still names the columns.

    Raises:
        UsageError: the folder cannot be written.
    """
    import ray.data
    from pyarrow import ArrowException

    place = folder if is_remote(folder) else os.path.abspath(folder)  # of other processes too
    how = {"row": row, "schema": schema}
    rows = [
        each.map_batches(_rows, fn_kwargs=how, batch_format="pyarrow", num_cpus=_LITTLE)
        for each in data
    ] or [ray.data.from_arrow(schema().empty_table())]
    try:
        for each in rows:
            each.write_parquet(place, mode="overwrite")
    except (ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise UsageError(f"cannot write: {reason}", where=folder) from None


def _rows(rows: Any, row: Callable[[Any], dict[str, Any]], schema: Callable[[], Any]) -> Any:
    import pyarrow as pa

    return pa.Table.from_pylist([row(each) for each in contents(rows)], schema())
