"""The formats of the report: what programs and people get, whatever the texts hold."""

import json
import re
from pathlib import Path

import pytest

from tests.browser import Browser
from tests.termreport.reports import GLOSSARY, report_on
from tqa.termreport.content import TermReport
from tqa.termreport.trend import compared, read_earlier
from tqa.termreport.writer import REPORT_WRITERS, Style

NASTY = (
    "<script>document.title='hit';alert(1)</script><img src='http://127.0.0.1:9/x' "
    "onerror='alert(2)'> \" onload=\"alert(3)\" '><svg/onload=alert(4)> "
    "{{ 7*7 }} {% include 'x' %} "
    "\u202etxet\u2066 ]]> --> </style></title> ![x](http://127.0.0.1:9/y) [a](javascript:alert(5)) "
)
LONG = "w" * 2000
HOSTILE: tuple[dict[str, str], ...] = (
    *({**row, "definition": NASTY, "note": NASTY + LONG} for row in GLOSSARY),
    {"concept": NASTY, "id": "peneliti|" + NASTY, "en": "researcher|" + NASTY, "domain": NASTY},
    {"concept": "unseen", "id": "terumbu karang", "en": "coral reef", "note": NASTY},
    {"concept": LONG, "id": LONG, "en": LONG + "x", "domain": LONG},
)
PAIRS = (
    ("Lokakarya itu bubar. " + NASTY, "The garage was over. \0 " + NASTY + LONG),
    (NASTY + LONG + " Disinformasi merebak.", NASTY + LONG + " Misinformation spreads."),
    ("Cek fakta itu lama. " + NASTY, "The fact check took long." + NASTY),
    ("Cek fakta itu gagal. " + NASTY, "The verification failed." + NASTY),
    ("Pesertanya pulang.", "The partaker went home."),
    ("Lokakarya itu ramai.", "The training session was busy."),
    ("Penyu belimbing bertelur lagi.", "It lays eggs again."),
    ("Para peneliti pulang.", f"The {LONG} went home."),
    ("Melati Anggraini datang. " + NASTY, "Melati Anggraini came. " + NASTY),
    ("Melati Anggraini pulang. " + NASTY, "Melati Anggraeni left. \u202e" + LONG),
)


@pytest.fixture
def hostile(tmp_path: Path) -> TermReport:
    """A report with every section, all of it hostile."""
    documents = {f"<script>alert(6)</script>\u202e{LONG}": PAIRS, "b": PAIRS[:3]}
    report = report_on(tmp_path, documents, HOSTILE)
    old = tmp_path / "old.json"
    old.write_text(REPORT_WRITERS["json"]().text(report), "utf-8")
    now = report_on(tmp_path, {"a": PAIRS, **documents}, HOSTILE, candidates=30)
    report = compared(now, read_earlier(old))
    assert all((report.inconsistencies, report.names, report.never, report.trend))
    assert report.candidates
    return report


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_hostile_texts_are_inert_on_the_page(
    browser: Browser, hostile: TermReport, lang: str, scripts: bool, width: int, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    page.write_text(REPORT_WRITERS["html"]().text(hostile, Style(lang)), "utf-8")
    with browser.visit(page, width=width, scripts=scripts) as visit:
        assert visit.sticks_out() == []
        for folded in visit.page.locator("details:not([open]) > summary").all():
            if folded.is_visible():  # some are inside others that are still folded
                folded.click()
        visit.assert_quiet()
        assert visit.sticks_out() == []
        assert visit.page.locator("script, img, iframe, object, [onload], [onerror]").count() == 0
        assert visit.page.locator("[style], [href]:not([href^='#'])").count() == 0
        assert visit.page.title().startswith(("Glossary report", "Laporan glosarium"))
        shown = visit.page.locator("body").inner_text()
        assert "<script>document.title='hit'" in shown
        assert "⟦RLO⟧txet⟦LRI⟧" in shown
        assert "␀" in shown
        assert not re.search("[\u202a-\u202e\u2066-\u2069\0]", shown)


def test_every_link_has_its_goal(browser: Browser, hostile: TermReport, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(REPORT_WRITERS["html"]().text(hostile, Style("id")), "utf-8")
    with browser.visit(page) as visit:
        goals = {link.get_attribute("href") for link in visit.page.locator("a").all()}
        assert {"#now", "#trend", "#inconsistent", "#names", "#look"} <= goals
        for goal in goals:
            assert visit.page.locator(goal).count() == 1, goal
        ids = visit.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))
        named = "[...document.querySelectorAll('svg[role=img], [role=region], nav, section')]"
        missing = f"{named}.filter(e => !e.ariaLabel && !e.getAttribute('aria-labelledby')).length"
        assert visit.page.evaluate(missing) == 0


def test_the_page_can_be_read_by_keyboard_and_on_paper(
    browser: Browser, hostile: TermReport, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    page.write_text(REPORT_WRITERS["html"]().text(hostile), "utf-8")
    with browser.visit(page) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip"
        visit.page.emulate_media(media="print")
        wide = "[...document.querySelectorAll('.table')].map(e => e.scrollWidth - e.clientWidth)"
        visit.page.set_viewport_size({"width": 690, "height": 1000})  # A4 without its margins
        assert max(visit.page.evaluate(wide)) <= 1


def test_markdown_holds_no_markup_of_the_texts(hostile: TermReport) -> None:
    text = REPORT_WRITERS["markdown"]().text(hostile)
    assert not re.search(r"(?<!\\)<(?!/?br)", text)
    assert not re.search(r"(?<!\\)\[", text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\0]", text)
    for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(counts) == 1


def test_json_holds_the_texts_as_they_are(hostile: TermReport) -> None:
    data = json.loads(REPORT_WRITERS["json"]().text(hostile))
    quoted = {p["target_text"] for c in data["concepts"] for p in c["problems"]}
    assert PAIRS[0][1] in quoted
    assert data["summary"]["places"] == sum(c["places"] for c in data["concepts"])
    assert data["summary"]["outcomes"] == {
        name: sum(d["outcomes"][name] for d in data["documents"])
        for name in data["summary"]["outcomes"]
    }


@pytest.mark.parametrize("name", ["html", "markdown", "json"])
def test_nothing_to_report(name: str, tmp_path: Path) -> None:
    report = report_on(tmp_path, {"a": [("Malam itu hujan.", "It rained that night.")]})
    text = REPORT_WRITERS[name]().text(report)
    said = {"html": "<p>Nothing: the texts follow", "markdown": "\nNothing: the texts follow"}
    assert said.get(name, '"compliance": null') in text
