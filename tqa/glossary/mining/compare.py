"""Comparable texts -> candidates for a glossary."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from tqa.base.errors import UsageError
from tqa.glossary.mining.candidate_filter import SURE, Mined, least_of, sift
from tqa.glossary.mining.candidates import Candidate, candidate, ranked
from tqa.glossary.mining.choice import Choice
from tqa.glossary.mining.pairing import Key
from tqa.glossary.mining.retrieval import BestMatch, matches
from tqa.glossary.mining.sentences import Sentence, sentence
from tqa.glossary.mining.shorts import Shorts, with_acronyms
from tqa.glossary.mining.termhood import LANGS, PairWeights
from tqa.glossary.mining.terms import Terms, terms
from tqa.glossary.mining.usage import Places
from tqa.model import Bead, Concept, Side
from tqa.neural.batches import OnProgress, no_progress
from tqa.neural.encoder import Encoder

MOST = 4000  # terms of a language that are looked at, the weightiest: a table of pairs takes 64 MB
_NAMES = {"id": "Indonesian", "en": "English"}

Sides = tuple[Sequence[Sentence], Sequence[Sentence]]


def compare(
    texts: Iterable[Bead],
    encoder: Encoder | None = None,
    known: Iterable[Concept] = (),
    *,
    least: int = 0,
    sure: float = SURE,
    names: bool = True,
    limit: int = 0,
    on_progress: OnProgress = no_progress,
) -> Mined:
    """Candidates from texts in both languages of which none translates the other.

    The terms of each language are extracted separately; each is paired with the one that is
    nearest by the dictionary and in meaning, if it is its nearest too. The weightiest 4,000
    terms a language are looked at.

    Args:
        texts: segments, each side for itself; boilerplate is skipped.
        encoder: of both languages; without one the dictionary decides alone.
        known: concepts whose pairs of terms are no candidates any more.
        least: segments in which either term must stand; 0 is 2, and 1 in fewer than 100 segments.
        sure: the least confidence, 0..1.
        names: whether names and acronyms are wanted.
        limit: how many candidates at most, 0 for all.
        on_progress: called with the number of terms just encoded.

    Raises:
        UsageError: all texts are in one language.
    """
    sides = _sides(texts)
    least = least_of(least, sum(map(len, sides)))
    both = (terms(sides[0], "id", least, MOST), terms(sides[1], "en", least, MOST))
    vectors = _vectors(encoder, both, on_progress) if encoder else None
    pairs = matches(both[0].best, both[1].best, vectors)
    found = ranked(_candidate(match, *both) for match in pairs)
    shorts = (Shorts(sides[n], LANGS[n]) for n in (0, 1))
    found = [replace(one, count=0) for one in with_acronyms(found, *shorts)]
    mined = Mined((), sum(map(len, sides)), len(pairs), least)
    return sift(mined, found, known, sure=sure, names=names, limit=limit)


def _sides(texts: Iterable[Bead]) -> Sides:
    """The sentences of each language."""
    found: dict[str, list[Sentence]] = {lang: [] for lang in LANGS}
    for lang, text in _sentences(texts):
        if lang in found and text.strip():
            found[lang].append(sentence(text, lang))
    for lang, other in (LANGS, LANGS[::-1]):
        if found[other] and not found[lang]:
            raise UsageError(
                f"all texts are in {_NAMES[other]}",
                hint=f"name texts about the same things in {_NAMES[lang]} as well",
            )
    return found["id"], found["en"]


def _sentences(texts: Iterable[Bead]) -> Iterator[tuple[str, str]]:
    for bead in texts:
        if not bead.is_boilerplate:
            yield from ((bead.lang(side), bead.text(side)) for side in Side)


def _vectors(
    encoder: Encoder, both: tuple[Terms, Terms], on_progress: OnProgress
) -> tuple[Any, Any]:
    """A vector a term."""
    forms = [[term.form for term in side.best] for side in both]
    vectors = encoder.embed([*forms[0], *forms[1]], on_progress)
    return vectors[: len(forms[0])], vectors[len(forms[0]) :]


def _candidate(match: BestMatch, ids: Terms, ens: Terms) -> Candidate | None:
    one, other = ids.best[match.id], ens.best[match.en]
    places = (ids.places[one.key], ens.places[other.key])
    counts = (_segments(ids, one.key), _segments(ens, other.key))
    after = (ens.best[n] for n in match.others)
    choice = Choice(
        (one.key, other.key),
        min(counts),
        match.sure,
        tuple((tuple(term.form.split()), _segments(ens, term.key)) for term in after),
    )
    example = (_shortest(places[0]), _shortest(places[1]))
    return candidate(choice, PairWeights(ids.weights, ens.weights), places, counts, [example])


def _segments(of: Terms, key: Key) -> int:
    """How many segments hold a phrase."""
    return len({id(sentence) for sentence, _ in of.places[key]})


def _shortest(places: Places) -> str:
    """The shortest segment that holds a phrase, but no bare heading if there is another."""
    texts = (sentence.text for sentence, _ in places)
    return min(texts, key=lambda text: (len(text) < 40, len(text)))
