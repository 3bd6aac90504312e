"""What the sides of a bead hold: concepts with their senses resolved, and their renderings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from tqa.glossary.forms import Likeness
from tqa.glossary.index import DO_NOT_TRANSLATE, Match
from tqa.glossary.senses import likely
from tqa.glossary.termbase import Termbase, are_apart
from tqa.lang.tables import words_of
from tqa.lang.words.known import TEXTS
from tqa.model import Bead, Concept, Side, Span

_PREFIX = re.compile(r"(?:^|[^\w-])([^\W\d_]+)[-‑]$")


_certain = itemgetter(1)


class Held(NamedTuple):
    """A concept of the source: where, and whether the words can mean another one as well."""

    concept: Concept
    spans: tuple[Span, ...]
    certain: bool
    derived: bool  # only by other words of the same base


def held_concepts(bead: Bead, termbase: Termbase, date: str = "") -> tuple[Held, ...]:
    """The concepts that the source text names, in order.

    Where a word names several concepts the context words of both sides choose;
    concepts that are still tied come as not certain.
    """
    texts = (bead.text(Side.SOURCE), bead.text(Side.TARGET))
    return _held_concepts(termbase, texts, bead.langs, date)[0]


def held_in_compounds(bead: Bead, termbase: Termbase, date: str = "") -> tuple[Held, ...]:
    """A project's concepts that `held_concepts` leaves out, where a plain compound holds them.

    `Pertumbuhan` in `pertumbuhan ekonomi`, which is rendered as a whole: economic expansion.
    """
    texts = (bead.text(Side.SOURCE), bead.text(Side.TARGET))
    return _held_concepts(termbase, texts, bead.langs, date)[1]


@lru_cache(maxsize=TEXTS)
def _held_concepts(
    termbase: Termbase, texts: tuple[str, str], langs: tuple[str, str], date: str
) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    matches = termbase.concepts_named(texts[0], langs[0], date)
    if not matches:
        return (), ()
    found = [match for match in matches if DO_NOT_TRANSLATE not in match.concept.flags]
    if langs[0] == "en" and "-" in texts[0]:
        found = [match for match in found if not _is_prefixed(match, texts[0])]
    named = _inside_names(found, termbase, texts[1], langs[1])
    if not named:
        return _resolved(found, texts, langs), ()
    inside = [m for m in found if m.span in named and not m.concept.bundled]
    names = [m.span for m in found if m.concept.bundled and _is_name(m, texts[0])]
    plain = [m for m in inside if not any(covers(name, m.span) for name in names)]
    found = [m for m in found if m.span not in named or m.concept.bundled]
    return _resolved(found, texts, langs), _resolved(plain, texts, langs)


def _is_prefixed(match: Match, text: str) -> bool:
    """Whether a hyphen joins an English term to a prefix, which makes a new word: semi-final."""
    before = _PREFIX.search(text[max(0, match.span.start - 16) : match.span.start])
    return before is not None and before[1].lower() in words_of("en", "prefixes")


def _is_name(match: Match, text: str) -> bool:
    """Whether a term is a name or an office: it is flagged so, or written with a capital."""
    return "name" in match.concept.flags or any(map(str.isupper, match.span.of(text)[1:]))


def _resolved(
    found: Sequence[Match], texts: tuple[str, str], langs: tuple[str, str]
) -> tuple[Held, ...]:
    if not found:
        return ()
    words = ((texts[0], langs[0]), (texts[1], langs[1]))
    places: dict[Span, list[Match]] = {}
    for match in found:
        places.setdefault(match.span, []).append(match)
    gathered: dict[str, list[tuple[Match, bool]]] = {}
    for group in places.values():
        if len(group) == 1:
            gathered.setdefault(group[0].concept.id, []).append((group[0], True))
            continue
        senses = {m.concept.id: m for m in group}
        chosen = likely([m.concept for m in senses.values()], words)
        for concept in chosen:
            gathered.setdefault(concept.id, []).append((senses[concept.id], len(chosen) == 1))
    return tuple(_held(entries) for entries in gathered.values())


def _inside_names(
    matches: Sequence[Match], termbase: Termbase, target: str, lang: str
) -> frozenset[Span]:
    """The spans inside longer bundled terms that the target renders as a whole.

    `Menteri Luar Negeri Amerika Serikat` is `US Secretary of State`, and no `minister`.
    """
    spans = sorted({match.span for match in matches})
    if are_apart(spans):
        return frozenset()
    inside: dict[str, list[Span]] = {}
    for match in matches:
        if match.concept.bundled:
            at = bisect_left(spans, (match.span.start, 0))
            while at < len(spans) and spans[at].start < match.span.end:
                if covers(match.span, spans[at]):
                    inside.setdefault(match.concept.id, []).append(spans[at])
                at += 1
    if not inside:
        return frozenset()
    everything = termbase.occurrences(target, lang)
    rendered = {m.concept.id for m in everything if m.term.status.allowed}
    return frozenset(span for id in inside.keys() & rendered for span in inside[id])


def covers(span: Span, other: Span) -> bool:
    """Whether a span holds another and is longer."""
    return span != other and span.start <= other.start and other.end <= span.end


def _held(entries: Sequence[tuple[Match, bool]]) -> Held:
    direct = [entry for entry in entries if entry[0].likeness is not Likeness.DERIVED]
    kept = direct or entries
    return Held(
        kept[0][0].concept,
        tuple([match.span for match, _ in kept]),
        all(map(_certain, kept)),
        not direct,
    )


def renderings(
    bead: Bead, concept: Concept, termbase: Termbase, date: str = ""
) -> tuple[Match, ...]:
    """The terms of a concept in the target, in any form, longest first where they overlap.

    A word inside a longer term belongs to that one where the source names both concepts
    apart: `nilai` in `nilai tukar` renders no `value` beside an `exchange rate`.
    """
    text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
    found = [m for m in termbase.occurrences(text, lang, date) if m.concept.id == concept.id]
    if not found:
        return ()
    kept = uncovered(found)
    if _nested(termbase, text, lang, date).isdisjoint([match.span for match in kept]):
        return kept
    return _own(kept, concept, bead, termbase, date)


@lru_cache(maxsize=TEXTS)
def _nested(termbase: Termbase, text: str, lang: str, date: str) -> frozenset[Span]:
    """The spans of terms in a text that lie inside longer terms."""
    spans = {match.span for match in termbase.occurrences(text, lang, date)}
    found, reached = [], 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end <= reached:
            found.append(span)
        else:
            reached = span.end
    return frozenset(found)


def _own(
    matches: tuple[Match, ...], concept: Concept, bead: Bead, termbase: Termbase, date: str
) -> tuple[Match, ...]:
    """The terms of a concept without those inside longer terms of others, where it stands apart."""
    everything = termbase.occurrences(bead.text(Side.TARGET), bead.lang(Side.TARGET), date)
    others = {h.concept.id: h.spans for h in held_concepts(bead, termbase, date)}
    mine = others.pop(concept.id, ())
    longer = {
        match.span
        for match in everything
        if match.concept.id in others and match.term.status.allowed and not match.derived
    }.difference(match.span for match in matches)
    if not longer or not _are_apart(mine, [s for spans in others.values() for s in spans]):
        return matches
    inside = _inside(longer)
    return tuple(match for match in matches if not inside(match.span))


def _are_apart(spans: Sequence[Span], others: Iterable[Span]) -> bool:
    """Whether none of some spans lies in one of others."""
    inside = _inside(others)
    return not any(inside(span) for span in spans)


def _inside(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """A test whether a span lies in one of some spans."""
    places = sorted(spans)
    starts = [span.start for span in places]
    reached = list(accumulate((span.end for span in places), max))

    def inside(span: Span) -> bool:
        before = bisect_right(starts, span.start)
        return before > 0 and span.end <= reached[before - 1]

    return inside


def uncovered(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The matches of one concept without those inside a longer one of it."""
    if len(matches) == 1:
        return tuple(matches)
    kept: list[Match] = []
    end = -1
    for match in sorted(matches, key=lambda match: (match.span.start, -match.span.end)):
        if match.span.end > end or kept[-1].span == match.span:
            kept.append(match)
            end = match.span.end
    return tuple(kept)


def allowed(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The matches of terms that a translation may use."""
    return tuple([match for match in matches if match.term.status.allowed])
