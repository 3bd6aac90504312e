from pathlib import Path

import pytest

from tqa.base.errors import GlossaryError
from tqa.glossary import table
from tqa.model import Matching, Status


def write(folder: Path, text: str, name: str = "terms.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_all_columns(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "concept\tid\ten\tid_admitted\tid_forbidden\tdomain\tflags\tid_cues\ten_cues\t"
        "confusable_with\tvalid_from\tvalid_until\tsource\n"
        "ws\tlokakarya|sanggar kerja\tworkshop\tloka karya\tbengkel\tevents\tname, exact\t"
        "peserta|acara\theld\tgarage\t2020\t2024-10-20\tKBBI\n",
    )
    (concept,) = table.read(path)
    assert concept.id == "ws"
    assert [(t.text, t.lang, t.status) for t in concept.terms] == [
        ("lokakarya", "id", Status.PREFERRED),
        ("sanggar kerja", "id", Status.PREFERRED),
        ("workshop", "en", Status.PREFERRED),
        ("loka karya", "id", Status.ADMITTED),
        ("bengkel", "id", Status.FORBIDDEN),
    ]
    assert concept.flags == {"name", "exact"}
    assert concept.terms[0].matching is Matching.EXACT
    assert concept.cues == {"id": ("peserta", "acara"), "en": ("held",)}
    assert concept.confusable_with == ("garage",)
    assert (concept.valid_from, concept.valid_until) == ("2020", "2024-10-20")
    assert (concept.file, concept.line, concept.source) == (str(path), 2, "KBBI")


def test_id_is_the_english_term_where_none_is_given(tmp_path: Path) -> None:
    path = write(tmp_path, "id\ten\nbunga\tinterest\nbunga\tflower\nminat\tinterest\n")
    assert [c.id for c in table.read(path)] == ["interest", "flower", "interest-2"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "id,en\nsurel,email\n"),
        ("b.csv", "id;en\nsurel;email\n"),
        ("c.csv", '"id","en"\n"surel","email"\n'),
        ("d.tsv", "\ufeffid\ten\r\nsurel\temail\r\n"),
        ("e.tsv", "English\tIndonesian\nemail\tsurel\n"),
        ("f.tsv", "# our terms\n\nid\ten\n# letters\nsurel\temail\n"),
        ("g.id-en.tsv", "surel\temail\n"),
        ("h.en-id.csv", "email,surel\n"),
    ],
)
def test_dialects(tmp_path: Path, name: str, text: str) -> None:
    (concept,) = table.read(write(tmp_path, text, name))
    assert [(t.lang, t.text) for t in sorted(concept.terms, key=lambda t: t.lang)] == [
        ("en", "email"),
        ("id", "surel"),
    ]


def test_bare_columns_in_either_order(tmp_path: Path) -> None:
    rows = "the government of the country\tpemerintah negara itu\nthe people\torang-orang itu\n"
    concepts = table.read(write(tmp_path, rows))
    assert {t.lang for c in concepts for t in c.terms if t.text.startswith("the")} == {"en"}


def test_bare_columns_with_a_heading(tmp_path: Path) -> None:
    (concept,) = table.read(write(tmp_path, "source\ttarget\nsurel\temail\n", "x.id-en.tsv"))
    assert concept.terms[0].text == "surel"


def test_case_matters_for_short_acronyms_only(tmp_path: Path) -> None:
    concepts = table.read(write(tmp_path, "id\ten\nAS\tUS\nBAPPENAS\tBappenas\n"))
    assert [t.case_sensitive for c in concepts for t in c.terms] == [True, True, False, False]


def test_a_pattern_keeps_its_bars(tmp_path: Path) -> None:
    (concept,) = table.read(write(tmp_path, "id\ten\tflags\n(?:a|b)x\t\tregex\n"))
    assert concept.terms[0].text == "(?:a|b)x"


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("id\tdomain\nsurel\tmail\n", ":1", "no column 'en'"),
        ("id\ten\tid_forbiden\nsurel\temail\tx\n", ":1", "id_forbidden"),
        ("id\ten\ten\nsurel\temail\tx\n", ":1", "two columns 'en'"),
        ("id\ten\tvalid_from\na\tb\t2020\nc\td\t21/10/2024\n", ":3", "not a date"),
        ("id\ten\tflags\n(\tb\tregex\n", ":2", "regular expression"),
        ("surel\temail\nlaman\n", ":2", "one column"),
        ('id\ten\nsurel\t"email\n', ":2", "malformed"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str, where: str, says: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(GlossaryError) as error:
        table.read(path)
    assert error.value.where == f"{path}{where}"
    assert says in str(error.value)


def test_unreadable(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="no such file"):
        table.read(tmp_path / "none.tsv")
    latin = tmp_path / "latin.tsv"
    latin.write_bytes(b"id\ten\ncaf\xe9\tcaf\xe9\n")
    with pytest.raises(GlossaryError, match="UTF-8"):
        table.read(latin)


def test_empty(tmp_path: Path) -> None:
    assert table.read(write(tmp_path, "")) == ()
    assert table.read(write(tmp_path, "id\ten\n\t\n")) == ()


@pytest.mark.parametrize("day", ["2024-13", "2024-02-30", "24-01-01", "2024-1-1", "0000"])
def test_days_that_there_are_not(tmp_path: Path, day: str) -> None:
    with pytest.raises(GlossaryError, match="is not a date"):
        table.read(write(tmp_path, f"id\ten\tvalid_from\nsatu\tone\t{day}\n"))
