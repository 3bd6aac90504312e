"""`html`: a page that stands alone, in a real browser."""

from pathlib import Path

import pytest

from tests.browser import Browser
from tests.checking.reporters.findings import finding, hostile, report, written
from tqa.model import Failure, Report, Severity


@pytest.mark.parametrize("width", [360, 1280])
def test_hostile_texts_do_nothing(browser: Browser, tmp_path: Path, width: int) -> None:
    path = tmp_path / "page.html"
    what = Report(hostile().findings, (Failure("<b>.po", "<script>alert(1)</script>"),))
    path.write_text(written("html", what), encoding="utf-8", errors="replace")
    with browser.visit(path, width=width) as visit:
        assert visit.page.locator(".findings li").count() == 2
        assert "<script>alert(1)</script>" in visit.page.locator(".unread").inner_text()
        assert visit.sticks_out() == []
        visit.assert_quiet()


def test_words_are_marked_and_files_are_listed() -> None:
    one = finding("One garage.", (4, 10), source="Satu bengkel.", suggestions=("workshop",))
    page = written("html", report(one, finding("x", severity=Severity.MINOR)))
    assert "<mark>garage</mark>" in page
    assert 'href="#file-1"' in page
    assert "workshop" in page
    assert "2 findings (1 major, 1 minor)" in page


def test_in_indonesian() -> None:
    page = written("html", report(finding("x")), lang="id")
    assert '<html lang="id">' in page
    assert "salah" in page
