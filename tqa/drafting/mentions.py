"""The glossary's terms in a source text, and the forms that their translations may take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqa.glossary.index import Match
from tqa.glossary.mentions import allowed
from tqa.glossary.senses import likely
from tqa.glossary.termbase import Termbase
from tqa.lang.forms.plurality import is_plural, plural
from tqa.model import Matching, Span, Status, Term

Langs = tuple[str, str]
_POSSESSIVE = "nya"


@dataclass(frozen=True)
class Mention:
    """A term of the glossary in a source text, and what the translation shall say for it."""

    span: Span  # in the source text
    said: str
    targets: tuple[Term, ...]  # the preferred one first
    wrong: tuple[Term, ...]  # what the glossary says not to say for it
    plural: bool  # whether it is said of several


def mentions(text: str, termbase: Termbase, langs: Langs, *, bundled: bool) -> list[Mention]:
    """The terms in a source text whose sense is clear, in order and apart.

    Args:
        text: the source text.
        termbase: the glossaries.
        langs: the languages of source and translation.
        bundled: whether the glossaries of tqa count too, not only the project's own.
    """
    senses: dict[Span, dict[str, Match]] = {}
    for match in termbase.concepts_named(text, langs[0]):
        if not match.derived and (bundled or not match.concept.bundled):
            senses.setdefault(match.span, {})[match.concept.id] = match
    found = [
        mention
        for span, matches in senses.items()
        if (mention := _mention(text, span, list(matches.values()), langs))
    ]
    return list(_apart(found))


def _mention(text: str, span: Span, matches: Sequence[Match], langs: Langs) -> Mention | None:
    chosen = likely([match.concept for match in matches], ((text, langs[0]),))
    targets = dict.fromkeys(t for concept in chosen[:1] for t in allowed(concept, langs[1]))
    others = {t for concept in chosen[1:] for t in allowed(concept, langs[1])}
    usable = [t for t in targets if t.matching is not Matching.REGEX]
    if not usable or (others and others != set(targets)):
        return None
    wrong = chosen[0].terms_in(langs[1], Status.FORBIDDEN, Status.DEPRECATED)
    return Mention(span, span.of(text), tuple(usable), wrong, is_plural(text, *span, langs[0]))


def _apart(found: Sequence[Mention]) -> Iterator[Mention]:
    end = 0
    for mention in found:
        if mention.span.start >= end:
            yield mention
            end = mention.span.end


def forms(mention: Mention, lang: str) -> tuple[str, ...]:
    """What the translation may say within a sentence, the likeliest first."""
    found: list[str] = []
    for term in mention.targets:
        found += _forms(term, lang, mention.plural)
    capitals = [form[:1].upper() + form[1:] for form in found]
    return tuple(dict.fromkeys([*found, *capitals]))


def _forms(term: Term, lang: str, several: bool) -> list[str]:
    if term.matching is Matching.EXACT:
        return [term.text]
    if lang == "id":
        return [term.text]
    both = [term.text, plural(term.text)]
    return both[::-1] if several else both


def fitted(term: Term, lang: str, *, plural_: bool, said: str = "") -> str:
    """A target term in the form that stands best in place of words of a translation.

    Args:
        term: the term.
        lang: its language.
        plural_: whether it is said of several.
        said: the words of the translation that it replaces: their capitals and clitic go over.
    """
    text = term.text
    if term.matching is not Matching.EXACT:
        if lang == "en" and plural_:
            text = plural(text)
        ending = said.lower().removesuffix(_POSSESSIVE)
        if lang == "id" and len(ending) < len(said) and len(ending) > 2:
            text += _POSSESSIVE
    if said[:1].isupper() and not said.isupper() and text[:1].islower():
        return text[:1].upper() + text[1:]
    return text
