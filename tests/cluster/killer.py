"""Kills one worker of Ray while it is at work."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AT_WORK = "ray::MapWorker(MapBatches(Actor)).submit"  # not `__init__`: there nothing can be lost


@contextmanager
def killing(after: float = 0) -> Iterator[list[int]]:
    """Kill the first worker of this process's Ray that is seen at work, some seconds later.

    If its work is done before that, another is looked for. Yields a list that holds the
    process killed, as soon as it is.
    """
    killed: list[int] = []
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(after, killed, done))
    watch.start()
    try:
        yield killed
    finally:
        done.set()
        watch.join()


def _watch(after: float, killed: list[int], done: threading.Event) -> None:
    while not killed and not done.wait(0.005):
        for number in _at_work():
            done.wait(after)
            if _killed(number):
                killed.append(number)
                return


def _at_work() -> Iterator[int]:
    numbers = [int(entry) for entry in os.listdir("/proc") if entry.isdecimal()]
    return (number for number in numbers if _works(number) and os.getpid() in _ancestors(number))


def _killed(number: int) -> bool:
    """Kill a process if it is at work: looked at while it is stopped, so that it cannot end it."""
    try:
        os.kill(number, signal.SIGSTOP)
        if not _stopped(number) or not _works(number):
            os.kill(number, signal.SIGCONT)
            return False
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _stopped(number: int) -> bool:
    """Wait for a process to stop."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if (state := _stat(number)[:1]) != ["S"] and state != ["R"] and state != ["D"]:
            return state == ["T"]
        time.sleep(0.001)
    return False


def _works(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().startswith(AT_WORK.encode())
    except OSError:
        return False


def _stat(number: int) -> list[str]:
    """The state of a process, its parent, and more; nothing if it is gone."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text("utf-8", "replace")
    except OSError:
        return []
    return stat.rpartition(")")[2].split()


def _ancestors(number: int) -> Iterator[int]:
    while number > 1 and (stat := _stat(number)):
        number = int(stat[1])
        yield number
