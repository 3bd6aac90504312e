"""XLIFF 1.2, 2.0, 2.1 and 2.2."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tqa.drafting.draftable import Drafted, DraftFile, Langs, Replacement, Work, applied, draft_file
from tqa.drafting.marked import Node, has_words, raw
from tqa.drafting.xmltext import XmlTag, escaped, nodes_of, tags

# How a draft is marked. In 1.2 a qualifier says where it comes from; in 2.x the state of a
# segment stays `initial`, and a sub-state, which requires a written state, says so.
_STATE_1 = {"state": "needs-review-translation", "state-qualifier": "mt-suggestion"}
_STATE_2 = {"state": "initial", "subState": "tqa:mt-draft"}
_ASIDE = frozenset(("alt-trans", "matches", "notes", "glossary"))
_DEEPEST = 200  # characters of an indent
_INDENT = re.compile(r"(?:\r\n|\n|\r)[ \t]*\Z")


class _Element(NamedTuple):
    """An element: its start tag, and the place and content between the tags."""

    tag: XmlTag
    inner: int  # where its content begins
    outer: int  # where its content ends
    end: int  # behind its end tag


@dataclass
class _Unit:
    """What a source and its target stand in: a trans-unit, or a segment."""

    tag: XmlTag
    source: _Element | None = None
    segmented: _Element | None = None
    target: _Element | None = None


@draft_file
class XliffFile(DraftFile):
    """An XLIFF file: drafts are marked by their state; all else stays as it is."""

    extensions = (".xlf", ".xliff")
    bilingual = True
    lines = False

    @classmethod
    def named(cls, text: str) -> Langs:
        first = next(
            (t for t in tags(text) if {"source-language", "srcLang"} & {*t.attributes}), None
        )
        found = first.attributes if first else {}
        source = found.get("source-language") or found.get("srcLang") or ""
        target = found.get("target-language") or found.get("trgLang") or ""
        return _primary(source), _primary(target)

    def work(self) -> Work:
        units = list(_units(self.text))
        return Work([nodes_of(self._source(unit)) for unit in self._wanted()], len(units))

    def drafted(self, drafts: Sequence[Sequence[Node]]) -> Drafted:
        edits: list[Replacement] = []
        for unit, nodes in zip(self._wanted(), drafts, strict=True):
            edits += self._edits(unit, raw(nodes, escaped))
        if edits:
            edits += self._language()
        return applied(self.text, edits)

    def _wanted(self) -> list[_Unit]:
        return [unit for unit in _units(self.text) if self._wants(unit)]

    def _wants(self, unit: _Unit) -> bool:
        if not self._source(unit).strip():
            return False
        target = unit.target
        return self.overwrite or target is None or not self._inner(target).strip()

    def _source(self, unit: _Unit) -> str:
        source = unit.segmented or unit.source
        return self._inner(source) if source else ""

    def _inner(self, element: _Element) -> str:
        return self.text[element.inner : element.outer]

    def _edits(self, unit: _Unit, draft: str) -> Iterator[Replacement]:
        """The target with the draft, and the states that mark it."""
        old = unit.tag.name == "trans-unit"
        states = _STATE_1 if old else {}
        if not old:
            yield self._tagged(unit.tag, _STATE_2)
        elif unit.tag.attributes.get("approved") == "yes":
            yield self._tagged(unit.tag, {"approved": "no"})
        if unit.target is None:
            after = unit.segmented or unit.source
            assert after is not None  # there is a source to draft
            name = f"{after.tag.prefix}target"
            start = after.tag.start
            indent = _INDENT.search(self.text[max(start - _DEEPEST, 0) : start])
            states_text = "".join(f' {key}="{value}"' for key, value in states.items())
            head = f"{indent[0] if indent else ''}<{name}{states_text}>"
            yield Replacement(after.end, after.end, head)
            yield Replacement(after.end, after.end, draft, draft=True)
            yield Replacement(after.end, after.end, f"</{name}>")
            return
        tag = unit.target.tag
        head = self._tagged(tag, states).text
        if tag.empty:
            yield Replacement(tag.start, tag.start, f"{head[:-2].rstrip()}>")
            yield Replacement(tag.start, tag.start, draft, draft=True)
            yield Replacement(tag.start, tag.end, f"</{tag.prefix}target>")
            return
        yield Replacement(tag.start, tag.end, head)
        yield Replacement(unit.target.inner, unit.target.outer, draft, draft=True)

    def _tagged(self, tag: XmlTag, attributes: dict[str, str]) -> Replacement:
        """A start tag with attributes set."""
        text = self.text[tag.start : tag.end]
        for name, value in attributes.items():
            found = re.search(rf"(?<=\s){name}\s*=\s*(?:\"[^\"]*\"|'[^']*')", text)
            if found:
                text = f'{text[: found.start()]}{name}="{value}"{text[found.end() :]}'
            else:
                at = len(text) - (2 if tag.empty else 1)
                body = text[:at].rstrip()
                text = f'{body} {name}="{value}"{text[at:]}'
        return Replacement(tag.start, tag.end, text)

    def _language(self) -> Iterator[Replacement]:
        """The target language, which a file with targets must name."""
        for tag in tags(self.text):
            name = {"file": "target-language", "xliff": "trgLang"}.get(tag.name)
            known = {"file": "source-language", "xliff": "srcLang"}.get(tag.name, "")
            if name and known in tag.attributes and not tag.attributes.get(name) and not tag.closes:
                yield self._tagged(tag, {name: self.langs[1]})


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def _units(text: str) -> Iterator[_Unit]:
    """The units that are to be translated and have a source with words."""
    unit: _Unit | None = None
    stack: list[tuple[XmlTag, bool]] = []  # the open elements, and whether they are translated
    aside = 0
    for tag in tags(text):
        if tag.closes:
            start, _ = stack.pop()
            aside -= start.name in _ASIDE
            if unit and not aside and stack and stack[-1][0] is unit.tag:
                _set(unit, _Element(start, start.end, tag.start, tag.end))
            if unit and start is unit.tag:
                if unit.source and has_words(nodes_of(text[unit.source.inner : unit.source.outer])):
                    yield unit
                unit = None
            continue
        above = stack[-1][1] if stack else True
        wanted = {"yes": True, "no": False}.get(tag.attributes.get("translate", ""), above)
        if tag.name in ("trans-unit", "segment") and wanted and not aside and not tag.empty:
            unit = _Unit(tag)
        elif tag.empty:
            if unit and not aside and stack[-1][0] is unit.tag:
                _set(unit, _Element(tag, tag.end, tag.end, tag.end))
            continue
        stack.append((tag, wanted))
        aside += tag.name in _ASIDE


def _set(unit: _Unit, element: _Element) -> None:
    if element.tag.name == "source":
        unit.source = element
    elif element.tag.name == "seg-source":
        unit.segmented = element
    elif element.tag.name == "target":
        unit.target = element
