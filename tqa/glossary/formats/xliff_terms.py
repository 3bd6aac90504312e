"""Glossaries as XLIFF 2.1 with its glossary module (OASIS XLIFF 2.1, section 5.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tqa.base.errors import GlossaryError
from tqa.base.xmlio import clean, line_of, local, parse, serialised, text_of
from tqa.glossary.format import GlossaryFormat, glossary_format, identifier
from tqa.glossary.formats._notes import notes_of, with_notes
from tqa.model import Concept, Status, Term

if TYPE_CHECKING:
    from lxml.etree import _Element

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_MODULE = "urn:oasis:names:tc:xliff:glossary:2.0"
_OURS = "tqa:"


@glossary_format
class XliffGlossary(GlossaryFormat):
    """One unit a concept, its preferred terms as source and target.

    An entry of the glossary module for each term of the source language that may be used, with
    all translations that may; the rest stands in notes of the category `tqa:KEY`.
    """

    name = "xliff"
    extensions = (".xlf", ".xliff")

    def read(self, data: bytes, path: str) -> Iterable[Concept]:
        root = parse(data, path)
        if local(root) != "xliff":
            raise GlossaryError(f"is no XLIFF file but <{local(root)}>", where=path)
        langs = tuple((root.get(name) or "")[:2] for name in ("srcLang", "trgLang"))
        if not all(langs):
            raise GlossaryError("names no languages (srcLang, trgLang)", where=path)
        units = root.iter(f"{{{_CORE}}}unit")
        found = (_concept(unit, (langs[0], langs[1]), path) for unit in units)
        return [concept for concept in found if concept]

    def encode(self, concepts: Sequence[Concept]) -> bytes:
        from lxml import etree

        names: Any = {None: _CORE, "gls": _MODULE}
        root = etree.Element(f"{{{_CORE}}}xliff", nsmap=names)
        root.attrib.update({"version": "2.1", "srcLang": "id", "trgLang": "en"})
        file = etree.SubElement(root, f"{{{_CORE}}}file", id="glossary")
        for concept in concepts:
            _unit(file, concept)
        return serialised(root)


def _unit(file: _Element, concept: Concept) -> None:
    sources = _allowed(concept, "id")
    targets = _allowed(concept, "en")
    if not sources or not targets:
        return  # an entry of the module needs a term and what it translates to
    name = identifier(concept.id)
    unit = _add(file, _CORE, "unit", id=name)
    glossary = _add(unit, _MODULE, "glossary")
    for number, source in enumerate(sources, 1):
        entry = _add(glossary, _MODULE, "glossEntry", id=f"{name}-{number}")
        said = {"source": concept.source} if concept.source else {}
        _add(entry, _MODULE, "term", source.text, **said)
        for target in targets:
            _add(entry, _MODULE, "translation", target.text)
        if concept.definition:
            _add(entry, _MODULE, "definition", concept.definition)
    about = list(notes_of(concept, kept=("definition", "source")))
    about += [] if concept.id == name else [("id", concept.id)]
    if about:
        notes = _add(unit, _CORE, "notes")
        for key, value in about:
            _add(notes, _CORE, "note", value, category=f"{_OURS}{key}")
    segment = _add(unit, _CORE, "segment")
    _add(segment, _CORE, "source", sources[0].text)
    _add(segment, _CORE, "target", targets[0].text)


def _allowed(concept: Concept, lang: str) -> list[Term]:
    terms = [term for term in concept.terms_in(lang) if term.status.allowed]
    return sorted(terms, key=lambda term: term.status is not Status.PREFERRED)


def _add(parent: _Element, space: str, tag: str, text: str = "", **attributes: str) -> _Element:
    from lxml import etree

    values = {name: clean(value) for name, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{space}}}{tag}", values)
    element.text = clean(text) or None
    return element


def _concept(unit: _Element, langs: tuple[str, str], path: str) -> Concept | None:
    """The concept of a unit, None where it has no entry of the glossary module."""
    terms: dict[Term, None] = {}
    definition = source = ""
    for entry in unit.iter(f"{{{_MODULE}}}glossEntry"):
        term = entry.find(f"{{{_MODULE}}}term")
        if term is None or not text_of(term):
            raise GlossaryError("an entry without a term", where=f"{path}:{line_of(entry)}")
        terms[Term(text_of(term), langs[0])] = None
        for other in entry.iter(f"{{{_MODULE}}}translation"):
            terms[Term(text_of(other), langs[1])] = None
        definition = definition or text_of(entry.find(f"{{{_MODULE}}}definition"))
        source = source or term.get("source", "")
    if not terms:
        return None
    notes = [
        ((note.get("category") or "note").removeprefix(_OURS), text_of(note))
        for note in unit.iter(f"{{{_CORE}}}note")
    ]
    concept = Concept(
        id=dict(notes).get("id") or unit.get("id") or next(iter(terms)).text,
        terms=tuple(terms),
        definition=definition,
        source=source,
        file=path,
        line=line_of(unit),
    )
    return with_notes(concept, (each for each in notes if each[0] != "id"))
