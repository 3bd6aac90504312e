"""Output of results of the public functions: text to a file or stream, data frames."""

from collections.abc import Sequence
from importlib import import_module
from os import PathLike, fspath
from typing import IO, Any

from tqa.base.errors import MissingExtra
from tqa.base.textio import write_atomically


def written(text: str, to: str | PathLike[str] | IO[str] | None) -> str:
    """Write a text to a path or a stream, if one is given, and return the text."""
    if isinstance(to, str | PathLike):
        write_atomically(fspath(to), text.encode("utf-8", "backslashreplace"))
    elif to is not None:
        to.write(text)
    return text


def data_frame(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> Any:
    """Rows as a pandas DataFrame.

    Raises:
        MissingExtra: pandas is not installed.
    """
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise MissingExtra("pandas is not installed", hint="pip install pandas") from None
    return pandas.DataFrame(rows, columns=columns)
