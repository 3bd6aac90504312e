"""The application: its commands, its version, and the exit codes of errors."""

import errno
import gc
import os
import sys
from typing import IO, Annotated

import typer

from tqa.base.errors import PluginError, TqaError, UsageError
from tqa.cli import align, cache, check, demo, glossary, history, init, lsp, rules, score, translate
from tqa.cli._group import Command
from tqa.cli._terminal import prepare, print_message

# Allocations between two collections. Tables and beads are many objects with few cycles; Python's
# default threshold would cost a sixth of the run time.
OBJECTS = 500_000
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

app = typer.Typer(
    name="tqa",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: rich would double the start-up time
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Check, align, score and draft translations between Indonesian and English.",
    epilog=check.EXAMPLE,
)
app.command(cls=Command, epilog=check.EXAMPLE)(check.check)
app.command(cls=Command, epilog=align.EXAMPLE)(align.align)
app.command(cls=Command, epilog=score.EXAMPLE)(score.score)
app.command(cls=Command, epilog=translate.EXAMPLE)(translate.translate)
app.command(cls=Command, epilog=rules.EXAMPLE_RULES)(rules.rules)
app.command(cls=Command, epilog=rules.EXAMPLE_RULE)(rules.rule)
app.command(cls=Command, epilog=init.EXAMPLE)(init.init)
app.command(cls=Command, epilog=lsp.EXAMPLE)(lsp.lsp)
app.command(cls=Command, epilog=demo.EXAMPLE)(demo.demo)
app.add_typer(glossary.app, name="glossary")
app.add_typer(cache.app, name="cache")
app.add_typer(history.app, name="history")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"tqa {version('tqa')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Check, align, score and draft translations between Indonesian and English."""


def main() -> None:
    """Run the command line; an error is one line on stderr and its own exit code."""

    output = sys.stdout
    prepare(output, sys.stderr)
    gc.set_threshold(OBJECTS)
    try:
        try:
            app()
        finally:
            if not output.closed:  # as after `tqa lsp`
                output.flush()
    except SystemExit:
        if sys.stdout is output:
            raise
        _discard(output)  # typer exits with 1 on a broken pipe, which would mean findings
        sys.exit(0)
    except TqaError as error:
        if isinstance(error, PluginError) and os.environ.get("TQA_TRACEBACK"):
            raise
        print_message("error", str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # the reader has closed the pipe, as `| head` does
        _discard(output)
        sys.exit(0)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        _discard(output)
        print_message("error", f"cannot write: {(error.strerror or '').lower()}")
        sys.exit(UsageError.exit_code)


def _discard(stream: IO[str]) -> None:
    """Send what is still buffered to the null device, so that the exit does not write it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
