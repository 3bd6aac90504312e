"""Consistency of terms: how often a term is rendered as it is rendered first, or mostly."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from tqa.base.errors import UsageError
from tqa.glossary.mentions import Finder, SourceMention, TermPlace, placed
from tqa.lang.forms.translations import translations
from tqa.model import Matching, Term
from tqa.scoring.metric import Material, Segments
from tqa.scoring.metrics._terms import TermMetric, documents_of, rate, uses_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AVERAGES = ("micro", "macro")


class Occurrence(NamedTuple):
    """A mention of a term: its segment, the term of its document, and how it is rendered."""

    segment: int
    term: Hashable
    rendering: str  # "" where it is not recognised
    allowed: frozenset[str] = frozenset()  # the glossary's renderings


def agreeing(
    occurrences: Sequence[Occurrence], chosen: Mapping[Hashable, str]
) -> list[bool | None]:
    """Whether each rendering is the one chosen for its term; None where it is not recognised."""
    return [each.rendering == chosen[each.term] if each.rendering else None for each in occurrences]


@dataclass(frozen=True)
class TermConsistency(TermMetric):
    """Consistency of terms (Semenov and Bojar 2022), in percent.

    Each mention of a term in a document is compared with a rendering chosen for the term. Micro:
    the share of mentions that agree; macro: the mean of the shares of the terms. A rendering is
    a term of the glossary, whatever its status, a word that the built-in dictionary gives, or
    the source's own; mentions with none of these are left out, and counted.
    Statistics: mentions that agree, mentions, the same weighted for the macro average, those
    not known. In resamples the chosen renderings stay those of the whole test set.
    """

    average: str = "micro"  #: over mentions, or macro: over terms

    kind: ClassVar[str]

    def __post_init__(self) -> None:
        if self.average not in _AVERAGES:
            raise UsageError(
                f"{self.key}.average: unknown value {self.average!r}", hint="known: micro, macro"
            )

    @property
    def name(self) -> str:
        return f"Cons-{self.kind}"

    @property
    def segmentwise(self) -> bool:
        return False  # a document counts as a whole

    def traits(self) -> Mapping[str, object]:
        return {"infl": self.inflected, "avg": self.average}

    def agreements(self, occurrences: Sequence[Occurrence]) -> list[bool | None]:
        """Whether each occurrence agrees with the rendering chosen for its term."""
        raise NotImplementedError

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        found = self._occurrences(hypothesis, material)
        both = list(zip(found, self.agreements(found), strict=True))
        known = Counter(each.term for each, agreed in both if agreed is not None)
        rows: NDArray[Any] = np.zeros((len(hypothesis), 5))
        for each, agreed in both:
            if agreed is None:
                rows[each.segment, 4] += 1
            else:
                share = 1 / known[each.term]
                rows[each.segment, :4] += (agreed, 1, agreed * share, share)
        return rows

    def _occurrences(self, hypothesis: Segments, material: Material) -> list[Occurrence]:
        """The mentions of terms, in order."""
        documents = documents_of(material, len(hypothesis))
        renderings = self._renderings(hypothesis, material)
        return [
            Occurrence(at, (documents[at], use.concept, use.source), rendering, _allowed(use))
            for at, (uses, own) in enumerate(zip(uses_of(material), renderings, strict=True))
            for use, rendering in zip(uses, own, strict=True)
        ]

    def _renderings(self, hypothesis: Segments, material: Material) -> list[list[str]]:
        def compute() -> list[list[str]]:
            wide, finder = _wide(material, self.inflected)
            return [
                [
                    place.term.text.casefold() if place else ""
                    for place in placed(uses, text, finder)
                ]
                for uses, text in zip(wide, hypothesis.texts, strict=True)
            ]

        return hypothesis.once(("renderings", self.inflected), compute)

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        at = 2 * _AVERAGES.index(self.average)
        return rate(totals[:, at], totals[:, at + 1])

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        agreed, known, share, terms, unknown = map(float, totals)
        return {
            "matched": int(agreed),
            "mentions": int(known),
            "terms": round(terms),
            "not_recognised": int(unknown),
            "micro": 100 * agreed / known if known else None,
            "macro": 100 * share / terms if terms else None,
        }

    def tables(self, hypothesis: Segments, material: Material) -> Mapping[str, object]:
        """The renderings of each term that has several, most varied first."""
        counts: dict[str, Counter[str]] = {}
        for uses, own in zip(
            uses_of(material), self._renderings(hypothesis, material), strict=True
        ):
            for use, rendering in zip(uses, own, strict=True):
                counts.setdefault(use.source, Counter())[rendering] += 1
        varied = [(concept, own) for concept, own in counts.items() if len(own) > 1]
        varied.sort(key=lambda each: (-len(each[1]), each[0]))
        return {"renderings": {concept: dict(own.most_common()) for concept, own in varied}}


def _said(place: TermPlace | None) -> str:
    return place.term.text.casefold() if place else ""


def _allowed(use: SourceMention) -> frozenset[str]:
    return frozenset(term.text.casefold() for term in use.targets)


def _wide(material: Material, inflected: bool) -> tuple[list[tuple[SourceMention, ...]], Finder]:
    """The uses with everything that may stand for them in a text, and the search for that."""

    def compute() -> tuple[list[tuple[SourceMention, ...]], Finder]:
        known: dict[SourceMention, SourceMention] = {}
        wide = [
            tuple(known.setdefault(use, _widened(use, material)) for use in uses)
            for uses in uses_of(material)
        ]
        every = [term for use in known.values() for term in use.targets]
        return wide, Finder(every, inflected=inflected, lowercase=True)

    return material.references[0].shared.once(("wide", inflected), compute)


def _widened(use: SourceMention, material: Material) -> SourceMention:
    source, target = material.langs
    concept = material.termbase.concept(use.concept) if material.termbase else None
    others = concept.terms_in(target) if concept else ()
    words = translations(use.source.lower(), source) if source else ()
    known = [*use.targets, *others, *(Term(word, target) for word in words)]
    known.append(Term(use.said, target, matching=Matching.EXACT))  # left as it is
    unique: dict[str, Term] = {}
    for term in known:
        unique.setdefault(term.text.casefold(), term)
    return replace(use, targets=tuple(unique.values()))
