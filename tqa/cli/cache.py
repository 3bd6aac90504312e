"""`tqa cache`."""

import typer

EXAMPLE = "Example: tqa cache clear"

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="What tqa keeps between runs: clear, dir."
)


@app.command(epilog=EXAMPLE)
def clear() -> None:
    """Delete all that tqa keeps: results, glossaries, statistics of scores, sentence vectors.

    Nothing is lost but time: it is made again.
    """
    import shutil

    from tqa.base.errors import UsageError
    from tqa.base.store import base
    from tqa.cli._terminal import tell

    place = base()
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    try:
        if place.exists():
            shutil.rmtree(place)
    except OSError as error:
        raise UsageError(f"cannot delete: {error.strerror}", where=str(place)) from None
    tell("note", f"{size / 1_000_000:.1f} MB deleted: {place}")


@app.command(name="dir", epilog="Example: tqa cache dir")
def where() -> None:
    """Print the folder that it is in."""
    from tqa.base.store import base

    typer.echo(base())
