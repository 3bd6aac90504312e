"""Further dictionaries that a user names: tables, dictd databases, translation memories."""

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tqa.aligning.aligners._terms import is_glossary, term_pairs
from tqa.base.errors import FormatError
from tqa.base.textio import decode, read_bytes

Entries = dict[str, tuple[str, ...]]

_LONGEST = 4  # words of an entry; a longer one is no term
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|/[^/]*/")
_SENSE = re.compile(r"^\s*\d+\.\s*")
_BREAK = re.compile(r"[,;|]")
_DIGITS = {
    letter: number
    for number, letter in enumerate(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    )
}


def read_dictionaries(paths: Iterable[str]) -> Entries:
    """The translations of each lower-case word or phrase, in both directions together.

    A table has a word and its translations (several separated by `|`, `,` or `;`). A dictd
    database is named by its `.index` file, a translation memory by `.tmx`: its short units count
    as entries. A table with the columns `id` and `en`, and any other format that glossaries
    have, is a glossary: its preferred and admitted terms are entries.

    Raises:
        InputError: a file that cannot be read or is of none of these forms.
    """
    found: dict[str, dict[str, None]] = {}
    for path in paths:
        for mine, other in _pairs(path):
            a, b = " ".join(mine.lower().split()), " ".join(other.lower().split())
            if a and b and max(a.count(" "), b.count(" ")) < _LONGEST:
                found.setdefault(a, {})[b] = None
                found.setdefault(b, {})[a] = None
    return {word: tuple(others) for word, others in found.items()}


def _pairs(path: str) -> Iterator[tuple[str, str]]:
    suffix = Path(path).suffix.lower()
    if suffix == ".index":
        return _dictd(path)
    if suffix == ".tmx":
        return _memory(path)
    return term_pairs(path) if is_glossary(path) else _table(path)


def _table(path: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(decode(read_bytes(path), path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) < 2:
            raise FormatError("not two columns", where=f"{path}:{number}", hint="separate by a tab")
        for mine in _BREAK.split(cells[0]):
            for other in _BREAK.split(cells[1]):
                yield mine, other


def _dictd(path: str) -> Iterator[tuple[str, str]]:
    """Headwords and the first line of each sense, as FreeDict writes them."""
    text = _database(Path(path))
    for number, line in enumerate(decode(read_bytes(path), path).splitlines(), 1):
        cells = line.split("\t")
        try:
            head, start, size = cells[0], _number(cells[1]), _number(cells[2])
        except (IndexError, KeyError):
            raise FormatError("not a dictd index", where=f"{path}:{number}") from None
        if head.startswith("00database"):
            continue
        lines = text[start : start + size].decode("utf-8", "replace").split("\n")
        for place, entry in enumerate(lines[1:]):
            if place == 0 or _SENSE.match(entry):
                for other in _BREAK.split(_ASIDE.sub("", _SENSE.sub("", entry))):
                    yield head, other


def _number(letters: str) -> int:
    """A number in dictd's base 64."""
    value = 0
    for letter in letters:
        value = 64 * value + _DIGITS[letter]
    return value


def _database(index: Path) -> bytes:
    packed, plain = index.with_suffix(".dict.dz"), index.with_suffix(".dict")
    if not packed.exists():
        return read_bytes(plain)
    try:
        return gzip.decompress(read_bytes(packed))
    except (OSError, EOFError) as error:
        raise FormatError(f"not a dictzip file: {error}", where=str(packed)) from None


def _memory(path: str) -> Iterator[tuple[str, str]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(read_bytes(path), parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"not valid XML: {error.msg}", where=f"{path}:{error.lineno}") from None
    for unit in root.iter("tu"):
        texts = ["".join(map(str, seg.itertext())) for seg in unit.iter("seg")]
        if len(texts) == 2:
            yield texts[0], texts[1]
