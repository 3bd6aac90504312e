"""The inputs that a command line names."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqa.bitexts import Input
    from tqa.config import Config


def inputs_of(paths: list[str], settings: "Config", stdin_name: str = "stdin.txt") -> "list[Input]":
    """Two documents are a pair, all else an input by itself; no paths: the settings' pairs.

    Raises:
        UsageError: there is nothing, or a file of unknown type.
    """
    from tqa.bitexts import reader_of
    from tqa.config import Pair
    from tqa.errors import InputError, UsageError
    from tqa.format import BitextFormat, Source

    if not paths:
        if not settings.pairs:
            raise UsageError(
                "nothing to check", hint="name files, or set `pairs` in tqa.toml; see --help"
            )
        return list(settings.pairs)
    if paths.count("-") > 1:
        raise UsageError("standard input can be one document only")
    bilingual = False
    for path in paths:  # an unknown file type is told before anything is read
        with suppress(InputError):  # told when it is read
            known = reader_of(Source(stdin_name, b"") if path == "-" else Source(path))
            bilingual |= isinstance(known, BitextFormat)
    sources = [
        Source(stdin_name, sys.stdin.buffer.read()) if path == "-" else Source(path)
        for path in paths
    ]
    if len(sources) == 2 and not bilingual:
        one, two = sources
        return [Pair(one.path, two.path, one.data, two.data)]
    return list(sources)
