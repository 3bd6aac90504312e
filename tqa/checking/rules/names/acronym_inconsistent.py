"""NAM003 acronym-inconsistent."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

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
from tqa.checking.rules.names._short_forms import short_forms
from tqa.lang.evidence.exonyms import equivalent
from tqa.lang.words.names import Acronym, acronyms, expansions, name_words
from tqa.lang.words.spelling import derived, near
from tqa.model import Bead, Finding, Severity, Side, Span

_AGENCY = (
    {
        "id": "Badan Nasional Penanggulangan Bencana",
        "en": "National Disaster Management Agency",
        "id_admitted": "BNPB",
    },
)
MESSAGE_SOURCE = Message("“{wrong}” should be “{right}”, as in the source")
MESSAGE_EXPANSION = Message("“{wrong}” does not match its expansion, whose initials are {right}")


class ShortFormUse(NamedTuple):
    """A short form in the target: its place, and whether the source has it."""

    bead: Bead
    text: str
    span: Span
    in_source: bool
    reported: bool = False  # already compared with the form in the source segment, and reported


@rule
@dataclass(frozen=True)
class AcronymInconsistent(CorpusRule):
    """An acronym or short form is misspelt, varies, or contradicts its expansion.

    Forms that differ by one letter are compared: BNPB and BNBP, Kominfo and Komifo. A form is
    wrong when the source segment has a similar one and not this one, when the document (or the
    glossary) has the similar form and this one occurs only once, when it swaps two letters of
    a glossary acronym that the document also has, or when it does not fit the words that it
    stands for in `Expansion (ACRONYM)`.

    Fix: write the right form.
    """

    code = "NAM003"
    name = "acronym-inconsistent"
    mqm = "accuracy/mistranslation/name"
    severity = Severity.MAJOR
    fix = "safe"
    message = Message("“{wrong}” is written “{right}” elsewhere in the document")
    examples = (
        good("PBB dan KPK sepakat.", "The UN and the KPK agreed."),
        good("Badan Pusat Statistik (BPS) mencatat.", "Statistics Indonesia (BPS) noted."),
        good_text("DPR dan DPD bersidang.\nDPR memutuskan.\nDPD menolak.\nDPD kalah."),
        bad(
            "Laporan BNPB terbit.",
            "The BNBP report is out.",
            flag("BNBP", suggestion="BNPB", fix="safe"),
        ),
        bad(
            "The KPK and the BPK met.",
            "KPK bertemu BPX.",
            flag("BPX", suggestion="BPK", fix="safe"),
            pair="en-id",
        ),
        bad_text(
            "Badan Nasional Penanggulangan Bencana (BNBP) siaga.",
            flag("BNBP", suggestion="BNPB", fix="safe"),
        ),
        bad_text(
            "BNBP siaga.\nKepala BNPB datang.",
            flag("BNBP", suggestion="BNPB", fix="safe"),
            terms=_AGENCY,
        ),
        good_text("BNBP siaga.\nKepala BNPB datang."),
        good_text("BNPT siaga.\nKepala BNPB datang.", terms=_AGENCY),
        bad_text(
            "Komifo mengingatkan warga.\nKominfo bergerak.\nDari Kominfo.",
            flag("Komifo", suggestion="Kominfo", fix="safe"),
            terms=(
                {
                    "id": "Kementerian Komunikasi dan Informatika",
                    "en": "Ministry",
                    "id_admitted": "Kominfo",
                    "flags": "name",
                },
            ),
        ),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[ShortFormUse | Finding]:
        if not bead.target:
            return
        target, source = bead.text(Side.TARGET), bead.text(Side.SOURCE)
        there = acronyms(source)
        forms = {a.text for a in there} | {w.text for w in name_words(source)}
        reported = set()
        here = acronyms(target)
        for wrong, right in _mismatches(here, there):
            reported.add(wrong.text)
            yield self.flag(
                bead,
                source=Span(right.start, right.end),
                target=Span(wrong.start, wrong.end),
                message=MESSAGE_SOURCE,
                suggestions=(right.text,),
                wrong=wrong.text,
                right=right.text,
            )
        yield from self._contradictions(bead, target, forms | reported)
        known = short_forms(ctx.termbase)
        for form in here:
            if len(form.text) < 3:
                continue  # AI, AS, BI: similar by chance
            yield ShortFormUse(
                bead,
                form.text,
                Span(form.start, form.end),
                form.text in forms,
                form.text in reported,
            )
        for word in name_words(target):
            if word.text in known or _near_known(word.text, known):
                there_too = word.text in forms
                # an error that the source segment shows is reported by NAM002
                if there_too or not any(near(word.text, form) for form in forms):
                    yield ShortFormUse(bead, word.text, Span(word.start, word.end), there_too)

    def _contradictions(self, bead: Bead, text: str, known: set[str]) -> Iterator[Finding]:
        for match in expansions(text) if "(" in text else ():
            acronym = match.group(2)
            initials = "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]+", match.group(1)))
            if acronym in known or acronym in initials or len(initials) < 3:
                continue
            if _within(acronym.lower(), match.group(1).lower()):
                continue
            if OSA.distance(acronym, initials) == 1:
                yield self.flag(
                    bead,
                    target=Span(*match.span(2)),
                    message=MESSAGE_EXPANSION,
                    suggestions=(initials,),
                    wrong=acronym,
                    right=initials,
                )

    def judge(self, facts: list[ShortFormUse | Finding], ctx: Context) -> Iterator[Finding]:
        uses: dict[str, list[ShortFormUse]] = {}
        flagged = set()
        for fact in facts:
            if isinstance(fact, Finding):
                flagged.add(fact.text)
                yield fact
            else:
                uses.setdefault(fact.text, []).append(fact)
        known = short_forms(ctx.termbase)
        for wrong, rare in uses.items():
            if wrong in known or wrong in flagged or any(use.in_source for use in rare):
                continue
            right = _right_form(wrong, rare, uses, known, ctx)
            if right:
                for use in rare:
                    yield self.flag(
                        use.bead, target=use.span, suggestions=(right,), wrong=wrong, right=right
                    )


def _right_form(
    wrong: str,
    rare: list[ShortFormUse],
    uses: dict[str, list[ShortFormUse]],
    known: frozenset[str],
    ctx: Context,
) -> str:
    """The form of the document of which this one is a misspelling; "" if there is none."""
    beads = {use.bead.id for use in rare}
    for right, often in uses.items():
        if right == wrong or not _slip(wrong, right):
            continue
        if beads & {use.bead.id for use in often}:
            continue  # both in one sentence: two organisations
        trusted = right in known or any(use.in_source for use in often)
        if _is_swapped(wrong, right) and _is_term(right, often, ctx):
            return right  # two letters swapped: BNBP for BNPB
        if len(wrong) < 5 and not (len(rare) == 1 and len(often) >= 3):
            continue  # many short acronyms differ by one letter: DPR, DPD, MPR
        if trusted or len(often) >= 2 * len(rare):
            return right
    return ""


def _is_swapped(wrong: str, right: str) -> bool:
    return len(wrong) == len(right) > 3 and sorted(wrong) == sorted(right)


def _is_term(form: str, uses: list[ShortFormUse], ctx: Context) -> bool:
    """Whether a form is an allowed term of the glossaries, in the same case."""
    found = ctx.termbase.find(form, uses[0].bead.lang(Side.TARGET), ctx.date)
    return any(m.term.text == form and m.term.status.allowed for m in found)


def _slip(a: str, b: str) -> bool:
    close = abs(len(a) - len(b)) <= 1 and OSA.distance(a, b, score_cutoff=1) == 1
    return close and not derived(a, b)


def _mismatches(
    here: tuple[Acronym, ...], there: tuple[Acronym, ...]
) -> Iterator[tuple[Acronym, Acronym]]:
    """Acronyms of the target, each with the one of the source that it misspells by a letter."""
    if not here or not there:
        return
    ours, theirs = (Counter(a.text for a in side) for side in (here, there))
    free = [a for a in there if ours[a.text] < theirs[a.text]]
    for form in here:
        if form.text in theirs or len(form.text) < 3:
            continue
        for other in free:
            if len(other.text) >= 3 and _slip(form.text, other.text):
                if not equivalent(form.text, other.text):
                    yield form, other
                break


def _within(acronym: str, words: str) -> bool:
    """Whether the letters of the acronym occur in this order in the words."""
    letters = iter(words)
    return all(letter in letters for letter in acronym)


@lru_cache(maxsize=65536)
def _near_known(word: str, known: frozenset[str]) -> bool:
    return len(word) >= 5 and any(_slip(word, form) for form in _by_start(known).get(word[0], ()))


@lru_cache(maxsize=8)
def _by_start(known: frozenset[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for form in sorted(known):
        groups.setdefault(form[0], []).append(form)
    return groups
