"""The command as a user meets it, run in this process: exit code, stdout, stderr."""

import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tqa.cli.app import main


class Run(NamedTuple):
    """What a run left."""

    code: int
    stdout: str
    stderr: str


class Command:
    """`tqa` in a folder of its own."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._patch = patch
        patch.chdir(folder)
        for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
            patch.delenv(name, raising=False)

    def write(self, name: str, content: str | bytes) -> None:
        """A file of the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self, name: str) -> str:
        """What a file of the folder holds."""
        return (self.folder / name).read_text("utf-8")

    def __call__(self, *words: str, stdin: bytes = b"", **env: str) -> Run:
        out, err = io.BytesIO(), io.BytesIO()
        streams = [io.TextIOWrapper(stream, "ascii") for stream in (io.BytesIO(stdin), out, err)]
        with self._patch.context() as patch:
            patch.setattr(sys, "argv", ["tqa", *words])
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            for name, value in env.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as caught:
                main()
        for stream in streams[1:]:
            stream.flush()
        code = caught.value.code or 0
        assert isinstance(code, int)
        return Run(code, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"))

    def check(self, *words: str, stdin: bytes = b"", **env: str) -> Run:
        """`tqa check` without the bundled glossaries."""
        return self("check", *words, "--no-bundled", stdin=stdin, **env)
