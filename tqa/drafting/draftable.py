"""The interface of files that drafts are written into, and the registry."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeVar

from tqa.base.errors import UsageError
from tqa.base.registry import Registry
from tqa.drafting.marked import Node, Nodes
from tqa.model import Span

Langs = tuple[str, str]


class Replacement(NamedTuple):
    """Characters of a file, as offsets, and what shall stand in their place."""

    start: int
    end: int
    text: str
    draft: bool = False  # whether it is a draft, not what marks one


@dataclass(frozen=True)
class Drafted:
    """A file with its drafts in place, and where these stand in it."""

    text: str
    places: tuple[Span, ...]
    checked: str = ""  # the same, line by line, as the check shall read it; "": as it is


@dataclass
class Work:
    """The texts of a file that need a draft."""

    texts: list[Nodes] = field(default_factory=list)
    total: int = 0  # texts of the file, also those that have a translation


class DraftFile(ABC):
    """A file that drafts are put into."""

    extensions: ClassVar[tuple[str, ...]]
    bilingual: ClassVar[bool] = False
    lines: ClassVar[bool] = False  # whether line ends within its texts are meant

    def __init__(self, text: str, path: str, langs: Langs, *, overwrite: bool) -> None:
        self.text = text
        self.path = path
        self.langs = langs
        self.overwrite = overwrite

    @classmethod
    def named(cls, text: str) -> Langs:
        """The languages that a bilingual file without any translation names, "" for none."""
        return "", ""

    @abstractmethod
    def work(self) -> Work:
        """The texts that need a draft, in order: the untranslated ones, or all of them."""

    @abstractmethod
    def drafted(self, drafts: Sequence[Sequence[Node]]) -> Drafted:
        """The file with a draft for each text of `work`."""


FILES: Registry[type[DraftFile]] = Registry("tqa.drafting.files", "file type")
F = TypeVar("F", bound=type[DraftFile])


def draft_file(cls: F) -> F:
    """Class decorator: registers a kind of file under each of its extensions."""
    for extension in cls.extensions:
        FILES.add(extension, cls)
    return cls


def kind_of(path: str) -> type[DraftFile]:
    """The kind of a file, by its extension.

    Raises:
        UsageError: no file of this extension can be drafted.
    """
    extension = Path(path).suffix.lower()
    cls = FILES.get(extension)
    if cls is None:
        raise UsageError(
            f"drafts cannot be put into {extension or '(no extension)'!r}",
            where=path,
            hint=f"known: {' '.join(FILES.keys())}",
        )
    return cls


def applied(text: str, edits: Sequence[Replacement]) -> Drafted:
    """A text with its edits made, which do not overlap, and where the drafts stand."""
    pieces: list[str] = []
    places: list[Span] = []
    at = size = 0
    for edit in sorted(edits, key=lambda each: each[:2]):
        pieces += [text[at : edit.start], edit.text]
        size += edit.start - at
        if edit.draft:
            places.append(Span(size, size + len(edit.text)))
        size += len(edit.text)
        at = edit.end
    return Drafted("".join([*pieces, text[at:]]), tuple(places))
