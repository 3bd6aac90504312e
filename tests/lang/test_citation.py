import pytest

from tqa.lang.forms.citation import citation


@pytest.mark.parametrize(
    ("text", "lang", "base"),
    [
        ("workshops", "en", "workshop"),
        ("policies", "en", "policy"),
        ("news", "en", "news"),
        ("economics", "en", "economics"),
        ("public relations", "en", "public relations"),
        ("Philippines", "en", "Philippines"),
        ("lokakaryanya", "id", "lokakarya"),
        ("ruang rapatnya", "id", "ruang rapat"),
        ("kebijakan-kebijakan", "id", "kebijakan"),
        ("laba-laba", "id", "laba-laba"),
        ("kupu-kupu", "id", "kupu-kupu"),
        ("tanya", "id", "tanya"),
        ("sekolah", "id", "sekolah"),
        ("x", "", "x"),
        ("", "id", ""),
    ],
)
def test_citation(text: str, lang: str, base: str) -> None:
    assert citation(text, lang) == base
