"""COMET in a separate Python environment, used through pipes."""

import atexit
import json
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from tqa.base.errors import InputError, MissingExtra, UsageError
from tqa.neural.batches import OnProgress, no_progress

_WORKER = Path(__file__).with_name("comet_worker.py")
# Versions that unbabel-comet 2.2.7 allows, but cannot be imported with.
PACKAGES = 'unbabel-comet "setuptools<81" "sentencepiece<0.2.2"'
_TAIL = 4096  # last bytes of the output of a process


class CometSetup(NamedTuple):
    """A model, the Python that can run it, and the metric that uses it."""

    python: str
    model: str
    precision: str
    who: str  # the key of the metric
    usual: str  # a model of its kind on the hub


class CometVersions(NamedTuple):
    """The path of a model, and the versions of the libraries."""

    checkpoint: Path
    versions: Mapping[str, str]


class Worker:
    """A process that holds a model; it ends with this one."""

    def __init__(self, wanted: CometSetup) -> None:
        """Start it.

        Raises:
            MissingExtra: no Python is named, or it cannot be run.
        """
        self.wanted = wanted
        self.loaded = False
        self._output_file: IO[bytes] = TemporaryFile()  # noqa: SIM115  (as long as the process)
        try:
            self._process = subprocess.Popen(
                [wanted.python, _WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._output_file,
            )
        except OSError as error:
            self._output_file.close()
            why = error.strerror or "cannot be run"
            raise MissingExtra(why, where=wanted.python, hint=_install(wanted)) from None

    def ask(
        self, request: Mapping[str, object], on_progress: OnProgress = no_progress
    ) -> dict[str, Any]:
        """The answer to a request; `on_progress` is called with the number of rows done meanwhile.

        Raises:
            InputError: the process failed; the message is its last line of output.
        """
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in is not None
        assert pipe_out is not None
        with suppress(OSError):  # it has ended; the reason is reported below
            pipe_in.write(json.dumps(request).encode() + b"\n")
            pipe_in.flush()
        for line in pipe_out:
            try:
                answer = json.loads(line)
            except ValueError:
                break
            if not isinstance(answer, dict):
                break
            if "done" not in answer:
                return answer
            on_progress(answer["done"])
        raise InputError(self._why(), where=self.wanted.python)

    def _why(self) -> str:
        self._end()
        code = self._process.returncode
        ended = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
        last = [f": {line.strip()}" for line in self._tail().splitlines()[-1:]]
        self._output_file.close()
        return "".join([f"{self.wanted.who} failed: its process {ended}", *last])

    def _tail(self) -> str:
        self._output_file.seek(0, 2)
        self._output_file.seek(max(0, self._output_file.tell() - _TAIL))
        return self._output_file.read().decode("utf-8", "replace").strip()

    def close(self) -> None:
        """End the process."""
        self._end()
        self._output_file.close()

    def _end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not yet written
                    pipe.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_RUNNING: dict[CometSetup, Worker] = {}


def close_all() -> None:
    """End all processes."""
    find.cache_clear()
    while _RUNNING:
        _RUNNING.popitem()[1].close()


atexit.register(close_all)


def _asked(
    wanted: CometSetup, request: Mapping[str, object], on_progress: OnProgress = no_progress
) -> dict[str, Any]:
    """The answer of the process of a model, which is started if necessary."""
    worker = _RUNNING.get(wanted) or _RUNNING.setdefault(wanted, Worker(wanted))
    try:
        answer = worker.ask(request, on_progress)
    except InputError:
        del _RUNNING[wanted]
        raise
    if answer.get("broken"):
        hint = f"run: {wanted.python} -m pip install {PACKAGES}"
        why = f"unbabel-comet cannot be imported: {answer['error']}"
        raise MissingExtra(why, where=wanted.python, hint=hint)
    if "error" in answer:
        lacks = "load" in request and answer["error"].startswith("OSError")
        hint = _complete(wanted, str(request["load"])) if lacks else ""
        why = f"{wanted.who} failed: {answer['error']}"
        raise InputError(why, where=wanted.python, hint=hint)
    return answer


@lru_cache(maxsize=8)
def find(wanted: CometSetup) -> CometVersions:
    """The path of a model.

    Raises:
        MissingExtra: no environment, COMET is not in it or does not fit, or no such model on disk.
        InputError: the environment's Python failed.
    """
    if not wanted.python:
        what = f"--metric {wanted.who} needs a Python with unbabel-comet"
        raise MissingExtra(what, hint=_install(wanted))
    answer = _asked(wanted, {"about": wanted.model})
    if "missing" in answer:
        hint = f"run: {wanted.python} -m pip install {PACKAGES}"
        raise MissingExtra(f"{answer['missing']} is not installed", where=wanted.python, hint=hint)
    if "unfit" in answer:
        hint = f"run: {wanted.python} -m pip install {PACKAGES}"
        raise MissingExtra(answer["unfit"], where=wanted.python, hint=hint)
    if not answer["checkpoint"]:
        raise MissingExtra("no such model on disk", where=wanted.model, hint=_fetch(wanted))
    return CometVersions(Path(answer["checkpoint"]), answer["versions"])


def values(
    wanted: CometSetup,
    rows: Sequence[Mapping[str, str]],
    batch: int,
    on_progress: OnProgress = no_progress,
) -> list[float]:
    """The model's value for each row: source `src`, translation `mt`, optional reference `ref`.

    Raises:
        MissingExtra, InputError: as `find`, or the model cannot be loaded.
        UsageError: the model needs references, or does not use them.
    """
    checkpoint = find(wanted).checkpoint
    if not rows:
        return []
    if not (wanted in _RUNNING and _RUNNING[wanted].loaded):
        request = {"load": str(checkpoint), "precision": wanted.precision}
        _fits(wanted, _asked(wanted, request)["references"], "ref" in rows[0])
        _RUNNING[wanted].loaded = True
    scores = _asked(wanted, {"rows": rows, "batch": batch}, on_progress)["scores"]
    if len(scores) != len(rows):
        many = f"{wanted.who} failed: {len(scores)} values of {len(rows)}"
        raise InputError(many, where=wanted.python)
    return [float(each) for each in scores]


def _fits(wanted: CometSetup, references: str, given: bool) -> None:
    if given and references == "none":
        raise UsageError("looks at no references", where=wanted.model, hint="--metric cometkiwi")
    if not given and references == "needed":
        raise UsageError("needs references", where=wanted.model, hint="--metric comet")


def _install(wanted: CometSetup) -> str:
    make = f"python -m venv comet && comet/bin/pip install {PACKAGES}"
    return f"run: {make}; then --option {wanted.who}.python=comet/bin/python"


def _fetch(wanted: CometSetup) -> str:
    """The command that downloads a model, with the tokenizer of its encoder."""
    name = wanted.model
    if name.count("/") > 1 or name.startswith((".", "/")) or name.endswith(".ckpt"):
        name = wanted.usual  # a path, which cannot be downloaded
    call = f"import comet; comet.load_from_checkpoint(comet.download_model('{name}'))"
    return f'run: {wanted.python} -c "{call}"'


def _complete(wanted: CometSetup, checkpoint: str) -> str:
    """The command that downloads the tokenizer of the encoder of a model."""
    call = f"import comet; comet.load_from_checkpoint('{checkpoint}')"
    return f'where its encoder was never downloaded, run: {wanted.python} -c "{call}"'
