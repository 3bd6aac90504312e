"""What to do now, the most severe first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tqa.base.messages import Message, counted
from tqa.termreport.content import ConceptUse, ReportedVariant, TermOutcome, TermReport

SHOWN = 3  # examples that a task names


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do."""

    kind: str  # an outcome's name, "unread", "inconsistent", "names" or "words"
    count: int
    what: Message
    examples: tuple[str, ...] = ()  # "bengkel → lokakarya", not translated
    more: int = 0  # examples left out


def tasks(report: TermReport) -> Iterator[Task]:
    """The tasks of a report; none where nothing is wrong."""
    if report.failures:
        what = counted(
            len(report.failures),
            "Correct the {n} input that could not be read.",
            "Correct the {n} inputs that could not be read.",
        )
        yield Task("unread", len(report.failures), what)
    for outcome, wording in _WORDINGS.items():
        task = _about_terms(report.uses, outcome, wording)
        if task:
            yield task
    if report.inconsistencies:
        yield _unify(report)
    for kind, variants, wording in (
        ("names", report.names, _spelling),
        ("words", report.words, _words),
    ):
        if variants:
            yield _about_variants(kind, variants, wording)


def _confused(places: int) -> Message:
    return counted(
        places,
        "Correct {n} place where one concept is confused with another.",
        "Correct {n} places where one concept is confused with another.",
    )


def _forbidden(places: int) -> Message:
    return counted(
        places,
        "Replace forbidden terms in {n} place.",
        "Replace forbidden terms in {n} places.",
    )


def _outdated(places: int) -> Message:
    return counted(
        places,
        "Replace outdated terms in {n} place.",
        "Replace outdated terms in {n} places.",
    )


def _spelling(places: int) -> Message:
    return counted(
        places,
        "Unify the spelling of names: {n} place.",
        "Unify the spelling of names: {n} places.",
    )


def _words(places: int) -> Message:
    return counted(
        places,
        "Check words translated differently once ({n} place); some may belong in the glossary.",
        "Check words translated differently once ({n} places); some may belong in the glossary.",
    )


def _missing(places: int) -> Message:
    return counted(
        places,
        "Check {n} place without the glossary's term.",
        "Check {n} places without the glossary's term.",
    )


_Wording = Callable[[int], Message]
_WORDINGS: dict[TermOutcome, _Wording] = {
    TermOutcome.CONFUSED: _confused,
    TermOutcome.FORBIDDEN: _forbidden,
    TermOutcome.DEPRECATED: _outdated,
    TermOutcome.MISSING: _missing,
}


def _about_terms(
    uses: Sequence[ConceptUse], outcome: TermOutcome, wording: _Wording
) -> Task | None:
    concerned = sorted(
        (use for use in uses if use.tally[outcome]), key=lambda use: -use.tally[outcome]
    )
    if not concerned:
        return None
    count = sum(use.tally[outcome] for use in concerned)
    examples = tuple(_example(use, outcome) for use in concerned[:SHOWN])
    return Task(outcome.value, count, wording(count), examples, len(concerned) - SHOWN)


def _example(use: ConceptUse, outcome: TermOutcome) -> str:
    """The words found and what should stand there, and how often."""
    problem = next((p for p in use.problems if p.outcome is outcome), None)
    count = use.tally[outcome]
    times = f" (×{count})" if count > 1 else ""
    if problem is None:
        return f"{use.concept.id}{times}"
    wanted = f" → {problem.suggestions[0]}" if problem.suggestions else ""
    return f"{problem.found}{wanted}{times}"


def _unify(report: TermReport) -> Task:
    found = report.inconsistencies
    examples = tuple(
        " / ".join(rendering.term for rendering in one.renderings[:SHOWN]) for one in found[:SHOWN]
    )
    wording = counted(
        len(found),
        "Choose one term for {n} concept that has several.",
        "Choose one term for {n} concepts that have several.",
    )
    return Task("inconsistent", len(found), wording, examples, len(found) - SHOWN)


def _about_variants(kind: str, variants: Sequence[ReportedVariant], wording: _Wording) -> Task:
    count = sum(len(variant.problems) for variant in variants)
    examples = tuple(
        f"{variant.wrong} → {variant.right}" if variant.right else variant.wrong
        for variant in variants[:SHOWN]
    )
    return Task(kind, count, wording(count), examples, len(variants) - SHOWN)
