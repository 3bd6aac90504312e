"""What negates, what only looks like it, and what denies without a negator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqa.lang.evidence.polarity import (
    additives,
    affixed,
    contraries,
    denials,
    fused,
    negations,
    negators,
    restrictions,
)


def _words(text: str, spans: tuple) -> list[str]:  # type: ignore[type-arg]
    return [span.of(text).lower() for span in spans]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Ia tidak datang.", "id", ["tidak"]),
        ("Itu bukan rumahnya, jangan masuk.", "id", ["bukan", "jangan"]),
        ("Mereka belum makan dan pergi tanpa pamit.", "id", ["belum", "tanpa"]),
        ("Ketidakpastian itu nyata.", "id", []),
        ("Tidak hanya murah, tetapi juga kuat.", "id", []),
        ("Paling tidak dua orang hadir.", "id", []),
        ("Mau tidak mau ia pergi.", "id", []),
        ("Itu rumahmu, bukan?", "id", []),
        ("They don't know and won’t ask.", "en", ["don't", "won’t"]),
        ("He cannot stay, nor can I.", "en", ["cannot", "nor"]),
        ("It is not only cheap but also strong.", "en", []),
        ("See rule No. 8 and No 9.", "en", []),
        ("No, he said.", "en", ["no"]),
        ("Isn't it late?", "en", []),
        ("It is late, isn't it?", "en", []),
        ("There is no doubt about it.", "en", []),
        ("Notable knots annotate nothing.", "en", ["nothing"]),
        ("ne pas", "fr", []),
    ],
)
def test_negations(text: str, lang: str, expected: list[str]) -> None:
    assert _words(text, negations(text, lang)) == expected


def test_negators_count_what_does_not_deny() -> None:
    assert _words("Not only cheap.", negators("Not only cheap.", "en")) == ["not"]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("He failed to come.", "en", ["failed"]),
        ("The outcome is unclear and they are homeless.", "en", ["unclear", "homeless"]),
        ("An uncle understands the union until noon.", "en", ["until"]),
        ("Ia gagal dan menolak datang.", "id", ["gagal", "menolak"]),
        ("Ketidakpastian itu nyata.", "id", ["ketidakpastian"]),
        ("Ia datang.", "id", []),
    ],
)
def test_denials(text: str, lang: str, expected: list[str]) -> None:
    assert _words(text, denials(text, lang)) == expected


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("unclear", "clear"),
        ("homeless", "home"),
        ("Undamaged", "damaged"),
        ("understand", ""),
        ("until", ""),
        ("unit", ""),
        ("income", ""),
        ("house", ""),
        ("incompetent", "competent"),
        ("suboptimal", "optimal"),
        ("non-tax", "tax"),
        ("immediate", ""),
        ("unveil", ""),
        ("intent", ""),
    ],
)
def test_affixed(word: str, stem: str) -> None:
    assert affixed(word) == stem


def test_contraries_of_any_form() -> None:
    assert "near" in contraries("jauh", "id")
    assert "hard" in contraries("mudahnya", "id")
    assert "kurang" in contraries("enough", "en")
    assert not contraries("kucing", "id")


@pytest.mark.parametrize(
    ("word", "lang", "told"),
    [
        ("ketidakjelasan", "id", True),
        ("nirlaba", "id", True),
        ("kejelasan", "id", False),
        ("unclear", "en", True),
        ("clear", "en", False),
    ],
)
def test_fused(word: str, lang: str, told: bool) -> None:
    assert fused(word, lang) is told


def test_restrictions_leave_out_those_of_additives() -> None:
    text = "Bukan hanya murah; hanya satu yang tersisa."
    assert _words(text, additives(text, "id")) == ["bukan hanya"]
    assert [span.start for span in restrictions(text, "id")] == [text.rindex("hanya")]


@given(st.text(max_size=200), st.sampled_from(["id", "en", ""]))
def test_spans_lie_within_the_text(text: str, lang: str) -> None:
    for find in (negators, negations, denials, additives, restrictions):
        for start, end in find(text, lang):
            assert 0 <= start < end <= len(text)
