"""`tqa demo`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from tqa.base.errors import UsageError
from tqa.cli._options import Language

EXAMPLE = "Example: tqa demo --lang id"
PAIR = "workshop-disinformation"
TEXTS = ("article.id.txt", "article.en.txt")
TERMS = "terms.csv"  # a small glossary, for a copy


def demo(
    lang: Annotated[Language, typer.Option(help="Language of the messages.")] = "en",
    copy: Annotated[
        Path | None,
        typer.Option(
            help="Copy both texts and a small glossary to this directory and check the copies "
            "(default: no copy)."
        ),
    ] = None,
) -> None:
    """Check the bundled article and its faulty English translation."""

    from tqa.cli.check import check
    from tqa.project.bundled import folder

    here = Path(os.path.relpath(folder("corpora") / PAIR))
    if copy:
        _copy([here / name for name in (*TEXTS, TERMS)], copy)
        here = copy
    source, target = (str(here / name) for name in TEXTS)
    typer.echo(f"$ tqa check {source} {target}\n", err=True)
    check(paths=[source, target], exit_zero=True, isolated=True, lang=lang)


def _copy(files: list[Path], folder: Path) -> None:
    """Copy files into a folder, which is created if needed; existing files are kept.

    Raises:
        UsageError: the folder cannot be created, or a file cannot be written.
    """
    from tqa.base.textio import write_atomically
    from tqa.cli._terminal import print_message

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError("cannot create the directory", where=str(folder)) from None
    for file in files:
        copy = folder / file.name
        if not copy.exists():
            write_atomically(copy, file.read_bytes())
        elif copy.read_bytes() != file.read_bytes():
            print_message("note", f"{copy} exists and differs from the bundled file; it is kept")
