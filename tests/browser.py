"""A real browser for tests of pages: what a page asks for, what it says, what sticks out of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Elements that reach beyond the right edge of the window and are in no box that scrolls by itself.
STICKS_OUT = """() => [...document.body.querySelectorAll('*')].filter(element =>
  !element.closest('.table, .skip, svg') && element.getBoundingClientRect().right > innerWidth + 1
).map(element => element.outerHTML.slice(0, 120))"""


@dataclass
class Visit:
    """A page that is open, and what has happened since."""

    page: Any
    requests: list[str] = field(default_factory=list)  # beside the page's own file
    messages: list[str] = field(default_factory=list)  # of the console, among them breaches of CSP
    dialogs: list[str] = field(default_factory=list)

    def sticks_out(self) -> list[str]:
        """What does not fit the width of the window."""
        wide = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found: list[str] = self.page.evaluate(STICKS_OUT)
        return found or ["the page"] * wide

    def assert_quiet(self) -> None:
        """No script ran or was kept from running, and nothing was asked of any other place."""
        assert (self.requests, self.messages, self.dialogs) == ([], [], [])


class Browser:
    """Chromium, driven."""

    def __init__(self, driven: Any) -> None:
        self._driven = driven

    @contextmanager
    def visit(
        self, path: Path, *, width: int = 1280, dark: bool = False, scripts: bool = True
    ) -> Iterator[Visit]:
        """Open a file in a fresh profile."""
        context = self._driven.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        try:
            visit = Visit(context.new_page())
            own = path.resolve().as_uri()
            visit.page.on(
                "request",
                lambda request: request.url == own or visit.requests.append(request.url),
            )
            visit.page.on("console", lambda message: visit.messages.append(message.text))
            visit.page.on("pageerror", lambda error: visit.messages.append(str(error)))
            visit.page.on("dialog", lambda dialog: _dismiss(visit, dialog))
            visit.page.goto(own)
            yield visit
        finally:
            context.close()


def _dismiss(visit: Visit, dialog: Any) -> None:
    visit.dialogs.append(dialog.message)
    dialog.dismiss()


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, or a skipped test where there is none to be had."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium here: `scripts/browser` installs one where it can")
    with playwright.sync_playwright() as driver:
        driven = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            yield Browser(driven)
        finally:
            driven.close()
