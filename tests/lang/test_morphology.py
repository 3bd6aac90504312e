"""Forms of words: single facts, the gold list with its floors, properties."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqa.lang.forms.affixes import splits
from tqa.lang.forms.morphology import bases, inflects, lemma
from tqa.lang.forms.reduplication import single, unjoined
from tqa.lang.forms.roots import is_root
from tqa.lang.tables import rows

GOLD = [
    line.split("\t")
    for line in (Path(__file__).parent / "data/inflection_gold.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
MIN_PRECISION, MIN_RECALL = 0.98, 0.97


@pytest.mark.parametrize("lang", ["id", "en"])
def test_inflects_keeps_its_floors_on_the_gold_list(lang: str) -> None:
    pairs = [(term, surface, says == "same") for term, surface, says, of in GOLD if of == lang]
    said = [(inflects(surface, term, lang), same) for term, surface, same in pairs]
    right = sum(found and same for found, same in said)
    assert len(pairs) > 200
    assert right / sum(found for found, _ in said) >= MIN_PRECISION
    assert right / sum(same for _, same in said) >= MIN_RECALL


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("menulis", "tulis"),
        ("memakai", "pakai"),
        ("mengirim", "kirim"),
        ("menyewa", "sewa"),
        ("mengambil", "ambil"),
        ("melihat", "lihat"),
        ("mengecek", "cek"),
        ("memproses", "proses"),
        ("mengklaim", "klaim"),
        ("pemrosesan", "proses"),
        ("memperkecil", "kecil"),
        ("pemersatu", "satu"),
        ("diketahui", "tahu"),
        ("mengemukakan", "kemuka"),
        ("keberhasilan", "hasil"),
        ("ketidakpastian", "pasti"),
        ("kepemimpinan", "pimpin"),
        ("memberlakukan", "laku"),
        ("menyeluruh", "seluruh"),
        ("pemberangkatan", "berangkat"),
        ("belajar", "ajar"),
        ("bekerja", "kerja"),
        ("petani", "tani"),
        ("berikan", "beri"),
        ("memberikannya", "beri"),
        ("kebijakan-kebijakannya", "bijak"),
        ("berlari-lari", "lari"),
        ("kekanak-kanakan", "kanak"),
        ("sayur-mayur", "sayur-mayur"),
        ("undang-undang", "undang-undang"),
        ("mem-PHK-kan", "phk"),
        ("KTP-nya", "ktp"),
        ("di‑upgrade", "upgrade"),
        ("1960-an", "1960"),
        ("beruang", "beruang"),
        ("berita", "berita"),
        ("menteri", "menteri"),
        ("lokakaryanya", "lokakarya"),
        ("menzumbakan", "zumba"),  # no list has the root
        ("Berlin", "berlin"),
        ("", ""),
    ],
)
def test_indonesian_lemma(word: str, base: str) -> None:
    assert lemma(word, "id") == base


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("children", "child"),
        ("went", "go"),
        ("studies", "study"),
        ("hoping", "hope"),
        ("hopping", "hop"),
        ("organisations", "organization"),
        ("colours", "color"),
        ("programmes", "program"),
        ("exercised", "exercise"),
        ("analyses", "analyze"),
        ("dying", "die"),
        ("bigger", "big"),
        ("worker", "worker"),
        ("king", "king"),
        ("news", "news"),
        ("media", "media"),
        ("minister's", "minister"),
        ("ministers’", "minister"),
        ("blorked", "blork"),  # no list has the word
    ],
)
def test_english_lemma(word: str, base: str) -> None:
    assert lemma(word, "en") == base


def test_bases_go_from_the_word_to_its_root() -> None:
    assert bases("kebijakannya", "id")[:3] == ("kebijakannya", "kebijakan", "bijak")
    assert bases("memberlakukan", "id")[-1] == "laku"
    assert "bencana" in bases("pascabencana", "id")
    assert "tolong" in bases("tolong-menolong", "id")
    assert bases("unhappily", "en")[0] == "unhappily"
    assert bases("left", "en")[:2] == ("left", "leave")


def test_lexemes_of_one_root_are_kept_apart() -> None:
    assert lemma("kebijakan", "id") == lemma("bijak", "id")
    assert not inflects("kebijakan", "bijak", "id")
    assert not inflects("penulis", "tulis", "id")
    assert inflects("dilokakaryakan", "lokakarya", "id")
    assert not inflects("lokakarya", "karya", "id")


def test_a_language_that_is_not_known_has_no_forms() -> None:
    assert bases("Häuser", "de") == ("häuser",)
    assert lemma("Häuser", "de") == "häuser"
    assert inflects("Haus", "haus", "de")
    assert not inflects("Hauses", "Haus", "de")


def test_doubled_words_said_once() -> None:
    assert single("buku-bukunya") == "bukunya"
    assert single("mengata-ngatai") == "mengatai"
    assert single("sayur-mayur") == ""
    assert unjoined("ke-10") == "10"
    assert unjoined("ke-10", nouns=False) == "ke-10"
    assert not inflects("ke-10", "10", "id")


def test_tables_agree() -> None:
    """Roots are many, and what the tables name as base is known."""
    assert len(rows("id/roots")) >= 3500
    assert sum(len(forms.split("|")) for _, _, forms in rows("en/irregular")) >= 350
    unknown = [base for _, base in rows("id/analyses") if not is_root(base)]
    assert unknown == []


WORDS = st.text("aeikmnprstgdbluyh-", min_size=1, max_size=24)


@given(WORDS, st.sampled_from(["id", "en"]))
def test_lemma_is_a_fixed_point_and_bases_begin_with_the_word(word: str, lang: str) -> None:
    assert lemma(lemma(word, lang), lang) == lemma(word, lang)
    assert bases(word, lang)[0] == word
    assert len(bases(word, lang)) <= 8
    assert inflects(word, word, lang)


@given(st.text(max_size=60), st.text(max_size=20), st.sampled_from(["id", "en", ""]))
def test_any_text_is_survived(word: str, term: str, lang: str) -> None:
    lemma(word, lang)
    bases(word, lang)
    inflects(word, term, lang)


def test_a_very_long_word_costs_nothing() -> None:
    assert len(splits("mengke" * 20_000)) == 1
    assert len(lemma("meng" + "ke-" * 20_000, "id")) > 0
    assert len(lemma("un" * 20_000 + "ing", "en")) > 0
