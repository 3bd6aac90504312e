from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.formats.places import check_places, segments_of
from tests.steps import grows_in_proportion
from tqa.model import BlockKind, Mark, Segment, Source
from tqa.reading.formats.html import Html

PAGE = """<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
<html lang="id-ID"><head><title>Judul &amp; Situs</title>
<meta property="article:published_time" content="2024-01-26T10:00:00Z">
<script>var a = "<p>bukan</p>";</script><style>p {}</style></head>
<body><nav><ul><li><a href="/">Beranda</a><li>Politik</ul></nav>
<article><h1>Menteri   <em>datang</em>
 lagi</h1><p>Presiden <a href="http://a.b?x=1&amp;y=2">datang <b>ke</b></a> Bogor,
   kata dia &b; <img src="a.png"> 5 < 6. <!-- catatan -->
<p>Paragraf dua yang cukup panjang supaya terhitung sebagai teks.<br>
Baris baru.<br><br>Paragraf tiga yang juga cukup panjang untuk teks berjalan.
<blockquote><p>Kutipan</p></blockquote><table><tr><td>a<td>b</table>
<figure><figcaption>Keterangan</figcaption></figure></article>
<div class="share-buttons"><a>Facebook</a></div><form>Tinggalkan Balasan <input></form>
<footer>© 2024</footer><p class="terpotong
"""


def _read(text: str) -> tuple[Segment, ...]:
    return segments_of(Html(), text, "a.html")


def test_blocks() -> None:
    found = [(s.kind.value, s.unit, s.text) for s in _read(PAGE) if not s.mark]
    assert found == [
        ("metadata", "title", "Judul & Situs"),
        ("heading", "h1", "Menteri datang lagi"),
        ("paragraph", "p", "Presiden datang ke Bogor, kata dia &b; 5 < 6."),
        (
            "paragraph",
            "p",
            "Paragraf dua yang cukup panjang supaya terhitung sebagai teks. Baris baru.",
        ),
        ("paragraph", "p", "Paragraf tiga yang juga cukup panjang untuk teks berjalan."),
        ("quote", "p", "Kutipan"),
        ("table-cell", "td", "a"),
        ("table-cell", "td", "b"),
        ("caption", "figcaption", "Keterangan"),
    ]


def test_what_surrounds_the_article_is_marked() -> None:
    marked = [s.text for s in _read(PAGE) if s.mark is Mark.BOILERPLATE]
    assert marked == ["Beranda", "Politik", "Facebook", "Tinggalkan Balasan", "© 2024"]


def test_a_page_within_one_form_is_no_boilerplate() -> None:
    body = "<p>Paragraf ini cukup panjang untuk dihitung sebagai teks berjalan.</p>" * 2
    assert not any(s.mark for s in _read(f"<form><h1>Judul</h1>{body}</form>"))


@pytest.mark.parametrize(
    "page",
    ['<article class="related-news"><p>a</p></article>', '<body class="comments-open"><p>a</p>'],
)
def test_the_article_is_no_boilerplate_by_name(page: str) -> None:
    assert not any(s.mark for s in _read(page))


def test_what_the_page_says_of_itself() -> None:
    document = Html().read(Source("a.html", PAGE.encode()))
    assert (document.lang, document.date) == ("id", "2024-01-26")
    assert document.title == "Menteri datang lagi"
    document = Html().read(Source("a.html", b'<title>T</title><time datetime="2023-05-01">'))
    assert (document.title, document.date) == ("T", "2023-05-01")


def test_inline_tags() -> None:
    paragraph = next(s for s in _read(PAGE) if s.text.startswith("Presiden"))
    assert [(t.kind, t.span.of(paragraph.text), t.value) for t in paragraph.tags] == [
        ("strong", "ke", ""),
        ("link", "datang ke", "http://a.b?x=1&y=2"),
        ("image", "", "a.png"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places(end: str) -> None:
    text = PAGE.replace("\n", end)
    check_places(text, _read(text), escapes="&")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a&nbsp;b", "a\xa0b"),
        ("a &lt;b&gt; &#233; &#x1F600; &copy &tidak;", "a <b> é 😀 © &tidak;"),
        ("a<b>b</b>c", "abc"),
        ("a <b> b </b> c", "a b c"),
        ("a\n\n  b", "a b"),
        ("<p>a<script>x</script>b", "ab"),
        ("a <!-- x > y --> b", "a b"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ('<p title="a > b">c', "c"),
    ],
)
def test_text(text: str, plain: str) -> None:
    (segment,) = _read(text)
    assert segment.text == plain
    check_places(text, (segment,), escapes="&")


def test_lists_and_headings() -> None:
    found = _read("<h2>A<p>b</p><ul><li>c<p>d</ul><dl><dt>e<dd>f</dl><h3>g</h3>")
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, *[BlockKind.LIST_ITEM] * 4, BlockKind.HEADING]
    assert [s.kind for s in found] == kinds


@given(st.text(st.sampled_from("<>/ap b\"'=&;!-[]\n"), max_size=80))
def test_any_text_is_read_with_places(text: str) -> None:
    check_places(text, _read(text), escapes="&")


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", '<a "', "<!--", "<div>", "</p></x>", "<b>", "<nav>", "&", "<script>", "<![CDATA["],
)
def test_broken_pages_take_steps_in_proportion(piece: str) -> None:
    def read(size: int) -> Callable[[], object]:
        page = (piece * (size // len(piece))).encode()
        return partial(Html().read, Source("a.html", page))

    assert grows_in_proportion(read, 2_000)
    read(200_000)()  # a pattern that backtracks reaches the time limit of the test
