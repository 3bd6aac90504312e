"""The command line under test."""

from pathlib import Path

import pytest

from tests.cli.command import Command


@pytest.fixture
def tqa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`tqa` in a folder with an Indonesian text, a wrong translation and a right one."""
    command = Command(tmp_path, monkeypatch)
    command.write("a.txt", "Harga naik 2,5 persen, kata dia.\n")
    command.write("b.txt", "Prices rose 25 percent, he said.\n")
    command.write("c.txt", "Prices rose 2.5 percent, he said.\n")
    return command
