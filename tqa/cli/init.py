"""`tqa init`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: tqa init --print"
FILE = "tqa.toml"


def init(
    folder: Annotated[Path, typer.Argument(help="Directory of the project.")] = Path("."),
    print_only: Annotated[
        bool, typer.Option("--print", help="Print the configuration; write nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing tqa.toml.")] = False,
) -> None:
    """Write a first configuration, tqa.toml, for the files of a project.

    Sources and translations are recognized by the names of folders and files, such as
    content/id and content/en, or article.md and article.id.md.
    """
    from tqa.base.errors import UsageError
    from tqa.base.textio import write_atomically
    from tqa.cli._terminal import counted, print_message
    from tqa.project.starter import starter, written

    if not folder.is_dir():
        raise UsageError("not a directory", where=str(folder))
    found = starter(str(folder))
    text = written(found)
    if print_only:
        sys.stdout.write(text)
        return
    path = folder / FILE
    if path.exists() and not force:
        raise UsageError("file exists already", where=str(path), hint="--force overwrites it")
    write_atomically(path, text)
    pairs = sum(count for *_, count in found.pairs)
    named = counted(pairs, "pair")
    print_message("note", f"wrote {path} with {named} of documents; review it, then run: tqa check")
