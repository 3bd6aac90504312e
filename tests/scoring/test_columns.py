"""Segments from files of every kind."""

import bz2
import gzip
import lzma
from pathlib import Path

import pytest
import zstandard

from tqa.base.errors import FormatError, UsageError
from tqa.scoring.columns import lines_of

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "rain"
msgstr "hujan"

msgid "dry season"
msgstr "kemarau"
"""


def written(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


@pytest.mark.parametrize(
    ("name", "content", "column", "lines"),
    [
        ("a.txt", "one \ntwo\n\n", "", ["one", "two", ""]),
        ("a.en", "one\r\ntwo", "", ["one", "two"]),
        ("a.tsv", 'id\tmt\n1\t tea \n2\t"rice\n', "#mt", [" tea", '"rice']),
        ("a.tsv", "1\ttea\n2\trice\n", "#2", ["tea", "rice"]),
        ("a.csv", 'mt,id\n"tea, hot",1\nrice,2\n', "#mt", ["tea, hot", "rice"]),
        ("a.jsonl", '{"mt": "tea"}\n{"mt": "", "n": 1}\n', "#mt", ["tea", ""]),
        ("a.po", PO, "", ["hujan", "kemarau"]),
        ("a.po", PO, "#source", ["rain", "dry season"]),
    ],
)
def test_kinds(tmp_path: Path, name: str, content: str, column: str, lines: list[str]) -> None:
    assert lines_of(written(tmp_path, name, content) + column) == lines
    packed = {
        ".gz": gzip.compress,
        ".xz": lzma.compress,
        ".bz2": bz2.compress,
        ".zst": zstandard.ZstdCompressor().compress,
    }
    for suffix, compress in packed.items():
        assert lines_of(written(tmp_path, name + suffix, compress(content.encode())) + column) == (
            lines
        )


@pytest.mark.parametrize(
    ("name", "content", "column", "message"),
    [
        ("a.tsv", "id\tmt\n", "", "a table requires a column name"),
        ("a.tsv", "id\tmt\n1\ttea\n", "#nt", "no column 'nt' (known: id, mt)"),
        ("a.tsv", "id\tmt\n1\ttea\n2\n", "#mt", "a.tsv:3: no column 'mt': 1 there"),
        ("a.tsv", "tea\n", "#0", "a.tsv:1: no column '0'"),
        ("a.jsonl", '{"mt": "tea"}\n[]\n', "#mt", "a.jsonl:2: no text under 'mt'"),
        ("a.jsonl", '{"mt": 1}\n', "#mt", "a.jsonl:1: no text under 'mt' (known: mt)"),
        ("a.jsonl", "tea\n", "#mt", "a.jsonl:1: not JSON"),
        ("a.po", PO, "#mt", "no column 'mt'"),
        ("a.txt", "tea\n", "#mt", "a plain text file has no columns"),
        ("a.txt.gz", gzip.compress(b"tea" * 99)[:-9], "", "truncated or damaged"),
        (
            "a.zst",
            zstandard.ZstdCompressor().compress(b"tea" * 99)[:-4],
            "",
            "truncated or damaged",
        ),
        ("a.txt", "", "", "empty file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_what_cannot_be_read(
    tmp_path: Path, name: str, content: str | bytes, column: str, message: str
) -> None:
    with pytest.raises((FormatError, UsageError)) as caught:
        lines_of(written(tmp_path, name, content) + column)
    assert message in str(caught.value)


def test_a_name_with_the_sign(tmp_path: Path) -> None:
    assert lines_of(written(tmp_path, "a#b", "tea\n")) == ["tea"]
