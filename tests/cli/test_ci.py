"""The whole way of a repository: first file, baseline, a pull request, corrections, CI systems.

Real pages are taken from the folder that TQA_PAGES names (`id/` and `en/`), where it is set.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.repository import Repo

ROOT = Path(__file__).parents[2]
PAGES = 100
ENGLISH_FIRST = 'pairs = [{ source = "content/en/{path}.md", target = "content/id/{path}.md" }]\n'
STEP = ("bash", "-e", "-o", "pipefail", "-c")  # as GitHub runs one
DAYS = ("Senin", "Monday"), ("Selasa", "Tuesday"), ("Rabu", "Wednesday"), ("Kamis", "Thursday")
FOODS = (
    ("beras", "rice"),
    ("garam", "salt"),
    ("gula", "sugar"),
    ("jagung", "corn"),
    ("ikan", "fish"),
)


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def run(folder: Path, *words: str, env: dict[str, str] | None = None) -> Ran:
    """A command of a user, in a process of its own."""
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(ROOT), **(env or {})}
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def tqa(folder: Path, *words: str) -> Ran:
    return run(folder, sys.executable, "-m", "tqa", *words)


def own_pages(repo: Repo) -> None:
    """A hundred pages on markets and workshops, every one a little different."""
    for n in range(PAGES):
        (hari, day), (barang, goods) = DAYS[n % 4], FOODS[n // 4 % 4]
        repo.write(
            f"content/en/page-{n:03}.md",
            f"# Workshop {n + 1}\n\nThe workshop on {goods} opens on {day} at the village hall.\n\n"
            f"Bring {n + 2} kilograms of {goods} and a good knife.\n",
        )
        repo.write(
            f"content/id/page-{n:03}.md",
            f"# Lokakarya {n + 1}\n\n"
            f"Lokakarya tentang {barang} dibuka hari {hari} di balai desa.\n\n"
            f"Bawalah {n + 2} kilogram {barang} dan pisau yang baik.\n",
        )


def real_pages(repo: Repo) -> None:
    folder = Path(os.environ["TQA_PAGES"])
    for path in sorted((folder / "en").glob("*.md"))[:PAGES]:
        for lang in ("en", "id"):
            target = repo.folder / "content" / lang / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / lang / path.name, target)


real = pytest.param(
    real_pages,
    id="real",
    marks=pytest.mark.skipif("TQA_PAGES" not in os.environ, reason="TQA_PAGES names no folder"),
)


@pytest.mark.parametrize("pages", [pytest.param(own_pages, id="own"), real])
def test_the_whole_way(tmp_path: Path, pages: Any) -> None:
    repo = Repo(tmp_path)
    pages(repo)
    # an old fault, which nobody has time for, and two pages that the pull request is about
    repo.write("content/en/old.md", "# Costs\n\nCosts rose 25 percent in 2023.\n")
    repo.write("content/id/old.md", "# Biaya\n\nBiaya naik 2,5 persen pada 2023.\n")
    repo.write("content/en/talk.md", "# Talk\n\nThe workshop is held in the old market.\n")
    repo.write("content/id/talk.md", "# Bincang\n\nLokakarya diadakan di pasar lama.\n")
    repo.write("content/en/bus.md", "# Bus\n\nThe bus to the village leaves at noon.\n")
    repo.write("content/id/bus.md", "# Bus\n\nBus ke desa berangkat pada tengah hari.\n")
    repo.write("glossary.tsv", "id\ten\tid_forbidden\nlokakarya\tworkshop\tbengkel\n")
    repo.commit("pages")

    assert tqa(tmp_path, "init").code == 0
    settings = (tmp_path / "tqa.toml").read_text("utf-8")
    assert 'source = "content/' in settings
    assert 'glossary = ["glossary.tsv"]' in settings
    english_first = (
        'pairs = [{ source = "content/en/{path}.md", target = "content/id/{path}.md" }]\n'
    )
    repo.write("tqa.toml", english_first + 'glossary = ["glossary.tsv"]\nfail-on = "minor"\n')
    shown = tqa(tmp_path, "check", "--show-files").out.splitlines()
    assert len(shown) == PAGES + 3

    first = tqa(tmp_path, "check", "-f", "concise")
    assert first.code == 1
    assert "content/id/old.md:3:" in first.out
    assert tqa(tmp_path, "check", "--baseline", "known.json", "--write-baseline").code == 0
    repo.write("tqa.toml", (tmp_path / "tqa.toml").read_text("utf-8") + 'baseline = "known.json"\n')
    assert tqa(tmp_path, "check").code == 0
    repo.commit("tqa")

    repo.git("switch", "-q", "-c", "change")
    repo.write("content/id/talk.md", "# Bincang\n\nBengkelnya diadakan di pasar lama.\n")
    repo.write("content/en/bus.md", "# Bus\n\nThe bus to the village leaves at nine.\n")
    repo.commit("a term broken, a page left behind")
    found = tqa(tmp_path, "check", "-f", "jsonl", "--changed-since", "main")
    assert found.code == 1
    rows = [json.loads(line) for line in found.out.splitlines()]
    told = {(row["target_file"], row["code"]) for row in rows if row["severity"] != "neutral"}
    assert told == {("content/id/talk.md", "TRM002"), ("content/id/bus.md", "DOC004")}

    tqa(tmp_path, "check", "--fix", "--changed-since", "main", "-q")
    talk = (tmp_path / "content/id/talk.md").read_text("utf-8")
    assert talk == "# Bincang\n\nLokakaryanya diadakan di pasar lama.\n"
    repo.write("content/id/bus.md", "# Bus\n\nBus ke desa berangkat pada pukul sembilan.\n")
    repo.commit("mended")
    assert tqa(tmp_path, "check", "--changed-since", "main").code == 0
    assert tqa(tmp_path, "check").code == 0


@pytest.fixture
def site(tmp_path: Path) -> Repo:
    """A repository with one right page and one wrong one."""
    repo = Repo(tmp_path)
    repo.write("content/en/a.md", "# Price\n\nPrices rose 2.5 percent.\n")
    repo.write("content/id/a.md", "# Harga\n\nHarga naik 2,5 persen.\n")
    repo.write("content/en/b.md", "# Costs\n\nCosts rose 2.5 percent.\n")
    repo.write("content/id/b.md", "# Biaya\n\nBiaya naik 2.5 persen.\n")
    repo.write("README.md", "This is is no page of the site.\n")
    repo.write("tqa.toml", ENGLISH_FIRST + 'fail-on = "minor"\n')
    repo.commit("site")
    return repo


def on_path(folder: Path) -> dict[str, str]:
    """An environment in which `tqa` is this one, as in the environment that a hook installs."""
    (folder / "tqa").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tqa "$@"\n')
    (folder / "tqa").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(folder)}


def test_pre_commit(site: Repo, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The hooks as pre-commit runs them, with the command of this checkout."""
    env = on_path(tmp_path_factory.mktemp("bin"))
    env["PRE_COMMIT_HOME"] = str(tmp_path_factory.mktemp("home"))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for hook in hooks:
        hook |= {"language": "unsupported"}
    local = {"repos": [{"repo": "local", "hooks": hooks}]}
    site.write(".pre-commit-config.yaml", yaml.safe_dump(local))
    site.git("add", "-A")
    words = (sys.executable, "-m", "pre_commit", "run", "--files")
    right = run(site.folder, *words, "content/en/a.md", "README.md", env=env)
    assert right.code == 0, right.out
    wrong = run(site.folder, *words, "content/en/b.md", env=env)
    assert wrong.code == 1
    assert "NUM003" in wrong.out
    assert "Biaya naik 2,5 persen." in (site.folder / "content/id/b.md").read_text("utf-8")
    assert run(site.folder, *words, "content/en/b.md", env=env).code == 0


def action_step(name: str) -> dict[str, Any]:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return next(step for step in action["runs"]["steps"] if step.get("name") == name)


@pytest.mark.parametrize(
    ("inputs", "code"),
    [({}, 1), ({"TQA_FAIL_ON": "critical"}, 0), ({"TQA_ARGS": "content/id/a.md"}, 0)],
)
def test_github_action(
    site: Repo, tmp_path_factory: pytest.TempPathFactory, inputs: dict[str, str], code: int
) -> None:
    """The step that checks, as a runner runs it."""
    folder = tmp_path_factory.mktemp("runner")
    (folder / "tqa" / "bin").mkdir(parents=True)
    on_path(folder / "tqa" / "bin")
    names = dict.fromkeys(action_step("Check")["env"], "")
    summary = folder / "summary.md"
    env = {**names, "RUNNER_TEMP": str(folder), "GITHUB_STEP_SUMMARY": str(summary), **inputs}
    env["TQA_SARIF"] = "out.sarif"
    done = run(site.folder, *STEP, action_step("Check")["run"], env=env)
    assert done.code == code, done.err
    if "TQA_ARGS" not in inputs:
        assert "::warning file=content/id/b.md,line=3," in done.out
        assert "NUM003" in summary.read_text("utf-8")
    assert json.loads((site.folder / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_github_action_in_a_pull_request(
    site: Repo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Only what the branch changed against its base is told."""
    folder = tmp_path_factory.mktemp("runner")
    (folder / "tqa" / "bin").mkdir(parents=True)
    on_path(folder / "tqa" / "bin")
    site.git("update-ref", "refs/remotes/origin/main", "HEAD")
    names = dict.fromkeys(action_step("Check")["env"], "")
    env = {**names, "RUNNER_TEMP": str(folder), "TQA_SINCE": "auto", "TQA_BASE": "main"}
    done = run(site.folder, *STEP, action_step("Check")["run"], env=env)
    assert (done.code, done.out) == (0, "")


def test_gitlab_job(site: Repo, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The script of the job, as a runner runs it."""
    text = (ROOT / "templates" / "tqa.gitlab-ci.yml").read_text("utf-8")
    spec, jobs = yaml.safe_load_all(text)
    env = on_path(tmp_path_factory.mktemp("bin")) | {"TQA_FAIL_ON": "minor", "TQA_ARGS": ""}
    assert spec["spec"]["inputs"]["fail-on"]["default"] == "major"
    done = run(site.folder, "bash", "-e", "-c", "\n".join(jobs["tqa"]["script"]), env=env)
    assert done.code == 1
    (issue,) = json.loads((site.folder / "gl-code-quality-report.json").read_text("utf-8"))
    assert issue["location"]["path"] == "content/id/b.md"
    env["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = site.git("rev-parse", "HEAD").strip()
    assert run(site.folder, "bash", "-e", "-c", "\n".join(jobs["tqa"]["script"]), env=env).code == 0
