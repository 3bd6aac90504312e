"""Queries to git: files that are not ignored, former contents, the last commit of each line."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tqa.base.errors import UsageError

UNCOMMITTED = "0" * 40  # the commit that git blame gives for uncommitted lines


@dataclass(frozen=True)
class Repository:
    """A git work tree. Paths are relative to the current directory, as the user writes them."""

    root: str  # absolute path

    def files(self, folder: str) -> list[str]:
        """The files below a folder that are not ignored, tracked or untracked, relative to it."""
        listed = self._git("ls-files", "-co", "--exclude-standard", "-z", cwd=folder) or b""
        return [os.fsdecode(name) for name in dict.fromkeys(listed.split(b"\0")) if name]

    def head(self) -> str:
        """The commit that is checked out; "" if there is none yet."""
        return (self._git("rev-parse", "--verify", "--quiet", "HEAD") or b"").decode().strip()

    def commit(self, revision: str) -> str:
        """The commit that a revision names.

        Raises:
            UsageError: unknown git revision.
        """
        found = self._git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if not found:
            raise UsageError(
                f"unknown git revision {revision!r}",
                where=self.root,
                hint="in a shallow clone, fetch it first: git fetch --unshallow",
            )
        return found.decode().strip()

    def content(self, commit: str, path: str) -> bytes | None:
        """The content of a file in a commit, by its present name; None if it did not exist."""
        return self._git("cat-file", "blob", f"{commit}:{self._name(path)}")

    def former_name(self, commit: str, path: str) -> str:
        """The path of the file in a commit; the present one if git detects no renaming."""
        found = _renames(self, commit).get(self._name(path))
        return path if found is None else os.path.relpath(os.path.join(self.root, found))

    def line_commits(self, path: str) -> list[str]:
        """The commit that last changed each line of a file; `UNCOMMITTED` for uncommitted lines.

        Empty if git does not track the file.
        """
        blamed = self._git("blame", "--porcelain", "-w", "--", self._name(path)) or b""
        commits = []
        head = ""
        for line in blamed.split(b"\n"):
            if line.startswith(b"\t"):
                commits.append(head)
            elif line[:40].isalnum() and line[40:41] == b" ":
                head = line[:40].decode()
        return commits

    def last_changes(self, paths: Sequence[str]) -> list[frozenset[str]]:
        """For each commit that changed some of `paths`, newest first: those that it changed.

        Uncommitted changes come first, as if they were a commit.
        """
        names = {self._name(path): path for path in paths}
        status = self._git("diff", "--name-only", "-z", "HEAD", "--", *names) or b""
        log = self._git("log", "--format=%x00%x00", "--name-only", "-z", "--", *names) or b""
        groups = [status, *log.split(b"\0\0\0")]
        found = (
            frozenset(
                names[name]
                for n in group.split(b"\0")
                if (name := os.fsdecode(n.strip(b"\n"))) in names
            )
            for group in groups
        )
        return [each for each in found if each]

    def first_changes(self, paths: Sequence[str]) -> list[int]:
        """The position in `last_changes` of the first commit of each file; -1 if it has none."""
        groups = self.last_changes(paths)
        return [max((n for n, each in enumerate(groups) if p in each), default=-1) for p in paths]

    def _name(self, path: str) -> str:
        """A path relative to the root of the work tree, with slashes, as in git's output."""
        real = os.path.join(
            os.path.realpath(os.path.dirname(os.path.abspath(path))), os.path.basename(path)
        )
        return os.path.relpath(real, self.root).replace(os.sep, "/")

    def _git(self, *words: str, cwd: str = "") -> bytes | None:
        return git(cwd or self.root, *words)


def git(folder: str, *words: str) -> bytes | None:
    """The output of a git command in a folder; None if it fails or git is not installed."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        run = subprocess.run(
            ["git", *words], cwd=folder, env=environment, capture_output=True, check=False
        )
    except OSError:
        return None
    return run.stdout if run.returncode == 0 else None


def repository(path: str) -> Repository | None:
    """The work tree that contains a file, or None."""
    return _of_folder(os.path.dirname(os.path.abspath(path)))


@cache
def _of_folder(folder: str) -> Repository | None:
    if not any((parent / ".git").exists() for parent in (Path(folder), *Path(folder).parents)):
        return None  # faster than running git
    found = git(folder, "rev-parse", "--show-toplevel")
    return Repository(os.fsdecode(found).rstrip("\n")) if found else None


@cache
def _renames(repository: Repository, commit: str) -> dict[str, str]:
    """The former names of files renamed since a commit, by their present names."""
    listed = (
        git(repository.root, "diff", "--name-status", "-z", "-M", "--diff-filter=R", commit) or b""
    )
    cells = [os.fsdecode(cell) for cell in listed.split(b"\0")]
    return dict(zip(cells[2::3], cells[1::3], strict=False))
