"""Short names of bodies that a glossary knows: Kominfo, Bappenas."""

from functools import lru_cache

from tqa.glossary.termbase import Termbase


@lru_cache(maxsize=8)
def short_forms(termbase: Termbase) -> frozenset[str]:
    """One-word names, of five letters or more, of concepts that also have a longer name."""
    forms = set()
    for concept in termbase.concepts:
        if any(" " in term.text for term in concept.terms):
            forms |= {
                term.text
                for term in concept.terms
                if term.status.allowed
                and term.text[:1].isupper()
                and " " not in term.text
                and len(term.text) >= 5
            }
    return frozenset(forms)
