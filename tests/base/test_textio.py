"""Decoding with one clear error, and writing whole or not at all."""

import os
from pathlib import Path

import pytest

from tqa.base.errors import FormatError, UsageError
from tqa.base.textio import decode, read_bytes, write_atomically


@pytest.mark.parametrize(
    "data",
    [
        "Naïf “dua”\r\n".encode(),
        b"\xef\xbb\xbf" + "Naïf “dua”\r\n".encode(),
        b"\xff\xfe" + "Naïf “dua”\r\n".encode("utf-16-le"),
        b"\xfe\xff" + "Naïf “dua”\r\n".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be"],
)
def test_encodings(data: bytes) -> None:
    assert decode(data, "f") == "Naïf “dua”\r\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"satu\ndua na\xefve", r"f:2: not valid UTF-8 \(byte 0xEF\) \(save the file as UTF-8\)"),
        ("satu".encode("utf-16-le"), r"f:1: contains NUL characters"),
        (b"\xff\xfes\0a", r"f:1: not valid UTF-16-LE"),
    ],
)
def test_other_encodings_are_one_line(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        decode(data, "f")
    assert "\n" not in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file"):
        read_bytes(tmp_path / "none.txt")
    with pytest.raises(FormatError, match="is a directory"):
        read_bytes(tmp_path)


def test_write_keeps_the_mode_and_leaves_no_neighbour(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "baru")
    assert path.read_text() == "baru"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


def test_write_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        write_atomically(tmp_path / "none" / "out.txt", "x")


def test_links_stay_and_pipes_are_written_into(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("a")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", "b")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "b"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(pipe, "c")
    assert os.read(reader, 10) == b"c"
    os.close(reader)
    assert pipe.is_fifo()
