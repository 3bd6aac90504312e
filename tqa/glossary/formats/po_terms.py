"""Glossaries as PO files, as Weblate and translators' tools keep term lists."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from tqa.base.errors import GlossaryError
from tqa.base.textio import decode
from tqa.glossary.format import GlossaryFormat, glossary_format
from tqa.glossary.formats._notes import notes_of, with_notes
from tqa.model import Concept, Status, Term

if TYPE_CHECKING:
    from polib import POEntry

_HEADER = {
    "Language": "id",
    "X-Source-Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
# How an entry says what is to be thought of its translation (Weblate's words).
_FORBIDDEN, _READ_ONLY = "forbidden", "read-only"


@glossary_format
class PoGlossary(GlossaryFormat):
    """A PO file from English to Indonesian, one entry for each pair of terms.

    The message context is the concept's id. The first entry of a concept has its preferred
    terms; `#, forbidden` marks a translation that must not be used, `#, read-only` a term that
    is not translated; extracted comments of the first entry hold everything else.
    """

    name = "po"
    extensions = (".po",)

    def read(self, data: bytes, path: str) -> Iterable[Concept]:
        import polib

        try:
            # a newline in front: polib takes a text without one for a path
            entries = polib.pofile("\n" + decode(data, path))
        except (OSError, ValueError) as error:
            raise GlossaryError(f"not a PO file: {error}", where=path) from None
        language = entries.metadata.get("X-Source-Language", "en")[:2]
        langs = ("id", "en") if language == "id" else ("en", "id")
        concepts: dict[str, list[POEntry]] = {}
        for entry in entries:
            if not entry.obsolete and entry.msgid and entry.msgstr:
                concepts.setdefault(entry.msgctxt or entry.msgid, []).append(entry)
        if not entries and data.strip():
            raise GlossaryError("not a PO file: no entries", where=path)
        return [_concept(id, group, langs, path) for id, group in concepts.items()]

    def encode(self, concepts: Sequence[Concept]) -> bytes:
        import polib

        file = polib.POFile(wrapwidth=0)  # a broken line of a comment would be two
        file.metadata = dict(_HEADER)
        for concept in concepts:
            file.extend(_entries(concept))
        return (str(file).rstrip("\n") + "\n").encode()


def _entries(concept: Concept) -> "Iterator[POEntry]":
    import polib

    english, indonesian = (_by_status(concept, lang) for lang in ("en", "id"))
    about = notes_of(concept, kept=("note",))
    comment = "\n".join(f"{key}: {value}" for key, value in about)
    seen: set[str] = set()
    for one, other in sorted(product(english, indonesian), key=_rank):
        if one.text in seen and other.text in seen:
            continue  # each term once more than needed would say nothing new
        flags = [_FORBIDDEN] if Status.FORBIDDEN in (one.status, other.status) else []
        if "do-not-translate" in concept.flags:
            flags.append(_READ_ONLY)
        first = not seen
        yield polib.POEntry(
            msgctxt=concept.id,
            msgid=one.text,
            msgstr=other.text,
            flags=flags,
            comment=comment if first else "",
            tcomment=concept.note if first else "",
        )
        seen |= {one.text, other.text}


def _by_status(concept: Concept, lang: str) -> list[Term]:
    order = list(Status)
    return sorted(concept.terms_in(lang), key=lambda term: order.index(term.status))


def _rank(pair: tuple[Term, Term]) -> int:
    order = list(Status)
    return max(order.index(term.status) for term in pair)


def _concept(id: str, entries: "Sequence[POEntry]", langs: tuple[str, str], path: str) -> Concept:
    first = entries[0]
    terms: dict[tuple[str, str], Term] = {}
    for entry in entries:
        status = Status.FORBIDDEN if _FORBIDDEN in entry.flags else Status.PREFERRED
        for lang, text in zip(langs, (entry.msgid, entry.msgstr), strict=True):
            terms.setdefault((lang, text), Term(text, lang, status))
    flags = {"do-not-translate"} if _READ_ONLY in first.flags else set()
    notes = []
    for line in first.comment.split("\n"):
        key, found, value = line.partition(": ")
        notes.append((key, value) if found else ("note", line))
    concept = Concept(
        id,
        tuple(terms.values()),
        note=first.tcomment,
        flags=frozenset(flags),
        file=path,
        line=max(0, (first.linenum or 1) - 1),
    )
    return with_notes(concept, (each for each in notes if each[1]))
