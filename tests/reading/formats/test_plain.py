import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.formats.places import check_places, segments_of
from tqa.base.errors import FormatError
from tqa.model import BlockKind, Position, Source
from tqa.reading.formats.plain import Plain

LONG = (
    "Kalimat ini cukup panjang sehingga tidak ada yang mengira bahwa barisnya dipotong oleh lebar"
)


def _texts(text: str) -> list[str]:
    return [s.text for s in segments_of(Plain(), text, "a.txt")]


def test_paragraphs_stand_between_blank_lines() -> None:
    assert _texts("Judul\n\nSatu. Dua.\n \t\nTiga.\n") == ["Judul", "Satu. Dua.", "Tiga."]


def test_each_line_is_a_block_where_no_line_is_blank() -> None:
    assert _texts(f"Judul berita\n{LONG} {LONG}.\nKalimat pendek.\n") == [
        "Judul berita",
        f"{LONG} {LONG}.",
        "Kalimat pendek.",
    ]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    text = (
        "Sungai itu meluap pada Selasa malam setelah\n"
        "hujan deras mengguyur wilayah hulu selama\n"
        "enam jam. Dua desa terendam.\n"
        "\n"
        "Warga mengungsi ke balai desa dan sekolah,\n"
        "kata lurah.\n"
    )
    first, second = segments_of(Plain(), text, "a.txt")
    assert first.text.endswith(
        "setelah hujan deras mengguyur wilayah hulu selama enam jam. Dua desa terendam."
    )
    assert second.text == "Warga mengungsi ke balai desa dan sekolah, kata lurah."
    assert second.locate(43) == Position(6, 1, text.index("kata"))
    check_places(text, (first, second))


def test_short_lines_in_a_row_stay_apart() -> None:
    tail = ["Diedit oleh: Rahma Dewi", "Hak Cipta © Harian Kita 2023"]
    assert _texts("\n\n".join([LONG + ".", f"{LONG} {LONG}.", "\n".join(tail)]))[-2:] == tail


def test_a_line_that_goes_on_in_lower_case_is_joined() -> None:
    assert _texts(f"{LONG}\npotong yang sempit. {LONG} {LONG}.") == [
        f"{LONG} potong yang sempit. {LONG} {LONG}."
    ]


def test_list_items_stay_apart() -> None:
    text = "Syaratnya:\n- warga desa\n- cukup umur\n1. satu\n2. dua\n"
    segments = segments_of(Plain(), text, "a.txt")
    assert [s.text for s in segments][1:3] == ["warga desa", "cukup umur"]
    assert [s.kind for s in segments][1:3] == [BlockKind.LIST_ITEM] * 2
    assert len(segments) == 5


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Judul berita\n\nIsi berita.", BlockKind.HEADING),
        ("Bukan judul.\n\nIsi berita.", BlockKind.PARAGRAPH),
        ("Hanya satu baris", BlockKind.PARAGRAPH),
        (f"{LONG} {LONG} {LONG}\n\nIsi berita.", BlockKind.PARAGRAPH),
    ],
)
def test_the_title(text: str, kind: BlockKind) -> None:
    document = Plain().read(Source("a.txt", text.encode()))
    assert document.segments[0].kind is kind
    assert document.title == ("Judul berita" if kind is BlockKind.HEADING else "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = f"Judul{end}{end}Satu.{end}{end}  Dua."
    last = segments_of(Plain(), text, "a.txt")[-1]
    assert (last.text, last.block, last.id) == ("Dua.", 2, "3")
    assert last.locate(0)[:2] == (5, 3)


def test_a_byte_order_mark_is_no_character() -> None:
    document = Plain().read(Source("a.txt", b"\xef\xbb\xbfSatu."))
    assert document.segments[0].locate(0) == Position(1, 1, 0)
    document = Plain().read(Source("a.txt", "\ufeffSatu.".encode("utf-16-le")))
    assert document.segments[0].text == "Satu."


def test_an_empty_file_is_an_empty_document() -> None:
    assert Plain().read(Source("a.txt", b" \n\n")).segments == ()


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(FormatError, match=r"a\.txt:2: not valid UTF-8"):
        Plain().read(Source("a.txt", b"a\n\xff"))


@given(st.text(st.sampled_from("aB.: \t-\n\r\u2028é😀1"), max_size=200))
def test_places(text: str) -> None:
    segments = segments_of(Plain(), text, "a.txt")
    check_places(text, segments)
    kept = "".join("".join(s.text.split()) for s in segments).replace("-", "")
    assert kept == "".join(text.split()).replace("-", "")
