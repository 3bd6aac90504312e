"""Many pairs: the list that names them, and the processes that align them."""

import gc
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path

from tqa.base.errors import TqaError, UsageError
from tqa.base.remote import is_remote
from tqa.base.textio import decode, read_bytes
from tqa.cli._align_pair import Job, Outcome, Settings, aligner_of, run_listed

_ALONE = 2  # pairs aligned before other processes are asked, so that these share the loaded tables
_COLUMNS = "source path, target path, output file name"


def listed(path: str, folder: str) -> list[Job]:
    """The pairs of a list, in order; a row that cannot be obeyed says so in `fault`.

    Paths are relative to where the command runs, the output names to `folder`.

    Raises:
        InputError: the list cannot be read.
        UsageError: it names no pair, or none of its rows has three columns.
    """
    rows = [
        (number, line.rstrip("\r").split("\t"))
        for number, line in enumerate(decode(read_bytes(path), path).split("\n"), 1)
        if line.strip()
    ]
    if not rows:
        raise UsageError("lists no pair", where=path, hint=_COLUMNS)
    if all(len(cells) != 3 for _, cells in rows):
        number, cells = rows[0]
        raise UsageError(f"{_columns(cells)}, not 3", where=f"{path}:{number}", hint=_COLUMNS)
    documents = {
        Path(cell.strip()).resolve() for _, cells in rows if len(cells) == 3 for cell in cells[:2]
    }
    seen: dict[Path, int] = {}
    jobs = []
    for number, cells in rows:
        job = _job(cells, folder, f"{path}:{number}")
        output = Path(job.output).resolve()
        name = cells[-1].strip()
        if not job.fault and output in documents:
            job = job._replace(fault=f"{name!r} would overwrite a document of the list")
        elif not job.fault and (first := seen.setdefault(output, number)) != number:
            job = job._replace(fault=f"{name!r} is the output of line {first} already")
        jobs.append(job)
    return jobs


def _columns(cells: Sequence[str]) -> str:
    return f"{len(cells)} column{'s' * (len(cells) > 1)}"


def _job(cells: Sequence[str], folder: str, where: str) -> Job:
    if len(cells) != 3:
        return Job("", "", "", where, f"{_columns(cells)}, not 3 ({_COLUMNS})")
    source, target, name = (cell.strip() for cell in cells)
    fault = ""
    if not (source and target and name):
        fault = f"an empty column ({_COLUMNS})"
    elif Path(name).is_absolute() or ".." in Path(name).parts:
        fault = f"{name!r} is not inside the output folder"
    output = f"{folder.rstrip('/')}/{name}" if is_remote(folder) else str(Path(folder) / name)
    return Job(source, target, output, where, fault)


def is_same(output: str | Path, document: str) -> bool:
    """Whether an output would overwrite a document."""
    return Path(output).resolve() == Path(document).resolve()


def outcomes(jobs: Sequence[Job], settings: Settings, processes: int) -> Iterator[Outcome]:
    """What became of each pair, in the order of the list, whatever the number of processes.

    Raises:
        TqaError: the aligner itself cannot work, or a process was ended from outside.
    """
    aligner_of(settings)
    if settings.scorer == "embeddings":
        processes = 1  # the model itself uses all processors
    queue = iter(jobs)
    for job in queue if processes == 1 else islice(queue, _ALONE):
        yield run_listed(job, settings)
    rest = list(queue)
    if not rest:
        return
    pool = _pool(min(processes, len(rest)), settings)
    try:
        yield from pool.map(_run, rest, chunksize=max(1, min(8, len(rest) // (4 * processes))))
    except BrokenProcessPool:
        hint = "fewer --jobs need less"
        raise TqaError("a process was ended, perhaps for lack of memory", hint=hint) from None
    finally:
        pool.shutdown(cancel_futures=True)


def outcomes_on_ray(jobs: Sequence[Job], settings: Settings, processes: int) -> Iterator[Outcome]:
    """The same, by the actors of a Ray cluster, which write the files: where all see the folder.

    Raises:
        TqaError: the aligner itself cannot work, or Ray is not there.
    """
    from tqa.cluster.ordered import in_order
    from tqa.cluster.session import session

    aligner_of(settings)
    with session(processes) as workers:
        yield from in_order(jobs, partial(run_listed, settings=settings), workers)


_settings = Settings()  # of this process


def _pool(processes: int, settings: Settings) -> ProcessPoolExecutor:
    """Processes that branch off this one where the system can, and start anew elsewhere."""
    forks = "fork" in multiprocessing.get_all_start_methods()
    if forks:
        gc.freeze()  # so that collecting garbage does not copy the shared memory
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(processes, context, _begin, (settings,))


def _begin(settings: Settings) -> None:
    global _settings
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent answers for all
    _settings = settings


def _run(job: Job) -> Outcome:
    return run_listed(job, _settings)
