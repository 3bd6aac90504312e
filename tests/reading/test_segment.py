"""Sentence boundaries: hand-made cases (a bar is a boundary), places, and growth in proportion."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.steps import grows_in_proportion
from tqa.lang.words.sentences import sentence_spans
from tqa.model import BlockKind, Document, Position, Run, Segment, Span, Tag
from tqa.reading.segment import segment
from tqa.reading.text_builder import Lines, TextBuilder

INDONESIAN = """\
Ia datang pagi sekali. | Semua orang terkejut.
Apakah benar? | Tidak ada yang tahu.
Luar biasa! | Penonton bersorak.
Dr. Ratna memeriksa pasien itu. | Hasilnya baik.
Prof. Dr. Ir. Bambang Wijaya, M.Sc. memberi kuliah umum.
Ia bertemu Ny. Sumarni dan Tn. Karta di pasar.
Kantornya di Jl. Merdeka No. 12. | Dekat stasiun.
Kantornya di Jln. Gatot Subroto Kav. 5, Jakarta.
Kunjungan K.H. Ahmad Sobari disambut warga.
Hj. Aminah dan H. Salim berangkat haji.
Menurut R.A. Kartono, tanah itu milik desa.
Mereka membeli buku, pensil, dll. di toko itu.
Mereka membeli buku, pensil, dll. | Setelah itu mereka pulang.
Ada sapi, kambing, dsb. | Petani merawatnya.
Andi, Budi, dkk. menang lagi.
Surat itu ditujukan kepada Yth. Bapak Lurah.
Ia menandatangani a.n. Kepala Dinas.
Budi Hartono, S.H. menjadi pembela.
Budi Hartono, S.H., M.H. menjadi pembela.
Pembelanya ialah Budi Hartono, S.H. | Ia sudah berpengalaman.
Ia meraih gelar Ph.D. di Leiden.
Gelar M.Si. Ekonomi jarang dipakai.
Laporan PT Tirta Tbk. Rabu lalu mengejutkan pasar.
Sahamnya milik PT Tirta Tbk. | Namun, harganya turun.
Novel J.K. Rowling laku keras.
B.J. Habibie lahir di Parepare. | Ia presiden ketiga.
Ali M. Nur berpidato. | Hadirin bertepuk tangan.
Penyair W.S. Rendra membaca puisi.
Buah itu kaya vitamin C. | Namun, rasanya asam.
Harganya Rp1.500,00 per kilo. | Harga itu wajar.
Harganya Rp. 1.500.000 sebulan.
Acara dimulai pukul 14.30 WIB. | Peserta sudah hadir.
Acara dimulai pukul 14.30. | Peserta sudah hadir.
Inflasi mencapai 2.5 persen. | Angka itu naik.
Lihat hlm. 25 buku itu. | Di sana ada gambarnya.
Lihat hal. 25 buku itu.
Ada dua hal. | Pertama, soal uang.
Ia lahir tgl. 5 Mei 1990.
Rapat digelar pada tahun 2024. | Hasilnya diumumkan kemudian.
Jumlahnya 25. | Sisanya hilang.
Ia berhenti… | Lalu ia menangis.
Ia ragu... tetapi tetap berangkat.
Ia ragu... | Tetapi ia tetap berangkat.
Situs kompas.com memuat berita itu. | Pembacanya banyak.
Berita itu dimuat JurnalPagi.id. | Pembacanya banyak.
Kirim ke redaksi@contoh.co.id. | Balasannya cepat.
Unduh di https://contoh.id/berkas.pdf. | Berkasnya kecil.
“Saya setuju,” katanya. | Rapat pun ditutup.
“Saya setuju.” | Rapat pun ditutup.
“Saya datang. | Saya melihat. | Saya menang,” ujarnya.
“Siapa itu?” tanya Budi. | Tidak ada jawaban.
“Siapa itu?” Budi bertanya kepada ibunya.
"Awas!" teriak penjaga. | Semua orang lari.
"Kami siap." | Itu kata terakhirnya.
Dia bertanya, "Apa kabar?" | Aku diam saja.
Menurutnya: “Ini penting. | Kita harus mulai.”
Ia berkata, “Jangan pergi!” lalu menutup pintu.
Lagu "Siapa? Kamu!" dinyanyikan bersama.
Ia pergi (entah ke mana. Tidak ada yang tahu) dan hilang.
Ia pergi. | (Tidak ada yang tahu ke mana.) | Kami mencarinya.
Ia pergi (lihat hlm. 3.) dan hilang.
Undang-undang itu (UU No. 11 Tahun 2008) diubah.
1. Dia datang lebih dulu. | Kami menyusul.
a. Dia datang lebih dulu. | Kami menyusul.
Ada tiga syarat: 1. Warga desa, 2. Cukup umur, 3. Sehat.
II. Latar belakang penelitian
Jakarta (ANTARA) - Presiden tiba di Bogor. | Ia disambut gubernur.
JAKARTA, KOMPAS.com – Presiden tiba di Bogor. | Ia disambut gubernur.
Bandung, 5 Jan. 2024 - Hujan turun sejak pagi.
Perusahaan itu berdiri pada 5 Jan. 2010.
Harga emas naik. | iPhone juga naik.
Kata orang begitu. | 20 orang setuju.
Kata orang begitu. | Rp5 juta hilang.
Kata orang begitu. | @lurah menjawab.
Ia membaca. dan menulis.
Tunggu!!! | Jangan pergi dulu.
Benarkah?! | Aku tidak percaya.
Ia menulis begitu.[1] | Orang lain membantah.[2]
Letkol. Sutarno memimpin upacara.
Kec. Cibeber dan Kab. Lebak terendam.
Desa itu di Kab. Lebak. | Warganya petani.
Bpk. Karsono menjadi ketua RT.
Ia bekerja di P.T. Sinar Jaya.
Timnya terdiri atas a.l. Sari dan Doni.
Perjalanan Jakarta s.d. Surabaya lancar.
Ia tinggal di U.S. sejak lama.
Beratnya 10 kg. | Polisi menyitanya.
Rombongan dipimpin Gubernur DKI. | Rombongan tiba sore.
Anggota TNI. | Anggota Polri.
Mereka menunggu di KPK. | Sidang ditunda.
Keputusan MK. | Pemohon kecewa.
Pada akhirnya, ia kalah . | Lawannya menang .
Ujian diadakan hari Senin s/d. Kamis.
Korban bernama Siti Nur (27). | Ia warga Bekasi.
Nilai tukar Rp15.000 per dolar AS. | Bank menjual lebih mahal.
Itu kata "damai". | Kata itu dilupakan.
Tim itu kalah 0-3. | Pelatih kecewa.
Kami hadir, kata St. Aisyah.
"""

ENGLISH = """\
He came early. | Everyone was surprised.
Is it true? | Nobody knows.
Amazing! | The crowd cheered.
Dr. Smith examined the patient. | The result was good.
Mr. and Mrs. Jones moved to St. Louis.
Gen. Harris met Sen. Cole in Washington, D.C. on Friday.
He lives in Washington, D.C. | His wife lives in Ohio.
The U.S. Senate voted on Tuesday.
He moved to the U.S. | He never came back.
He moved to the U.K. in 2010.
Apple Inc. said profits rose.
Shares of Tirta Inc. Tuesday fell by half.
She works for Tirta Inc. | The company is large.
He sold books, pens, etc. at the market.
He sold books, pens, etc. | Then he went home.
Fruit, e.g. Apples and pears, is healthy.
The last part, i.e. Section 4, was dropped.
The case Roe vs. Wade is famous.
The meeting is at 5 p.m. on Monday.
The meeting is at 5 p.m. Monday.
The meeting ended at 5 p.m. | Police closed the road.
The train left at 6 a.m. Eastern Time.
It begins at 9 a.m. | Bring a pen.
See No. 5 on the list.
Did he agree? | No. | He refused.
See pp. 10-12 and Fig. 3 there.
The book (Vol. 2) is rare.
J.K. Rowling wrote it. | It sold well.
George W. Bush spoke first.
John F. Kennedy was shot on Nov. 22, 1963.
The deal closed in Jan. 2010.
It happened in Sept. | The police came late.
Rich in vitamin C. | The taste is sour.
The price is $1.50 a kilo. | That is fair.
Growth was 2.5 percent. | That is low.
It was founded in 1999. | It has ten members.
He stopped… | Then he cried.
He hesitated... but went on.
He hesitated... | But he went on.
Read it on example.com. | It is free.
Write to desk@example.org. | They answer fast.
Download https://example.org/a.pdf now. | It is small.
"I agree," he said. | The meeting closed.
"I agree." | The meeting closed.
"I came. | I saw. | I won," he said.
"Why?" he asked. | Nobody answered.
"Why?" John asked his mother.
"Why?" John Smith said.
"Stop!" shouted the guard. | Everybody ran.
“Who is it?” she asked. | “It is me.”
He asked, "How are you?" | I kept silent.
"How are you?" I asked.
"How are you?" | He said nothing.
He said: "This matters. | We must begin."
He said, "Go away!" and shut the door.
The song "Who? You!" was a hit.
He left (nobody knows where. Nobody asked) and vanished.
He left. | (Nobody knows where.) | We looked for him.
He left (see p. 3.) and vanished.
1. He came first. | We followed.
a. He came first. | We followed.
There are three rules: 1. Be fair, 2. Be quick, 3. Be kind.
JAKARTA (Reuters) - The president arrived. | He was met by the governor.
LONDON, Jan. 5 - Rain fell all day.
Prices rose. | iPhone sales fell.
So they say. | 20 people agreed.
So they say. | $5 million is gone.
He reads. and writes.
Wait!!! | Do not go.
Really?! | I do not believe it.
He wrote so.[1] | Others denied it.[2]
Lt. Col. Adams led the parade.
Prof. Lee holds a Ph.D. in physics.
She holds a Ph.D. | Her brother does not.
Martin Luther King Jr. spoke there.
He met Robert Kennedy Jr. | They talked for hours.
The firm, Smith & Co., closed.
Smith et al. Reported the same.
Gov. Brown and Rep. Green agreed.
Mt. Merapi erupted again. | Thousands fled.
The Rev. Jesse Hill preached.
He was 25. | She was 30.
They waited at the FBI. | The hearing was delayed.
It weighs 10 kg. | Police seized it.
He lost . | The rival won .
It means "peace". | The word is old.
The team lost 0-3. | The coach was sad.
The victim was Ann Lee (27). | She came from Leeds.
On Main St. | There is a shop.
Visit St. Paul's and St. Mary's. | Both are old.
The ship, the H.M.S. Victory, is old.
Yahoo! said on Monday it would cut jobs.
Ir. Budi and Hj. Aminah came.
PT. Sinar Jaya went bankrupt.
He paid Rp. 50,000 for it.
I think so. | And you?
"""

CASES = [
    pytest.param(line, lang, id=f"{lang}-{number}")
    for lang, lines in (("id", INDONESIAN), ("en", ENGLISH))
    for number, line in enumerate(lines.splitlines(), 1)
]


@pytest.mark.parametrize(("marked", "lang"), CASES)
def test_boundaries(marked: str, lang: str) -> None:
    text = marked.replace(" | ", " ")
    assert [span.of(text) for span in sentence_spans(text, lang)] == marked.split(" | ")


def _document(*blocks: Segment) -> Document:
    return Document("a.txt", blocks)


def test_ids_name_block_and_sentence() -> None:
    blocks = [Segment(str(n + 1), "Satu dua. Tiga empat.", block=n) for n in range(2)]
    split = segment(_document(*blocks), "id")
    assert [s.id for s in split.segments] == ["1.1", "1.2", "2.1", "2.2"]
    assert {s.lang for s in split.segments} == {"id"}
    assert [s.block for s in split.segments] == [0, 0, 1, 1]


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.CODE, BlockKind.METADATA])
def test_some_blocks_stay_whole(kind: BlockKind) -> None:
    block = Segment("1", "Who? You! Go. Now.", kind=kind)
    assert len(segment(_document(block), "en").segments) == 1


def test_tags_move_along() -> None:
    text = "One link here. Two links there."
    tags = (Tag(Span(4, 8), "link"), Tag(Span(0, 31), "strong"), Tag(Span(15, 15), "comment"))
    first, second = segment(_document(Segment("1", text, tags=tags)), "en").segments
    assert [(t.kind, t.span.of(first.text)) for t in first.tags] == [
        ("link", "link"),
        ("strong", "One link here."),
    ]
    assert [(t.kind, t.span.of(second.text)) for t in second.tags] == [
        ("strong", "Two links there."),
        ("comment", ""),
    ]


def test_runs_move_along() -> None:
    file = "Satu\ndua. Tiga\nempat."
    runs = (Run(0, Position(1, 1, 0)), Run(4, Position(1, 5, 4)), Run(5, Position(2, 1, 5)))
    runs += (Run(14, Position(2, 10, 14)), Run(15, Position(3, 1, 15)))
    block = Segment("1", file.replace("\n", " "), runs=runs)
    _, second = segment(_document(block), "id").segments
    assert second.text == "Tiga empat."
    assert second.locate(0) == Position(2, 6, 10)
    assert second.locate(5) == Position(3, 1, 15)


TEXT = st.text(st.sampled_from("aB1 .!?…\"“”()[],\n'-&Dr"), max_size=80)


@given(TEXT, st.sampled_from(["id", "en", ""]))
def test_sentences_cover_the_text_in_order(text: str, lang: str) -> None:
    spans = sentence_spans(text, lang)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert spans == sorted(spans)
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@given(st.lists(TEXT, max_size=6))
def test_every_character_is_located(lines: list[str]) -> None:
    file = "\n".join(line.replace("\n", " ") for line in lines)
    places = Lines(file)
    builder = TextBuilder(places)
    at = 0
    for number, line in enumerate(file.split("\n")):
        if number:
            builder.put(" ", at - 1, at)
        builder.add(line, at)
        at += len(line) + 1
    block = Segment("1", builder.text, runs=builder.runs)
    for sentence in segment(_document(block), "id").segments:
        for index, char in enumerate(sentence.text):
            place = sentence.locate(index)
            assert file[place.offset] in (char, "\n")
            assert place == places.at(place.offset)


@pytest.mark.parametrize(
    "piece", ["Kata. ", ". ", "(A. ", '"A. B" ', "Dr. A. B. ", ".", "1. ", "a"]
)
def test_a_long_text_takes_steps_in_proportion(piece: str) -> None:
    def split(size: int) -> Callable[[], object]:
        return partial(sentence_spans, piece * (size // len(piece)), "id")

    assert grows_in_proportion(split, 2_000)
    split(200_000)()  # a pattern that backtracks reaches the time limit of the test
