"""What to do now, the gravest first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tqa.model import Text
from tqa.termreport.content import ConceptUse, Outcome, TermReport, Variant
from tqa.termreport.words import counted

SHOWN = 3  # examples that a task names


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do."""

    kind: str  # an outcome's name, "unread", "inconsistent", "names" or "words"
    count: int
    what: Text
    examples: tuple[str, ...] = ()  # "bengkel → lokakarya", not translated
    more: int = 0  # examples left out


def tasks(report: TermReport) -> Iterator[Task]:
    """The tasks of a report; none where nothing is wrong."""
    if report.failures:
        what = counted(len(report.failures), "input", "masukan")
        yield Task(
            "unread",
            len(report.failures),
            Text(
                f"Correct what could not be read: {what.en}.",
                f"Perbaiki yang tidak terbaca: {what.id}.",
            ),
        )
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


def _confused(places: Text) -> Text:
    return Text(
        f"Put right {places.en} where one concept is taken for another.",
        f"Betulkan {places.id} tempat yang konsepnya tertukar dengan konsep lain.",
    )


def _forbidden(places: Text) -> Text:
    return Text(
        f"Replace forbidden terms in {places.en}.",
        f"Ganti istilah terlarang di {places.id} tempat.",
    )


def _outdated(places: Text) -> Text:
    return Text(
        f"Replace outdated terms in {places.en}.",
        f"Ganti istilah usang di {places.id} tempat.",
    )


def _missing(places: Text) -> Text:
    return Text(
        f"Look at {places.en} without the glossary's term.",
        f"Periksa {places.id} tempat tanpa istilah glosarium.",
    )


def _spelling(places: Text) -> Text:
    return Text(
        f"Settle the spelling of names: {places.en}.",
        f"Seragamkan ejaan nama: {places.id} tempat.",
    )


def _words(places: Text) -> Text:
    return Text(
        f"Look at words rendered otherwise once ({places.en}); some may belong in the glossary.",
        f"Periksa kata yang sekali diterjemahkan lain ({places.id} tempat); "
        "sebagian mungkin layak masuk glosarium.",
    )


_Wording = Callable[[Text], Text]
_WORDINGS: dict[Outcome, _Wording] = {
    Outcome.CONFUSED: _confused,
    Outcome.FORBIDDEN: _forbidden,
    Outcome.DEPRECATED: _outdated,
    Outcome.MISSING: _missing,
}


def _about_terms(uses: Sequence[ConceptUse], outcome: Outcome, wording: _Wording) -> Task | None:
    concerned = sorted(
        (use for use in uses if use.tally[outcome]), key=lambda use: -use.tally[outcome]
    )
    if not concerned:
        return None
    count = sum(use.tally[outcome] for use in concerned)
    examples = tuple(_example(use, outcome) for use in concerned[:SHOWN])
    return Task(outcome.value, count, wording(_places(count)), examples, len(concerned) - SHOWN)


def _example(use: ConceptUse, outcome: Outcome) -> str:
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
    what = counted(len(found), "concept", "konsep")
    examples = tuple(
        " / ".join(rendering.term for rendering in one.renderings[:SHOWN]) for one in found[:SHOWN]
    )
    wording = Text(
        f"Choose one term for {what.en} that {'goes' if len(found) == 1 else 'go'} by several.",
        f"Pilih satu istilah untuk {what.id} yang disebut dengan beberapa istilah.",
    )
    return Task("inconsistent", len(found), wording, examples, len(found) - SHOWN)


def _about_variants(kind: str, variants: Sequence[Variant], wording: _Wording) -> Task:
    count = sum(len(variant.problems) for variant in variants)
    examples = tuple(
        f"{variant.wrong} → {variant.right}" if variant.right else variant.wrong
        for variant in variants[:SHOWN]
    )
    return Task(kind, count, wording(_places(count)), examples, len(variants) - SHOWN)


def _places(n: int) -> Text:
    en = counted(n, "place", "").en
    return Text(en, counted(n, "", "").id.strip())
