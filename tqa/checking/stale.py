"""Stale translations: the source text at the time when each translation was last edited."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from tqa.base.errors import InputError
from tqa.base.textio import squeezed
from tqa.model import Bead, Bitext, Input, Side, Source
from tqa.project.git import UNCOMMITTED, Repository, repository
from tqa.reading.bitexts import reader_of, sentences
from tqa.reading.format import DocumentFormat

SAME_SENTENCE = 45  # minimum similarity (0..100) of a sentence and its former version


def with_history(bitexts: Iterable[Bitext], item: Input) -> Iterator[Bitext]:
    """The bitexts of an input; for two documents in git, with `Bead.former` set."""
    repo = repository(item.target) if item.is_pair else None
    if repo is None or _is_fresh(repo, item):
        yield from bitexts
        return
    for bitext in bitexts:
        history = _History(repo, item, bitext.langs[0])
        yield replace(bitext, beads=tuple(map(history.with_former, bitext.beads)))


def _is_fresh(repo: Repository, pair: Input) -> bool:
    """Whether the translation changed in the last commit that changed the source, or later."""
    if pair.has_data:
        return True
    changes = repo.last_changes((pair.source, pair.target))
    return next((pair.target in each for each in changes if pair.source in each), True) or not any(
        pair.target in each for each in changes
    )


class _History:
    """The history of one pair of documents."""

    def __init__(self, repo: Repository, pair: Input, lang: str) -> None:
        self.commits = repo.line_commits(pair.target)
        self.sources = cache(lambda commit: _sentences(repo, commit, pair.source, lang))

    def with_former(self, bead: Bead) -> Bead:
        """The bead with its former source, if the source changed after the translation.

        It did not if the source had its present text in one of the commits that last changed the
        lines of the translation.
        """
        if not (bead.source and bead.target):
            return bead
        commits = self._commits(bead)
        text = bead.text(Side.SOURCE)
        known = [self.sources(commit) for commit in sorted(commits - {UNCOMMITTED})]
        if UNCOMMITTED in commits or not known or not all(known):
            return bead
        if any(_holds(each, bead) for each in known):
            return bead
        former = _nearest(text, known[-1])
        return replace(bead, former=former) if former else bead

    def _commits(self, bead: Bead) -> set[str]:
        """The commits that last changed the lines of the target side of a bead."""
        found: set[str] = set()
        for segment in bead.target:
            first, last = segment.locate(0).line, segment.locate(len(segment.text) - 1).line
            found.update(self.commits[first - 1 : last])
        return found


def _holds(sentences: frozenset[str], bead: Bead) -> bool:
    return all(squeezed(segment.text) in sentences for segment in bead.source)


def _sentences(repo: Repository, commit: str, path: str, lang: str) -> frozenset[str]:
    """The sentences of a document in a commit; empty where it cannot be read."""
    data = repo.content(commit, path)
    if data is None:
        former = repo.former_name(commit, path)
        data = repo.content(commit, former) if former != path else None
    if data is None:
        return frozenset()
    source = Source(path, data)
    reader = reader_of(source)
    assert isinstance(reader, DocumentFormat)  # as any side of a pair
    try:
        segments = sentences(reader.read(source), lang).segments
    except InputError:
        return frozenset()
    return frozenset(squeezed(segment.text) for segment in segments)


def _nearest(text: str, sentences: frozenset[str]) -> str:
    from rapidfuzz import fuzz, process

    best = process.extractOne(
        text, sorted(sentences), scorer=fuzz.ratio, score_cutoff=SAME_SENTENCE
    )
    return best[0] if best else ""
