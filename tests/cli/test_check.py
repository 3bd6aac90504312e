"""`tqa check` as a user meets it: exit codes, streams, outputs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KEYS = [
    "code", "name", "severity", "mqm", "message", "source_file", "target_file", "line", "column",
    "segment", "source_segments", "target_segments", "source_spans", "target_spans",
    "source_text", "target_text", "suggestions", "concept",
]  # fmt: skip


def tqa(
    folder: Path, *words: str, stdin: bytes = b"", **env: str
) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "NO_COLOR")}
    run = subprocess.run(
        [sys.executable, "-m", "tqa", *words],
        cwd=folder,
        input=stdin,
        env=environment | {"PYTHONUTF8": "1"} | env,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in run.stderr
    return subprocess.CompletedProcess(
        run.args, run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8")
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Harga naik 2,5 persen, kata dia.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Prices rose 25 percent, he said.\n", "utf-8")
    (tmp_path / "c.txt").write_text("Prices rose 2.5 percent, he said.\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("a.txt", "c.txt"), 0),
        (("a.txt", "b.txt"), 1),
        (("a.txt", "b.txt", "--fail-on", "critical"), 0),
        (("a.txt", "b.txt", "--exit-zero"), 0),
        (("a.txt", "b.txt", "--select", "NONE9"), 2),
        (("a.txt", "b.txt", "--source-lang", "fr"), 2),
        (("a.txt", "b.txt", "-f", "full", "-f", "jsonl"), 2),
        (("a.txt", "b.xyz"), 2),
        ((), 2),
        (("a.txt", "none.txt"), 3),
        (("a.txt", "a.txt"), 3),
    ],
)
def test_exit_codes(folder: Path, words: tuple[str, ...], code: int) -> None:
    run = tqa(folder, "check", *words)
    assert run.returncode == code
    if code >= 2:
        assert run.stderr.startswith("tqa: error: ")
        assert run.stderr.count("\n") == 1


def test_json_lines(folder: Path) -> None:
    run = tqa(folder, "check", "a.txt", "b.txt", "-f", "jsonl", "--select", "NUM")
    finding = json.loads(run.stdout)
    assert list(finding)[: len(KEYS)] == KEYS
    assert "fingerprint" in finding
    start, end = finding["target_spans"][0]
    assert finding["target_text"][start:end] == "25 percent"
    assert (finding["line"], finding["column"]) == (1, start + 1)


def test_several_outputs(folder: Path) -> None:
    run = tqa(folder, "check", "a.txt", "b.txt", "-f", "concise", "-f", "json:out.json", "-q")
    assert run.stdout.count("\n") == 1
    document = json.loads((folder / "out.json").read_text("utf-8"))
    assert [f["code"] for f in document["findings"]] == ["NUM001"]
    assert document["quality"]["words"] == 6


def test_standard_input(folder: Path) -> None:
    text = "Menteri itu akan akan hadir besok pagi.\n".encode("utf-16")
    run = tqa(folder, "check", "-", "--stdin-filename", "x.txt", "-f", "concise", stdin=text)
    assert run.stdout.startswith("x.txt:1:13: TYP003")


def test_color_obeys_the_environment(folder: Path) -> None:
    words = ("check", "a.txt", "b.txt")
    assert "\x1b[" not in tqa(folder, *words).stdout
    assert "\x1b[" in tqa(folder, *words, FORCE_COLOR="1").stdout
    assert "\x1b[" not in tqa(folder, *words, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_hostile_text_is_made_visible(folder: Path) -> None:
    (folder / "h.txt").write_text("Menteri itu akan akan \x1b[31mhadir besok pagi.\n", "utf-8")
    run = tqa(folder, "check", "h.txt")
    assert "\x1b" not in run.stdout
    assert "␛[31m" in run.stdout


def test_messages_in_indonesian(folder: Path) -> None:
    run = tqa(folder, "check", "a.txt", "b.txt", "--lang", "id", "-f", "concise")
    assert "1 temuan (1 berat) dalam 1 dokumen, 1 segmen, 6 kata." in run.stdout


def test_configured_pairs(folder: Path) -> None:
    (folder / "tqa.toml").write_text(
        'pairs = [{ source = "a.txt", target = "b.txt" }]\nselect = ["NUM"]\n', "utf-8"
    )
    assert tqa(folder, "check").returncode == 1
    assert tqa(folder, "check", "--isolated").returncode == 2
    (folder / "tqa.toml").write_text('selct = ["NUM"]\n', "utf-8")
    run = tqa(folder, "check")
    assert run.returncode == 2
    assert "tqa.toml:1: 'selct': unknown setting (did you mean 'select'?)" in run.stderr


def test_start_up_imports_nothing_heavy(folder: Path) -> None:
    heavy = ["rich", "lxml", "markdown_it", "polib", "rapidfuzz", "tqa.rules", "tqa.engine"]
    code = f"import sys, tqa.cli.app; print([m for m in {heavy!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_rules_and_pages(folder: Path) -> None:
    listing = tqa(folder, "rules").stdout
    assert "TRM002  term-forbidden" in listing
    assert tqa(folder, "rule", "trm002").stdout.startswith("# TRM002 term-forbidden\n")
    assert tqa(folder, "rule", "nope").returncode == 2
    assert tqa(folder, "--version").stdout.startswith("tqa ")
    assert "Example: tqa check" in tqa(folder, "check", "--help").stdout


def test_demo(folder: Path) -> None:
    run = tqa(folder, "demo")
    assert run.returncode == 0
    assert "TRM002 term-forbidden" in run.stdout
