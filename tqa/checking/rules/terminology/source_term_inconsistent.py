"""TRM006 source-term-inconsistent."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from tqa.checking.rule import Context, CorpusRule, Message, bad, good, good_text, related, rule
from tqa.checking.rules.terminology._held import of_kind
from tqa.checking.rules.terminology._usage import NamedPlace, by_concept, odd_ones
from tqa.glossary.index import DO_NOT_TRANSLATE
from tqa.model import Bead, Concept, Finding, Severity, Side, Status, Term

T = TypeVar("T", bound=Hashable)

_HOAX = ({"id": "hoaks|berita bohong", "en": "hoax|false report"},)
_BODY = (
    {
        "id": "Komisi Pemberantasan Korupsi|KPK",
        "en": "Corruption Eradication Commission|KPK",
        "id_forbidden": "Komisi Anti Korupsi",
    },
)


@rule
@dataclass(frozen=True)
class SourceTermInconsistent(CorpusRule):
    """The source itself uses several terms for one concept.

    A translator may rightly translate each term by another, or all by one; the source should be
    clear first. An acronym beside its full name, and two spellings of one term, are not
    inconsistent. Concepts of the bundled glossaries are reported only where one of the terms is
    outdated.

    Fix: use one term in the source, or make sure that two things are meant.
    """

    code = "TRM006"
    name = "source-term-inconsistent"
    mqm = "terminology/inconsistent-use-of-terminology"
    severity = Severity.MINOR
    monolingual = False
    message = Message("the source calls this concept “{found}” here and “{main}” elsewhere")
    examples = (
        bad(
            "Hoaks itu menyebar.\nBerita bohong itu dibantah.",
            "The hoax spread.\nThe hoax was denied.",
            "Berita bohong",
            terms=_HOAX,
        ),
        bad(
            "The hoax spread.\nThe false reports were denied.\nHoaxes hurt.",
            "Hoaks itu menyebar.\nHoaks itu dibantah.\nHoaks merugikan.",
            "false reports",
            pair="en-id",
            terms=_HOAX,
        ),
        good(
            "Hoaks itu menyebar.\nHoaks-hoaks itu dibantah.",
            "The hoax spread.\nThe false reports were denied.",
            terms=_HOAX,
        ),
        good(
            "Komisi Pemberantasan Korupsi (KPK) memanggilnya.\nKPK menahannya.",
            "The Corruption Eradication Commission (KPK) called him.\nThe KPK held him.",
            terms=_BODY,
        ),
        good("The hoax spread.", "Hoaks itu menyebar.", pair="en-id", terms=_HOAX),
        good_text("Hoaks itu menyebar.\nBerita bohong itu dibantah.", terms=_HOAX),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[NamedPlace]:
        if not bead.source or not of_kind(bead, Side.SOURCE, ctx, _is_varied):
            return
        text = bead.text(Side.SOURCE)
        seen: set[str] = set()
        matches = ctx.termbase.concepts_named(text, bead.lang(Side.SOURCE), ctx.date)
        ambiguous = _repeated([match.span for match in matches])
        # a term that is glossed: peretas atau hacker
        explained = _repeated([id for id, _ in {(m.concept.id, m.term.text) for m in matches}])
        for match in matches:
            term, concept = match.term, match.concept
            if match.derived or DO_NOT_TRANSLATE in concept.flags or term.text in seen:
                continue
            if match.span in ambiguous or concept.id in explained:
                continue
            if _varies(concept, term.lang):
                seen.add(term.text)
                yield NamedPlace(concept.id, term, bead, match.span)

    def judge(self, facts: list[NamedPlace], ctx: Context) -> Iterator[Finding]:
        for uses in by_concept(facts):
            concept = ctx.termbase.concept(uses[0].concept)
            outdated = any(use.term.status is Status.DEPRECATED for use in uses)
            if concept is None or (concept.bundled and not outdated):
                continue
            for use, main in odd_ones(uses):
                yield self.flag(
                    use.bead,
                    source=use.span,
                    concept=use.concept,
                    related=[related(main.bead, Side.SOURCE, main.span)],
                    found=use.span.of(use.bead.text(Side.SOURCE)),
                    main=main.term.text,
                )


def _repeated(things: Sequence[T]) -> Set[T]:
    """The things that occur more than once."""
    if len(set(things)) == len(things):
        return set()
    return {thing for thing, count in Counter(things).items() if count > 1}


def _is_varied(concept: Concept, term: Term) -> bool:
    return _varies(concept, term.lang)


def _varies(concept: Concept, lang: str) -> bool:
    """Whether a concept has several terms in this language of which one may be inconsistent."""
    if not concept.bundled:
        return len(concept.terms_in(lang)) > 1
    outdated = [t for t in concept.terms if t.status is Status.DEPRECATED and t.lang == lang]
    return bool(outdated)
