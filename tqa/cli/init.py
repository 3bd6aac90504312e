"""`tqa init`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: tqa init --print"
FILE = "tqa.toml"


def init(
    folder: Annotated[Path, typer.Argument(help="The repository; here by default.")] = Path("."),
    print_only: Annotated[
        bool, typer.Option("--print", help="Print the configuration, write nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a tqa.toml.")] = False,
) -> None:
    """Look at the files here and write a first configuration, tqa.toml.

    Sources and translations are told by the names of folders and files: content/id
    and content/en, article.md and article.id.md, and the like.
    """
    from tqa.base.errors import UsageError
    from tqa.base.textio import write_atomically
    from tqa.cli._terminal import counted, tell
    from tqa.project.starter import starter, written

    if not folder.is_dir():
        raise UsageError("no such folder", where=str(folder))
    found = starter(str(folder))
    text = written(found)
    if print_only:
        sys.stdout.write(text)
        return
    path = folder / FILE
    if path.exists() and not force:
        raise UsageError("there is one already", where=str(path), hint="--force writes over it")
    write_atomically(path, text)
    pairs = sum(count for *_, count in found.pairs)
    named = counted(pairs, "pair")
    tell("note", f"{path} names {named} of documents; look at it, then run: tqa check")
