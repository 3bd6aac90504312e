"""`--watch`: check again whenever a file changes."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

EVERY = 0.5  # seconds between two polls


def watch(check: Callable[[], object], files: Sequence[str]) -> NoReturn:
    """Run `check`, and again when one of the files has changed, until interrupted."""
    while True:
        before = _state(files)  # before the check, so that changes during it are noticed
        if sys.stdout.isatty():
            sys.stdout.write("\x1b[2J\x1b[3J\x1b[H")
        check()
        sys.stdout.flush()
        while _state(files) == before:
            time.sleep(EVERY)


def _state(files: Sequence[str]) -> list[tuple[float, int]]:
    """The modification time and size of each file."""
    found = []
    for name in files:
        try:
            stat = os.stat(name)
            found.append((stat.st_mtime, stat.st_size))
        except OSError:
            found.append((0.0, 0))
    return found
