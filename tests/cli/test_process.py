"""`tqa` as a process of its own: start-up, pipes, signals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.interrupted import LIMIT, started

TQA = [sys.executable, "-m", "tqa"]


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A table whose check takes seconds and whose report fills a pipe."""
    row = (
        "Harga beras di kota itu naik {} persen.\tThe price of rice in the city rose {} percent.\n"
    )
    rows = "".join(row.format(n, n + 1) for n in range(2, 60_000))
    path = tmp_path / "t.tsv"
    path.write_text("source\ttarget\n" + rows, encoding="utf-8")
    return path


def test_start_up_imports_nothing_heavy() -> None:
    heavy = [
        "rich",
        "lxml",
        "markdown_it",
        "polib",
        "rapidfuzz",
        "tqa.checking.rules",
        "tqa.checking.run",
    ]
    code = f"import sys, tqa.cli.app; print([m for m in {heavy!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def wait_for_work(process: "subprocess.Popen[str]", seconds: float) -> None:
    """Wait until a process has used so much of a processor, however loaded the machine is."""
    stat = Path(f"/proc/{process.pid}/stat")
    if not stat.exists():
        time.sleep(3)
        return
    ticks = os.sysconf("SC_CLK_TCK")
    for _ in range(20 * LIMIT):
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        if (int(user) + int(system)) / ticks >= seconds:
            return
        assert process.poll() is None
        time.sleep(0.05)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted(large: Path, jobs: str) -> None:
    words = [*TQA, "check", "t.tsv", "--no-bundled", "-f", "concise", "-j", jobs]
    with started(words, large.parent) as process:
        wait_for_work(process, 1.0)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=LIMIT)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert not out


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    text = "Menteri itu akan akan hadir besok pagi.\n\n" * 2000
    (tmp_path / "d.txt").write_text(text, encoding="utf-8")
    words = [*TQA, "check", "d.txt", "--no-bundled", "-f", "concise"]
    with subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"d.txt:1:13: TYP003")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
def test_a_reader_that_never_was() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run([*TQA, "rules"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
@pytest.mark.parametrize("words", [["rules"], ["cache", "dir"]])
def test_no_room_for_the_output(words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run([*TQA, *words], stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 2
    assert run.stderr.startswith(b"tqa: error: cannot write: no space")


def test_a_narrow_encoding(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("Menteri “itu” akan akan hadir – besok.\n", encoding="utf-8")
    run = subprocess.run(
        [*TQA, "check", "d.txt", "--no-bundled"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0
    assert not run.stderr
    assert "“itu”" in run.stdout.decode("utf-8")


def test_a_fault_of_our_own_is_one_line(tmp_path: Path) -> None:
    code = (
        "import sys, tqa.__main__ as command, tqa.cli.app as app\n"
        "def broken(): raise ValueError('two\\nlines')\n"
        "app.main = broken\n"
        "command.main()"
    )
    for shown in (False, True):
        environment = os.environ | ({"TQA_TRACEBACK": "1"} if shown else {})
        words = [sys.executable, "-c", code]
        run = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
        assert (run.returncode == 70) is not shown
        assert ("Traceback" in run.stderr) is shown
        assert shown or run.stderr.startswith("tqa: error: ValueError: two lines (a fault of tqa")
