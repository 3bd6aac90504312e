"""The user's cache folder: one folder for each kind of thing that is kept, files written whole."""

import os
from contextlib import suppress
from pathlib import Path

from tqa.base.errors import UsageError
from tqa.base.textio import write_atomically


def base() -> Path:
    """`tqa` in the user's cache folder: all that is kept, and nothing that cannot be made again."""
    place = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(place or Path.home() / ".cache") / "tqa"


def folder(kind: str) -> Path:
    """Where one kind of thing is kept."""
    return base() / kind


def is_ours(place: Path) -> bool:
    """Whether a folder belongs to this user and nobody else can write into it."""
    try:
        found = place.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


def put(path: Path, data: bytes) -> bool:
    """Keep a file, whole or not at all; whether that was possible."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, data)
    except (OSError, UsageError):
        return False
    return True


def prune(place: Path, most: int, largest: int) -> None:
    """Let the files that were used longest ago go: at most so many stay, of so many bytes."""
    with suppress(OSError):
        stats = [(path, path.stat()) for path in place.iterdir() if path.is_file()]
        size = 0
        for n, (path, stat) in enumerate(sorted(stats, key=lambda each: -each[1].st_mtime_ns)):
            size += stat.st_size
            if n >= most or (n and size > largest):
                path.unlink(missing_ok=True)


def state_of(*packages: Path) -> str:
    """What tells one state of folders or files of code and tables from another, cheaply."""
    found = []
    for place in packages:
        if place.is_file():
            found.append(f"{place} {place.stat().st_size} {place.stat().st_mtime_ns}")
        for root, folders, files in os.walk(place):
            folders[:] = sorted(set(folders) - {"__pycache__"})
            stats = [(name, os.stat(os.path.join(root, name))) for name in sorted(files)]
            found += [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats]
    return "\n".join(found)
