"""`tqa cache`."""

import typer

from tqa.cli._group import Command

EXAMPLE = "Example: tqa cache clear"

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Show or clear the cache.",
    epilog=EXAMPLE,
)


@app.command(cls=Command, epilog=EXAMPLE)
def clear() -> None:
    """Delete the cache: results, glossaries, score statistics and sentence vectors.

    All of it is computed again when it is needed.
    """
    import shutil

    from tqa.base.errors import UsageError
    from tqa.base.store import base
    from tqa.cli._terminal import print_message

    place = base()
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    try:
        if place.exists():
            shutil.rmtree(place)
    except OSError as error:
        raise UsageError(f"cannot delete: {error.strerror}", where=str(place)) from None
    print_message("note", f"{size / 1_000_000:.1f} MB deleted: {place}")


@app.command(name="dir", cls=Command, epilog="Example: tqa cache dir")
def where() -> None:
    """Print the path of the cache directory."""
    from tqa.base.store import base

    typer.echo(base())
