"""The engine of `tqa score`: its interface, and the engine of this machine.

The other engine is `tqa.cluster.engine.RayEngine`; `tqa.cli._engine` chooses.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from tqa.base.errors import UsageError
from tqa.scoring.metric import Metric
from tqa.scoring.run import score
from tqa.scoring.scoreboard import Plan, Scoreboard
from tqa.scoring.statistics_cache import Cache
from tqa.scoring.testset import Files, looks_tokenized, read

Progress: TypeAlias = Callable[[int | None], AbstractContextManager[Callable[[float], None] | None]]
OnTokenized: TypeAlias = Callable[[str, int], None]


@dataclass(frozen=True)
class Wanted:
    """What to compute for test sets."""

    metrics: Sequence[Metric]
    plan: Plan
    baseline: str = ""  # "" is the first system
    folder: str = ""  # for the scores of segments as Parquet; "" is none
    cache: bool = False  # whether statistics are kept for other runs
    segments: int = 0  # of how many segments, from the first on, the boards hold the scores
    texts: int = 0  # and the texts
    insight: bool = False  # whether all texts are needed afterwards, to explain the scores


class ScoreEngine(Protocol):
    """Scores test sets."""

    def score(
        self,
        testsets: Sequence[Files],
        wanted: Wanted,
        progress: Progress,
        on_tokenized: OnTokenized,
    ) -> list[Scoreboard]:
        """The scoreboards of test sets; every engine makes the same.

        Args:
            testsets: The files of each test set.
            wanted: Metrics, tests, and what the boards hold.
            progress: Makes a progress bar for a number of units, or for an unknown one.
            on_tokenized: Called with each system and the number of its lines that look tokenized.

        Raises:
            UsageError: something is wanted that this engine does not do.
            InputError: a file cannot be read.
        """


class LocalScoreEngine(ScoreEngine):
    """Scores on this machine, over up to `jobs` threads."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def score(
        self,
        testsets: Sequence[Files],
        wanted: Wanted,
        progress: Progress,
        on_tokenized: OnTokenized,
    ) -> list[Scoreboard]:
        """The scoreboards of test sets; all files are read before anything is scored."""
        if wanted.folder:
            hint = "segments in one file: --format jsonl:FILE"
            raise UsageError("--output-dir requires --engine ray", hint=hint)
        read_sets = [read(files) for files in testsets]
        for testset in read_sets:
            for name, lines in testset.systems.items():
                on_tokenized(name, looks_tokenized(lines))
        cache = Cache() if wanted.cache else None
        segments = sum(len(lines) for each in read_sets for lines in each.systems.values())
        with progress(segments * len(wanted.metrics)) as on_progress:
            return [
                score(
                    each,
                    wanted.metrics,
                    wanted.plan,
                    wanted.baseline,
                    on_progress,
                    jobs=self._jobs,
                    cache=cache,
                )
                for each in read_sets
            ]
