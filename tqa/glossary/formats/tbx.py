"""TermBase eXchange: ISO 30042:2019 (TBX v3) in both styles, and TBX of 2008 to read.

The dialect is TBX-Basic. What it has no place for stands in notes of its own, `tqa:KEY: VALUE`,
which other tools show and we read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tqa.base.errors import GlossaryError
from tqa.base.xmlio import XML_LANG, line_of, local, parse, serialised, text_of
from tqa.glossary.format import GlossaryFormat, glossary_format
from tqa.glossary.formats._notes import with_notes
from tqa.glossary.formats._tbx_out import AS_ATTRIBUTE, AS_TAG, TbxStyle, tree
from tqa.glossary.formats._tbx_words import PREFIX, STATUSES
from tqa.model import Concept, Status, Term

if TYPE_CHECKING:
    from lxml.etree import _Element

# What the elements are called: in TBX v3, and in that of 2008 and before.
_CONCEPTS = frozenset({"conceptEntry", "termEntry"})
_LANGUAGES = frozenset({"langSec", "langSet"})
_TERMS = frozenset({"termSec", "tig", "ntig"})
_ROOTS = frozenset({"tbx", "martif"})
_TYPED = frozenset({"admin", "descrip", "termNote", "ref", "transac"})


@glossary_format
class TbxGlossary(GlossaryFormat):
    """TBX-Basic; written with data categories as attributes (DCA)."""

    name = "tbx"
    extensions = (".tbx",)
    style: TbxStyle = AS_ATTRIBUTE

    def read(self, data: bytes, path: str) -> Iterable[Concept]:
        root = parse(data, path)
        if local(root) not in _ROOTS:
            raise GlossaryError(f"is no TBX file but <{local(root)}>", where=path)
        entries = [e for e in root.iter() if local(e) in _CONCEPTS]
        return [c for n, e in enumerate(entries, 1) if (c := _concept(e, n, path))]

    def encode(self, concepts: Sequence[Concept]) -> bytes:
        return serialised(tree(concepts, self.style))


@glossary_format
class TbxTagGlossary(TbxGlossary):
    """TBX-Basic with data categories as tags (DCT)."""

    name = "tbx-dct"
    extensions = (".dct.tbx",)
    style = AS_TAG


@dataclass
class _Said:
    """The data categories that stand at one level of an entry."""

    words: dict[str, str] = field(default_factory=dict)  # category -> value
    notes: list[str] = field(default_factory=list)
    ours: list[tuple[str, str]] = field(default_factory=list)  # keys, values of `tqa:` notes
    refs: list[str] = field(default_factory=list)


def _said(level: _Element, inner: frozenset[str]) -> _Said:
    """What an element says of itself, without what its inner levels say."""
    said = _Said()
    for element in _own(level, inner):
        kind, text = local(element), text_of(element)
        if kind == "note":
            _note(said, text)
            continue
        category = element.get("type", "") if kind in _TYPED else kind
        if category == "crossReference":
            said.refs.append(element.get("target") or text)
        elif category and text:
            said.words.setdefault(category, text)
    return said


def _own(level: _Element, inner: frozenset[str]) -> Iterator[_Element]:
    for child in level:
        if local(child) in inner:
            continue
        if local(child).endswith("Grp"):
            yield from _own(child, inner)
        elif local(child):
            yield child


def _note(said: _Said, text: str) -> None:
    if not text.startswith(PREFIX):
        said.notes.append(text)
        return
    key, _, value = text.removeprefix(PREFIX).partition(": ")
    said.ours.append((key, value))


def _concept(entry: _Element, number: int, path: str) -> Concept | None:
    """The concept of an entry, None where it names no term."""
    said = _said(entry, _LANGUAGES)
    terms: list[Term] = []
    for section in entry:
        if local(section) in _LANGUAGES:
            terms += _terms(section, f"{path}:{line_of(section)}")
            below = _said(section, _TERMS)
            for category, text in below.words.items():
                said.words.setdefault(category, text)
    if not terms:
        return None
    concept = Concept(
        id=dict(said.ours).get("id") or entry.get("id") or f"c{number}",
        terms=tuple(dict.fromkeys(terms)),
        domain=said.words.get("subjectField", ""),
        definition=said.words.get("definition", ""),
        note="\n".join(said.notes),
        confusable_with=tuple(said.refs),
        source=said.words.get("source", ""),
        file=path,
        line=line_of(entry),
    )
    return with_notes(concept, (each for each in said.ours if each[0] != "id"))


def _terms(section: _Element, where: str) -> Iterator[Term]:
    lang = (section.get(XML_LANG) or section.get("lang") or "").split("-")[0].lower()
    if not lang:
        raise GlossaryError("a language section without xml:lang", where=where)
    for group in section.iter():
        if local(group) not in _TERMS:
            continue
        term = next((e for e in group.iter() if local(e) == "term"), None)
        said = _said(group, frozenset())
        if term is None or not text_of(term):
            continue
        yield Term(
            text=text_of(term),
            lang=lang,
            status=STATUSES.get(said.words.get("administrativeStatus", ""), Status.PREFERRED),
            pos=said.words.get("partOfSpeech", ""),
        )
