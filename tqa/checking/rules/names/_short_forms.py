"""Short names of organisations in the glossary: Kominfo, Bappenas."""

from functools import lru_cache

from tqa.checking.rule import Context
from tqa.glossary.termbase import Termbase
from tqa.model import Concept


@lru_cache(maxsize=8)
def short_forms(termbase: Termbase) -> frozenset[str]:
    """One-word names, of five letters or more, of concepts that also have a longer name."""
    return termbase.short_names()


def is_contraction(name: str, lang: str, ctx: Context) -> bool:
    """Whether the glossary has a name as the short form of a longer one: Kominfo, not Jakarta."""
    if name not in short_forms(ctx.termbase):
        return False
    concepts = (match.concept for match in ctx.termbase.find(name, lang, ctx.date))
    return any(_contracts(name, concept) for concept in concepts)


def _contracts(name: str, concept: Concept) -> bool:
    longer = (term.text for term in concept.terms if " " in term.text)
    return any(
        text[0] == name[0] and name not in text.split() and _in_order(name.lower(), text.lower())
        for text in longer
    )


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
