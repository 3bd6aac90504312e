"""The one reader of the tables in data/."""

from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=64)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/NAME.tsv`, without comments, blank lines and a header named `id en ...`."""
    lines = (_DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=64)
def words_of(lang: str, name: str) -> frozenset[str]:
    """The first column of a language's table, empty for a language that has none."""
    if not (_DATA / lang / f"{name}.tsv").is_file():
        return frozenset()
    return frozenset(row[0] for row in rows(f"{lang}/{name}"))
