"""`tqa demo`."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

EXAMPLE = "Example: tqa demo --lang id"
PAIR = "workshop-disinformation"
TEXTS = ("article.id.txt", "article.en.txt")
TERMS = "terms.csv"  # a small glossary, for a copy


def demo(
    lang: Annotated[Literal["en", "id"], typer.Option(help="Language of the messages.")] = "en",
    copy: Annotated[
        Path | None,
        typer.Option(help="Copy both texts and a small glossary into a folder, and check these."),
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
    check([source, target], exit_zero=True, isolated=True, lang=lang)


def _copy(files: list[Path], folder: Path) -> None:
    """Copy files into a folder, which is made where there is none; those there already stay.

    Raises:
        UsageError: the folder cannot be made, or a file cannot be written.
    """
    from tqa.base.errors import UsageError
    from tqa.base.textio import write_atomically
    from tqa.cli._terminal import tell

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError("cannot make the folder", where=str(folder)) from None
    for file in files:
        copy = folder / file.name
        if not copy.exists():
            write_atomically(copy, file.read_bytes())
        elif copy.read_bytes() != file.read_bytes():
            tell("note", f"{copy} is kept as it is: it differs from the demonstration's")
