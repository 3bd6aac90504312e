"""`--watch`: check again whenever a file changes."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

EVERY = 0.5  # seconds between two looks


def watch(check: Callable[[], object], files: Sequence[str]) -> NoReturn:
    """Run `check`, and again when one of the files has changed, until interrupted."""
    while True:
        before = _state(files)  # before the check: what changes meanwhile counts
        if sys.stdout.isatty():
            sys.stdout.write("\x1b[2J\x1b[3J\x1b[H")
        check()
        sys.stdout.flush()
        while _state(files) == before:
            time.sleep(EVERY)


def _state(files: Sequence[str]) -> list[tuple[float, int]]:
    """When each file was changed last, and its size."""
    found = []
    for name in files:
        try:
            stat = os.stat(name)
            found.append((stat.st_mtime, stat.st_size))
        except OSError:
            found.append((0.0, 0))
    return found
