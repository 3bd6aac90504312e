"""Groups of segments, and the scores of systems on each."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from tqa.base.errors import UsageError
from tqa.lang.language import detect
from tqa.lang.quantity.quantities import find
from tqa.lang.words.names import acronyms, name_words
from tqa.scoring.insight import Bucket
from tqa.scoring.scoreboard import Scoreboard, TestSet

_LENGTHS = (10, 20, 30, 40)  # words: the last of each bucket


def buckets(board: Scoreboard, by: str) -> list[Bucket]:
    """The scores of systems on each group of segments.

    Raises:
        UsageError: an unknown kind, or one that the test set lacks the data for.
    """
    check_kind(by)
    groups = KINDS[by](board.testset)
    sizes = Counter(groups)
    scores = {
        name: {key: result.measured.by(groups) for key, result in results.items()}
        for name, results in board.results.items()
    }
    names = list(dict.fromkeys(groups))
    return [
        Bucket(
            by,
            group,
            sizes[group],
            {
                name: {key: values[group] for key, values in own.items()}
                for name, own in scores.items()
            },
        )
        for group in (names if by == "documents" else sorted(names, key=_natural))
    ]


def check_kind(by: str) -> None:
    """Raises UsageError if there is no such kind."""
    if by not in KINDS:
        raise UsageError(f"unknown kind of bucket {by!r}", hint=f"known: {', '.join(KINDS)}")


def _natural(name: str) -> tuple[bool, int, str]:
    """Groups in order of the number they begin with; those without come first."""
    number = re.match(r"\d+", name)
    return number is not None, int(number.group()) if number else 0, name


def _lengths(testset: TestSet) -> list[str]:
    return [_length(len(line.split())) for line in testset.references[0]]


def _length(words: int) -> str:
    first = 0
    for last in _LENGTHS:
        if words <= last:
            return f"{first}-{last} words"
        first = last + 1
    return f"{first} words and more"


def _side(testset: TestSet) -> tuple[Sequence[str], str]:
    """The side that shows what a segment holds: the source, else the reference; its language."""

    lines, lang = testset.references[0], testset.langs[1]
    if testset.sources is not None:
        lines, lang = testset.sources, testset.langs[0]
    return lines, lang or detect("\n".join(lines[:200])).lang


def _held(testset: TestSet, what: str) -> list[str]:

    def has(line: str) -> bool:
        if what == "numbers":
            return bool(find(line, lang))
        return any(not word.initial for word in name_words(line)) or bool(acronyms(line))

    lines, lang = _side(testset)
    return [f"with {what}" if has(line) else f"no {what}" for line in lines]


def _by_terms(testset: TestSet) -> list[str]:
    from tqa.scoring.metrics._terms import uses_of

    if testset.termbase is None and testset.terms is None:
        raise UsageError("--bucket terms requires --glossary or --terms")
    counts = [len({use.concept for use in uses}) for uses in uses_of(testset.material())]
    return ["no terms" if not n else "1 term" if n == 1 else "2 terms and more" for n in counts]


def _documents(testset: TestSet) -> list[str]:
    if testset.documents is None:
        raise UsageError("--bucket documents requires --docs")
    return list(testset.documents)


KINDS: dict[str, Callable[[TestSet], list[str]]] = {
    "length": _lengths,
    "terms": _by_terms,
    "numbers": partial(_held, what="numbers"),
    "names": partial(_held, what="names"),
    "documents": _documents,
}
