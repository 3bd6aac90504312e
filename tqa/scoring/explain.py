"""Scoreboard -> Insight: the segments, groups of segments and terms that explain scores."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, cast

from tqa.base.errors import UsageError
from tqa.scoring.buckets import buckets
from tqa.scoring.hypothesis_check import checked
from tqa.scoring.insight import Case, Cases, Checked, Insight, TermRow, compared
from tqa.scoring.scoreboard import Result, Scoreboard, TestSet

if TYPE_CHECKING:
    from tqa.checking.checker import Checker

_MARKED = 1.5  # times the findings from which a difference is remarked upon
_ENOUGH = 10  # findings, from which it is


@dataclass(frozen=True, slots=True)
class Extras:
    """What is asked for beside the scores."""

    worst: int = 0  # segments of each system
    contrasts: int = 0  # segments of each two systems, in each direction
    by: str = ""  # the metric that orders them; the first where none is named
    buckets: tuple[str, ...] = ()
    terms: bool = False


def look(board: Scoreboard, wanted: Extras, checker: "Checker | None" = None) -> Scoreboard:
    """The scoreboard with the requested analyses; with findings if there is a checker.

    Raises:
        UsageError: something that this test set lacks the data for.
    """
    key = wanted.by or board.metrics[0].key
    if key not in {metric.key for metric in board.metrics}:
        known = ", ".join(metric.key for metric in board.metrics)
        raise UsageError(f"--by {key!r}: this metric is not computed", hint=f"computed: {known}")
    findings = {}
    if checker:
        findings = {name: checked(board.testset, name, checker) for name in board.results}
    insight = Insight(
        tuple(_worst(board, key, wanted.worst)) if wanted.worst else (),
        tuple(_contrasts(board, key, wanted.contrasts)) if wanted.contrasts else (),
        tuple(bucket for by in wanted.buckets for bucket in buckets(board, by)),
        findings,
        _terms(board) if wanted.terms else (),
        tuple(_remarks(board, findings)),
    )
    return replace(board, insight=insight)


def _worst(board: Scoreboard, key: str, count: int) -> Iterator[Cases]:
    """The segments with the lowest scores of each system, compared with the reference."""
    import numpy as np

    for name, results in board.results.items():
        result = results[key]
        values = result.measured.by_segment()
        sign = 1 if result.metric.higher_is_better else -1
        order = np.argsort(sign * values, kind="stable")
        chosen = [at for at in order.tolist() if not np.isnan(values[at])][:count]
        yield Cases(
            (name,),
            result.metric.name,
            tuple(_case(board.testset, at, {name: float(values[at])}) for at in chosen),
        )


def _contrasts(board: Scoreboard, key: str, count: int) -> Iterator[Cases]:
    """For each two systems the segments with the largest differences, in both directions."""
    import numpy as np

    if len(board.results) < 2:
        raise UsageError("--contrast requires two systems", hint="add another --hyp")
    values = {name: own[key].measured.by_segment() for name, own in board.results.items()}
    metric = next(iter(board.results.values()))[key].metric
    sign = 1 if metric.higher_is_better else -1
    for pair in combinations(values, 2):
        if board.baseline in pair or not board.baseline or board.plan.all_pairs:
            for ahead, behind in (pair, pair[::-1]):
                gaps = sign * (values[ahead] - values[behind])
                order = np.argsort(-gaps, kind="stable").tolist()
                cases = tuple(
                    _case(board.testset, at, {n: float(values[n][at]) for n in (ahead, behind)})
                    for at in order[:count]
                    if gaps[at] > 0
                )
                yield Cases((ahead, behind), metric.name, cases)


def _case(testset: TestSet, at: int, scores: dict[str, float]) -> Case:
    """One segment; a system is compared with the reference, two with each other."""
    texts = {name: testset.systems[name][at] for name in scores}
    reference = testset.references[0][at]
    names = list(scores)
    others = {names[0]: reference}
    if len(names) == 2:
        others = {names[0]: texts[names[1]], names[1]: texts[names[0]]}
    return Case(
        at + 1,
        testset.documents[at] if testset.documents else "",
        testset.sources[at] if testset.sources else "",
        reference,
        {name: compared(texts[name], others[name]) for name in names},
        scores,
    )


def _terms(board: Scoreboard) -> tuple[TermRow, ...]:
    """The terms with what each system makes of them, the least rendered first."""
    tables = {name: _by_term(results) for name, results in board.results.items()}
    if not all(tables.values()):
        raise UsageError("--by-term requires a term metric", hint="add --metric term-exact")
    matched: dict[str, dict[str, float]] = {}
    for name, table in tables.items():
        for each in table:
            matched.setdefault(each["concept"], {})[name] = each["matched"]
    rows = [
        TermRow(
            each["term"],
            tuple(each["targets"]),
            each["occurrences"],
            matched[each["concept"]],
        )
        for each in next(iter(tables.values()))
    ]
    return tuple(sorted(rows, key=lambda row: (min(row.matched.values()) - row.mentions, row.term)))


def _by_term(results: Mapping[str, Result]) -> list[Any]:
    """What the first metric that counts terms says of each term."""
    found = (result.details.get("by_term") for result in results.values())
    return next((list(cast("list[Any]", each)) for each in found if each is not None), [])


def _remarks(board: Scoreboard, findings: dict[str, Checked]) -> Iterator[str]:
    """Warnings for systems that score better than the baseline, but have far more findings."""
    base = findings.get(board.baseline)
    if base is None:
        return
    for name, own in findings.items():
        if name != board.baseline:
            for family in own.families():
                now, before = own.per_thousand(family), base.per_thousand(family)
                count = round(now * own.segments / 1000)
                if count >= _ENOUGH and now >= _MARKED * before:
                    times = f"{now / before:.1f} times the" if before else "new"
                    yield (
                        f"{name}: {_change(board, name)}, but {times} {family} findings "
                        f"({before:.1f} -> {now:.1f} for 1,000 segments)"
                    )


def _change(board: Scoreboard, name: str) -> str:
    key = board.metrics[0].key
    own, base = board.results[name][key], board.results[board.baseline][key]
    return f"{own.metric.name} {own.score - base.score:+.2f}"
