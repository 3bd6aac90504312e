"""Candidates and their acronyms made one: Bursa Efek Jakarta, BEJ = Jakarta Stock Exchange, JSX."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tqa.glossary.mining.candidates import Candidate, CandidateKind
from tqa.glossary.mining.sentences import Phrase, Sentence, keys_of

# set by hand; scripts/bench/constants.py mine and scripts/bench/extract.py show the effect
_OFTEN = 0.1  # share of the places of words at which their acronym must stand


class Shorts:
    """The acronyms of one language with what they stand for, as the texts explain them."""

    def __init__(self, sentences: Iterable[Sentence], lang: str) -> None:
        self._lang = lang
        self._of: dict[tuple[str, ...], Counter[str]] = {}
        self._long: dict[str, Counter[str]] = {}
        for sentence in sentences:
            for acronym in sentence.acronyms:
                if acronym.expansion:
                    phrase = Phrase(*acronym.expansion)
                    short, words = acronym.text, sentence.surface(phrase)
                    self._of.setdefault(sentence.of(phrase), Counter())[short] += 1
                    self._long.setdefault(short, Counter())[words] += 1

    def of(self, words: str, count: int) -> str:
        """The acronym that often stands behind words which stand so often, "" for none."""
        found = self._of.get(keys_of(words, self._lang))
        acronym = _most(found)
        return acronym if found and found[acronym] >= _OFTEN * count else ""

    def meaning(self, acronym: str) -> str:
        """What an acronym mostly stands for, "" where no text says it."""
        return _most(self._long.get(acronym))


def _most(found: Counter[str] | None) -> str:
    return found.most_common(1)[0][0] if found else ""


def with_acronyms(found: Sequence[Candidate], ids: Shorts, ens: Shorts) -> list[Candidate]:
    """The candidates with what stands for them in short, or what they stand for.

    An acronym that is part of another candidate so is no candidate of its own.
    """
    short = [
        replace(c, acronyms=(ids.of(c.id, c.count), ens.of(c.en, c.count)))
        if c.kind is not CandidateKind.ACRONYM
        else replace(c, meanings=(ids.meaning(c.id), ens.meaning(c.en)))
        for c in found
    ]
    spelled_out = {c.acronyms for c in short if all(c.acronyms)}
    return [c for c in short if (c.id, c.en) not in spelled_out]
