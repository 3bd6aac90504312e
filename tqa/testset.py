"""A test set from files: one segment a line, plain or compressed, all files equally long."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from tqa.errors import FormatError, InputError, MissingExtra, UsageError
from tqa.textio import decode, read_bytes


@dataclass(frozen=True, slots=True)
class TestSet:
    """References and the hypotheses of systems by name, segment for segment."""

    __test__ = False  # the name is the field's, and not for pytest

    references: Sequence[Sequence[str]]
    systems: Mapping[str, Sequence[str]]

    @property
    def segments(self) -> int:
        """How many segments there are."""
        return len(self.references[0])


def lines_of(path: str) -> list[str]:
    """The lines of a file without white space at their ends, as sacrebleu reads them.

    Raises:
        FormatError: it cannot be read, or is empty.
        MissingExtra: a compression that this Python cannot undo.
    """
    text = decode(_plain(read_bytes(path), path), path)
    if not text:
        raise FormatError("empty file", where=path, hint="one segment a line is expected")
    return [line.rstrip() for line in text.removesuffix("\n").split("\n")]


def _plain(data: bytes, path: str) -> bytes:
    """The content of a file that may be compressed, told by its first bytes."""
    import bz2
    import gzip
    import lzma
    import zlib

    ways: dict[bytes, Callable[[bytes], bytes]] = {
        b"\x1f\x8b": gzip.decompress,
        b"\xfd7zXZ": lzma.decompress,
        b"BZh": bz2.decompress,
        b"\x28\xb5\x2f\xfd": _zstd,
    }
    for mark, decompress in ways.items():
        if data.startswith(mark):
            try:
                return decompress(data)
            except (OSError, EOFError, lzma.LZMAError, zlib.error):
                raise FormatError("a compressed file that is cut off or damaged", where=path) from (
                    None
                )
    return data


def _zstd(data: bytes) -> bytes:
    from importlib import import_module

    for name in ("compression.zstd", "zstandard"):  # Python's own from 3.14 on
        try:
            module = import_module(name)
        except ImportError:
            continue
        if name == "zstandard":
            return bytes(module.ZstdDecompressor().decompressobj().decompress(data))
        return bytes(module.decompress(data))
    raise MissingExtra("zstd files need another package", hint="pip install zstandard")


def named(values: Sequence[str]) -> dict[str, str]:
    """Systems and their files from `NAME=FILE`, or `FILE`, named as its file without suffixes.

    Raises:
        UsageError: two systems of one name, or a name without a file.
    """
    files: dict[str, str] = {}
    for value in values:
        name, sign, file = value.partition("=")
        if not sign:
            name, file = PurePath(value).name.split(".")[0] or value, value
        if not name or not file:
            raise UsageError(f"--hyp {value!r}: not NAME=FILE")
        if name in files:
            hint = f"name them apart: --hyp NAME={file}"
            raise UsageError(f"two systems are named {name!r}: {files[name]}, {file}", hint=hint)
        files[name] = file
    return files


def read(references: Sequence[str], systems: Mapping[str, str]) -> TestSet:
    """The test set in these files.

    Raises:
        InputError: files of different numbers of lines; nothing is scored by accident.
    """
    first = references[0]
    refs = [lines_of(path) for path in references]
    hyps = {name: lines_of(path) for name, path in systems.items()}
    lengths = zip((*references, *systems.values()), (*refs, *hyps.values()), strict=True)
    for path, lines in lengths:
        if len(lines) != len(refs[0]):
            raise InputError(
                f"{first} has {len(refs[0]):,} lines and {path} has {len(lines):,}",
                hint="line n of each file must be the same segment; nothing was scored",
            )
    return TestSet(refs, hyps)
