"""The public functions about texts: `tqa.text`, `tqa.bitext`, `tqa.align`."""

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from typing import TypeAlias

from tqa.aligning.aligner import ALIGNERS
from tqa.base.arguments import language, path_of, segments, shown
from tqa.base.errors import UsageError
from tqa.model import Bead, Bitext, Input, Source
from tqa.reading import bitexts, presegmented

File: TypeAlias = str | PathLike[str] | Source
FILE = (str, PathLike, Source)  # the same for `isinstance`


def text(content: str, name: str = "text.txt") -> Source:
    """A text in memory, for functions that otherwise read a file.

    A plain string is always the path of a file, so that a misspelt path is an error and
    never a short text.

    Args:
        content: The whole text.
        name: Its name in findings; the extension is the format (.txt, .md, .html, .po ...).

    Example:
        >>> beads = align(text("Harga naik. Upah turun."), text("Prices rose. Wages fell."))
        >>> len(beads)
        2

    Raises:
        UsageError: the content is not a string.
    """
    if not isinstance(content, str):
        raise UsageError(f"not a text: {shown(content)}")
    return Source(path_of(name), content.encode("utf-8", "surrogatepass"))


def bitext(
    source: Iterable[str],
    target: Iterable[str],
    *,
    source_lang: str = "",
    target_lang: str = "",
    name: str = "segments",
) -> Bitext:
    """Segments and their translations, in the same order, such as two columns of a table.

    Args:
        source: The source segments.
        target: As many translations; "" is a missing one.
        source_lang: "id" or "en"; detected when "".
        target_lang: "id" or "en"; detected when "".
        name: The name of the file in findings; segment n is its line n.

    Raises:
        InputError: The sides differ in length, or the languages cannot be detected.
        UsageError: A segment is not a string, such as None for a missing one.
    """
    _check_languages(source_lang, target_lang)
    texts = (segments(source, "source"), segments(target, "target"))
    return presegmented.bitext(texts, (source_lang, target_lang), (name, name))


def align(
    source: File | Iterable[str],
    target: File | Iterable[str],
    *,
    source_lang: str = "",
    target_lang: str = "",
    aligner: str = "lexical",
) -> list[Bead]:
    """Find which segments of a document translate which segments of another.

    Args:
        source: The path of a document, a `tqa.text`, or a list of segments.
        target: The same of the other side. Documents are split into sentences; segments of a
            list are left as they are (then both sides must be lists).
        source_lang: "id" or "en"; detected when "".
        target_lang: "id" or "en"; detected when "".
        aligner: "lexical", "length" or another one of `tqa align --scorer`.

    Returns:
        Beads in order, each segment in exactly one. `bead.source` and `bead.target` are their
        segments, either may be empty; `bead.score`, 0..1, is the probability that it is right.

    Raises:
        InputError: A document cannot be read, or the languages cannot be detected.
        UsageError: No such aligner, or one side alone is a list.
    """
    _check_languages(source_lang, target_lang)
    known = ALIGNERS[aligner]
    if isinstance(source, FILE) and isinstance(target, FILE):
        pair = Input((as_source(source), as_source(target)))
        return list(bitexts.align(pair, _Options(source_lang, target_lang, aligner)).beads)
    if isinstance(source, FILE) or isinstance(target, FILE):
        raise UsageError("one side is a list of segments, the other is not")
    texts = (segments(source, "source"), segments(target, "target"))
    one, two = presegmented.documents(texts, (source_lang, target_lang))
    return known().align(one.segments, two.segments, (one.lang, two.lang))


def as_source(file: File) -> Source:
    """A path or a `tqa.text` as a Source.

    Raises:
        UsageError: it is neither, or a text instead of a path.
    """
    if isinstance(file, str) and "\n" in file:
        raise UsageError("a text in place of a path", hint="pass tqa.text(...)")
    return file if isinstance(file, Source) else Source(path_of(file))


def _check_languages(source: str, target: str) -> None:
    language(source, "source_lang")
    language(target, "target_lang")


@dataclass(frozen=True)
class _Options:
    """How a pair is read and aligned."""

    source_lang: str
    target_lang: str
    aligner: str
