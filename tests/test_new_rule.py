"""`scripts/new_rule` stamps a rule that passes the tests of rules as it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("tqa", "scripts/new_rule", "tests/__init__.py", "tests/checking", "pyproject.toml")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository's code, linked: what the script writes stays here."""
    for part in PARTS:
        place = tmp_path / part
        place.parent.mkdir(exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, place)
    return tmp_path


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_new_rule(copy: Path) -> None:
    made = run(copy, "scripts/new_rule", "TYP999", "very-wrong", "typography")
    path = "tqa/checking/rules/typography/very_wrong.py"
    assert (made.returncode, made.stdout) == (0, f"{path}\n")
    tested = run(copy, "-m", "pytest", "-rA", "tests/checking/test_rules.py", "-k", "TYP999")
    assert tested.returncode == 0, tested.stdout
    assert tested.stdout.count("PASSED") >= 5
    for check in (("check",), ("format", "--check")):
        assert run(copy, "-m", "ruff", *check, "--no-cache", path).returncode == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("typ1", "very-wrong", "typography"), "'typ1' is not a code"),
        (("TYP999", "Very wrong", "typography"), "'Very wrong' is not a name"),
        (("TYP999", "very-wrong", "nowhere"), "no family 'nowhere': accuracy "),
        (("TYP003", "very-wrong", "typography"), "TYP003 is the code of doubled-word"),
        (("TYP999", "doubled-word", "typography"), "doubled_word.py is there already"),
    ],
)
def test_what_cannot_be_made(words: tuple[str, ...], message: str) -> None:
    made = run(ROOT, "scripts/new_rule", *words)
    assert made.returncode == 1
    assert made.stderr.startswith(f"new_rule: {message}")
