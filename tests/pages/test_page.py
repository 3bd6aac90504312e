"""The skeleton of a page, in a real browser."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, UndefinedError

from tests.browser import Browser
from tqa.model import Span
from tqa.pages import page

TEMPLATE = """{% extends "base.html" %}
{% from "parts.html" import bar, table %}
{% block title %}{{ title }}{% endblock %}
{% block head %}<h1 id="{{ title }}">{{ title }}</h1>{% endblock %}
{% block main %}
<p>{{ title | bdi }} {{ title | marked(spans) }} {{ number(1234) }} {{ _("yes") }}</p>
{{ bar([(3, "good", title), (1, "bad", "no")], 4, title) }}
{% call table("t", title) %}
<thead><tr>{% for n in range(12) %}<th scope="col">{{ title }}</th>{% endfor %}</tr></thead>
<tbody><tr>{% for n in range(12) %}<td>{{ title | bdi }}</td>{% endfor %}</tr></tbody>
{% endcall %}
{% endblock %}
"""
HOSTILE = (
    '<script>document.title = "hit"; alert(1)</script>'
    "<img src=http://127.0.0.1:9/x onerror=alert(2)>"
    "\"' onload='alert(3)' style='background:url(http://127.0.0.1:9/y)' {{ 7 * 7 }} {% raw %}"
    "\u202etxet\u2066 \x00 &lt;b> </title></style></textarea>--> " + "w" * 3000
)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page whose every value is hostile."""
    environment = page.environment("id")
    skeleton = environment.loader
    assert skeleton is not None
    sources = {"hostile.html": TEMPLATE}
    for name in ("base.html", "parts.html"):
        sources[name] = skeleton.get_source(environment, name)[0]
    monkeypatch.setattr(environment, "loader", DictLoader(sources))
    path = tmp_path / "hostile.html"
    shown = page.render("hostile.html", lang="id", title=HOSTILE, spans=[Span(0, 8)])
    path.write_text(shown, "utf-8")
    return path


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_hostile_values_are_inert(
    browser: Browser, hostile: Path, width: int, scripts: bool
) -> None:
    with browser.visit(hostile, width=width, scripts=scripts) as visit:
        visit.assert_quiet()
        assert visit.sticks_out() == []
        assert visit.page.title().startswith("<script>document.title")
        assert visit.page.locator("script, img, [onload], [onerror], [style]").count() == 0
        assert "⟦RLO⟧txet⟦LRI⟧ ␀" in visit.page.locator("h1").inner_text()
        assert visit.page.locator("mark").inner_text() == "<script>"


def test_styles_are_those_of_the_page(browser: Browser, hostile: Path) -> None:
    colours = []
    for dark in (False, True):
        with browser.visit(hostile, dark=dark) as visit:
            style = "getComputedStyle(document.body)"
            colours.append(visit.page.evaluate(f"{style}.backgroundColor"))
            assert visit.page.evaluate("document.documentElement.lang") == "id"
    assert colours == ["rgb(250, 249, 246)", "rgb(21, 23, 26)"]


def test_the_browser_sees_what_a_page_does(browser: Browser, tmp_path: Path) -> None:
    """That the other tests can fail."""
    path = tmp_path / "bad.html"
    path.write_text(
        '<img src="http://127.0.0.1:9/x"><script>alert(1); console.log("ran")</script>'
        '<p style="width: 2000px">wide</p>',
        "utf-8",
    )
    with browser.visit(path, width=360) as visit:
        visit.page.wait_for_timeout(100)
        assert visit.requests == ["http://127.0.0.1:9/x"]
        assert visit.dialogs == ["1"]
        assert "ran" in visit.messages
        assert visit.sticks_out()


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page.environment("en").from_string("{{ nothing }}").render()
