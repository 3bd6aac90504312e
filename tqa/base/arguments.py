"""Arguments of the public functions: a wrong one is a UsageError that names it."""

from collections.abc import Iterable, Sequence
from os import PathLike, fspath

from tqa.base.errors import UsageError

LANGUAGES = ("id", "en")
_SHOWN = 40  # characters of a wrong value


def path_of(value: object) -> str:
    """A path as a string.

    Raises:
        UsageError: it is not a path, or no file can have it.
    """
    path = fspath(value) if isinstance(value, str | PathLike) else None
    if not isinstance(path, str) or not path or "\0" in path:
        raise UsageError(f"not a path: {shown(value)}")
    return path


def segments(values: object, what: str) -> list[str]:
    """A column of segments as a list of strings.

    Args:
        values: The segments.
        what: What they are, for messages.

    Raises:
        UsageError: they are one string, or one of them is not a string (None or nan in a table).
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise UsageError(f"{what}: not a list of strings: {shown(values)}")
    found: list[str] = []
    for number, value in enumerate(values, 1):
        if not isinstance(value, str):
            hint = 'a missing segment is ""'
            raise UsageError(
                f"{what}: segment {number:,} is not a string: {shown(value)}", hint=hint
            )
        found.append(value)
    return found


def one_of(value: object, known: Sequence[str], what: str) -> None:
    """Check that a value is one of those that an argument can have.

    Raises:
        UsageError: it is not.
    """
    if value not in known:
        raise UsageError(
            f"{what}: not {shown(value)}", hint=f"known: {', '.join(filter(None, known))}"
        )


def language(value: object, what: str) -> None:
    """Check the language of a text: "id", "en" or "" (detected).

    Raises:
        UsageError: it is none of these.
    """
    one_of(value, (*LANGUAGES, ""), what)


def at_least_one(value: object, what: str) -> None:
    """Check a number of processes or threads.

    Raises:
        UsageError: it is not an integer from 1.
    """
    if not isinstance(value, int) or value < 1:
        raise UsageError(f"{what}: not {shown(value)}", hint="an integer of at least 1")


def shown(value: object) -> str:
    """The beginning of a value as Python writes it, for messages."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
