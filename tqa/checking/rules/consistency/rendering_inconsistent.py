"""CON003 rendering-inconsistent."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from tqa.checking.rule import Context, CorpusRule, Message, bad, flag, good, related, rule
from tqa.glossary.forms import inflected
from tqa.lang.forms.morphology import bases
from tqa.lang.forms.translations import translations
from tqa.lang.words.known import Known
from tqa.lang.words.lexicon import entries, nouns
from tqa.lang.words.tokens import Token, words, written
from tqa.model import Bead, Finding, Severity, Side, Span

_MIN_LETTERS = 4
_OFTEN = 3  # minimum number of equal renderings before a different one is reported
_SURELY = 5
_NARROW = 3  # maximum number of translations of a word that has one meaning
# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_RARELY = 0.25  # maximum share of a word's renderings for one to be reported
_KIN = 4  # initial letters that renderings of one stem share


class NounRendering(NamedTuple):
    """A noun of the source, and which of its dictionary translations the target has."""

    bead: Bead
    noun: str  # base form
    at: Span
    rendering: str


@rule
@dataclass(frozen=True)
class RenderingInconsistent(CorpusRule):
    """A noun that a document usually translates in one way is translated differently once.

    This needs no glossary: the built-in dictionary knows both renderings of the noun, the usual
    one occurs at least three times and three times as often as the odd one, and no other word
    of the source explains the odd one. Renderings of one stem (*election*, *elections*) are the
    same. Nouns with a concept in the glossary are left to TRM001 and TRM003. A word with many
    translations (*masyarakat*) is ignored. The finding is neutral, a note for the reviewer,
    where the usual rendering occurs fewer than five times or the odd one is repeated.

    Fix: use the usual rendering, or make sure that another thing is meant.
    """

    code = "CON003"
    name = "rendering-inconsistent"
    mqm = "terminology/inconsistent-use-of-terminology"
    severity = Severity.MINOR
    monolingual = False
    message = Message("“{said}” is translated “{odd}” here and “{usual}” elsewhere in the document")
    examples = (
        bad(
            "Petani menjual hasil panen.\nHasil panen naik.\nPanen tahun ini bagus.\nPanen usai.",
            "Farmers sold the harvest.\nThe harvest rose.\nThis year's crop is good.\nThe harvest"
            " is over.",
            flag("crop", severity=Severity.NEUTRAL, suggestion="harvest"),
        ),
        bad(
            "The village slept.\nThe village woke.\nThat village is old.\nA village burnt.",
            "Desa itu tidur.\nDesa itu bangun.\nKampung itu tua.\nSebuah desa terbakar.",
            flag("Kampung", severity=Severity.NEUTRAL, suggestion="desa"),
            pair="en-id",
        ),
        good(
            "Petani menjual panen.\nPanen naik.\nPanen bagus.",
            "Farmers sold the harvest.\nThe harvest rose.\nThe crop is good.",
        ),
        good(
            "Panen naik.\nPanen bagus.\nPanen usai.\nPanen tanaman itu gagal.",
            "The harvest rose.\nThe harvest is good.\nThe harvest ended.\nThat crop failed.",
        ),
        good(
            "Panen naik.\nPanen bagus.\nPanen usai.\nPanen gagal.",
            "The harvest rose.\nThe harvest is good.\nThe harvest ended.\nIt failed.",
        ),
        good("Panen naik.", "The crop rose."),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[NounRendering]:
        if not (bead.source and bead.target):
            return
        nouns = _ambiguous_nouns(bead.lang(Side.SOURCE))
        tokens = words(bead.text(Side.SOURCE))
        spelt = list(written(bead.text(Side.SOURCE)))
        spelt[:1] = [word.lower() for word in spelt[:1]]
        said: dict[str, tuple[Token, Sequence[str]]] = {}
        for token, noun in zip(tokens, nouns.of(spelt), strict=True):
            if noun:
                said.setdefault(noun[0], (token, noun[1]))
        if said:
            there = _said(bead.text(Side.TARGET), bead.lang(Side.TARGET))
            for base, (token, choices) in said.items():
                met = [choice for choice in choices if choice in there]
                if len(met) == 1:
                    yield NounRendering(bead, base, Span(token.start, token.end), met[0])

    def judge(self, facts: list[NounRendering], ctx: Context) -> Iterator[Finding]:
        groups: dict[str, list[NounRendering]] = {}
        for use in facts:
            groups.setdefault(use.noun, []).append(use)
        for uses in groups.values():
            if len(uses) > _OFTEN:
                yield from self._odd_ones(uses, ctx)

    def _odd_ones(self, uses: list[NounRendering], ctx: Context) -> Iterator[Finding]:
        counts = Counter(use.rendering for use in uses)
        usual, often = counts.most_common(1)[0]
        if often < _OFTEN or len(counts) == 1:
            return
        main = next(use for use in uses if use.rendering == usual)
        for use in uses:
            odd = use.rendering
            rare = counts[odd] <= _RARELY * len(uses)
            if not rare or _are_kin(odd, usual) or not _is_noun(use, ctx):
                continue
            place = _place(use)
            sure = often >= _SURELY and counts[odd] == 1
            if place and not _is_explained(use):
                yield self.flag(
                    use.bead,
                    source=use.at,
                    target=place,
                    severity=None if sure else Severity.NEUTRAL,
                    related=[related(main.bead, Side.SOURCE, main.at)],
                    suggestions=[usual],
                    said=use.at.of(use.bead.text(Side.SOURCE)),
                    odd=place.of(use.bead.text(Side.TARGET)),
                    usual=usual,
                )


def _are_kin(word: str, other: str) -> bool:
    """Whether two renderings share their stem: bank, perbankan; election, electorate."""
    return word[:_KIN] == other[:_KIN] or word in other or other in word


def _said(text: str, lang: str) -> Set[str]:
    """The words of a text, with their base forms that begin in the same way."""
    alike = _alike(lang)
    return set(chain.from_iterable(alike.of(written(text))))


@lru_cache(maxsize=4)
def _alike(lang: str) -> Known[Sequence[str]]:
    """A lookup: a word, and its base forms that begin in the same way."""

    def find(word: str) -> Sequence[str]:
        lower = word.lower()
        return [form for form, _ in inflected(lower, lang) if lower.startswith(form[:-1])]

    return Known(find)


@lru_cache(maxsize=4)
def _ambiguous_nouns(lang: str) -> Known[tuple[str, Sequence[str]] | None]:
    """A lookup of nouns: the base form and its translations, if two or three single words."""
    return Known(lambda word: _choices(word, lang))


def _choices(word: str, lang: str) -> tuple[str, Sequence[str]] | None:
    if len(word) < _MIN_LETTERS or not word.islower():
        return None
    known = entries(lang)
    base = next((form for form, _ in inflected(word, lang) if form in known), "")
    if base not in nouns(lang):
        return None
    single = tuple(dict.fromkeys(t for t in known.get(base, "").split("|") if t.isalpha()))
    return (base, single) if 1 < len(single) <= _NARROW else None


def _is_noun(use: NounRendering, ctx: Context) -> bool:
    """Whether the odd rendering is a noun too, and the glossary has no concept for the source's."""
    known = use.rendering in nouns(use.bead.lang(Side.TARGET))
    return known and not ctx.termbase.find(use.noun, use.bead.lang(Side.SOURCE))


def _place(use: NounRendering) -> Span | None:
    """The span of the odd rendering in the target."""
    lang = use.bead.lang(Side.TARGET)
    for token in words(use.bead.text(Side.TARGET)):
        low = token.text.lower()
        if use.rendering == low or use.rendering in bases(low, lang):
            return Span(token.start, token.end)
    return None


def _is_explained(use: NounRendering) -> bool:
    """Whether the odd rendering may translate another word of the source."""
    lang = use.bead.lang(Side.SOURCE)
    wanted = set(translations(use.rendering, use.bead.lang(Side.TARGET))) - {use.noun}
    for token in words(use.bead.text(Side.SOURCE)):
        low = token.text.lower()
        if token.start != use.at.start and (
            low in wanted or not wanted.isdisjoint(bases(low, lang))
        ):
            return True
    return False
