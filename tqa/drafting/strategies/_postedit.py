"""Drafts in which terms are put in afterwards: where they are missing, for what stands for them."""

import re
from collections.abc import Sequence
from typing import Any

from tqa.drafting.mentions import Mention, fitted
from tqa.drafting.strategy import Model
from tqa.glossary.mentions import Finder
from tqa.lang.forms.plurality import article, is_plural
from tqa.lang.forms.translations import translations
from tqa.model import Span, Term

Langs = tuple[str, str]
_WORD = re.compile(r"\S+")
_CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_ARTICLE = re.compile(r"\b([Aa]n?)(\s+)\Z")
_MORE = 1  # words that a model's own word for a term may have more than this
# set by hand; scripts/bench/translate.py shows the effect
_LEAST = 0.15  # attention of a word of the draft to a term from which it may stand for it


def put_in(
    model: Model,
    texts: Sequence[str],
    drafts: Sequence[str],
    found: Sequence[Sequence[Mention]],
    langs: Langs,
) -> list[str]:
    """The drafts with the terms that they lack in place of the words that stand for these."""
    lacking = [at for at, some in enumerate(found) if _missing(some, drafts[at])]
    said = sorted({m.said for at in lacking for m in found[at]})
    renderings = dict(zip(said, model.translations(said) if said else (), strict=True))
    looks = model.looks([texts[at] for at in lacking], [drafts[at] for at in lacking])
    done = list(drafts)
    for at, look in zip(lacking, looks, strict=True):
        done[at] = _edited(texts[at], drafts[at], found[at], renderings, look, langs)
    return done


def _missing(found: Sequence[Mention], draft: str) -> list[Mention]:
    """The mentions for which a draft has no term; no place of it serves two."""
    return [m for m, span in zip(found, _held(found, draft), strict=True) if span is None]


def _held(found: Sequence[Mention], draft: str) -> list[Span | None]:
    taken: set[int] = set()
    held: list[Span | None] = []
    for mention in found:
        finder = Finder(mention.targets)
        spans = [p.span for term in mention.targets for p in finder.places(term, draft)]
        span = next((s for s in spans if s.start not in taken), None)
        taken.update(range(*span) if span else ())
        held.append(span)
    return held


def _edited(
    text: str,
    draft: str,
    found: Sequence[Mention],
    renderings: dict[str, str],
    look: Any,
    langs: Langs,
) -> str:
    held = _held(found, draft)
    taken = [span for span in held if span]
    edits: list[tuple[Span, str]] = []
    for mention, span in zip(found, held, strict=True):
        if span is not None:
            continue
        place = _rendered(mention, draft, renderings, taken, langs) or _looked(
            mention, text, draft, look, taken
        )
        if place:
            taken.append(place)
            edits.append((place, _fitted(mention, draft, place, langs[1])))
    for place, term in sorted(edits, reverse=True):
        before = draft[: place.start]
        found_article = _ARTICLE.search(before) if langs[1] == "en" else None
        if found_article:
            before = before[: found_article.start()] + _article(found_article, term)
        draft = before + term + draft[place.end :]
    return draft


def _article(found: "re.Match[str]", term: str) -> str:
    word = article(term)
    return (word.capitalize() if found[1][0].isupper() else word) + found[2]


def _fitted(mention: Mention, draft: str, place: Span, lang: str) -> str:
    several = mention.plural or (lang == "en" and is_plural(draft, *place, "en"))
    return fitted(mention.targets[0], lang, plural_=several, said=place.of(draft))


def _rendered(
    mention: Mention,
    draft: str,
    renderings: dict[str, str],
    taken: Sequence[Span],
    langs: Langs,
) -> Span | None:
    """Where the draft has what the glossary, the model alone or the dictionary calls it."""
    words = [term.text for term in mention.wrong]
    alone = _CORE.search(renderings.get(mention.said, ""))
    if alone and len(alone[0].split()) <= len(mention.said.split()) + _MORE:
        words.append(alone[0])
    words += translations(mention.said.lower(), langs[0])
    terms = [Term(word, langs[1]) for word in dict.fromkeys(words) if word]
    finder = Finder(terms, lowercase=True)
    for term in terms:
        for place in finder.places(term, draft):
            if _is_free(place.span, taken):
                return place.span
    return None


def _looked(
    mention: Mention, text: str, draft: str, look: Any, taken: Sequence[Span]
) -> Span | None:
    """The run of words of the draft that look at the term more than at any other word."""
    if look is None:
        return None
    inside = [
        at
        for at, word in enumerate(_WORD.finditer(text))
        if word.start() < mention.span.end and word.end() > mention.span.start
    ]
    words = list(_WORD.finditer(draft))
    best: tuple[float, Span] | None = None
    run: list[int] = []
    for at in range(len(words) + 1):
        own = at < len(words) and look[at].argmax() in inside
        if own and look[at][inside].sum() >= _LEAST:
            run.append(at)
            continue
        if run:
            span = _core(draft, words[run[0]].start(), words[run[-1]].end())
            weight = float(sum(look[n][inside].sum() for n in run))
            if span and _is_free(span, taken) and (best is None or weight > best[0]):
                best = weight, span
        run = []
    return best[1] if best else None


def _core(draft: str, start: int, end: int) -> Span | None:
    """The words without the punctuation at their ends."""
    match = _CORE.search(draft, start, end)
    return Span(*match.span()) if match else None


def _is_free(span: Span, taken: Sequence[Span]) -> bool:
    return all(span.end <= other.start or span.start >= other.end for other in taken)
