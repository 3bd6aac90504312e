"""A process of its own that can be interrupted as from a keyboard."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

LIMIT = 60  # seconds for a process to end; a loaded machine takes a few
# A process inherits that SIGINT is ignored, as under `nohup make test &`: Python then leaves it so.
_DEFAULT = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


@contextmanager
def started(words: Sequence[str], folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run a command that SIGINT reaches whatever this process does with it; kill it at the end."""
    process = subprocess.Popen(
        [sys.executable, "-ISc", _DEFAULT, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:  # waits for it, hence the kill
        try:
            yield process
        finally:
            process.kill()
