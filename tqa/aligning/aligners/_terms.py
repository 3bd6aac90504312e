"""Glossaries as dictionaries: each allowed term of one language with each of the other."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from tqa.base.textio import decode, read_bytes
from tqa.glossary.format import GLOSSARY_FORMATS, read_glossary
from tqa.model import Status

_TABLES = {".tsv": "\t", ".txt": "\t", ".csv": ","}
_ALLOWED = (Status.PREFERRED, Status.ADMITTED)


def is_glossary(path: str) -> bool:
    """Whether a file is a glossary: by its extension, a table by its columns `id` and `en`.

    Raises:
        FormatError: a table that cannot be read.
    """
    extension = Path(path).suffix.lower()
    separator = _TABLES.get(extension)
    if separator is None:
        return GLOSSARY_FORMATS.get(extension) is not None
    head = decode(read_bytes(path), path).lstrip().partition("\n")[0]
    cells = {cell.strip().strip('"').lower() for cell in head.split(separator)}
    return {"id", "en"} <= cells


def term_pairs(path: str) -> Iterator[tuple[str, str]]:
    """The Indonesian and the English terms that a glossary allows for one concept, paired.

    Raises:
        GlossaryError: it cannot be read or is malformed.
    """
    for concept in read_glossary(path):
        sides = (
            [term.text for term in concept.terms if term.lang == lang and term.status in _ALLOWED]
            for lang in ("id", "en")
        )
        yield from product(*sides)
