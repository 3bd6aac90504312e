"""The application: its commands, its version, and how errors leave it."""

import errno
import gc
import os
import sys
from typing import IO, Annotated

import typer

from tqa.base.errors import PluginError, TqaError, UsageError
from tqa.cli import align, cache, check, demo, glossary, history, init, lsp, rules, score, translate
from tqa.cli._terminal import prepare, tell

# Allocations between two collections: tables and beads are many objects and hardly a cycle, and
# looking for one at Python's own pace costs a sixth of the time.
OBJECTS = 500_000
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

app = typer.Typer(
    name="tqa",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: rich would double the start-up time
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Indonesian-English translation and terminology QA: align, check, explain.",
)
app.command(epilog=check.EXAMPLE)(check.check)
app.command(epilog=align.EXAMPLE)(align.align)
app.command(epilog=score.EXAMPLE)(score.score)
app.command(epilog=translate.EXAMPLE)(translate.translate)
app.command(epilog=rules.EXAMPLE_RULES)(rules.rules)
app.command(epilog=rules.EXAMPLE_RULE)(rules.rule)
app.command(epilog=init.EXAMPLE)(init.init)
app.command(epilog=lsp.EXAMPLE)(lsp.lsp)
app.command(epilog=demo.EXAMPLE)(demo.demo)
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
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Indonesian-English translation and terminology QA: align, check, explain."""


def main() -> None:
    """Run the command line; an error is one line on stderr and its own exit code."""

    output = sys.stdout
    prepare(output, sys.stderr)
    gc.set_threshold(OBJECTS)
    try:
        try:
            app()
        finally:
            if not output.closed:  # as the language server leaves it
                output.flush()
    except SystemExit:
        if sys.stdout is output:
            raise
        _discard(output)  # typer has met a broken pipe, and makes 1 of it: that means findings
        sys.exit(0)
    except TqaError as error:
        if isinstance(error, PluginError) and os.environ.get("TQA_TRACEBACK"):
            raise
        tell("error", str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        _discard(output)
        sys.exit(0)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        _discard(output)
        tell("error", f"cannot write: {(error.strerror or '').lower()}")
        sys.exit(UsageError.exit_code)


def _discard(stream: IO[str]) -> None:
    """Let what is still to be written go nowhere, so that the exit does not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
