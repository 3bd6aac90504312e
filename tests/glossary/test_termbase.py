import pickle
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.steps import grows_in_proportion, steps
from tqa.glossary.termbase import Termbase
from tqa.model import Concept, Term


def found(termbase: Termbase, text: str, lang: str = "id", date: str = "") -> list[str]:
    return [m.span.of(text) for m in termbase.find(text, lang, date)]


def one(**row: str) -> Termbase:
    return Termbase.from_rows([row])


@pytest.mark.parametrize(
    ("term", "text", "surfaces"),
    [
        (
            "lokakarya",
            "Lokakaryanya usai; lokakarya-lokakarya lain.",
            ["Lokakaryanya", "lokakarya-lokakarya"],
        ),
        ("lokakarya", "Panitia melokakaryakan naskah itu.", ["melokakaryakan"]),
        ("lokakarya", "Lokakarya-lokakaryanya", ["Lokakarya-lokakaryanya"]),
        ("tanggung jawab", "Ia bertanggung jawab.", ["bertanggung jawab"]),
        ("tanggung jawab", "Ia mempertanggungjawabkannya.", ["mempertanggungjawabkannya"]),
        (
            "wali kota",
            "Walikota, wali kotanya, wali-kota.",
            ["Walikota", "wali kotanya", "wali-kota"],
        ),
        ("walikota", "Wali kota datang.", ["Wali kota"]),
        (
            "pemangku kepentingan",
            "para pemangku-pemangku kepentingan",
            ["pemangku-pemangku kepentingan"],
        ),
        ("mengunggah", "Foto itu diunggahnya.", ["diunggahnya"]),
        ("salah guna", "penyalahgunaan wewenang", ["penyalahgunaan"]),
        ("tindak lanjut", "Kami menindaklanjutinya.", ["menindaklanjutinya"]),
        ("KTP", "KTP-nya hilang, bukan ktp.", ["KTP-nya"]),
        ("Al-Qur'an", "Alquran, Al-Qur’an dan Al Quran", ["Alquran", "Al-Qur’an", "Al Quran"]),
        ("undang-undang", "Undang-undangnya baru.", ["Undang-undangnya"]),
        ("nilai", "bernilai tinggi", ["bernilai"]),
        ("bertanggung jawab", "pertanggungjawabannya", ["pertanggungjawabannya"]),
        ("bertanggung jawab", "dipertanggungjawabkan", ["dipertanggungjawabkan"]),
        ("e-mail", "email, e mail, e-mail, E‑mail", ["email", "e mail", "e-mail", "E‑mail"]),
        ("nilai", "lokanilai nilai2", []),
        ("nilai", "penilaiannya, terkecuali anilai", ["penilaiannya"]),
    ],
)
def test_indonesian_forms(term: str, text: str, surfaces: list[str]) -> None:
    assert found(one(id=term, en="x"), text) == surfaces


@pytest.mark.parametrize(
    ("term", "text", "surfaces"),
    [
        ("workshop", "Workshops and the workshop's end", ["Workshops", "workshop"]),
        ("e-mail", "Emails, an e-mail, e-mailed", ["Emails", "e-mail", "e-mailed"]),
        ("email", "an e-mail", ["e-mail"]),
        ("fact-checking", "fact checking and fact‑checking", ["fact checking", "fact‑checking"]),
        ("follow up", "He followed up.", ["followed up"]),
        ("party", "both parties", ["parties"]),
        ("shares", "one share, many shares", ["share", "shares"]),
        ("US", "us and the US", ["US"]),
        ("central bank", "Central, bank. Central\nbank", ["Central\nbank"]),
        ("attorney general", "the attorney general's aide", ["attorney general"]),
        ("analysis", "two analyses, an analysis", ["analyses", "analysis"]),
        ("child", "the children’s books", ["children"]),
        ("e-mail", "emails and e-mails", ["emails", "e-mails"]),
    ],
)
def test_english_forms(term: str, text: str, surfaces: list[str]) -> None:
    assert found(one(id="x", en=term), text, "en") == surfaces


def test_longest_first() -> None:
    rows = [{"id": "nilai", "en": "value"}, {"id": "nilai tukar", "en": "exchange rate"}]
    termbase = Termbase.from_rows(rows)
    assert found(termbase, "Nilai tukar naik, nilai turun.") == ["Nilai tukar", "nilai"]
    assert len(termbase.occurrences("nilai tukar", "id")) == 2


def test_senses_of_one_word_come_together() -> None:
    rows = [{"id": "lokakarya", "en": "workshop"}, {"id": "bengkel", "en": "garage|workshop"}]
    matches = Termbase.from_rows(rows).find("the workshop", "en")
    assert [m.concept.id for m in matches] == ["workshop", "garage"]
    assert len({m.span for m in matches}) == 1


def test_the_term_as_written_beats_another_term_in_an_inflected_form() -> None:
    rows = [{"id": "saham", "en": "shares"}, {"id": "bagian", "en": "share"}]
    assert [m.concept.id for m in Termbase.from_rows(rows).find("shares", "en")] == ["shares"]


def test_flags() -> None:
    exact = one(id="C++", en="C++", flags="exact")
    assert found(exact, "C++ dan C") == ["C++"]
    assert found(one(id="Bulan", en="Moon", flags="name"), "Bulan itu, bulan lalu") == ["Bulan"]
    pattern = one(id=r"[A-Z]{2}-\d+", en="", flags="regex")
    assert found(pattern, "lihat AB-12 dan ab-12") == ["AB-12"]
    kept = one(id="", en="GitHub Actions", flags="do-not-translate")
    assert found(kept, "Buka GitHub Actions.") == ["GitHub Actions"]


def test_validity() -> None:
    termbase = Termbase.from_rows(
        [
            {"concept": "old", "id": "kementerian", "en": "x", "valid_until": "2024-10"},
            {"concept": "new", "id": "kementerian", "en": "y", "valid_from": "2024-10-21"},
        ]
    )

    def ids(date: str) -> list[str]:
        return [m.concept.id for m in termbase.find("kementerian", "id", date)]

    assert ids("2023-05-01") == ["old"]
    assert ids("2024-10-31") == ["old", "new"]
    assert ids("2025") == ["new"]
    assert ids("") == ["old", "new"]


def write(folder: Path, name: str, rows: list[Mapping[str, str]]) -> Path:
    columns = list(dict.fromkeys(c for row in rows for c in ("id", "en", *row)))
    lines = ["\t".join(columns)]
    lines += ["\t".join(row.get(c, "") for c in columns) for row in rows]
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_project_wins_over_bundled(tmp_path: Path) -> None:
    bundled = write(
        tmp_path,
        "bundled.tsv",
        [
            {"concept": "mail", "id": "surel", "en": "email", "id_deprecated": "email"},
            {
                "concept": "dis",
                "id": "disinformasi",
                "en": "disinformation",
                "confusable_with": "mis",
            },
            {"concept": "mis", "id": "misinformasi", "en": "misinformation", "id_cues": "keliru"},
            {"concept": "ws", "id": "lokakarya", "en": "workshop", "id_forbidden": "bengkel"},
            {"concept": "garage", "id": "bengkel", "en": "garage|workshop"},
        ],
    )
    own = write(
        tmp_path,
        "own.tsv",
        [
            {"concept": "our-mail", "id": "email", "en": "email"},
            {"concept": "our-mis", "id": "misinformasi", "en": "misinformation"},
            {"concept": "ws", "id": "sanggar", "en": "working session"},
        ],
    )
    termbase = Termbase.load([own], bundled=[bundled])
    by_id = {concept.id: concept for concept in termbase.concepts}
    assert list(by_id) == ["our-mail", "our-mis", "ws", "dis", "garage"]
    assert by_id["our-mis"].cues == {"id": ("keliru",)}
    assert by_id["dis"].confusable_with == ("our-mis",)
    assert termbase.confusables(by_id["our-mis"]) == (by_id["dis"],)
    assert [t.text for t in by_id["ws"].terms] == ["sanggar", "working session"]
    assert by_id["garage"].bundled
    assert not by_id["ws"].bundled


def test_what_a_project_allows_no_bundled_concept_discourages(tmp_path: Path) -> None:
    bundled = write(
        tmp_path, "b.tsv", [{"id": "daring", "en": "online", "id_deprecated": "online"}]
    )
    own = write(tmp_path, "o.tsv", [{"id": "online", "en": "on the net"}])
    termbase = Termbase.load([own], bundled=[bundled])
    assert [m.concept.id for m in termbase.find("online", "id")] == ["on-the-net"]


def test_pickle() -> None:
    termbase = one(id="surel", en="email")
    termbase.find("surel", "id")
    assert found(pickle.loads(pickle.dumps(termbase)), "Surelnya") == ["Surelnya"]


def test_empty() -> None:
    assert Termbase().find("apa pun", "id") == ()
    assert one(id="surel", en="email").find("surel", "") == ()


TERMS = st.lists(st.text("abe- ", min_size=1, max_size=8), min_size=1, max_size=6)


@given(terms=TERMS, text=st.text("abe-' .İ", max_size=60))
def test_matches_lie_in_the_text_and_do_not_overlap(terms: list[str], text: str) -> None:
    termbase = Termbase.from_rows([{"id": term, "en": term} for term in terms])
    for lang in ("id", "en"):
        spans = sorted({match.span for match in termbase.find(text, lang)})
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))


@given(term=st.text("abcdeklmnorstu", min_size=3, max_size=10))
def test_a_term_is_found_as_written(term: str) -> None:
    termbase = one(id=term, en=term)
    for lang in ("id", "en"):
        assert found(termbase, f"Ini {term}, itu {term}nya.", lang)[0] == term


def test_a_search_takes_as_many_steps_in_many_concepts_as_in_few() -> None:
    texts = [f"Rapat ke-{n} membahas istilah{n % 40} dan anggaran tahun depan" for n in range(60)]
    counts = []
    for size in (100, 20_000):
        termbase = Termbase.from_rows(
            [{"id": f"istilah{n}", "en": f"term{n}"} for n in range(size)]
        )

        def search(termbase: Termbase = termbase) -> None:
            for text in texts:
                termbase.occurrences(text, "id")

        search()
        termbase._scanned.cache_clear()
        counts.append(steps(search))
    assert counts[1] <= 1.1 * counts[0]


def test_a_long_line_takes_steps_in_proportion() -> None:
    def search(text: str) -> Callable[[], object]:
        return partial(one(id="nilai tukar", en="exchange rate").find, text, "id")

    assert grows_in_proportion(lambda size: search("nilai tukar " * size), 200)
    assert grows_in_proportion(lambda size: search("a" * size), 1_000)


def test_a_line_of_a_million_characters() -> None:
    termbase = one(id="nilai tukar", en="exchange rate")
    assert len(termbase.find("nilai tukar " * 40_000, "id")) == 40_000
    assert termbase.find("a" * 1_000_000, "id") == ()


def test_more_words_than_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of words is forgotten at some point; the answers stay the same."""
    monkeypatch.setattr("tqa.glossary.index._CACHED_WORDS", 5)
    termbase = Termbase.from_rows([{"concept": "a", "id": "lokakarya", "en": "workshop"}])
    for number in range(12):
        text = f"Lokakarya ke-{number} di kota{number} oleh warga{number}."
        assert [m.concept.id for m in termbase.find(text, "id")] == ["a"]
        assert termbase.of_kind(text, "id", _any) == {"a"}


def _any(concept: Concept, term: Term) -> bool:
    return True
