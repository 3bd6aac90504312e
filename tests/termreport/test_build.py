"""What a report counts."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.termreport.reports import Pairs, report_on, write_glossary
from tqa.model import Input
from tqa.project.config import Config
from tqa.termreport.build import build
from tqa.termreport.content import Tally, TermOutcome, TermReport
from tqa.termreport.tasks import tasks

# Each pair with the concept that it names and the outcome there.
PLACES = {
    ("Lokakarya itu dibuka.", "The workshop was opened."): ("workshop", TermOutcome.PREFERRED),
    ("Lokakarya itu ramai.", "The training session was busy."): ("workshop", TermOutcome.ADMITTED),
    ("Lokakarya itu bubar.", "The garage was over."): ("workshop", TermOutcome.FORBIDDEN),
    ("Disinformasi merebak.", "Misinformation spreads."): ("disinfo", TermOutcome.CONFUSED),
    ("Pesertanya pulang.", "The partaker went home."): ("participant", TermOutcome.DEPRECATED),
    ("Penyu belimbing bertelur.", "The leatherback turtle lays eggs."): (
        "never",
        TermOutcome.PREFERRED,
    ),
    ("Penyu belimbing bertelur lagi.", "It lays eggs again."): ("never", TermOutcome.MISSING),
    ("Malam itu hujan.", "It rained that night."): ("", None),
}


@pytest.mark.parametrize("pair", PLACES, ids=lambda pair: pair[1])
def test_the_outcome_of_a_place(pair: tuple[str, str], tmp_path: Path) -> None:
    concept, outcome = PLACES[pair]
    report = report_on(tmp_path, {"a": [pair]})
    found = {use.concept.id: use.tally.counts for use in report.uses if use.tally.places}
    assert found == ({concept: {outcome: 1}} if outcome else {})


def test_said_otherwise_does_not_count_against(tmp_path: Path) -> None:
    pairs = [("Peserta itu pulang ke rumah.", "They all returned to where they live.")]
    report = report_on(tmp_path, {"a": pairs})
    (use,) = report.uses
    assert use.tally.counts == {TermOutcome.OTHERWISE: 1}
    assert (use.tally.judged, use.tally.compliance) == (0, None)
    assert list(tasks(report)) == []


def test_where_concepts_occur(tmp_path: Path) -> None:
    workshop = ("Lokakarya dan lokakarya lain dibuka.", "The workshop and other workshops opened.")
    report = report_on(
        tmp_path, {"a": [workshop], "b": [workshop, ("Malam.", "A night of misinformation.")]}
    )
    uses = {use.concept.id: use for use in report.uses}
    assert uses.keys() == {"workshop", "misinfo"}
    assert [(p.document, p.said, p.found) for p in uses["workshop"].presences] == [
        (0, 2, 2),
        (1, 2, 2),
    ]
    assert [(p.document, p.said, p.found) for p in uses["misinfo"].presences] == [(1, 0, 1)]
    assert [concept.id for concept in report.never] == [
        "disinfo",
        "participant",
        "fact-check",
        "never",
    ]


def test_one_concept_by_two_terms(tmp_path: Path) -> None:
    one = ("Cek fakta itu lama.", "The fact check took long.")
    two = ("Cek fakta itu gagal.", "The verification failed.")
    same = report_on(tmp_path, {"a": [one, two]})
    (found,) = same.inconsistencies
    assert [(r.term, r.count) for r in found.renderings] == [("fact check", 1), ("verification", 1)]
    assert [problem.found for problem in found.problems] == ["verification"]
    across = report_on(tmp_path, {"a": [one, one], "b": [two, two]})
    assert [(i.concept.id, i.problems) for i in across.inconsistencies] == [("fact-check", ())]
    assert report_on(tmp_path, {"a": [one], "b": [one]}).inconsistencies == ()


def test_names_in_two_spellings(tmp_path: Path) -> None:
    pairs = [
        ("Melati Anggraini datang.", "Melati Anggraini came."),
        ("Melati Anggraini pulang.", "Melati Anggraeni left."),
    ]
    report = report_on(tmp_path, {"a": pairs})
    assert [(v.right, v.wrong, len(v.problems)) for v in report.names] == [
        ("Anggraini", "Anggraeni", 1)
    ]


def test_a_text_without_a_translation(tmp_path: Path) -> None:
    config = report_config(tmp_path)
    text = b"The training session was opened. The workshop was busy. Every partaker spoke."
    report = build([Input.file("a.txt", text)], config, "2025-01-31")
    counts = {use.concept.id: use.tally.counts for use in report.uses}
    assert counts == {
        "workshop": {TermOutcome.PREFERRED: 1, TermOutcome.ADMITTED: 1},
        "participant": {TermOutcome.DEPRECATED: 1},
    }


def test_terms_worth_adding(tmp_path: Path) -> None:
    """Those that the glossary lacks, as many as are wanted."""
    pairs = [
        ("Terumbu karang di teluk itu rusak.", "The coral reef in the bay is damaged."),
        ("Terumbu karang tumbuh lambat.", "A coral reef grows slowly."),
        ("Penyu belimbing bertelur.", "The leatherback turtle lays eggs."),
    ]
    found = report_on(tmp_path, {"a": pairs}, candidates=30).candidates
    assert ("terumbu karang", "coral reef") in {(c.id, c.en) for c in found}
    assert "penyu belimbing" not in {c.id for c in found}
    assert len(report_on(tmp_path, {"a": pairs}, candidates=1).candidates) == 1
    assert report_on(tmp_path, {"a": pairs}).candidates == ()


def test_the_gravest_comes_first(tmp_path: Path) -> None:
    report = report_on(tmp_path, {"a": list(PLACES)})
    kinds = [task.kind for task in tasks(report)]
    assert kinds == ["confused", "forbidden", "deprecated", "missing", "inconsistent"]
    assert next(tasks(report)).examples == ("Misinformation → Disinformation",)


def report_config(folder: Path) -> Config:
    return Config(target_lang="en", glossary=(write_glossary(folder),), bundled=False)


documents = st.dictionaries(
    st.sampled_from("abc"), st.lists(st.sampled_from(list(PLACES)), min_size=1, max_size=8)
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(documents)
def test_counts_add_up(tmp_path: Path, documents: dict[str, Pairs]) -> None:
    report = report_on(tmp_path, documents)
    total = report.tally
    assert total == Tally.sum(use.tally for use in report.uses)
    pairs = [pair for pairs in documents.values() for pair in pairs]
    assert total.places == sum(PLACES[pair][1] is not None for pair in pairs)
    assert total.judged == total.kept + total.wrong
    assert total.wrong == sum(problems_of(report).values())
    assert len(report.uses) + len(report.never) == report.concepts
    for document in report.documents:
        assert document.tally.places <= len(documents[document.part])


def problems_of(report: TermReport) -> dict[TermOutcome, int]:
    """Places by outcome, told by the findings."""
    found: dict[TermOutcome, int] = {}
    for use in report.uses:
        for problem in use.problems:
            assert problem.outcome is not None
            found[problem.outcome] = found.get(problem.outcome, 0) + 1
    return found
