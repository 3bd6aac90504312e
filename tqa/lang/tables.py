"""The one reader of the tables in data/: tab-separated rows, `#` begins a comment line.

A table that is missing or malformed is an error of the code (OSError, ValueError), never
of the user.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def lines(path: Path) -> Iterator[str]:
    """The lines of a table that are neither comments nor blank."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            yield line


def columns(name: str, *, lower: bool = False) -> list[list[str]]:
    """The columns of `data/NAME.tsv`, whose comments are all in its head: fast for large tables.

    Args:
        name: The table, whose rows must all have as many cells.
        lower: Lower-case the (ASCII) letters.
    """
    data = (_DATA / f"{name}.tsv").read_bytes()
    text = (data.lower() if lower else data).decode("utf-8")
    start = 0
    while text[start] == "#":
        start = text.index("\n", start) + 1
    width = text.count("\t", start, text.index("\n", start)) + 1
    cells = text[start:].removesuffix("\n").replace("\n", "\t").split("\t")
    return [cells[n::width] for n in range(width)]


def exists(name: str) -> bool:
    """Whether there is a table `data/NAME.tsv`."""
    return (_DATA / f"{name}.tsv").is_file()


@lru_cache(maxsize=64)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/NAME.tsv`, without comments and blank lines."""
    return tuple(tuple(line.split("\t")) for line in lines(_DATA / f"{name}.tsv"))


@lru_cache(maxsize=64)
def with_role(name: str, role: str) -> tuple[str, ...]:
    """The first column of the rows of `data/NAME.tsv` whose second column is `role`."""
    return tuple(row[0] for row in rows(name) if row[1] == role)


@lru_cache(maxsize=64)
def words_of(lang: str, name: str) -> frozenset[str]:
    """The first column of a language's table, empty for a language that has none."""
    path = _DATA / lang / f"{name}.tsv"
    if not path.is_file():
        return frozenset()
    return frozenset(line.partition("\t")[0] for line in lines(path))
