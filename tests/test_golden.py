"""Command lines and their whole output: tests/golden/NAME holds cmd, input files, stdout, exit.

`pytest --update` rewrites what is expected; the diff is reviewed.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/cmd"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden(case: Path, tmp_path: Path, update: bool) -> None:
    work = tmp_path / "work"
    shutil.copytree(case, work, ignore=shutil.ignore_patterns("cmd", "stdout", "stderr", "exit"))
    words = shlex.split((case / "cmd").read_text())
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1"}
    for name in ("FORCE_COLOR", "GITHUB_STEP_SUMMARY"):
        environment.pop(name, None)
    run = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in run.stderr
    got = {"stdout": run.stdout, "stderr": run.stderr, "exit": f"{run.returncode}\n"}
    if update:
        for name, text in got.items():
            (case / name).write_text(text, encoding="utf-8")
    for name, text in got.items():
        assert text == (case / name).read_text(encoding="utf-8"), name
