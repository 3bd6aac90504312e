"""`tqa translate`: which files are drafted, output paths, and messages."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqa.base.errors import InputError, UsageError
from tqa.base.messages import Message, counted, joined
from tqa.base.textio import check_folder, write_atomically
from tqa.base.writer import Output, outputs_of
from tqa.cli._reports import exit_code, style_of, write
from tqa.cli._terminal import print_message, progress
from tqa.drafting.checking import checked
from tqa.drafting.draftable import kind_of
from tqa.drafting.pipeline import Done, Job, Way, draft, job_of
from tqa.neural.decoding import SearchSettings

if TYPE_CHECKING:
    from tqa.checking.reporter import Reporter
    from tqa.project.config import Config

_DRAFTED = Message("{path}: {drafted} of {total} texts drafted")
_NOTHING = Message("{path}: every text has a translation (--overwrite drafts them again)")


@dataclass(frozen=True)
class DraftOptions:
    """What the command line asks for."""

    model: str
    search: SearchSettings
    precision: str
    way: Way
    output: str
    output_dir: str
    check: bool
    formats: list[str]
    exit_zero: bool
    quiet: bool


def run(paths: Sequence[str], settings: "Config", options: DraftOptions) -> int:
    """Draft files, write them, and report the findings of the check; returns the exit code.

    Raises:
        UsageError: invalid options or settings.
        MissingExtra: a model or a library is not there.
    """
    from tqa.checking.reporter import REPORTERS

    outputs = outputs_of(options.formats, "", REPORTERS)
    paths = paths or _untranslated(settings)
    targets = [_target(path, settings, options, len(paths)) for path in paths]
    if len(set(targets)) < len(targets):
        raise UsageError("two drafts for the same file")
    jobs, failed = _jobs(paths, targets, settings)
    done, lost = _drafted(jobs, settings, options)
    if options.check and any(each.texts for each in done):
        return max(_checked(done, settings, options, outputs), 3 * (failed or lost))
    return 3 * (failed or lost)


def _untranslated(settings: "Config") -> Sequence[str]:
    """The sources of the configuration that have no translation."""
    from tqa.project.inputs import configured

    found = configured(settings).untranslated
    if not found:
        hint = "name files; see --help" if not settings.pairs else ""
        raise UsageError("nothing to translate", where=settings.file, hint=hint)
    return found


def _target(path: str, settings: "Config", options: DraftOptions, count: int) -> str:
    """The path that the drafts of a file are written to.

    Raises:
        UsageError: no path is given, or the file exists already.
    """
    kind = kind_of(path)
    if options.output and options.output_dir:
        raise UsageError("--output cannot be combined with --output-dir")
    if options.output and count > 1:
        raise UsageError(
            "--output requires a single input", hint="for several files, use --output-dir DIR"
        )
    target = options.output
    if options.output_dir:
        target = os.path.join(options.output_dir, Path(path).name)
    elif not target:
        target = path if kind.bilingual else _paired(path, settings)
    if kind_of(target) is not kind:
        raise UsageError("is not of the same file type as the source", where=target)
    check_folder(target)
    if not kind.bilingual and os.path.exists(target):
        if os.path.samefile(path, target):
            raise UsageError("would overwrite the source", where=target, hint="name --output")
        if not options.way.overwrite:
            hint = "--overwrite replaces it"
            raise UsageError("translation exists already", where=target, hint=hint)
    return target


def _paired(path: str, settings: "Config") -> str:
    """The translation of a source that the configuration pairs."""
    from tqa.project.inputs import translation_of

    target = translation_of(path, settings)
    if not target:
        raise UsageError(
            "no output file",
            where=path,
            hint="name --output FILE or --output-dir DIR, or pair it in the configuration",
        )
    return target


def _jobs(
    paths: Sequence[str], targets: Sequence[str], settings: "Config"
) -> tuple[list[Job], bool]:
    """The files that can be read, and whether one cannot."""
    jobs: list[Job] = []
    for path, target in zip(paths, targets, strict=True):
        try:
            jobs.append(job_of(path, target, settings))
        except InputError as error:
            print_message("error", str(error))
    return jobs, len(jobs) < len(paths)


def _drafted(
    jobs: Sequence[Job], settings: "Config", options: DraftOptions
) -> tuple[list[Done], bool]:
    """The files, drafted and written, and whether one could not be read."""
    from tqa.drafting.local import check_folder as check_model
    from tqa.drafting.local import local_model

    done: list[Done] = []
    failed = False
    for langs in dict.fromkeys(job.langs for job in jobs):
        check_model(options.model, langs)
    with progress("sentences") as on_progress:
        for job in jobs:
            model = local_model(
                options.model, job.langs, options.search, options.precision, on_progress
            )
            try:
                made = draft(job, model, settings, options.way)
            except InputError as error:
                if not jobs[1:]:
                    raise
                print_message("error", str(error))
                failed = True
                continue
            if made.texts or job.target != job.source:
                write_atomically(job.target, made.data)
            done.append(made)
    if not options.quiet:
        for made in done:
            print_message("note", _note(made, settings.lang))
    return done, failed


def _note(made: Done, lang: str) -> str:
    path = made.draft.path
    if not made.texts:
        return _NOTHING.fill(path=path).in_lang(lang)
    drafted = _DRAFTED.fill(path=path, drafted=made.texts, total=made.total)
    if made.by_pieces:
        pieces = counted(
            made.by_pieces,
            "{n} sentence translated in parts to keep its markup",
            "{n} sentences translated in parts to keep their markup",
        )
        drafted = joined((drafted, pieces))
    return drafted.in_lang(lang)


def _checked(
    done: Sequence[Done],
    settings: "Config",
    options: DraftOptions,
    outputs: "Sequence[Output[Reporter]]",
) -> int:

    report = checked([made.draft for made in done if made.texts], settings)
    write(report, outputs, style_of(settings.lang, quiet=options.quiet))
    return exit_code(report, settings, options.exit_zero)
