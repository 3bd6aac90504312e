"""The command, also as `python -m tqa`."""

import sys


def main() -> None:
    """Run the command line; an interruption while it is loaded ends as quietly as a later one."""
    try:
        from tqa.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
