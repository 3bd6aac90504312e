"""`tqa demo`."""

from typing import Annotated, Literal

import typer

EXAMPLE = "Example: tqa demo --lang id"
PAIR = "workshop-disinformation"


def demo(
    lang: Annotated[Literal["en", "id"], typer.Option(help="Language of the messages.")] = "en",
) -> None:
    """Check the bundled article and its faulty English translation."""
    import os

    from tqa.bundled import folder
    from tqa.cli.check import check

    here = os.path.relpath(folder("corpora") / PAIR)
    source, target = os.path.join(here, "article.id.txt"), os.path.join(here, "article.en.txt")
    typer.echo(f"$ tqa check {source} {target}\n", err=True)
    check([source, target], exit_zero=True, isolated=True, lang=lang)
