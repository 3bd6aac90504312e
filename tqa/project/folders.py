"""A folder on the command line -> the inputs below it."""

import os
from dataclasses import replace
from glob import escape

from tqa.base.errors import UsageError
from tqa.project.config import Config
from tqa.project.inputs import ProjectInputs, configured
from tqa.project.settings import PairPattern
from tqa.project.starter import starter


def below(folder: str, config: Config) -> ProjectInputs:
    """The pairs of documents and the bilingual files below a folder, found by file names.

    These are the files that the configuration of `tqa init` would name; glossaries, and
    tables and message files of unknown content, are not included. `exclude` applies.

    Raises:
        UsageError: there are no such files.
    """
    first = starter(folder)
    pairs = (
        PairPattern(os.path.join(folder, source), os.path.join(folder, target))
        for source, target, _ in first.pairs
    )
    files = (os.path.join(escape(folder), pattern) for pattern in first.files)
    found = configured(replace(config, pairs=tuple(pairs), files=tuple(files)))
    if not found.inputs:
        raise UsageError(
            "no bilingual file and no pair of documents in this folder",
            where=folder,
            hint="pairs have names such as article.id.md and article.en.md; or name the files",
        )
    return found
