"""Kills one worker of Ray while it is at work."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def killing(title: str) -> Iterator[list[int]]:
    """Kill the first worker of this process's Ray that is seen at work under this title.

    Yields a list that holds the process killed, as soon as it is.
    """
    killed: list[int] = []
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(title, killed, done))
    watch.start()
    try:
        yield killed
    finally:
        done.set()
        watch.join()


def _watch(title: str, killed: list[int], done: threading.Event) -> None:
    while not done.is_set():
        for number in _descendants(os.getpid()):
            if title in _title(number):
                os.kill(number, signal.SIGKILL)
                killed.append(number)
                return
        time.sleep(0.01)


def _title(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _descendants(root: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                stat = (entry / "stat").read_text("utf-8", "replace")
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    waiting = [root]
    while waiting:
        found = children.get(waiting.pop(), [])
        yield from found
        waiting += found
