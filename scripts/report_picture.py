"""Draws docs/glossary-report.png: the head of a report, in a real browser."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser import browser

ROOT = Path(__file__).parent.parent
CASE = ROOT / "tests" / "golden" / "glossary-report"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        words = (CASE / "cmd").read_text().split()
        command = [sys.executable, "-m", *words, "--output", str(page)]
        subprocess.run(command, cwd=CASE, check=True)
        with browser() as found, found.visit(page, width=1000) as visit:
            clip = {"x": 0, "y": 0, "width": 1000, "height": 1040}
            picture = ROOT / "docs" / "glossary-report.png"
            visit.page.screenshot(path=picture, full_page=True, clip=clip)


if __name__ == "__main__":
    main()
