"""Website boilerplate and embedded headlines are marked, the article's own sentences are not."""

import pytest

from tqa.lang.words.boilerplate import normalised
from tqa.model import BlockKind, Document, Mark, Segment, Span, Tag
from tqa.reading.boilerplate import mark
from tqa.reading.segment import segment

BODY = (
    "Warga Desa Sukamaju memperbaiki jembatan yang rusak akibat banjir.",
    "Menurut kepala desa, pekerjaan itu selesai dalam dua pekan.",
)
BODY_EN = (
    "The villagers of Sukamaju repaired a bridge damaged by the flood.",
    "According to the village head, the work took two weeks.",
)


def _blocks(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Segment, ...]:
    return tuple(
        Segment(str(n + 1), text, "id", block=n, kind=kind if n else BlockKind.HEADING)
        for n, text in enumerate(texts)
    )


def _marks(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> dict[str, Mark]:
    document = segment(Document("a.txt", _blocks(*texts, kind=kind)), "id")
    return {s.text: s.mark for s in mark(document).segments if s.mark}


@pytest.mark.parametrize(
    "line",
    [
        "Tinggalkan Balasan",
        "Batalkan balasan",
        "Komentar",
        "Alamat email Anda tidak akan dipublikasikan.",
        "Ruas yang wajib ditandai *",
        "Simpan nama, email, dan situs web saya pada peramban ini untuk komentar berikutnya.",
        "Hak Cipta © Harian Kita 2023",
        "COPYRIGHT © ANTARA 2024",
        "© 2024 Harian Kita. Seluruh hak cipta dilindungi.",
        "Diedit oleh: Rahma Dewi",
        "Editor : Rahma Dewi",
        "Penulis: Rahma Dewi | Editor: Joko",
        "Pewarta: Rahma Dewi",
        "Sumber: Harian Kita",
        "(ant/tok)",
        "Bagikan ini:",
        "Bagikan ke Facebook",
        "Tags: banjir, jembatan",
        "Topik: Banjir",
        "Baca juga: Jembatan gantung putus",
        "» Baca Juga: Jembatan gantung putus",
        "Baca selengkapnya →",
        "ADVERTISEMENT",
        "Gulir untuk melanjutkan membaca",
        "Halaman: 1 2 3",
        "Jumat, 26 Januari 2024 | 14.30 WIB",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Edited by: Rahma Dewi",
        "Copyright © Daily Ours 2024",
        "All rights reserved.",
        "Share this article",
        "Read also: Bridge collapses",
        "Related articles",
        "Post Comment",
        "Dilarang keras mengambil konten tanpa izin tertulis dari redaksi.",
    ],
)
def test_boilerplate_after_the_article(line: str) -> None:
    marks = _marks("Warga perbaiki jembatan", *BODY, line)
    assert set(marks.values()) == {Mark.BOILERPLATE}
    assert " ".join(marks) == line


@pytest.mark.parametrize("line", ["Penulis: Rahma Dewi", "Jumat, 26 Jan 2024 14:30 WIB", "Bagikan"])
def test_boilerplate_before_the_article(line: str) -> None:
    assert _marks("Warga perbaiki jembatan", line, *BODY) == {line: Mark.BOILERPLATE}


@pytest.mark.parametrize("line", ["Baca juga: Jembatan gantung putus", "Advertisement"])
def test_boilerplate_between_paragraphs(line: str) -> None:
    assert _marks("Warga perbaiki jembatan", BODY[0], line, BODY[1]) == {line: Mark.BOILERPLATE}


def test_boilerplate_at_the_end_of_a_paragraph() -> None:
    marks = _marks("Warga perbaiki jembatan", f"{BODY[0]} Baca juga: Jembatan putus", BODY[1])
    assert marks == {"Baca juga: Jembatan putus": Mark.BOILERPLATE}


@pytest.mark.parametrize(
    "line",
    [
        "Sumber air di desa itu tercemar limbah.",
        "Editor surat kabar itu membantah tuduhan tersebut.",
        "Hak cipta melindungi karya seniman hingga 70 tahun setelah ia wafat.",
        "Komentar itu memicu kemarahan warga di media sosial.",
        "Ia meninggalkan balasan singkat di kolom komentar.",
        "Iklan rokok dilarang di sekitar sekolah mulai tahun depan.",
        "Related costs will be paid by the province, the head said.",
        "Share prices rose sharply after the announcement on Monday.",
        "Foto: itulah satu-satunya yang tersisa dari rumah mereka setelah banjir besar itu datang.",
        "Jumat, 26 Januari 2024, warga mulai bekerja.",
        "Bagikan sembako kepada warga, gubernur datang ke desa.",
    ],
)
def test_sentences_are_not_boilerplate(line: str) -> None:
    assert _marks("Warga perbaiki jembatan", BODY[0], line, BODY[1]) == {}
    assert _marks("Warga perbaiki jembatan", *BODY, line) == {}


def test_common_words_in_a_list_are_not_boilerplate() -> None:
    assert _marks("Formulir", *BODY, "Nama", "Email", kind=BlockKind.LIST_ITEM) == {}


def test_common_words_within_boilerplate_are() -> None:
    blocks = _blocks("Judul", *BODY, "Tinggalkan Balasan", "Nama", "Email")
    marked = mark(Document("a.html", blocks)).segments
    assert [s.text for s in marked if s.mark] == ["Tinggalkan Balasan", "Nama", "Email"]


@pytest.mark.parametrize(
    "headline",
    [
        "Gubernur resmikan pasar terapung di tepi danau",
        "Pemerintah Siapkan Bantuan untuk Korban Banjir",
        "Kepala BNPB: Warga perlu waspada banjir susulan",
        "Ini Alasan Pemerintah Menaikkan Harga Beras",
        "Governor opens floating market by the lake",
        "20 Rumah Rusak Diterjang Angin Kencang di Bogor",
    ],
)
def test_embedded_headlines(headline: str) -> None:
    marks = _marks("Warga perbaiki jembatan", BODY[0], headline, BODY[1])
    assert marks == {headline: Mark.HEADLINE}


def test_headlines_in_a_row_and_before_the_boilerplate() -> None:
    first, second = "Gubernur resmikan pasar terapung baru", "Bupati tinjau sawah yang kering"
    marks = _marks("Judul", BODY[0], first, second, BODY[1], first, "Editor: Joko")
    assert marks == {
        first: Mark.HEADLINE,
        second: Mark.HEADLINE,
        "Editor: Joko": Mark.BOILERPLATE,
    }


@pytest.mark.parametrize(
    "line",
    [
        "Latar belakang",  # a subheading
        "Menurut dia, jembatan itu akan dibuka pekan depan",  # lacks its full stop
        "“Kami bekerja siang dan malam untuk menyelesaikan jembatan itu",
        "Kami bekerja siang dan malam, kata Joko",
        "Warga menanggung sendiri seluruh biaya perbaikan jembatan itu:",
        "Menteri memberi keterangan kepada pers di Jakarta (ANTARA FOTO/Joko)",
    ],
)
def test_other_lines_are_not_headlines(line: str) -> None:
    assert _marks("Warga perbaiki jembatan", BODY[0], line, BODY[1]) == {}


def test_markup_says_what_a_heading_is() -> None:
    line = "Gubernur resmikan pasar terapung di tepi danau"
    for kind in (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE_CELL):
        blocks = list(_blocks("Judul", BODY[0], line, BODY[1]))
        blocks[2] = Segment("3", line, "id", block=2, kind=kind)
        assert not any(s.mark for s in mark(Document("a.md", tuple(blocks))).segments)
    tag = Tag(Span(0, len(line)), "strong")
    blocks[2] = Segment("3", line, "id", block=2, tags=(tag,))
    assert not any(s.mark for s in mark(Document("a.md", tuple(blocks))).segments)


def test_the_line_under_the_title_is_no_headline() -> None:
    line = "Gubernur resmikan pasar terapung di tepi danau"
    assert _marks("Judul", line, *BODY) == {}


def test_a_text_without_full_stops_has_no_headlines() -> None:
    lines = [f"Anak kecil bermain layang-layang di tepi sawah {n}" for n in range(6)]
    assert _marks("Judul", BODY[0], *lines, BODY[1]) == {}


def test_marks_of_the_format_stay() -> None:
    blocks = (*_blocks("Judul", *BODY_EN), Segment("9", "Beranda", mark=Mark.BOILERPLATE, block=9))
    assert mark(Document("a.html", blocks)).segments[-1].mark is Mark.BOILERPLATE


def test_blocks_and_sentences_are_marked_alike() -> None:
    text = "Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *"
    document = Document("a.txt", _blocks("Judul", *BODY, text))
    whole = mark(document).segments
    split = mark(segment(document, "id")).segments
    assert {s.block for s in whole if s.mark} == {s.block for s in split if s.mark} == {3}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("» Baca  Juga :", "baca juga"), ("Halaman 1 2 3", "halaman 0 0 0"), ("© 2024", "© 0")],
)
def test_normalised(text: str, expected: str) -> None:
    assert normalised(text) == expected
