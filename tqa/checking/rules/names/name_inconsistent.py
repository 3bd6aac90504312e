"""NAM001 name-inconsistent."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import (
    Context,
    CorpusRule,
    Message,
    bad,
    bad_text,
    flag,
    good,
    good_text,
    related,
    rule,
)
from tqa.checking.rules.names._short_forms import short_forms
from tqa.checking.rules.names._variants import NameMention, mentions, variants
from tqa.model import Bead, Finding, Severity, Side, Span


@rule
@dataclass(frozen=True)
class NameInconsistent(CorpusRule):
    """One person, place or organisation is spelled in two ways in a document.

    Readers take *Usman Kansong* and *Osman Kansong* for two men. Two similar spellings count as
    one name when they have the same neighbouring words, or when the rarer one never has
    neighbours of its own; *Harun Masiku* and *Harum Puspita* are two people. Using the first or
    the last name in later mentions is right in either language. The spelling of the source is
    the right one, else the one that is far more frequent, else the first. An error that the
    source segment shows is reported by NAM002.

    Fix: use one spelling throughout.
    """

    code = "NAM001"
    name = "name-inconsistent"
    mqm = "terminology/inconsistent-use-of-terminology"
    severity = Severity.MAJOR
    fix = "unsafe"
    message = Message("“{wrong}” is spelled “{right}” elsewhere in the document")
    examples = (
        good_text("Usman Kansong hadir.\nUsman berbicara.\nKansong pulang."),
        good_text("Harun Masiku buron.\nHarum Puspita menyanyi."),
        good("Ayu Lestari datang.\nAyi Lestari pulang.", "Ayu Lestari came.\nAyi Lestari left."),
        bad_text(
            "Usman Kansong hadir.\nMenurut Osman Kansong, itu penting.",
            flag("Osman", suggestion="Usman", fix="unsafe"),
        ),
        bad_text(
            "Taufik Rahardian hadir.\nLalu Taufiq pulang.\nKata Taufik, ya.",
            flag("Taufiq", suggestion="Taufik", fix="unsafe"),
        ),
        bad(
            "Melati Anggraini datang.\nDia pulang.",
            "Melati Anggraini came.\nMelati Anggraeni left.",
            flag("Anggraeni", suggestion="Anggraini", fix="unsafe"),
        ),
        bad(
            "Dewi Anggraini datang.\nDewi berharap banyak.",
            "Dewi Anggraini came.\nAnggrainy has high hopes.",
            flag("Anggrainy", suggestion="Anggraini", fix="unsafe"),
        ),
        bad(
            "Kisworo Dwi Cahyono came.\nCahyono agreed.",
            "Kisworo Dwi Cahyono datang.\nMenurut Kiswono, itu benar.",
            flag("Kiswono", suggestion="Kisworo", fix="unsafe"),
            pair="en-id",
        ),
        good(
            "Dewi Anggraini datang.\nDia berharap banyak.",
            "Dewi Anggraini came.\nAnggrainy has high hopes.",
        ),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[NameMention]:
        yield from mentions(bead)

    def judge(self, facts: list[NameMention], ctx: Context) -> Iterator[Finding]:
        acronyms = short_forms(ctx.termbase)
        for variant in variants(facts):
            if variant.right in acronyms or variant.wrong in acronyms:
                continue  # reported by NAM003
            first = variant.first
            place = related(first.bead, Side.TARGET, Span(first.word.start, first.word.end))
            for mention in variant.mentions:
                yield self.flag(
                    mention.bead,
                    target=Span(mention.word.start, mention.word.end),
                    suggestions=(variant.right,),
                    related=(place,),
                    wrong=mention.word.text,
                    right=variant.right,
                )
