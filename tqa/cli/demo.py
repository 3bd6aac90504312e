"""`tqa demo`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

EXAMPLE = "Example: tqa demo --lang id"
PAIR = "workshop-disinformation"


def demo(
    lang: Annotated[Literal["en", "id"], typer.Option(help="Language of the messages.")] = "en",
    copy: Annotated[
        Path | None, typer.Option(help="Copy both texts into a folder, to try things on.")
    ] = None,
) -> None:
    """Check the bundled article and its faulty English translation."""
    import os

    from tqa.cli.check import check
    from tqa.project.bundled import folder

    here = Path(os.path.relpath(folder("corpora") / PAIR))
    names = ("article.id.txt", "article.en.txt")
    if copy:
        _copy([here / name for name in names], copy)
        here = copy
    source, target = (str(here / name) for name in names)
    typer.echo(f"$ tqa check {source} {target}\n", err=True)
    check([source, target], exit_zero=True, isolated=True, lang=lang)


def _copy(files: list[Path], folder: Path) -> None:
    """Copy files into a folder, which is made where there is none.

    Raises:
        UsageError: one of them is there already, or the folder cannot be made.
    """
    from tqa.base.errors import UsageError
    from tqa.base.textio import write_atomically

    for file in files:
        if (folder / file.name).exists():
            raise UsageError("there is one already", where=str(folder / file.name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError("cannot make the folder", where=str(folder)) from None
    for file in files:
        write_atomically(folder / file.name, file.read_bytes())
