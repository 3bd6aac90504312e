"""What the packages offer: sorted, whole, and light to import."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import tqa

PUBLIC = """
Bead Bitext Concept Config ConfigError DocumentSummary Failure Finding FormatError Glossary
GlossaryError Hit InputError Match Message MissingExtra PluginError Position Quality Region
Related Report Score Scores Segment Severity Side Source Span Status Term TqaError UsageError
align bitext check score text
"""


def _kind(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("name", ["tqa", "tqa.model", "tqa.reading.format"])
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


def test_import_of_tqa_loads_nothing_else_of_it() -> None:
    code = "import sys, tqa; print(sorted(m for m in sys.modules if m.startswith('tqa')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "['tqa']\n"


def test_public_names() -> None:
    """What users may rely on; a name that goes is a breaking change."""
    assert tqa.__all__ == PUBLIC.split()
    assert set(tqa.__all__) <= set(dir(tqa))
    with pytest.raises(AttributeError, match="has no attribute 'chekc'"):
        _ = tqa.chekc  # type: ignore[attr-defined]


def test_types_of_the_public_names() -> None:
    """Editors and type checkers see the same names as Python does."""
    source = ast.parse(Path(tqa.__file__).read_text("utf-8"))
    (block,) = [node for node in source.body if isinstance(node, ast.If)]
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    typed = {alias.name: node.module for node in imports for alias in node.names}
    assert sorted(typed) == tqa.__all__
    for name, module in typed.items():
        assert getattr(tqa, name) is getattr(importlib.import_module(str(module)), name)
