"""The glossaries of a project: by path or by the name of a bundled one; `tqa.Glossary`."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from tqa.base.arguments import language, path_of, shown
from tqa.base.errors import UsageError
from tqa.base.textio import write_atomically
from tqa.glossary.format import glossary_format_of
from tqa.glossary.lookup import lookup
from tqa.glossary.termbase import Match, Termbase
from tqa.model import Concept
from tqa.project.bundled import folder
from tqa.project.config import Config

if TYPE_CHECKING:
    from tqa.glossary.lookup import Hit


class Glossary:
    """The concepts of one or more glossaries.

    Args:
        names: Paths of glossary files (.tsv, .csv, .json, .xlsx, .po, .xlf, .tbx), or names of
            glossaries that come with tqa, such as "government".
        candidates: Also load entries flagged `candidate`, which nobody has approved yet.

    Raises:
        GlossaryError: A file cannot be read or is malformed.
        UsageError: No such bundled glossary, or no format has this extension.

    Example:
        >>> terms = Glossary("terms.tsv")
        >>> [hit.concept.id for hit in terms.lookup("melokakaryakan")]
        ['lokakarya']
    """

    def __init__(self, *names: str | PathLike[str], candidates: bool = False) -> None:
        self.paths = tuple(str(glossary_path(path_of(name))) for name in names)
        self.termbase = Termbase.load(self.paths, candidates=candidates)

    @classmethod
    def from_concepts(cls, concepts: Iterable[Concept]) -> "Glossary":
        """A glossary made in memory; `save` writes it."""
        made = cls()
        made.termbase = Termbase(concepts)
        return made

    @property
    def concepts(self) -> Sequence[Concept]:
        """All concepts, in the order of the files."""
        return self.termbase.concepts

    def __len__(self) -> int:
        return len(self.concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def concept(self, id: str) -> Concept | None:
        """The concept with this id, or None."""
        return self.termbase.concept(id)

    def find(self, text: str, lang: str, date: str = "") -> tuple[Match, ...]:
        """The terms in a text, in any inflected form.

        Args:
            text: A sentence or more.
            lang: Its language, "id" or "en".
            date: An ISO 8601 date: concepts that are not valid on it are left out.

        Returns:
            Matches in the order of the text, each with the span of its characters, concept and
            term; the longest term where several overlap.
        """
        language(lang, "lang")
        _check_text(text)
        return self.termbase.find(text, lang, date)

    def lookup(self, text: str, limit: int = 10) -> "list[Hit]":
        """The concepts with a term that the text is, contains or resembles, the best first.

        Returns:
            At most `limit` hits, each with concept, term and score: 100 is the term as written,
            98 and more an inflected form, less a similar spelling.
        """
        _check_text(text)
        return lookup(self.termbase, text, limit)

    def save(self, path: str | PathLike[str]) -> Mapping[str, int]:
        """Write all concepts to a file; its extension is the format.

        Returns:
            What the format cannot hold: the name of a field -> how many concepts lost it.
            Empty where nothing was lost.

        Raises:
            UsageError: No format has this extension, or the file cannot be written.
        """
        to = path_of(path)
        written = glossary_format_of(to).write(self.concepts)
        write_atomically(to, written.data)
        return dict(written.dropped)


def _check_text(text: object) -> None:
    if not isinstance(text, str):
        raise UsageError(f"not a text: {shown(text)}")


def load_termbase(config: Config, *, candidates: bool = False) -> Termbase:
    """The project's glossaries, which override the bundled ones unless those are turned off.

    Entries flagged `candidate` are left out unless `candidates` is set.

    Raises:
        GlossaryError: a glossary cannot be read.
    """
    bundled = sorted(folder("glossaries").glob("*.tsv")) if config.bundled else []
    paths = [glossary_path(name) for name in config.glossary]
    named = [path for path in bundled if path.stem != "example_project" and path not in paths]
    return Termbase.load(paths, bundled=named, candidates=candidates, cache=config.cache)


def glossary_path(name: str) -> Path:
    """The path of a glossary, given by its path or by the name of a bundled one.

    Raises:
        UsageError: no bundled glossary has this name.
    """
    path = Path(name)
    if path.exists():
        return path
    known = {each.stem: each for each in sorted(folder("glossaries").glob("*.tsv"))}
    if path.suffix or path.name in known:
        return known.get(path.name, path)
    near = difflib.get_close_matches(path.name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"bundled: {' '.join(known)}"
    raise UsageError("no such file or bundled glossary", where=name, hint=hint)
