"""The tables of tqa/lang/data: in order, each row once, and with a head that explains them."""

import unicodedata
from itertools import takewhile
from pathlib import Path

import pytest

import tqa.lang.tables
from tqa.lang.tables import columns, rows

DATA = Path(tqa.lang.tables.__file__).parent / "data"
TABLES = sorted(DATA.rglob("*.tsv"))
IDS = [path.relative_to(DATA).with_suffix("").as_posix() for path in TABLES]


def split(path: Path) -> tuple[list[str], list[list[str]]]:
    """The lines of the head, without #, and the cells of the rows below it."""
    lines = path.read_text("utf-8").splitlines()
    head = list(takewhile(lambda line: line.startswith("# "), lines))
    return [line[2:] for line in head], [line.split("\t") for line in lines[len(head) :]]


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_head_says_what_it_holds_its_columns_and_its_source(path: Path) -> None:
    head, body = split(path)
    what, meanings, *more, source = head
    assert what[0].isupper()
    assert what.endswith(".")
    assert meanings.startswith("columns: ")
    assert source.startswith("source: ")
    assert len(source) > len("source: ")
    assert not any(line.startswith(("columns:", "source:")) for line in more)
    width = len(meanings.split("; "))
    assert [row for row in body if len(row) != width] == []


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_rows_are_sorted_and_each_is_there_once(path: Path) -> None:
    _, body = split(path)
    assert body == sorted(body)
    assert len(body) == len(set(map(tuple, body)))


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_text_is_normal(path: Path) -> None:
    """NFC, no comment below the head, no empty cell, no blanks around one."""
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text
    for row in split(path)[1]:
        assert row[0] != "#"
        assert all(cell and cell == cell.strip() for cell in row), row


def test_a_headword_of_the_lexicon_has_one_row_for_each_class() -> None:
    heads, kinds, translations, _ = columns("id-en/lexicon")
    keys = list(zip(heads, kinds, strict=True))
    assert len(keys) == len(set(keys))
    for cell in translations:
        words = cell.split("|")
        assert len(words) == len(set(words)), cell


def test_columns_are_those_of_the_rows() -> None:
    assert columns("en/spelling") == [
        list(cells) for cells in zip(*rows("en/spelling"), strict=True)
    ]
    assert columns("en/months", lower=True)[0] == [row[0].lower() for row in rows("en/months")]


def test_a_word_of_a_number_is_usual_once() -> None:
    for lang in ("id", "en"):
        usual = [row[1:3] for row in rows(f"{lang}/number_words") if row[3] == "*"]
        assert len(usual) == len(set(usual))


def test_rare_roots_are_roots() -> None:
    assert {row[0] for row in rows("id/rare_roots")} <= {row[0] for row in rows("id/roots")}
