"""Plug-ins: a small package is installed, and used through the command line."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent / "plugin_package"
PAGE = Path(__file__).parents[1] / "docs" / "plugins.md"
ROOT = Path(__file__).parents[1]


class Installed:
    """`tqa` with plug-ins in a folder, as another process sees it."""

    def __init__(self, plug_ins: Path, folder: Path) -> None:
        self.folder = folder
        path = os.pathsep.join((str(ROOT), str(plug_ins)))
        self._environment = os.environ | {"PYTHONPATH": path, "NO_COLOR": "1", "COLUMNS": "200"}
        self._environment["XDG_CACHE_HOME"] = str(folder / "cache")

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tqa", *words],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def plug_ins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, installed offline; copied first, as a build leaves files beside the source."""
    source = tmp_path_factory.mktemp("source") / "package"
    shutil.copytree(PACKAGE, source)
    target = tmp_path_factory.mktemp("installed")
    words = ("install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--target")
    run = subprocess.run(
        [sys.executable, "-m", "pip", *words, str(target), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return target


@pytest.fixture
def tqa(plug_ins: Path, tmp_path: Path) -> Installed:
    (tmp_path / "a.txt").write_text("Awas!!! Harga naik.\n")
    (tmp_path / "a.transcript").write_text("Sari: Awas!!! Harga naik.\n\nBudi: Saya tahu itu.\n")
    return Installed(plug_ins, tmp_path)


def test_a_rule(tqa: Installed) -> None:
    run = tqa("check", "a.txt", "-f", "concise", "-q")
    assert run.stderr == ""
    assert run.stdout == "a.txt:1:5: KBR001 [minor] 3 exclamation marks\n"
    assert tqa("check", "a.txt", "--ignore", "shouting", "-f", "jsonl").stdout == ""
    (tqa.folder / "tqa.toml").write_text("[rules.shouting]\nallowed = 3\n")
    assert tqa("check", "a.txt", "-f", "jsonl").stdout == ""


def test_a_rule_is_listed_and_explained(tqa: Installed) -> None:
    listed = [line for line in tqa("rules").stdout.splitlines() if line.startswith("KBR001")]
    assert [line.split(maxsplit=3) for line in listed] == [
        ["KBR001", "shouting", "minor", "A sentence ends with several exclamation marks."]
    ]
    assert "- `allowed` (whole number, default `1`)" in tqa("rule", "shouting").stdout


def test_a_format(tqa: Installed) -> None:
    run = tqa("check", "a.transcript", "-f", "concise", "-q")
    assert run.stdout == "a.transcript:1:11: KBR001 [minor] 3 exclamation marks\n"


def test_a_reporter(tqa: Installed) -> None:
    run = tqa("check", "a.txt", "-f", "chat:out.txt", "--lang", "id")
    assert (run.returncode, (tqa.folder / "out.txt").read_text()) == (
        0,
        ":warning: KBR001 3 tanda seru\n",
    )


def test_a_metric(tqa: Installed) -> None:
    (tqa.folder / "ref.txt").write_text("Satu dua\n")
    (tqa.folder / "hyp.txt").write_text("Satu\n")
    run = tqa("score", "--ref", "ref.txt", "--hyp", "new=hyp.txt", "-m", "length", "-f", "csv")
    assert ",50.0" in run.stdout
    table = tqa("score", "--ref", "ref.txt", "--hyp", "new=hyp.txt", "-m", "length,bleu").stdout
    assert "Length|nrefs:1|spaces:yes|tqa-kabar:1.2" in table
    assert "smooth:exp|version:2.6.0" in table


def test_results_are_not_those_without_the_plug_in(tqa: Installed, tmp_path: Path) -> None:
    """The cache of results knows which plug-ins are there."""
    without = Installed(tmp_path / "none", tqa.folder)
    assert without("check", "a.txt", "-f", "jsonl").stdout == ""
    assert "KBR001" in tqa("check", "a.txt", "-f", "jsonl").stdout
    assert without("check", "a.txt", "-f", "jsonl").stdout == ""


BROKEN = {
    "raises": ("import nowhere", "ModuleNotFoundError: No module named 'nowhere'"),
    "taken": (
        "from tqa.checking.rule import RULES\nRULES.add('TRM001', object)",
        "ValueError: rule 'TRM001' is registered twice",
    ),
}


def broken_plug_in(place: Path, group: str, code: str) -> Path:
    """A folder that holds an installed plug-in of one module with this code."""
    card = place / "tqa_broken-0.3.dist-info"
    card.mkdir(parents=True)
    (place / "tqa_broken.py").write_text(code)
    (card / "METADATA").write_text("Metadata-Version: 2.1\nName: tqa-broken\nVersion: 0.3\n")
    (card / "entry_points.txt").write_text(f"[{group}]\nbroken = tqa_broken\n")
    return place


def test_help_is_shown_although_a_plug_in_is_broken(tmp_path: Path) -> None:
    place = broken_plug_in(tmp_path / "plug-ins", "tqa.reporters", "import no_such_module")
    run = Installed(place, tmp_path)("check", "--help")
    assert run.returncode == 0
    assert "checkstyle" in run.stdout


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_plug_in_is_one_line(tmp_path: Path, case: str) -> None:
    code, message = BROKEN[case]
    place = broken_plug_in(tmp_path / "plug-ins", "tqa.rules", code)
    run = Installed(place, tmp_path)("rules")
    assert (run.returncode, run.stdout) == (5, "")
    assert run.stderr == (
        f"tqa: error: tqa-broken 0.3: the plug-in 'broken' (tqa.rules) does not load: {message} "
        "(update it, or remove it: pip uninstall tqa-broken)\n"
    )


def test_the_page_shows_the_package() -> None:
    """What the page quotes is what the package holds."""
    quoted = re.findall(r"^```(?:python|toml)\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)
    files = [path.read_text("utf-8") for path in PACKAGE.rglob("*") if path.is_file()]
    assert len(quoted) == 5
    for block in quoted:
        assert any(block in file for file in files), block


def test_every_group_is_described() -> None:
    registry = re.compile(
        r'= (?:Registry|Writers)\(\s*"([\w.]+)", "[\w ]+"(?:, group="([\w.]+)")?\s*\)'
    )
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "tqa").rglob("*.py"))
    groups = {group or package for package, group in registry.findall(code)}
    assert len(groups) >= 9
    text = PAGE.read_text("utf-8")
    assert [group for group in sorted(groups) if f"| `{group}` |" not in text] == []
