"""Corrections: `--fix`, `--unsafe-fixes`, `--diff`."""

import sys
from typing import TYPE_CHECKING

import typer

from tqa.base.errors import UsageError
from tqa.cli._terminal import counted, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tqa.model import Input
    from tqa.project.config import Config


def run(
    inputs: "Sequence[Input]", settings: "Config", unsafe: bool, write: bool, jobs: int
) -> None:
    """Correct the files, or show the corrections as a patch and stop.

    Raises:
        UsageError: there is nothing to write to, or a file cannot be written.
        typer.Exit: the patch was shown; 1 where there is one, 3 where an input cannot be read.
    """
    from tqa.base.textio import write_atomically
    from tqa.checking.fixed_files import corrected
    from tqa.cli._patch import patch

    if any(item.has_data for item in inputs):
        raise UsageError("standard input cannot be corrected in place", hint="name a file")
    files, left, failed = corrected(inputs, settings, unsafe, jobs)
    for path, count in left.items():
        tell("note", f"{path}: {counted(count, 'correction')} must be made by hand in this file")
    if write:
        for path, each in files.items():
            write_atomically(path, each.after)
        count = sum(each.count for each in files.values())
        if count:
            tell("note", f"{counted(count, 'correction')} in {counted(len(files), 'file')}")
        return
    for path, each in files.items():
        sys.stdout.flush()
        sys.stdout.buffer.write(patch(path, each.before, each.after))
    raise typer.Exit(3 if failed else int(bool(files)))
