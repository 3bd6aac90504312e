"""What the terminology metrics share: the terms that segments hold, and where texts have them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from tqa.base.errors import UsageError
from tqa.glossary.mentions import Finder, SourceMention, TermPlace, named, placed, tokens
from tqa.model import Term
from tqa.scoring.metric import Material, Metric, Segments, TermPair, signature

if TYPE_CHECKING:
    from numpy.typing import NDArray

Uses = Sequence[Sequence[SourceMention]]


@dataclass(frozen=True)
class TermMetric(Metric):
    """A rate in percent: the first two statistics are what is right, and of how much.

    Where there is no term there is no score: it is not a number.
    """

    needs: ClassVar[tuple[str, ...]] = ("termbase|terms",)

    inflected: bool = True  #: other forms of the same word count: lokakaryanya for lokakarya

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        return rate(totals[:, 0], totals[:, 1])

    def traits(self) -> Mapping[str, object]:
        return {"infl": self.inflected}

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        return {"matched": float(totals[0]), "terms": float(totals[1])}

    def joined(
        self, tables: Mapping[str, object], more: Mapping[str, object]
    ) -> Mapping[str, object]:
        return {name: _both(tables.get(name, ()), own) for name, own in more.items()}

    def signature(self, references: int, **resampling: object) -> str:
        return signature({**resampling, **self.traits()}, self.made_by())


def rate(right: "NDArray[Any]", total: "NDArray[Any]") -> "NDArray[Any]":
    """Percentages, not a number where there is nothing."""
    import numpy as np

    kind = np.result_type(right.dtype, np.float32)
    found: NDArray[Any] = np.full(len(right), np.nan, kind)
    np.divide(right, total, out=found, where=total > 0)
    return 100 * found


def uses_of(material: Material) -> Uses:
    """The terms that each segment holds, by the glossary or the list of terms.

    Raises:
        UsageError: a glossary without sources to look in, or without their languages.
    """
    return material.references[0].shared.once("uses", lambda: list(_uses(material)))


def _uses(material: Material) -> Uses:
    lang = material.langs[1]
    texts = material.source.texts if material.source else None
    if material.terms is not None:
        return [
            _listed(pairs, lang, texts[at] if texts else "")
            for at, pairs in enumerate(material.terms)
        ]
    if texts is None or material.termbase is None:
        raise UsageError("--glossary requires the source texts", hint="add --src FILE")
    if not all(material.langs):
        raise UsageError(
            "the languages cannot be detected",
            hint="use --source-lang and --target-lang",
        )
    base, others = material.termbase, material.references[0].texts
    return [
        tuple(named(text, base, material.langs, other))
        for text, other in zip(texts, others, strict=True)
    ]


def _listed(pairs: Sequence[TermPair], lang: str, source: str) -> tuple[SourceMention, ...]:
    """The mentions that a list names; as many as the source has, where that has more."""
    uses = []
    for pair in pairs:
        targets = tuple(Term(text, lang) for text in pair.targets if text.strip())
        if targets:  # a term without a translation asks for nothing
            uses.append(SourceMention(pair.source, pair.source, pair.source, targets))
    folded = source.casefold()
    words = [token.text.casefold() for token in tokens(source)]
    for use in dict.fromkeys(uses):
        wanted = [token.text.casefold() for token in tokens(use.source)]
        if wanted and use.source.casefold() in folded:
            size = len(wanted)
            there = sum(words[at : at + size] == wanted for at in range(len(words)))
            uses += [use] * (there - uses.count(use))
    return tuple(uses)


def finder_of(material: Material, inflected: bool, lowercase: bool) -> Finder:
    """The one search for the targets of all segments."""
    if material.targets is not None:
        return _finder(material.targets, inflected, lowercase)
    every = targets_of(material)
    return material.references[0].shared.once(
        ("finder", inflected, lowercase),
        lambda: Finder(every, inflected=inflected, lowercase=lowercase),
    )


def targets_of(material: Material) -> tuple[Term, ...]:
    """What the terms of all segments may be rendered as, each once."""
    uses = (use for own in uses_of(material) for use in own)
    return tuple(dict.fromkeys(term for use in uses for term in use.targets))


@lru_cache(maxsize=4)
def _finder(targets: tuple[Term, ...], inflected: bool, lowercase: bool) -> Finder:
    """The search that the parts of one test set share."""
    return Finder(targets, inflected=inflected, lowercase=lowercase)


def places_of(
    segments: Segments, material: Material, inflected: bool, lowercase: bool
) -> list[list[TermPlace | None]]:
    """For each use of each segment, where the text has it."""
    finder = finder_of(material, inflected, lowercase)

    def compute() -> list[list[TermPlace | None]]:
        both = zip(uses_of(material), segments.texts, strict=True)
        return [placed(uses, text, finder) if uses else [] for uses, text in both]

    return segments.once(("places", inflected, lowercase), compute)


def by_term(uses: Uses, right: Sequence[Sequence[float]]) -> list[Mapping[str, object]]:
    """For each term how often the sources have it and how often it is right, the worst first."""
    counts: dict[str, list[Any]] = {}
    for own, values in zip(uses, right, strict=True):
        for use, value in zip(own, values, strict=True):
            entry = counts.setdefault(use.concept, [use, 0, 0])
            entry[1] += value
            entry[2] += 1
    return _worst_first(
        {
            "term": use.source,
            "concept": concept,
            "targets": [term.text for term in use.targets],
            "matched": matched,
            "occurrences": total,
        }
        for concept, (use, matched, total) in counts.items()
    )


def _worst_first(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, object]]:
    return sorted(rows, key=lambda row: (row["matched"] - row["occurrences"], row["concept"]))


def _both(rows: Any, more: Any) -> list[Mapping[str, object]]:
    """The results by term of two parts of a test set, joined."""
    found = {row["concept"]: row for row in rows}
    for row in more:
        known = found.setdefault(row["concept"], row)
        if known is not row:
            counts = {name: known[name] + row[name] for name in ("matched", "occurrences")}
            found[row["concept"]] = {**known, **counts}
    return _worst_first(found.values())


def documents_of(material: Material, segments: int) -> Sequence[str]:
    """The document of each segment: one and the same where they are not known."""
    return material.documents if material.documents is not None else [""] * segments
