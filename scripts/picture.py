"""Draws the README's picture: the output of `tqa demo` as docs/demo.svg."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
FINDINGS = ("TRM002", "NUM002", "TRM004", "NAM002")


def main() -> None:
    environment = os.environ | {"FORCE_COLOR": "1", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    run = subprocess.run(
        [sys.executable, "-m", "tqa", "demo"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    blocks = run.stdout.split("\n\n")
    chosen = [
        next(block for block in blocks if f"{code} " in block and "DOC" not in block)
        for code in FINDINGS
    ]
    text = "\n\n".join([run.stderr.strip(), *chosen, run.stdout.strip().splitlines()[-1]])
    text = text.replace("corpora/workshop-disinformation/", "")
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(Text.from_ansi(text))
    svg = console.export_svg(title="tqa demo")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # no font from the network
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "demo.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
