"""The contract of output formats, for findings, scores, alignments and glossary reports.

Each family of formats is a registry of writers: `REPORTERS` (reports of `tqa check`),
`BOARDS` (scores), `WRITERS` (alignments), `REPORT_WRITERS` (reports on glossaries). A run writes
to one or more outputs, each a writer with the file it writes to.
"""

import io
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import IO, Any, ClassVar, Generic, TypeVar

from tqa.base.errors import UsageError
from tqa.base.registry import Registry
from tqa.base.textio import check_folder, write_atomically

FILE_WIDTH = 100  # columns of a line in a file, regardless of the terminal


@dataclass(frozen=True)
class Style:
    """The options of writers."""

    lang: str = "en"  # language of messages and headings, "en" or "id"
    color: bool = False  # ANSI colours
    width: int = FILE_WIDTH  # columns of a line
    statistics: bool = False  # whether to write the number of findings of each rule
    quiet: bool = False  # whether to leave out the summary
    decimals: int = 2  # number of decimals of scores in tables


PLAIN = Style()
Thing = TypeVar("Thing", contravariant=True)
T = TypeVar("T")


class Writer(ABC, Generic[Thing]):
    """Writes results of one type in one format, as text."""

    name: ClassVar[str]  # as in `--format NAME`
    extensions: ClassVar[tuple[str, ...]] = ()  # file extensions that select this format

    @abstractmethod
    def write(self, thing: Thing, stream: IO[str], style: Style) -> None:
        """Write the whole result to a text stream."""

    def text(self, thing: Thing, style: Style = PLAIN) -> str:
        """The whole result as a string."""
        stream = io.StringIO()
        self.write(thing, stream, style)
        return stream.getvalue()


W = TypeVar("W", bound=Writer[Any])
W_co = TypeVar("W_co", bound=Writer[Any], covariant=True)


class Writers(Registry[type[W]]):
    """The writers of one family, by name."""

    def register(self, cls: type[W]) -> type[W]:
        """Class decorator: registers a writer under its name."""
        self.add(cls.name, cls)
        return cls


@dataclass(frozen=True)
class Output(Generic[W_co]):
    """A writer and the file that it writes to."""

    writer: W_co
    file: str = ""  # "" is standard output

    def write(self: "Output[Writer[T]]", thing: T, style: Style, stdout: IO[str]) -> None:
        """Write to the file atomically, or to standard output.

        Files have no colours, and lines of `FILE_WIDTH` columns. A lone surrogate, which cannot be
        encoded, is written as an escape.

        Raises:
            UsageError: the file cannot be written.
        """
        if not self.file:
            self.writer.write(thing, stdout, style)
            return
        text = self.writer.text(thing, replace(style, color=False, width=FILE_WIDTH))
        write_atomically(self.file, text.encode("utf-8", "backslashreplace"))


def outputs_of(formats: Sequence[str], file: str, writers: Writers[W]) -> list[Output[W]]:
    """The outputs of a run: each format is written `NAME` or `NAME:FILE`.

    A format without a file is written to `file`, or to standard output if that is "". All outputs
    are checked before the work is done.

    Raises:
        UsageError: an unknown format, two outputs to one place, or a folder that is missing.
    """
    split = [item.partition(":") for item in formats]
    chosen = [writers[name] for name, _, _ in split]
    files = [named for _, _, named in split]
    if files.count("") > 1:
        raise UsageError(
            "two formats for standard output", hint="write one to a file: --format NAME:FILE"
        )
    if file and "" not in files:
        raise UsageError(
            "--output has no effect: every format names a file", hint="leave out --output"
        )
    files = [named or file for named in files]
    if len(set(files)) < len(files):
        raise UsageError("two formats for the same file")
    for place in filter(None, files):
        check_folder(place)
    return [Output(cls(), place) for cls, place in zip(chosen, files, strict=True)]
