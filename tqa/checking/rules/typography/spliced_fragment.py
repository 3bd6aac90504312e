"""TYP008 spliced-fragment."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tqa.checking.rule import (
    Context,
    CorpusRule,
    Message,
    bad,
    bad_text,
    flag,
    good,
    good_text,
    rule,
)
from tqa.lang.evidence.coverage import counterparts
from tqa.lang.language import is_word
from tqa.lang.tables import words_of
from tqa.lang.words.abbreviations import is_calendar_word
from tqa.lang.words.lexicon import adjectives
from tqa.lang.words.syntax import holds_object
from tqa.lang.words.tokens import Token, words
from tqa.model import Bead, Finding, Mark, Severity, Side, Span

# a lower-case word, one space, then a capitalised word before a lower-case one; the pattern
# begins with the space because the search for a literal character is much faster
_SUSPECT = re.compile(r" (?<=[a-z]{2} )([A-Z][a-z]+)(?= [a-z])")
_WIDTH = 48  # maximum number of characters of these words
_APART = 3  # words around it without another capital; else it is part of a title


class Splice(NamedTuple):
    """A bead, and the words at which a clause may have been spliced in."""

    bead: Bead
    suspects: tuple[tuple[Token, bool], ...]  # the word, and whether it is certain


@rule
@dataclass(frozen=True)
class SplicedFragment(CorpusRule):
    """A capitalised ordinary word in mid-sentence begins a clause that was spliced in.

    Machine drafts and careless pasting leave the start of another sentence in the middle of one:
    `... lebih banyak bengkel Terutama dari Kominfo`. Reported are words that usually begin a
    sentence, words after a verb that already has its object (`menghadapinya Gangguan ...`), and
    words that the document writes in lower case everywhere else and whose counterpart in the
    source is not capitalised. Names, days, months, words near other capitals (titles) and nouns
    after their own adjective (the former President) are ignored.

    Fix: correct the sentence; write the word in lower case, or end the sentence before it.
    """

    code = "TYP008"
    name = "spliced-fragment"
    mqm = "linguistic-conventions/grammar"
    severity = Severity.MINOR
    message = Message("“{word}” looks like the start of a clause spliced into the sentence")
    examples = (
        good_text("Mereka bertemu Presiden kemarin di Jakarta."),
        good_text("Ia lahir pada hari Senin pagi."),
        good_text("Mereka membaca buku Sejarah Bangsa itu."),
        good_text("The meeting with President Sukarno went well.", lang="en"),
        good("Lagu untuk Kita sangat laris.", "The song for Kita sold very well."),
        bad_text(
            "Kumpulkan peserta lebih banyak lagi Terutama dari dinas kota.",
            flag("Terutama", suggestion="terutama"),
        ),
        bad_text(
            "They shared ways of facing it However the talks went on.",
            flag("However", suggestion="however"),
            lang="en",
        ),
        bad_text(
            "Warga punya cara untuk menghadapinya Bencana atau wabah besar.",
            flag("Bencana", suggestion="bencana"),
        ),
        bad(
            "The tax was paid late.\nHe will pay the tax with the new tax office.",
            "Orang membayar pajak terlambat.\nIa akan membayar segera Pajak di kantor yang baru.",
            flag("Pajak", suggestion="pajak"),
            pair="en-id",
        ),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Splice]:
        for segment in bead.target:
            if segment.mark is Mark.BOILERPLATE:
                return
        text = bead.text(Side.TARGET)
        suspects = tuple(_suspects(text, bead.lang(Side.TARGET))) if _SUSPECT.search(text) else ()
        yield Splice(bead, suspects)

    def judge(self, facts: list[Splice], ctx: Context) -> Iterator[Finding]:
        written: Counter[str] | None = None
        for fact in facts:
            for token, sure in fact.suspects:
                word = token.text.lower()
                if _capital_opposite(fact.bead, token):
                    continue
                if not sure and fact.bead.source:
                    written = _written(facts) if written is None else written
                    once = word in written and written[token.text] == 1
                    sure = once and _opposite(fact.bead, token)
                if sure:
                    yield self.flag(
                        fact.bead,
                        target=Span(token.start, token.end),
                        word=token.text,
                        suggestions=(word,),
                    )


def _suspects(text: str, lang: str) -> Iterator[tuple[Token, bool]]:
    """Capitalised ordinary words between lower-case ones, with a space on either side."""
    openers = words_of(lang, "clause_openers")
    for match in _SUSPECT.finditer(text):
        word = match[1].lower()
        start, end = match.span(1)
        before = text[max(0, start - _WIDTH) : start].split()
        after = text[end : end + _WIDTH].split()
        around = before[-_APART:] if start > _WIDTH else before[1:][-_APART:]
        opener = word in openers
        if not opener and any(map(_capital, (*around, *after[: _APART - 1]))):
            continue
        if is_calendar_word(word, lang) or not is_word(word, lang):
            continue  # a day, a month or a name
        if lang == "en" and before[-1].lower() in adjectives(lang):
            continue  # the noun of a phrase
        yield Token(match[1], start, end), opener or holds_object(before[-1], lang)


def _capital(word: str) -> bool:
    return word.lstrip("\"“‘'(")[:1].isupper()


def _written(facts: list[Splice]) -> Counter[str]:
    """The number of occurrences of each space-delimited string in the document."""
    return Counter(word for fact in facts for word in fact.bead.text(Side.TARGET).split())


def _capital_opposite(bead: Bead, token: Token) -> bool:
    """Whether the source has the same word capitalised: a name or a title."""
    return bool(bead.source) and any(
        other.text == token.text for other in words(bead.text(Side.SOURCE))
    )


def _opposite(bead: Bead, token: Token) -> bool:
    """Whether the source has counterparts of the word, all in lower case."""
    source = bead.text(Side.SOURCE)
    pairs = counterparts(
        bead.text(Side.TARGET), bead.lang(Side.TARGET), source, bead.lang(Side.SOURCE)
    )
    places = next(pair.places for pair in pairs if pair.token == token)
    theirs = words(source)
    return bool(places) and all(theirs[n].text.islower() for n in places)
