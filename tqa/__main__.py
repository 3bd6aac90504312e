"""The command, also as `python -m tqa`."""

import os
import sys

BROKEN = 70  # the exit code of a fault of our own (EX_SOFTWARE)


def main() -> None:
    """Run the command line; an interruption while it is loaded ends as quietly as a later one.

    A fault of our own is one line, too; with TQA_TRACEBACK set its traceback is shown.
    """
    try:
        from tqa.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("TQA_TRACEBACK"):
            raise
        hint = "a fault of tqa: please report it, with what TQA_TRACEBACK=1 shows"
        what = " ".join(f"{type(error).__name__}: {error}".split())
        sys.stderr.write(f"tqa: error: {what} ({hint})\n")
        sys.exit(BROKEN)


if __name__ == "__main__":
    main()
