"""Segments changed since a git revision: the filter of `--changed-since`."""

from collections.abc import Iterable
from pathlib import Path

from tqa.base.errors import InputError, UsageError
from tqa.base.textio import squeezed
from tqa.model import Bead, Finding, Input, Side, Source
from tqa.project.config import Config
from tqa.project.git import Repository, repository
from tqa.reading.bitexts import read_bitexts

Texts = tuple[str, str]  # the texts of both sides of a bead


class Changes:
    """The beads of an input that changed since a revision."""

    def __init__(self, revision: str, item: Input, config: Config) -> None:
        former = _former(item, revision)
        self._same = former == _current(item)  # then beads need not be compared
        self._known = (
            frozenset(_texts(former, config)) if former and not self._same else frozenset()
        )
        self._unchanged: set[tuple[str, str]] = set()  # file and id

    def see(self, beads: Iterable[Bead]) -> None:
        """Record which of the beads are unchanged since the revision."""
        for bead in beads:
            if self._same or _both(bead) in self._known:
                self._unchanged.update((file, bead.id) for file in _files(bead))

    def keeps(self, finding: Finding) -> bool:
        """Whether the bead of a finding changed; without a bead, whether the input did."""
        if not finding.segment:
            return not self._same
        return (finding.file, finding.segment) not in self._unchanged


def check_revision(revision: str) -> None:
    """Check that a git revision exists, before any input is read.

    Raises:
        UsageError: an unknown revision, or not in a git repository.
    """
    _repository(str(Path.cwd() / "x")).commit(revision)


def _repository(path: str) -> Repository:
    found = repository(path)
    if found is None:
        raise UsageError("--changed-since: not in a git repository", where=str(Path(path).parent))
    return found


def _current(item: Input) -> Input:
    """The input with its present content."""
    return Input(tuple(Source(source.path, _bytes(source)) for source in item.sources))


def _bytes(source: Source) -> bytes | None:
    try:
        return source.bytes()
    except InputError:
        return None  # reading it reports the error


def _former(item: Input, revision: str) -> Input | None:
    """The input as it was in the revision; None where one of its files did not exist."""
    contents = {path: _content(path, revision) for path in item.files}
    if any(data is None for data in contents.values()):
        return None
    return Input(tuple(Source(path, contents[path]) for path in item.files))


def _content(path: str, revision: str) -> bytes | None:
    repo = _repository(path)
    commit = repo.commit(revision)
    return repo.content(commit, repo.former_name(commit, path))


def _texts(item: Input, config: Config) -> Iterable[Texts]:
    try:
        for bitext in read_bitexts(item, config):
            yield from map(_both, bitext.beads)
    except InputError:  # the former version cannot be read: all findings count as new
        return


def _both(bead: Bead) -> Texts:
    return (squeezed(bead.text(Side.SOURCE)), squeezed(bead.text(Side.TARGET)))


def _files(bead: Bead) -> set[str]:
    return {segment.file for segment in (*bead.source, *bead.target)}
