"""`tqa demo`."""

from typing import Annotated, Literal

import typer

EXAMPLE = "Example: tqa demo --lang id"
PAIR = "workshop-disinformation"


def demo(
    lang: Annotated[Literal["en", "id"], typer.Option(help="Language of the messages.")] = "en",
) -> None:
    """Check the bundled article and its faulty English translation."""
    from tqa.bundled import folder
    from tqa.cli.check import check

    pair = folder("corpora") / PAIR
    source, target = pair / "article.id.txt", pair / "article.en.txt"
    typer.echo(f"$ tqa check {source.name} {target.name} --exit-zero\n", err=True)
    check([str(source), str(target)], exit_zero=True, isolated=True, lang=lang)
