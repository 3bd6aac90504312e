"""Fixes: `--fix`, `--unsafe-fixes`, `--diff`."""

import sys
from typing import TYPE_CHECKING

import typer

from tqa.base.errors import UsageError
from tqa.cli._terminal import counted, print_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tqa.model import Input
    from tqa.project.config import Config


def run(
    inputs: "Sequence[Input]", settings: "Config", unsafe: bool, write: bool, jobs: int
) -> None:
    """Fix the files, or print the fixes as a patch and exit.

    Raises:
        UsageError: there is no file to write to, or one cannot be written.
        typer.Exit: the patch was printed; 1 if there is one, 3 if an input cannot be read.
    """
    from tqa.base.textio import write_atomically
    from tqa.checking.fixed_files import corrected
    from tqa.cli._patch import patch

    if any(item.has_data for item in inputs):
        raise UsageError("cannot fix standard input", hint="name a file")
    files, left, failed = corrected(inputs, settings, unsafe, jobs)
    for path, count in left.items():
        fixes = counted(count, "fix")
        print_message("note", f"{path}: {fixes} must be applied by hand in this file")
    if write:
        for path, each in files.items():
            write_atomically(path, each.after)
        count = sum(each.count for each in files.values())
        if count:
            fixes = f"{counted(count, 'fix')} in {counted(len(files), 'file')}"
            print_message("note", f"applied {fixes}")
        return
    for path, each in files.items():
        sys.stdout.flush()
        sys.stdout.buffer.write(patch(path, each.before, each.after))
    raise typer.Exit(3 if failed else int(bool(files)))
