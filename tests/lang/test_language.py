"""Which language a text is in, and whose a word is. All sentences are our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqa.lang.language import UNDECIDED, detect, is_function_word, is_word

TEXTS = [
    ("id", "Laba perusahaan itu naik 2,5 persen pada kuartal ketiga."),
    ("id", "Warga dua desa mengungsi akibat banjir."),
    ("id", "Polisi Tangkap Dua Pencuri Sepeda"),
    ("id", "Pemkot Tutup Jembatan Tua"),
    ("id", "KEMENTERIAN KESEHATAN BAGIKAN VAKSIN"),
    ("id", "Baca juga:"),
    ("id", "Dia menonton film The Lion King di bioskop bersama anaknya."),
    ("id", "Tim itu meng-upgrade peladennya."),
    ("id", "Ya."),
    ("en", "The company's profit rose 2.5 percent in the third quarter."),
    ("en", "Residents of two villages fled the floods."),
    ("en", "Police Arrest Two Bicycle Thieves"),
    ("en", "City Shuts Old Bridge"),
    ("en", "HEALTH MINISTRY HANDS OUT VACCINES"),
    ("en", "Read more"),
    ("en", "Jokowi met Prabowo in Surabaya to talk about rice."),
    ("en", "It doesn't matter."),
    ("", "2024"),
    ("", "Rp 12.500"),
    ("", "Joko Widodo"),
    ("", "https://x.id/1"),
    ("", "— …"),
    ("", ""),
]


@pytest.mark.parametrize(("lang", "text"), TEXTS)
def test_detect(lang: str, text: str) -> None:
    found = detect(text)
    assert found.lang == lang
    assert (found.confidence > 0) == bool(lang)


def test_confidence_follows_the_evidence() -> None:
    whole = detect("Pemerintah akan membangun jalan baru yang lebih lebar untuk warga desa.")
    mixed = detect("Grup band The Sound of the Rain akan tampil.")
    assert 0.9 < whole.confidence <= 1
    assert mixed.confidence < whole.confidence


def test_long_text_is_judged_by_its_beginning() -> None:
    assert detect("Warga desa itu menanam padi. " * 20_000).lang == "id"


@given(st.text(max_size=80))
def test_detect_survives_any_text(text: str) -> None:
    found = detect(text)
    assert found.lang in ("", "id", "en")
    assert 0 <= found.confidence <= 1
    assert found.lang or found == UNDECIDED


@pytest.mark.parametrize(
    "word",
    [
        "yang",
        "lokakarya",
        "lokakaryanya",
        "memberlakukan",
        "kebijakan",
        "anak-anak",
        "misinformasi",
        "Pemerintah",
        "sayur-mayur",
        "pascabencana",
        "unggahan",
        "mengunggahnya",
        "antarkota",
        "berlari-lari",
    ],
)
def test_indonesian_words(word: str) -> None:
    assert is_word(word, "id")
    assert not is_word(word, "en")


@pytest.mark.parametrize(
    "word",
    [
        "the",
        "workshops",
        "children",
        "organised",
        "unhappily",
        "fact-checking",
        "Government's",
        "went",
        "colours",
        "whether",
        "don't",
        "policies",
    ],
)
def test_english_words(word: str) -> None:
    assert is_word(word, "en")
    assert not is_word(word, "id")


@pytest.mark.parametrize("word", ["Kansong", "Usman", "xqzt", "12", "", "-"])
def test_no_words(word: str) -> None:
    assert not is_word(word, "id")
    assert not is_word(word, "en")


def test_words_of_both_languages() -> None:
    assert all(is_word(word, lang) for word in ("data", "bank", "film") for lang in ("id", "en"))


def test_function_words() -> None:
    assert is_function_word("Yang", "id")
    assert is_function_word("whose", "en")
    assert not is_function_word("workshop", "en")
    assert not is_function_word("the", "de")
