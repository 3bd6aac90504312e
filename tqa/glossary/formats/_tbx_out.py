"""Concepts as a tree of TBX-Basic, in either style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from tqa.base.xmlio import XML_LANG, clean
from tqa.glossary.format import identifier
from tqa.glossary.formats._notes import notes_of
from tqa.glossary.formats._tbx_words import NAMES, PARTS_OF_SPEECH, PREFIX
from tqa.model import Concept, Term

if TYPE_CHECKING:
    from lxml.etree import _Element

_TBX = "urn:iso:std:iso:30042:ed-2"
_MIN = "http://www.tbxinfo.net/ns/min"
_BASIC = "http://www.tbxinfo.net/ns/basic"
_MODULES = {"subjectField": _MIN, "administrativeStatus": _MIN, "partOfSpeech": _MIN}  # else Basic


class TbxStyle(NamedTuple):
    """How data categories are written: `<descrip type="definition">` or `<basic:definition>`."""

    name: str


AS_ATTRIBUTE = TbxStyle("dca")
AS_TAG = TbxStyle("dct")


def tree(concepts: Sequence[Concept], style: TbxStyle) -> _Element:
    """A whole TBX-Basic document of the concepts."""
    from lxml import etree

    spaces: Any = {None: _TBX}
    if style is AS_TAG:
        spaces |= {"min": _MIN, "basic": _BASIC}
    root = etree.Element(_name("tbx"), nsmap=spaces)
    root.attrib.update({"type": "TBX-Basic", "style": style.name, XML_LANG: "en"})
    described = _add(_add(_add(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _add(described, "p", "Written by tqa.")
    body = _add(_add(root, "text"), "body")
    ids = {concept.id: identifier(concept.id) for concept in concepts}
    for concept in concepts:
        _Entry(style, ids).write(body, concept)
    return root


class _Entry:
    """Writes one concept entry."""

    def __init__(self, style: TbxStyle, ids: dict[str, str]) -> None:
        self.style = style
        self.ids = ids

    def write(self, body: _Element, concept: Concept) -> None:
        entry = _add(body, "conceptEntry")
        entry.set("id", self.ids[concept.id])
        if concept.domain:
            self.say(entry, "descrip", "subjectField", concept.domain)
        if concept.definition:
            self.say(_add(entry, "descripGrp"), "descrip", "definition", concept.definition)
        if concept.source:
            self.say(entry, "admin", "source", concept.source)
        for other in concept.confusable_with:
            if other in self.ids:  # a reference must point into the file
                element = self.say(entry, "ref", "crossReference", other)
                element.set("target", self.ids[other])
        for line in (*concept.note.split("\n"), *_notes(concept, self.ids)):
            if line:
                _add(entry, "note", line)
        for lang, terms in groupby(sorted(concept.terms, key=_lang), key=_lang):
            section = _add(entry, "langSec")
            section.set(XML_LANG, lang)
            for term in terms:
                self.term(section, term)

    def term(self, section: _Element, term: Term) -> None:
        group = _add(section, "termSec")
        _add(group, "term", term.text)
        self.say(group, "termNote", "administrativeStatus", NAMES[term.status])
        if term.pos in PARTS_OF_SPEECH:
            self.say(group, "termNote", "partOfSpeech", term.pos)

    def say(self, parent: _Element, element: str, category: str, text: str) -> _Element:
        """One data category with its value."""
        if self.style is AS_TAG:
            return _add(parent, category, text, _MODULES.get(category, _BASIC))
        said = _add(parent, element, text)
        said.set("type", category)
        return said


def _lang(term: Term) -> str:
    return term.lang


def _notes(concept: Concept, ids: dict[str, str]) -> Iterator[str]:
    """What TBX-Basic has no category for."""
    if concept.id != ids[concept.id]:
        yield f"{PREFIX}id: {concept.id}"
    kept = {"domain", "definition", "source", "note", "status"}
    if all(ids.get(name) == name for name in concept.confusable_with):
        kept.add("confusable_with")
    if all(not term.pos or term.pos in PARTS_OF_SPEECH for term in concept.terms):
        kept.add("pos")
    for key, value in notes_of(concept, kept=kept):
        yield f"{PREFIX}{key}: {value}"


def _name(tag: str, space: str = _TBX) -> str:
    return f"{{{space}}}{tag}"


def _add(parent: _Element, tag: str, text: str = "", space: str = _TBX) -> _Element:
    from lxml import etree

    element = etree.SubElement(parent, _name(tag, space))
    if text:
        element.text = clean(text)
    return element
