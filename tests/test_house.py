"""The plan of the house: members do not know each other, files stay small."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import tqa

ROOT = Path(tqa.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
PLURALS = tuple(
    f"tqa.{name}."
    for name in (
        "aligning.aligners",
        "aligning.writers",
        "drafting.files",
        "drafting.strategies",
        "glossary.formats",
        "reading.formats",
        "scoring.metrics",
        "scoring.writers",
        "checking.reporters",
        "checking.rules",
        "termreport.writers",
    )
)


def dotted(path: Path) -> str:
    return ".".join(("tqa", *path.relative_to(ROOT).with_suffix("").parts))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_members_do_not_know_each_other(path: Path) -> None:
    """A member may import what its folder shares (`_name`), and no other member."""
    here = dotted(path)
    for module in imported(path):
        if here.startswith(PLURALS) and module.startswith(PLURALS):
            folder, _, name = module.rpartition(".")
            assert name.startswith("_"), f"{here} imports {module}"
            assert folder == here.rpartition(".")[0], f"{here} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            body = node.end_lineno - node.body[0].lineno + 1
            assert body <= 60, f"{dotted(path)}.{node.name} has {body} lines"


# Rooms whose constants are weights and thresholds, and the words that say what set one.
TUNED = ("aligning", "checking/rules", "drafting", "glossary", "lang", "neural", "reading")
SET_BY = re.compile(r"# (set by hand|tuned on|chosen on|The paper's values)")


def fractions(tree: ast.Module) -> Iterator[str]:
    """The constants of a module, and of its dataclasses, that are no whole numbers."""
    for node in tree.body:
        for part in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(part, ast.Assign | ast.AnnAssign) and part.value is not None:
                values = (each for each in ast.walk(part.value) if isinstance(each, ast.Constant))
                if any(isinstance(each.value, float) and each.value % 1 for each in values):
                    yield ast.unparse(part)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_tuned_constants_say_what_set_them(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.relative_to(ROOT).as_posix().startswith(TUNED):
        assert SET_BY.search(text) or not list(fractions(ast.parse(text)))
    for script in re.findall(r"scripts/[\w/]+\.(?:py|md)", text):
        assert (ROOT.parent / script).is_file(), script


def test_every_room_is_described() -> None:
    """The table of CONTRIBUTING names all rooms and nothing else; its files are there."""
    page = (ROOT.parent / "CONTRIBUTING.md").read_text("utf-8")
    rows = [line.split("|") for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    rooms = [re.findall(r"`(\w+)/`", cells[2]) for cells in rows]
    named = sorted(room for own in rooms for room in own)
    assert named == sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))
    for cells, own in zip(rows, rooms, strict=True):
        for name in re.findall(r"`(\w+(?:\.py|/))`", cells[3]):
            assert any((ROOT / room / name).exists() for room in own), name


# Public class names that are defined more than once -> why.
REPEATED = {
    "Report": "the result of a run in the model, and what the front door returns around it",
}


def test_a_class_name_means_one_thing() -> None:
    """Members are named after their files, as the format and the reporter Markdown are."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        here = dotted(path)
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
                continue
            if here.startswith("tqa.cli.") and "Options" in map(ast.unparse, node.bases):
                continue  # a group of options of one command
            member = here.startswith(PLURALS) and not here.rpartition(".")[2].startswith("_")
            if not (member and node.name.lower() == here.rpartition(".")[2].replace("_", "")):
                found[node.name].append(here)
    repeated = {name: places for name, places in found.items() if len(places) > 1}
    assert {name: places for name, places in repeated.items() if name not in REPEATED} == {}
    assert set(repeated) == set(REPEATED)
