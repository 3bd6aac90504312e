"""Bytes in and out: decoding with one clear error, reading, atomic writing."""

import codecs
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tqa.base import remote
from tqa.base.errors import FormatError, UsageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_bytes(path: str | Path) -> bytes:
    """The content of a file, or of an object in object storage (`s3://...`).

    Raises:
        FormatError: the file is missing, a directory, or unreadable.
    """
    with opened(path) as file:
        return file.read()


def read_chunks(path: str | Path, size: int) -> Iterator[bytes]:
    """The content of a file in chunks of `size` bytes.

    Raises:
        FormatError: the file is missing, a directory, or unreadable.
    """
    with opened(path) as file:
        while piece := file.read(size):
            yield piece


@contextmanager
def opened(path: str | Path) -> Iterator[IO[bytes]]:
    """A file, or an object in object storage, open for reading.

    Raises:
        FormatError: the file is missing, a directory, or unreadable.
    """
    if remote.is_remote(path):
        with remote.opened(str(path)) as stored:
            yield stored
        return
    try:
        with Path(path).open("rb") as file:
            yield file
    except OSError as error:
        raise FormatError(_reason(error), where=str(path)) from None


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, IsADirectoryError):
        return "is a directory, not a file"
    return (error.strerror or str(error)).lower()


def encoding_of(data: bytes) -> tuple[bytes, str]:
    """The byte order mark of a text and its encoding; UTF-8 without a mark."""
    return next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))


def decode(data: bytes, path: str) -> str:
    """Text from UTF-8 (with or without a byte order mark) or UTF-16 with one.

    Line ends are not converted, so that offsets are those of the file's
    characters after the byte order mark.

    Raises:
        FormatError: any other encoding; the message names the byte and its line.
    """
    mark, encoding = encoding_of(data)
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise FormatError(
            f"not valid {encoding.upper()} (byte 0x{body[error.start]:02X})",
            where=f"{path}:{line}",
            hint="save the file as UTF-8",
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise FormatError(
            "contains NUL characters: binary, or UTF-16 without a byte order mark",
            where=f"{path}:{line}",
            hint="save the file as UTF-8",
        )
    return text


def visible(text: str) -> str:
    """The text with control characters shown as symbols, so that it cannot control a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _shown(c) for c in text)


def _shown(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"


def write_atomically(path: str | Path, data: bytes | str) -> None:
    """Write a file atomically: to a temporary file next to it, then a rename.

    The target of a link is replaced, and a device or pipe (`/dev/null`) is written to. An address
    (`s3://...`) is an object in object storage.

    Raises:
        UsageError: the file cannot be written.
    """
    content = data.encode() if isinstance(data, str) else data
    if remote.is_remote(path):
        try:
            remote.store(str(path), content)
        except OSError as error:
            raise UsageError(f"cannot write: {_reason(error)}", where=str(path)) from None
        return
    target = Path(os.path.realpath(path))
    check_folder(target)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise UsageError(f"cannot write: {_reason(error)}", where=str(path)) from None


def check_folder(path: str | Path) -> None:
    """Check that the folder of an output file exists, before the work is done.

    Raises:
        UsageError: it does not exist, or `path` itself is a folder.
    """
    target = Path(path)
    if target.is_dir():
        raise UsageError("cannot write: is a directory", where=str(path))
    if not target.parent.is_dir():
        hint = f"the directory {str(target.parent)!r} does not exist"
        raise UsageError("cannot write", where=str(path), hint=hint)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def squeezed(text: str) -> str:
    """The text with each run of white space replaced by one space, and stripped."""
    return " ".join(text.split())
