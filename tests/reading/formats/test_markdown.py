import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.formats.places import check_places, segments_of
from tqa.model import BlockKind, Segment, Source
from tqa.reading.formats.markdown import Markdown

PAGE = """\
---
title: "Judul \\"besar\\" ini"
description: 'Soal ini'  # catatan
date: 2024-01-26T10:00
lang: id_ID
tags: [a, b]
---

# Kepala *besar* #

Paragraf **tebal** dengan [tautan](http://a.b/c_(d) "judul") dan `kode`,
baris kedua &amp; tiga\\* <b>html</b> <!-- catatan -->
akhir ![gambar *x*](img.png) <https://x.y/z>.

> Kutipan satu
> dua.

- butir satu
  lanjut
- butir [acuan][r]

| a | b \\| c |
| --- | --- |
| satu *dua* | tiga |

Setext
======

```
kode
```

`semua kode`

[r]: http://example.com
"""


def _read(text: str) -> tuple[Segment, ...]:
    return segments_of(Markdown(), text, "a.md")


def _tags(segment: Segment) -> list[tuple[str, str, str]]:
    return [(tag.kind, tag.span.of(segment.text), tag.value) for tag in segment.tags]


def test_blocks() -> None:
    assert [(s.kind, s.unit, s.text) for s in _read(PAGE)] == [
        (BlockKind.METADATA, "title", 'Judul "besar" ini'),
        (BlockKind.METADATA, "description", "Soal ini"),
        (BlockKind.HEADING, "h1", "Kepala besar"),
        (
            BlockKind.PARAGRAPH,
            "p",
            "Paragraf tebal dengan tautan dan kode, baris kedua & tiga* html akhir https://x.y/z.",
        ),
        (BlockKind.QUOTE, "p", "Kutipan satu dua."),
        (BlockKind.LIST_ITEM, "li", "butir satu lanjut"),
        (BlockKind.LIST_ITEM, "li", "butir acuan"),
        (BlockKind.TABLE_CELL, "th", "a"),
        (BlockKind.TABLE_CELL, "th", "b | c"),
        (BlockKind.TABLE_CELL, "td", "satu dua"),
        (BlockKind.TABLE_CELL, "td", "tiga"),
        (BlockKind.HEADING, "h1", "Setext"),
        (BlockKind.CODE, "p", "semua kode"),
    ]


def test_front_matter() -> None:
    document = Markdown().read(Source("a.md", PAGE.encode()))
    assert (document.title, document.lang, document.date) == (
        'Judul "besar" ini',
        "id",
        "2024-01-26",
    )


def test_the_first_heading_is_the_title_without_front_matter() -> None:
    assert Markdown().read(Source("a.md", b"---\n\n# Satu\n\n# Dua\n")).title == "Satu"


def test_inline_tags() -> None:
    paragraph = _read(PAGE)[3]
    assert _tags(paragraph) == [
        ("strong", "tebal", ""),
        ("link", "tautan", "http://a.b/c_(d)"),
        ("code", "kode", ""),
        ("html", "", "b"),
        ("html", "", "/b"),
        ("comment", "", "catatan"),
        ("image", "", "img.png"),
        ("link", "https://x.y/z", "https://x.y/z"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places(end: str) -> None:
    text = PAGE.replace("\n", end)
    segments = _read(text)
    assert len(segments) == 13
    check_places(text, segments, escapes="\\&")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a ***b*** c", "a b c"),
        ("`` a ` b ``", "a ` b"),
        ("snake_case_word dan 2*3*4", "snake_case_word dan 234"),
        ("[a [b] c](<x y> 'z')", "a [b] c"),
        ("[a][b\\]c] x", "[a][b]c] x"),
        ("![a](b)", ""),
        ("a\\\nb  \nc", "a b c"),
        ("&copy; 2024 &tidak;", "© 2024 &tidak;"),
        ("~~lama~~ baru", "lama baru"),
        ("1. satu\n\n   dua", "satu"),
        ("> - # Kepala", "Kepala"),
    ],
)
def test_inline_markup_is_no_text(text: str, plain: str) -> None:
    segments = _read(text)
    assert (segments[0].text if segments else "") == plain
    check_places(text, segments, escapes="\\&")


MARKUP = st.text(st.sampled_from('ab *_`[]()!<>&;\\#-|\n>~"1.:\t='), max_size=60)


@given(MARKUP)
def test_any_text_is_read_with_places(text: str) -> None:
    for segment in _read(text):
        for index in range(len(segment.text)):
            assert 0 <= segment.locate(index).offset <= len(text)


@given(st.text(st.sampled_from("ab *_`![]()\\."), max_size=40))
def test_places_of_inline_markup(text: str) -> None:
    check_places(f"x{text}", _read(f"x{text}"), escapes="\\")
