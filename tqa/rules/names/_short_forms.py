"""Short names of bodies that a glossary knows: Kominfo, Bappenas."""

from functools import lru_cache

from tqa.glossary.termbase import Termbase


@lru_cache(maxsize=8)
def short_forms(termbase: Termbase) -> frozenset[str]:
    """One-word names, of five letters or more, of concepts that also have a longer name."""
    return termbase.short_names()
