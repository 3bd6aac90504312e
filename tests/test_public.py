"""What the packages offer: sorted, whole, and light to import."""

import importlib
import subprocess
import sys

import pytest


def _kind(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("name", ["tqa.model", "tqa.reading.format"])
def test_all_is_sorted_and_whole(name: str) -> None:
    module = importlib.import_module(name)
    names = list(module.__all__)
    assert names == sorted(names, key=_kind)
    assert len(set(names)) == len(names)
    assert all(hasattr(module, each) for each in names)


def test_import_is_light() -> None:
    heavy = ["lxml", "markdown_it", "polib", "rapidfuzz", "rich", "typer", "tqa.checking"]
    code = f"import sys, tqa, tqa.model; print([m for m in {heavy!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
