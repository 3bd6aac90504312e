"""Registries of members such as rules, which load themselves from a package and entry points."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from tqa.base.errors import PluginError, TqaError, UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")
PREFIX = "tqa."  # prefix of tqa's entry-point groups


@cache
def plug_ins() -> "tuple[EntryPoint, ...]":
    """The entry points of all installed plug-ins, in the order of their groups and names."""
    from importlib.metadata import entry_points  # slow to import: only when a registry is used

    found = entry_points()
    own = (entry for group in found.groups for entry in found.select(group=group))
    return tuple(
        sorted(
            (entry for entry in own if entry.group.startswith(PREFIX)),
            key=lambda entry: (entry.group, entry.name),
        )
    )


def plug_in_code() -> list[Path]:
    """The folders and files that hold the code of plug-ins; none of it is loaded."""
    found: dict[Path, None] = {}
    for entry in plug_ins():
        spec = importlib.util.find_spec(entry.module.partition(".")[0])
        if spec is not None:
            places = spec.submodule_search_locations or filter(None, [spec.origin])
            found.update(dict.fromkeys(map(Path, places)))
    return list(found)


def _load_plug_in(entry: "EntryPoint") -> None:
    """Import what an entry point names.

    Raises:
        PluginError: it does not load.
    """
    try:
        entry.load()
    except TqaError:
        raise
    except Exception as error:  # third-party code may raise anything
        dist = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
        name = entry.dist.name if entry.dist else entry.name
        what = " ".join(f"{type(error).__name__}: {error}".split())
        raise PluginError(
            f"the plug-in {entry.name!r} ({entry.group}) does not load: {what}",
            where=dist,
            hint=f"update it, or remove it: pip uninstall {name}",
        ) from error


class Registry(Generic[T]):
    """Members by key, found on first use.

    Every module below `package` is imported, then every entry point of `group`
    (by default the package's name), so that our own members and those of
    plug-ins are registered in the same way. A member registers itself with `add`
    when its module is imported.
    """

    def __init__(self, package: str, noun: str, *, group: str = "") -> None:
        """An empty registry; `noun` is the word for a member in messages."""
        self.package = package
        self.group = group or package
        self.noun = noun
        self._members: dict[str, T] = {}
        self._loaded = False
        self._loading = False

    def add(self, key: str, member: T) -> None:
        """Register `member`; a duplicate key is an error in the code, not of the user."""
        if self._members.setdefault(key, member) is not member:
            raise ValueError(f"{self.noun} {key!r} is registered twice")

    def _load(self) -> None:
        if self._loaded or self._loading:
            return
        self._loading = True
        try:
            package = importlib.import_module(self.package)
            for module in pkgutil.walk_packages(package.__path__, f"{self.package}."):
                importlib.import_module(module.name)
            for entry in plug_ins():
                if entry.group == self.group:
                    _load_plug_in(entry)
            self._loaded = True  # only now: a failure is reported again on the next use
        finally:
            self._loading = False

    def __iter__(self) -> Iterator[T]:
        """The members in order of their keys; a member with several keys once."""
        self._load()
        seen: dict[int, T] = {}
        for key in sorted(self._members):
            seen.setdefault(id(self._members[key]), self._members[key])
        return iter(seen.values())

    def usable_keys(self) -> list[str]:
        """All keys, sorted; those of plug-ins that do not load are missing."""
        with suppress(PluginError):
            self._load()
        return sorted(self._members)

    def keys(self) -> list[str]:
        """All keys, sorted."""
        self._load()
        return sorted(self._members)

    def get(self, key: str) -> T | None:
        """The member of this key, or None; others are not imported where its module has its name.

        `chrf++` is looked for in `chrf_plus_plus`, `.po` in `po`.
        """
        if key not in self._members and not self._loaded:
            self._load_named(key.lstrip(".").replace("-", "_").replace("+", "_plus"))
        if key not in self._members:
            self._load()
        return self._members.get(key)

    def _load_named(self, name: str) -> None:
        module = f"{self.package}.{name}"
        if name.isidentifier() and not name.startswith("_"):
            try:
                importlib.import_module(module)
            except ModuleNotFoundError as error:
                if error.name != module:
                    raise

    def __getitem__(self, key: str) -> T:
        """The member of this key.

        Raises:
            UsageError: there is none; the message lists the known keys.
        """
        member = self.get(key)
        if member is None:
            raise UsageError(
                f"unknown {self.noun} {key!r}", hint=f"known: {', '.join(self.keys())}"
            )
        return member
