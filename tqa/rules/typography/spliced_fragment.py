"""TYP008 spliced-fragment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.lang.abbreviations import opens_sentence
from tqa.lang.language import is_word
from tqa.lang.tokens import Token, words
from tqa.model import Bead, Finding, Mark, Severity, Side, Span
from tqa.rule import Context, CorpusRule, Message, bad_text, good_text, rule

# a lower-case word, one space, then a capitalised word before a lower-case one
_GUARD = re.compile(r"[^\W\d_A-Z]{2} [A-Z][^\W\d_]+ [^\W\d_A-Z]")


@dataclass(frozen=True, slots=True)
class Fact:
    """Lower-case words of a bead, and where a clause may have been spliced in."""

    bead: Bead
    lower: frozenset[str]
    suspects: tuple[Token, ...]


@rule
@dataclass(frozen=True)
class SplicedFragment(CorpusRule):
    """A capitalised ordinary word in mid-sentence begins a clause that was spliced in.

    Machine drafts and careless pasting leave the start of another sentence in
    the middle of one: `... lebih banyak bengkel Terutama dari Kominfo`. A word is
    ordinary if the dictionary has it and the document itself writes it in lower
    case or it is a function word; names, titles, days and months are let be.

    Fix: mend the sentence; write the word in lower case, or end the sentence before it.
    """

    code = "TYP008"
    name = "spliced-fragment"
    mqm = "linguistic-conventions/grammar"
    severity = Severity.MINOR
    message = Message(
        en="“{word}” looks like the start of a clause spliced into the sentence",
        id="“{word}” tampak seperti awal klausa yang tersisip di tengah kalimat",
    )
    examples = (
        good_text("Mereka bertemu Presiden kemarin di Jakarta."),
        good_text("Ia lahir pada hari Senin pagi."),
        good_text("Mereka membaca buku Sejarah Bangsa itu."),
        good_text("The meeting with President Sukarno went well.", lang="en"),
        bad_text("Kumpulkan peserta lebih banyak lagi Terutama dari dinas kota.", "Terutama"),
        bad_text("They shared ways of facing it However the talks went on.", "However", lang="en"),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Fact]:
        text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
        if any(segment.mark is Mark.BOILERPLATE for segment in bead.target):
            return
        tokens = words(text)
        suspects = tuple(_suspects(text, tokens)) if _GUARD.search(text) else ()
        lower = frozenset(t.text for t in tokens if t.text.islower())
        if lower or suspects:
            yield Fact(bead, lower, tuple(t for t in suspects if is_word(t.text.lower(), lang)))

    def judge(self, facts: list[Fact], ctx: Context) -> Iterator[Finding]:
        written = frozenset().union(*(fact.lower for fact in facts))
        for fact in facts:
            lang = fact.bead.lang(Side.TARGET)
            for token in fact.suspects:
                word = token.text.lower()
                if opens_sentence(word, lang) or word in written:
                    yield self.flag(
                        fact.bead,
                        target=Span(token.start, token.end),
                        word=token.text,
                        suggestions=(word,),
                    )


def _suspects(text: str, tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Capitalised words between lower-case ones, with nothing but a space on either side."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if not (token.text[0].isupper() and token.text[1:].islower()):
            continue
        if not (before.text.islower() and after.text.islower()):
            continue
        if text[before.end : token.start] == " " and text[token.end : after.start] == " ":
            yield token
