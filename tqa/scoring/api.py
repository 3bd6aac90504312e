"""The public function about scores: `tqa.score`, and what it returns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import IO, Any, TypeAlias

from tqa.base import arguments
from tqa.base.errors import InputError, UsageError
from tqa.base.outputs import data_frame, written
from tqa.lang.language import detect
from tqa.model import Score
from tqa.project.glossaries import Glossary
from tqa.scoring import run
from tqa.scoring.columns import lines_of
from tqa.scoring.metric import METRICS, Metric
from tqa.scoring.scoreboard import (
    RESAMPLES,
    SEED,
    TRIALS,
    Interval,
    Plan,
    Scoreboard,
    Test,
    TestSet,
)
from tqa.scoring.testset import termbase_of
from tqa.scoring.writer import BOARDS, Style

Texts: TypeAlias = str | PathLike[str] | Iterable[str]
Options: TypeAlias = Mapping[str, object]

DEFAULT = ("bleu", "chrf", "chrf++", "ter")
_COLUMNS = ("system", "metric", "score", "low", "high", "p_value", "signature")


class Scores(Mapping[str, Mapping[str, Score]]):
    """The scores of systems: `scores["new"]["bleu"].value`."""

    def __init__(self, board: Scoreboard) -> None:
        self._board = board
        self._known: dict[str, Mapping[str, Score]] = {}

    def __getitem__(self, system: str) -> Mapping[str, Score]:
        if system not in self._known:
            results = self._board.results[system]
            self._known[system] = {key: self._score(system, key) for key in results}
        return self._known[system]

    def __iter__(self) -> Iterator[str]:
        return iter(self._board.results)

    def __len__(self) -> int:
        return len(self._board.results)

    @property
    def baseline(self) -> str:
        """The system that the others are compared with, "" where there is one system only."""
        return self._board.baseline

    def _score(self, system: str, key: str) -> Score:
        result = self._board.results[system][key]
        segments = tuple(map(float, result.measured.by_segment()))
        return Score(
            metric=key,
            signature=self._board.signatures[key],
            value=result.score,
            segments=segments,
            interval=_bounds(result.interval),
            n=len(segments),
            p_value=result.p_value,
        )

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary for each system and metric, the scores of segments left out."""
        return [
            {
                "system": system,
                "metric": key,
                "score": each.value,
                "low": each.interval[0] if each.interval else None,
                "high": each.interval[1] if each.interval else None,
                "p_value": each.p_value,
                "signature": each.signature,
            }
            for system, own in self.items()
            for key, each in own.items()
        ]

    def to_pandas(self) -> Any:
        """The same as a pandas DataFrame.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return data_frame(self.to_dicts(), _COLUMNS)

    def write(
        self, format: str, to: str | PathLike[str] | IO[str] | None = None, *, decimals: int = 2
    ) -> str:
        """The scores in a format of `tqa score --format`, such as "table", "latex" or "html".

        Args:
            format: The name of the format.
            to: A path or a text stream to write to.
            decimals: Digits after the point, in formats for people.

        Returns:
            What was written, also where `to` is None.

        Raises:
            UsageError: An unknown format, or the file cannot be written.
        """
        return written(BOARDS[format]().text([self._board], Style(decimals=decimals)), to)


def score(
    systems: Mapping[str, Texts],
    references: Texts | Sequence[Texts],
    *,
    metrics: str | Sequence[str | Metric] | Mapping[str, Options] = DEFAULT,
    sources: Texts | None = None,
    documents: Texts | None = None,
    glossary: str | PathLike[str] | Glossary | Sequence[str | PathLike[str]] = (),
    source_lang: str = "",
    target_lang: str = "",
    confidence: bool = False,
    paired: Test | None = None,
    baseline: str = "",
    resamples: int = RESAMPLES,
    trials: int = TRIALS,
    seed: int | None = SEED,
    jobs: int = 1,
) -> Scores:
    """Score machine translations: the numbers of sacrebleu, and whether differences are real.

    Texts are a list of segments, or the path of a file: one segment a line, `FILE#COLUMN` of a
    table, or a bilingual file.

    Args:
        systems: The output of each system, by its name; the first is the baseline.
        references: One reference for each segment; or a list of references: of lists, or of
            `pathlib.Path`s.
        metrics: Keys of `tqa score --metric`, metrics, or options by key:
            `{"bleu": {"tokenize": "intl"}}`.
        sources: The source texts, for metrics that need them.
        documents: The document that each segment belongs to.
        glossary: Glossaries for metrics of terms.
        source_lang: "id" or "en", for metrics of terms; detected when "".
        target_lang: "id" or "en", for metrics of terms; detected when "".
        confidence: Whether to compute 95% intervals by bootstrap.
        paired: How differences from the baseline are tested: "bootstrap", "approximate", or not.
        baseline: The name of the baseline, where it is not the first system.
        resamples: Of the bootstrap.
        trials: Of approximate randomisation.
        seed: Of both; None is another one each time.
        jobs: The number of threads.

    Returns:
        A mapping from systems to mappings from metric keys to `tqa.Score`.

    Raises:
        InputError: A file cannot be read, or texts differ in their numbers of segments.
        UsageError: An unknown metric or option, or a metric needs what is not given.
    """
    _check_arguments(systems, source_lang, target_lang, paired, jobs)
    if not systems:
        raise UsageError("no system to score")
    if baseline and baseline not in systems:
        raise UsageError(f"no system {baseline!r}", hint=f"known: {', '.join(systems)}")
    if paired and len(systems) < 2:
        raise UsageError("paired tests compare systems, and there is one")
    several = [_lines(each, "references") for each in _several(references)]
    terms = glossary.termbase if isinstance(glossary, Glossary) else termbase_of(_names(glossary))
    own = None if sources is None else _lines(sources, "sources")
    testset = TestSet(
        several,
        {name: _lines(texts, name) for name, texts in systems.items()},
        own,
        None if documents is None else _lines(documents, "documents"),
        terms,
        langs=(
            source_lang or _language(own if terms else None),
            target_lang or _language(several[0] if terms else None),
        ),
    )
    _check_lengths(testset)
    plan = Plan(confidence, paired, False, resamples, trials, seed)
    return Scores(run.score(testset, _metrics(metrics), plan, baseline, jobs=jobs))


def _check_arguments(
    systems: object, source_lang: str, target_lang: str, paired: str | None, jobs: int
) -> None:
    if not isinstance(systems, Mapping):
        hint = '{"name": segments}'
        raise UsageError(f"systems: not a mapping: {arguments.shown(systems)}", hint=hint)
    arguments.language(source_lang, "source_lang")
    arguments.language(target_lang, "target_lang")
    if paired:
        arguments.one_of(paired, ("bootstrap", "approximate"), "paired")
    arguments.at_least_one(jobs, "jobs")


def _bounds(interval: Interval | None) -> tuple[float, float] | None:
    if interval is None:
        return None
    return interval.mean - interval.half, interval.mean + interval.half


def _several(references: Texts | Sequence[Texts]) -> list[Texts]:
    """The references one by one."""
    if isinstance(references, str | PathLike):
        return [references]
    if not isinstance(references, Iterable):
        raise UsageError(f"no references: {arguments.shown(references)}")
    each = list(references)
    if all(isinstance(one, str) for one in each):
        return [[str(one) for one in each]]
    return list(each)


def _lines(texts: Texts, what: str) -> list[str]:
    """Segments stripped of white space at both ends, as sacrebleu reads them."""
    if isinstance(texts, str | PathLike):
        return lines_of(arguments.path_of(texts))
    return [line.rstrip() for line in arguments.segments(texts, what)]


def _names(glossary: str | PathLike[str] | Sequence[str | PathLike[str]]) -> list[str]:
    several = (
        glossary if isinstance(glossary, Sequence) and not isinstance(glossary, str) else [glossary]
    )
    return [arguments.path_of(each) for each in several]


def _language(lines: Sequence[str] | None) -> str:
    return detect("\n".join(lines[:200])).lang if lines else ""


def _metrics(wanted: str | Sequence[str | Metric] | Mapping[str, Options]) -> list[Metric]:
    if isinstance(wanted, Mapping):
        for key, options in wanted.items():
            if not isinstance(options, Mapping):
                raise UsageError(f"options of {key}: not a mapping: {arguments.shown(options)}")
        return [METRICS[key].with_options(options) for key, options in wanted.items()]
    if not isinstance(wanted, Iterable):
        raise UsageError(f"metrics: not {arguments.shown(wanted)}")
    keys = [wanted] if isinstance(wanted, str) else wanted
    return [each if isinstance(each, Metric) else METRICS[each].with_options({}) for each in keys]


def _check_lengths(testset: TestSet) -> None:
    """Raises InputError where texts differ in their numbers of segments."""
    count = testset.segments
    sides = {f"the system {name!r}": lines for name, lines in testset.systems.items()}
    sides |= {f"reference {n}": lines for n, lines in enumerate(testset.references, 1)}
    for name, lines in (("the sources", testset.sources), ("the documents", testset.documents)):
        if lines is not None:
            sides[name] = lines
    for name, lines in sides.items():
        if len(lines) != count:
            raise InputError(
                f"reference 1 has {count:,} segments and {name} has {len(lines):,}",
                hint="segment n of each must be the same; nothing was scored",
            )
