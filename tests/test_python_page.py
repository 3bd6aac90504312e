"""docs/python.md: its blocks run in order in an empty folder, and print what is shown."""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "python.md"
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```", re.M | re.S)


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    printed = ""
    for kind, block in BLOCK.findall(PAGE.read_text("utf-8")):
        if kind == "text":
            assert printed == block
            printed = ""
            continue
        assert printed == "", "what a block prints is shown"
        with redirect_stdout(StringIO()) as out:
            exec(compile(block, str(PAGE), "exec"), names)
        printed = out.getvalue()
    assert printed == ""
