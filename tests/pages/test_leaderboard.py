"""The leaderboard in a real browser: with scripts and without, wide and narrow, hostile texts."""

from pathlib import Path

import pytest

from tests.browser import Browser
from tests.scoring.peer import corpus, disturbed
from tqa.checking.checker import Checker
from tqa.project.config import Config
from tqa.scoring.explain import Extras, look
from tqa.scoring.metric import METRICS, TermPair
from tqa.scoring.run import score
from tqa.scoring.scoreboard import Plan, TestSet
from tqa.scoring.writer import BOARDS

LINES = corpus(40)
HOSTILE = (
    '<script>document.title = "hit"; alert(1)</script>'
    "<img src=http://127.0.0.1:9/x onerror=alert(2)>"
    "\"' onload='alert(3)' style='background:url(http://127.0.0.1:9/y)' {{ 7 * 7 }}"
    "\u202etxet\u2066 \x00 </title></style></script>--> " + "w" * 600
)


def page_of(path: Path, *testsets: TestSet) -> Path:
    metrics = [METRICS[key]() for key in ("chrf", "ter", "term-exact")]
    plan = Plan(confidence=True, paired="bootstrap", all_pairs=True, resamples=30)
    checker = Checker(Config(bundled=False, select=("NUM", "ACC")))
    wanted = Extras(worst=2, contrasts=2, buckets=("length", "documents"), terms=True)
    boards = [look(score(each, metrics, plan), wanted, checker) for each in testsets]
    path.write_text(BOARDS["html"]().text(boards), "utf-8")
    return path


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three systems."""
    systems = {"base": disturbed(LINES, 1), "same": LINES, "other": disturbed(LINES, 2)}
    testset = TestSet(
        [LINES],
        systems,
        ["Harga naik 5 persen."] * 40,
        [f"d{at // 20}" for at in range(40)],
        None,
        [[TermPair("harga", ("prices",))]] * 40,
        ("id", "en"),
        "news",
    )
    return page_of(tmp_path_factory.mktemp("page") / "board.html", testset)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text, name and document is an attack."""
    texts = [f"{HOSTILE} {at}" for at in range(12)]
    testset = TestSet(
        [texts],
        {f"{HOSTILE}1": texts[::-1], f"{HOSTILE}2": texts},
        texts,
        [HOSTILE] * 12,
        None,
        [[TermPair(HOSTILE, (HOSTILE,))]] * 12,
        ("id", "en"),
        HOSTILE,
    )
    return page_of(tmp_path_factory.mktemp("page") / "hostile.html", testset)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
@pytest.mark.parametrize("which", ["plain", "hostile"])
def test_quiet_and_in_bounds(
    request: pytest.FixtureRequest,
    browser: Browser,
    which: str,
    width: int,
    dark: bool,
    scripts: bool,
) -> None:
    path: Path = request.getfixturevalue(which)
    with browser.visit(path, width=width, dark=dark, scripts=scripts) as visit:
        visit.assert_quiet()
        assert visit.page.title() == "Scores of machine translation"
        assert visit.page.locator("img, [style], [onload]").count() == 0
        assert visit.sticks_out() == []


def test_everything_is_there_without_scripts(plain: Path, browser: Browser) -> None:
    with browser.visit(plain, scripts=False) as visit:
        page = visit.page
        assert not page.locator(".controls").is_visible()
        assert page.locator(".browser .segments > li").count() == 40
        assert page.locator("figure svg circle").count() == 9
        assert page.locator(".matrix tbody tr").count() == 9
        assert page.locator(".matrix td.better").count() == page.locator(".matrix td.worse").count()
        for link in page.locator(".contents a").all():
            target = link.get_attribute("href")
            assert page.locator(target).count() == 1, target
        heads = page.locator("h2").all_inner_texts()
        assert "Findings of tqa check for 1,000 segments" in heads
        assert "Worst segments of base by chrF2" in heads


def test_the_table_sorts(plain: Path, browser: Browser) -> None:
    with browser.visit(plain) as visit:
        page = visit.page
        head = page.locator(".sortable thead").first.locator("th").nth(1)
        names = page.locator(".sortable tbody").first.locator("th bdi")
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        assert names.first.inner_text() == "same"
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        assert names.last.inner_text() == "same"
        visit.assert_quiet()


def test_segments_are_filtered_and_ordered(plain: Path, browser: Browser) -> None:
    with browser.visit(plain) as visit:
        page = visit.page
        items = page.locator(".browser .segments > li:visible")
        page.locator(".controls input[type=search]").fill("naïve")
        page.locator(".browser .segments > li[hidden]").first.wait_for(state="attached")
        kept = sum("Naïve" in line for line in LINES)
        assert 0 < kept <= items.count() < 40
        assert all("naïve" in text.lower() for text in items.all_text_contents())
        page.locator(".controls input[type=search]").fill("")
        page.locator("output", has_text="40 / 40").wait_for()
        page.locator(".controls select").select_option(label="worst chrF2 of base")
        scores = [
            float(text)
            for text in page.locator(
                ".browser li dl > div:nth-child(3) .score:first-child"
            ).all_text_contents()
        ]
        assert len(scores) == 40
        assert scores == sorted(scores)
        visit.assert_quiet()


def test_several_test_sets_on_one_page(tmp_path: Path, browser: Browser) -> None:
    sets = [
        TestSet(
            [LINES[:9]],
            {"one": LINES[:9], "two": disturbed(LINES[:9], 1)},
            ["Harga naik."] * 9,
            ["d"] * 9,
            None,
            [[TermPair("harga", ("prices",))]] * 9,
            ("id", "en"),
            name,
        )
        for name in ("news", "talks")
    ]
    with browser.visit(page_of(tmp_path / "sets.html", *sets)) as visit:
        ids = [each.get_attribute("id") for each in visit.page.locator("[id]").all()]
        assert len(ids) == len(set(ids))
        assert visit.page.locator("h2").first.inner_text() == "Scores: news"
        assert visit.page.locator(".browser").count() == 2
        visit.page.locator(".browser").nth(1).locator("input[type=search]").fill("no such words")
        visit.page.locator("output", has_text="0 / 9").wait_for()
        assert visit.page.locator(".browser").nth(0).locator("li[hidden]").count() == 0
