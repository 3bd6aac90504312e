"""Hits of terms as WMT 2025 counts them: substrings whatever the capitals, and other forms."""

import re
from collections import Counter
from collections.abc import Sequence

from tqa.glossary.mentions import Finder, SourceMention
from tqa.model import Term


def once(uses: Sequence[SourceMention]) -> list[SourceMention]:
    """The different terms of a segment."""
    return list({use.concept: use for use in reversed(uses)}.values())[::-1]


def is_rendered(use: SourceMention, text: str, finder: Finder) -> bool:
    """Whether a text has one of the term's targets."""
    folded = text.casefold()
    return any(term.text.casefold() in folded or finder.places(term, text) for term in use.targets)


def hits(uses: Sequence[SourceMention], texts: Sequence[str], finder: Finder) -> Counter[str]:
    """How often the texts of a document have each of some terms, by concept.

    Every substring counts, a doubled word once; so does every form that holds no such substring.
    """
    folded = "\n".join(texts).casefold()
    wanted = {use.concept: [term.text.casefold() for term in use.targets] for use in uses}
    counts = Counter({key: _substrings(targets, folded) for key, targets in wanted.items()})
    concepts: dict[Term, set[str]] = {}
    for use in uses:
        for term in use.targets:
            concepts.setdefault(term, set()).add(use.concept)
    for text in texts:
        found: set[tuple[str, int]] = set()
        for place in finder.forms(text):
            said = place.span.of(text).casefold()
            for key in concepts.get(place.term, ()):
                if not any(target in said for target in wanted[key]):
                    found.add((key, place.span.start))
        counts.update(key for key, _ in found)
    return counts


def _substrings(targets: Sequence[str], folded: str) -> int:
    """How often a text has one of several strings, the longest where they overlap."""
    there = sorted((each for each in targets if each in folded), key=len, reverse=True)
    patterns = (f"{each}(?:-{each})?" for each in map(re.escape, there))
    return sum(1 for _ in re.finditer("|".join(patterns), folded)) if there else 0
