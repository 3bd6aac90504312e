"""Colour, width, encoding and progress: what the terminal allows."""

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO


def wants_color(stream: IO[str]) -> bool:
    """Whether to colour: NO_COLOR and FORCE_COLOR decide, then whether it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def prepare(*streams: IO[str]) -> None:
    """Make streams accept any text: UTF-8 for pipes and files, escapes if a terminal needs them.

    Lone surrogates are escaped as in JSON.
    """
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def print_message(kind: str, message: str) -> None:
    """Print one line on stderr; control characters in the message are escaped."""
    from tqa.base.textio import visible

    sys.stderr.write(f"tqa: {kind}: {visible(message)}\n")


def counted(number: int, noun: str) -> str:
    """A number with its noun in singular or plural."""
    ending = "es" if noun.endswith("x") else "s"
    return f"{number:,} {noun}{'' if number == 1 else ending}"


def print_dropped(path: str, dropped: Mapping[str, int]) -> None:
    """Warn about the fields that the format of a glossary file cannot hold, with counts."""
    for name, number in sorted(dropped.items()):
        concepts = counted(number, "concept")
        if name == "concept":
            print_message("warning", f"{path}: {concepts} left out, which this format cannot hold")
        else:
            print_message("warning", f"{path}: this format cannot hold {name!r} of {concepts}")


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def width() -> int:
    """Columns of the terminal, 100 if there is none."""
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 160)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[float], None] | None]:
    """A progress bar on stderr: a function to call with the units just done.

    None if stderr is not a terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    counts = (
        (BarColumn(), MofNCompleteColumn()) if total else (TextColumn("{task.completed:,.0f}"),)
    )
    columns = (SpinnerColumn(), TextColumn(what), *counts, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda n: bar.advance(task, n)
