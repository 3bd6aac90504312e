"""Imports stand at the top; inside a function only what keeps a slow library out of the start-up.

CONTRIBUTING.md ("Imports") says which kinds are allowed.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import tqa

ROOT = Path(tqa.__file__).parent
MODULES = {
    ".".join(("tqa", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}

# Modules of the standard library that take milliseconds, or that few runs need.
SLOW = frozenset(
    """
    asyncio bz2 concurrent csv ctypes dataclasses datetime difflib email gzip html http importlib
    inspect locale logging lzma multiprocessing random shutil sqlite3 statistics subprocess tarfile
    tempfile tomllib traceback urllib webbrowser xml zipfile
    """.split()
)


def is_for_checkers(statement: ast.stmt) -> bool:
    """Whether a statement of a module is for type checkers only."""
    return isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.dump(statement.test)


def names_in(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The modules that an import statement loads, each with its line."""
    if isinstance(node, ast.Import):
        yield from ((node.lineno, alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield node.lineno, inner if inner in MODULES else node.module


def walk(node: ast.AST, inside: bool = False) -> Iterator[tuple[int, str, bool]]:
    """The imports of a module: line, name, whether inside a function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt) and is_for_checkers(child):
            continue
        here = inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        yield from ((line, name, here) for line, name in names_in(child))
        yield from walk(child, here)


@cache
def imports_of(module: str) -> tuple[tuple[int, str, bool], ...]:
    """The imports of a module: line, name, whether inside a function."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    return tuple(walk(tree))


@cache
def loaded_by(module: str) -> frozenset[str]:
    """All modules that an import of this one loads."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            part = ".".join(parts[:end])
            if part not in found:
                found.add(part)
                if part in MODULES:
                    waiting += [each for _, each, inside in imports_of(part) if not inside]
    return frozenset(found)


def is_slow(name: str) -> bool:
    """Whether a module is of another package, or slow."""
    first = name.partition(".")[0]
    if first == "tqa":
        return False
    return first not in sys.stdlib_module_names or first in SLOW


def is_allowed(module: str, name: str) -> bool:
    """Whether an import in a function of a module loads what its start should not."""
    if name == "tqa.kernel" == module:  # its compiled part, which may not be there
        return True
    here = loaded_by(module)
    if name in here:
        return False
    if is_slow(name):
        return True
    return name.startswith("tqa") and (
        module.startswith("tqa.cli") or any(map(is_slow, loaded_by(name) - here))
    )


@pytest.mark.parametrize("module", MODULES)
def test_imports_inside_functions_keep_the_start_up_fast(module: str) -> None:
    wrong = [
        f"{MODULES[module]}:{line}: {name}"
        for line, name, inside in imports_of(module)
        if inside and not is_allowed(module, name)
    ]
    assert wrong == [], "\n".join(wrong)
