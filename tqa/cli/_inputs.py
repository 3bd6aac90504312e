"""The paths of the command line and the configuration -> the inputs to check."""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from tqa.base.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tqa.model import Input
    from tqa.project.config import Config


def inputs_of(
    paths: "Sequence[str]", settings: "Config", stdin_name: str = "stdin.txt", only: bool = False
) -> "list[Input]":
    """The inputs to check: all of the configuration, or those of the given paths.

    A path that the configuration pairs selects its pair, and a folder all pairs
    in it; in another folder the names of files decide. Two other documents are a pair;
    everything else is checked by itself, or skipped if `only` inputs of the configuration
    are wanted.

    Raises:
        UsageError: nothing to check, or a file type that no format reads.
    """

    from tqa.model import Source
    from tqa.project.inputs import belonging, configured
    from tqa.reading.bitexts import reader_of

    if not paths:
        return _all(settings)
    if paths.count("-") > 1:
        raise UsageError("standard input can be used for one document only")
    found, others = belonging(paths, configured(settings))
    if only:
        return found
    found += [item for path in others if os.path.isdir(path) for item in _below(path, settings)]
    taken = {os.path.abspath(file) for item in found for file in item.files}
    others = [
        path for path in others if not os.path.isdir(path) and os.path.abspath(path) not in taken
    ]
    for path in others:  # an unknown file type is reported before anything is read
        with suppress(InputError):  # reported when it is read
            reader_of(Source(stdin_name, b"") if path == "-" else Source(path))
    return [*found, *_named(others, stdin_name)]


def _below(folder: str, settings: "Config") -> "list[Input]":
    """The pairs and bilingual files below a folder; a note names sources without translation."""
    from tqa.cli._terminal import print_message
    from tqa.project.folders import below

    found = below(folder, settings)
    if found.untranslated:
        first, *rest = found.untranslated
        more = f" and {len(rest):,} more" if rest else ""
        print_message("note", f"not checked, as there is no translation: {first}{more}")
    return list(found.inputs)


def _all(settings: "Config") -> "list[Input]":
    """What the configuration names."""
    from tqa.project.inputs import configured

    if not (settings.pairs or settings.files):
        hint = "name files, or let `tqa init` write a tqa.toml; see --help"
        raise UsageError("nothing to check", hint=hint)
    found = configured(settings)
    if not found.inputs:
        hint = (
            f"{len(found.untranslated)} sources have no translation" if found.untranslated else ""
        )
        raise UsageError(
            "no file matches the pairs and files of the configuration",
            where=settings.file,
            hint=hint or "`tqa check --show-settings` prints them",
        )
    return list(found.inputs)


def _named(paths: "Sequence[str]", stdin_name: str) -> "list[Input]":
    """Two documents are a pair; everything else is checked by itself."""
    from tqa.model import Input, Source
    from tqa.reading.bitexts import reader_of
    from tqa.reading.format import BitextFormat

    sources = [
        Source(stdin_name, sys.stdin.buffer.read()) if path == "-" else Source(path)
        for path in paths
    ]
    bilingual = False
    for source in sources:
        with suppress(InputError):
            bilingual |= isinstance(reader_of(source), BitextFormat)
    if len(sources) == 2 and not bilingual:
        return [Input(tuple(sources))]
    return [Input((source,)) for source in sources]


def shown(inputs: "Sequence[Input]", settings: "Config") -> int:
    """Print what would be checked, and what has no translation; the exit code."""
    from tqa.project.inputs import configured

    for item in inputs:
        sys.stdout.write("\t".join(item.files) + "\n")
    untranslated = configured(settings).untranslated
    for path in untranslated:
        sys.stderr.write(f"tqa: note: no translation: {path}\n")
    return 0


def files_of(inputs: "Sequence[Input]", settings: "Config") -> list[str]:
    """The files that a run reads.

    Raises:
        UsageError: one of them is standard input, which does not change.
    """
    if any(item.has_data for item in inputs):
        raise UsageError("standard input cannot be watched", hint="name a file")
    files = [path for item in inputs for path in item.files]
    return [*files, *settings.glossary, *filter(None, (settings.file,))]
