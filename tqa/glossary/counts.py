"""Counts of a glossary."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tqa.model import Concept


def counts(concepts: Iterable[Concept]) -> Iterator[tuple[str, int]]:
    """Names and numbers: concepts, terms by language and status, domains, flags, other facts."""
    every = tuple(concepts)
    yield "concepts", len(every)
    terms = Counter(f"terms {t.lang} {t.status.value}" for c in every for t in c.terms)
    yield from sorted(terms.items())
    for name in ("cues", "confusable_with", "definition", "source", "valid_from", "valid_until"):
        yield f"with {name.replace('_', ' ')}", sum(bool(getattr(c, name)) for c in every)
    yield from sorted(Counter(f"flag {flag}" for c in every for flag in c.flags).items())
    yield from sorted(Counter(f"domain {c.domain}" for c in every if c.domain).items())
