"""Texts of users on a page: inert, isolated, whole."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from tqa.model import Span
from tqa.pages.marks import visible
from tqa.pages.quoted import bdi, excerpt, marked

TAG = re.compile(r"<[^>]*>")


def test_controls_are_symbols() -> None:
    assert visible("a\x00b\u202ec\x7f\udc80\u2066") == "a␀b⟦RLO⟧c␡⟦U+DC80⟧⟦LRI⟧"
    assert visible("baris\nbaru\tdan mata\u200dhari") == "baris\nbaru\tdan mata\u200dhari"


def test_words_are_marked() -> None:
    text = "Kadar <b> naik"
    assert marked(text, [Span(6, 9)], "id") == (
        '<bdi lang="id">Kadar <mark>&lt;b&gt;</mark> naik</bdi>'
    )
    assert marked(text, [Span(0, 5), Span(3, 9)], kind='"x') == (
        '<bdi><mark class="&#34;x">Kadar</mark> &lt;b&gt; naik</bdi>'
    )
    assert bdi("a", 'id"onclick="x') == '<bdi lang="id&#34;onclick=&#34;x">a</bdi>'


def test_an_excerpt_shows_what_is_marked() -> None:
    text = "kata " * 60 + "lokakarya" + " kata" * 60
    shown = str(excerpt(text, [Span(300, 309)], around=20))
    assert shown == (
        "<bdi>… kata kata kata kata <mark>lokakarya</mark> kata kata kata kata …</bdi>"
    )
    assert str(excerpt("pendek", [])) == "<bdi>pendek</bdi>"


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_nothing_is_lost_and_nothing_is_markup(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in pairs]
    shown = str(marked(text, spans))
    assert html.unescape(TAG.sub("", shown)) == visible(text)
    assert set(TAG.findall(shown)) <= {"<bdi>", "</bdi>", "<mark>", "</mark>"}
    assert shown.count("<mark>") == shown.count("</mark>")


@given(st.text(), st.integers(0, 300), st.integers(0, 300), st.integers(0, 50))
def test_an_excerpt_marks_the_same_words(text: str, start: int, end: int, around: int) -> None:
    text = text * 20
    span = Span(min(start, end, len(text)), min(max(start, end), len(text)))
    marks = re.compile("<mark>(.*?)</mark>", re.S)
    whole = marks.findall(str(marked(text, [span])))
    assert marks.findall(str(excerpt(text, [span], around=around))) == whole
