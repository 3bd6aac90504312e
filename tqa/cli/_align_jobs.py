"""Many pairs: the list that names them, and the processes that align them."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tqa.base.errors import UsageError
from tqa.base.processes import MapEngine
from tqa.base.remote import is_remote
from tqa.base.textio import decode, read_bytes
from tqa.cli._align_pair import AlignJob, AlignOutcome, Settings, aligner_of, run_listed

_COLUMNS = "source path, target path, output file name"


def listed(path: str, folder: str) -> list[AlignJob]:
    """The pairs of a list, in order; an invalid row has its error in `fault`.

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
        raise UsageError("contains no pairs", where=path, hint=_COLUMNS)
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


def _job(cells: Sequence[str], folder: str, where: str) -> AlignJob:
    if len(cells) != 3:
        return AlignJob("", "", "", where, f"{_columns(cells)}, not 3 ({_COLUMNS})")
    source, target, name = (cell.strip() for cell in cells)
    fault = ""
    if not (source and target and name):
        fault = f"an empty column ({_COLUMNS})"
    elif Path(name).is_absolute() or ".." in Path(name).parts:
        fault = f"{name!r} is not inside the output folder"
    output = f"{folder.rstrip('/')}/{name}" if is_remote(folder) else str(Path(folder) / name)
    return AlignJob(source, target, output, where, fault)


def is_same(output: str | Path, document: str) -> bool:
    """Whether an output would overwrite a document."""
    return Path(output).resolve() == Path(document).resolve()


def outcomes(
    jobs: Sequence[AlignJob], settings: Settings, engine: MapEngine
) -> Iterator[AlignOutcome]:
    """The outcome of each pair, in the order of the list.

    The processes of the engine write the files: on a cluster all must see the folder.

    Raises:
        TqaError: the aligner itself cannot work, or results were lost.
    """
    aligner_of(settings)  # raises before any pair is read
    alone = settings.scorer == "embeddings"  # the model itself uses all processors
    yield from engine.map(partial(run_listed, settings=settings), jobs, alone=alone)
