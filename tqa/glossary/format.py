"""What a glossary format is: reading and writing concepts; and the registry."""

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeVar

from tqa.base.errors import FormatError, GlossaryError, UsageError
from tqa.base.registry import Registry
from tqa.base.textio import read_bytes
from tqa.glossary.compatibility import EntryChange, replaced
from tqa.model import Concept


class Written(NamedTuple):
    """A glossary in a format, and what the format could not hold."""

    data: bytes
    dropped: Mapping[str, int]  # what was lost -> by how many concepts


class GlossaryFormat(ABC):
    """A glossary format, registered by its extensions."""

    name: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]

    @abstractmethod
    def read(self, data: bytes, path: str) -> Iterable[Concept]:
        """The concepts of a file, in its order, each with its line.

        Raises:
            GlossaryError: the content is malformed; `where` is file:line.
            FormatError: the same, raised by a reader that knows nothing of glossaries.
        """

    def unread(self, data: bytes, path: str) -> Sequence[str]:
        """What of a readable file has no place in a concept: the names of columns, for people."""
        return ()

    @abstractmethod
    def encode(self, concepts: Sequence[Concept]) -> bytes:
        """The file that holds the concepts."""

    def write(self, concepts: Iterable[Concept]) -> Written:
        """The concepts in this format, and what of them it cannot hold: it is read again."""
        kept = tuple(concepts)
        data = self.encode(kept)
        return Written(data, lost(kept, self.read(data, "")))

    def edit(self, data: bytes, path: str, edits: Sequence[EntryChange]) -> bytes:
        """A file after corrections, rewritten as a whole unless the format can edit in place.

        Raises:
            UsageError: the file holds what would be lost by that.
        """
        written = self.write(replaced(self.read(data, path), edits))
        if written.dropped:
            raise UsageError(
                f"not corrected: {', '.join(sorted(written.dropped))} would be lost", where=path
            )
        return written.data


_PLAIN = ("id", "domain", "definition", "note", "flags", "confusable_with", "source")
_DATES = ("valid_from", "valid_until")
_OF_TERMS = ("status", "pos", "case_sensitive", "matching")


def lost(before: Sequence[Concept], after: Iterable[Concept]) -> Counter[str]:
    """The number of concepts that the conversion changed, by field.

    The names are those of the fields of a concept or of a term, `terms` for one whose terms are
    others, and `concept` for one that is not there any more.
    """
    there = {concept.id: concept for concept in reversed(tuple(after))}
    found: Counter[str] = Counter()
    for concept in before:
        other = there.get(concept.id) or there.get(identifier(concept.id))
        found.update(("concept",) if other is None else _changed(concept, other))
    return found


def _changed(concept: Concept, other: Concept) -> Iterator[str]:
    for name in (*_PLAIN, *_DATES):
        if getattr(concept, name) != getattr(other, name):
            yield name
    if {k: v for k, v in concept.cues.items() if v} != dict(other.cues):
        yield "cues"
    terms, others = ({(t.lang, t.text): t for t in c.terms} for c in (concept, other))
    if terms.keys() != others.keys():
        yield "terms"
    for name in _OF_TERMS:
        if any(getattr(terms[k], name) != getattr(others[k], name) for k in terms if k in others):
            yield name


def identifier(id: str) -> str:
    """The id as an XML name (NCName), for formats that ask for one."""
    name = re.sub(r"[^\w.-]", "-", id)
    return name if re.match(r"[^\W\d]|_", name) else f"c-{name}"


GLOSSARY_FORMATS: Registry[type[GlossaryFormat]] = Registry(
    "tqa.glossary.formats", "glossary format"
)
F = TypeVar("F", bound=type[GlossaryFormat])


def glossary_format(cls: F) -> F:
    """Class decorator: registers a format under each of its extensions."""
    for extension in cls.extensions:
        GLOSSARY_FORMATS.add(extension, cls)
    return cls


def glossary_format_of(path: str | Path) -> GlossaryFormat:
    """The format of a path, by its extension.

    Raises:
        UsageError: no format has this extension.
    """
    suffixes = [suffix.lower() for suffix in Path(path).suffixes[-2:]]
    extension = "".join(suffixes[-1:])
    cls = GLOSSARY_FORMATS.get("".join(suffixes)) or GLOSSARY_FORMATS.get(extension)
    if cls is None and Path(path).is_dir():
        raise UsageError("is a folder, not a glossary", where=str(path))
    if cls is None:
        raise UsageError(
            f"no glossary format is named {extension or '(no extension)'!r}",
            where=str(path),
            hint=f"known: {' '.join(GLOSSARY_FORMATS.keys())}",
        )
    return cls()


def read_glossary(path: str | Path) -> tuple[Concept, ...]:
    """The concepts of a glossary file of any known format.

    Raises:
        UsageError: no format has its extension.
        GlossaryError: it cannot be read or is malformed; `where` is file:line.
    """
    reader = glossary_format_of(path)
    try:
        return tuple(reader.read(read_bytes(path), str(path)))
    except FormatError as error:
        raise GlossaryError(error.message, where=error.where, hint=error.hint) from None
