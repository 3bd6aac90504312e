"""The public function about findings: `tqa.check`, and the report that it returns."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias

from tqa import model
from tqa.base import arguments
from tqa.base.errors import InputError, UsageError
from tqa.base.messages import joined
from tqa.base.outputs import data_frame, written
from tqa.checking import run
from tqa.checking.reporter import REPORTERS, Style
from tqa.checking.reporters.json_lines import finding_object
from tqa.model import Bitext, Finding, Input
from tqa.project.config import Config, load
from tqa.project.folders import below
from tqa.project.glossaries import Glossary
from tqa.reading.api import FILE, File, as_source
from tqa.reading.bitexts import read_bitexts

Checked: TypeAlias = File | Bitext
Names: TypeAlias = str | Iterable[str]
Terms: TypeAlias = str | PathLike[str] | Glossary
_ONE = (str, PathLike, Glossary)  # the same for `isinstance`


@dataclass(frozen=True, slots=True)
class Report(model.Report):
    """What a check found; iterating over it gives its findings, in the order of the files."""

    _bitexts: Callable[[], Sequence[Bitext]] = field(default=list, repr=False, compare=False)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def to_dicts(self, lang: str = "en") -> list[dict[str, Any]]:
        """The findings as dictionaries, with the keys of `tqa check --format jsonl`.

        Args:
            lang: The language of the messages, "en" or "id".

        Raises:
            UsageError: There are no messages in this language.
        """
        arguments.one_of(lang, arguments.LANGUAGES, "lang")
        return [finding_object(finding, lang) for finding in self.findings]

    def to_pandas(self, lang: str = "en") -> Any:
        """The findings as a pandas DataFrame, one a row, with the columns of `to_dicts`.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return data_frame(self.to_dicts(lang), list(finding_object(_NONE, lang)))

    def write(
        self, format: str, to: str | PathLike[str] | IO[str] | None = None, *, lang: str = "en"
    ) -> str:
        """The report in a format of `tqa check --format`, such as "sarif" or "html".

        Args:
            format: The name of the format.
            to: A path or a text stream to write to.
            lang: The language of the messages, "en" or "id".

        Returns:
            What was written, also where `to` is None.

        Raises:
            UsageError: An unknown format, or the file cannot be written.
        """
        arguments.one_of(lang, arguments.LANGUAGES, "lang")
        writer = REPORTERS[format]()
        report = replace(self, bitexts=tuple(self._bitexts())) if writer.wants_bitexts else self
        return written(writer.text(report, Style(lang)), to)


def check(
    source: Checked | Sequence[Checked | tuple[File, File]],
    target: File | None = None,
    *,
    glossary: Terms | Sequence[Terms] = (),
    bundled: bool | None = None,
    source_lang: str = "",
    target_lang: str = "",
    select: Names = (),
    ignore: Names = (),
    extend_select: Names = (),
    config: Config | str | PathLike[str] | None = None,
    jobs: int = 1,
    errors: Literal["raise", "report"] = "raise",
) -> Report:
    """Check a translation against its source, or a text against itself.

    Args:
        source: The path of a document, of a bilingual file or of a folder; a `tqa.text`; a
            `tqa.bitext`; or a list of these, in which a tuple is a source and its translation.
        target: The translation of `source`.
        glossary: Glossaries of your own: paths, names of bundled ones, or `tqa.Glossary`.
        bundled: Whether to use the glossaries that come with tqa; by default yes.
        source_lang: "id" or "en"; detected when "".
        target_lang: "id" or "en"; detected when "".
        select: Only these rules: codes, their beginnings, or names; a string may have commas.
        ignore: Rules that are not run.
        extend_select: Rules beside the default ones.
        config: The path of a configuration file, or a `tqa.Config`. By default none: no file is
            looked for.
        jobs: The number of processes; the report is the same for any.
        errors: What becomes of an input that cannot be read: "raise" an error, or "report" it
            among `report.failures` and check the others.

    Returns:
        A report: its `findings`, `documents`, `failures` and MQM `quality`.

    Raises:
        InputError: An input or a glossary cannot be read.
        UsageError: Unknown rules, unknown file types, or nothing to check.
    """
    arguments.language(source_lang, "source_lang")
    arguments.language(target_lang, "target_lang")
    arguments.at_least_one(jobs, "jobs")
    arguments.one_of(errors, ("raise", "report"), "errors")
    settings = _settings(config)
    settings = replace(
        settings,
        source_lang=source_lang or settings.source_lang,
        target_lang=target_lang or settings.target_lang,
        glossary=(*settings.glossary, *_glossaries(glossary)),
        bundled=settings.bundled if bundled is None else bundled,
        select=_codes(select) or settings.select,
        ignore=(*settings.ignore, *_codes(ignore)),
        extend_select=(*settings.extend_select, *_codes(extend_select)),
    )
    made = _checked(source, target, settings, jobs)
    if made.failures and errors == "raise":
        raise InputError(made.failures[0].message)
    return made


def _checked(
    source: Checked | Sequence[Checked | tuple[File, File]],
    target: File | None,
    settings: Config,
    jobs: int,
) -> Report:
    given: Sequence[Checked | tuple[File, File]]
    if target is not None:
        if not isinstance(source, FILE):
            raise UsageError("a target belongs to one source document")
        given = [(source, target)]
    else:
        given = _list(source)
    ready = [each for each in given if isinstance(each, Bitext)]
    if ready and len(ready) < len(given):
        raise UsageError("bitexts and files are checked apart from each other")
    if ready:
        items = [(Input.pair(b.source_file, b.target_file, b"", b""), b) for b in ready]
        return _as_public(run.judge(items, settings), lambda: ready)
    inputs = [item for each in given for item in _inputs(each, settings)]
    if not inputs:
        raise UsageError("nothing to check")
    return _as_public(
        run.check(inputs, settings, jobs=jobs),
        lambda: [bitext for item in inputs for bitext in read_bitexts(item, settings)],
    )


def _list(
    source: Checked | Sequence[Checked | tuple[File, File]],
) -> Sequence[Checked | tuple[File, File]]:
    """What is to be checked, one by one."""
    if isinstance(source, (*FILE, Bitext)):
        return [source]
    if not isinstance(source, Iterable):
        raise UsageError(f"not a path, a text or a bitext: {arguments.shown(source)}")
    return list(source)


def _inputs(given: Checked | tuple[File, File], settings: Config) -> Iterator[Input]:
    if isinstance(given, tuple):
        if len(given) != 2:
            raise UsageError(
                "a tuple is a source and its translation", where=arguments.shown(given)
            )
        yield Input(tuple(map(as_source, given)))
    elif isinstance(given, str | PathLike) and os.path.isdir(given):
        yield from below(arguments.path_of(given), settings).inputs
    elif not isinstance(given, Bitext):
        yield Input((as_source(given),))


def _as_public(report: model.Report, bitexts: Callable[[], Sequence[Bitext]]) -> Report:
    return Report(report.findings, report.failures, report.documents, _bitexts=bitexts)


def _settings(config: Config | str | PathLike[str] | None) -> Config:
    if config is None:
        return Config()
    return config if isinstance(config, Config) else load(Path(arguments.path_of(config)))


def _glossaries(given: Terms | Sequence[Terms]) -> Iterator[str]:
    several = given if isinstance(given, Iterable) and not isinstance(given, _ONE) else [given]
    for each in several:
        if not isinstance(each, Glossary):
            yield arguments.path_of(each)
        elif each.paths or not len(each):
            yield from each.paths
        else:
            raise UsageError("a glossary made in memory", hint="save it and name its path")


def _codes(names: Names) -> tuple[str, ...]:
    several = [names] if isinstance(names, str) or not isinstance(names, Iterable) else [*names]
    for each in several:
        if not isinstance(each, str):
            raise UsageError(f"rules: not a string: {arguments.shown(each)}")
    return tuple(code.strip() for each in several for code in each.split(",") if code.strip())


_NONE = Finding(
    code="",
    name="",
    severity=model.Severity.NEUTRAL,
    mqm="",
    message=joined(()),
    source_file="",
    target_file="",
    line=1,
    column=1,
    segment="",
)
