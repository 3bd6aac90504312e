"""Options that several commands share, and how each changes the settings."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import typer

from tqa.base.errors import UsageError
from tqa.cli._group import Options

if TYPE_CHECKING:
    from tqa.project.config import Config

Level = Literal["neutral", "minor", "major", "critical"]
Language = Literal["en", "id"]

_RULES = "codes, prefixes or names; repeatable, commas allowed."
Selected = Annotated[list[str] | None, typer.Option(help=f"Run only these rules: {_RULES}")]
Ignored = Annotated[list[str] | None, typer.Option(help=f"Do not run these rules: {_RULES}")]
AlsoSelected = Annotated[list[str] | None, typer.Option(help=f"Also run these rules: {_RULES}")]
GlossaryNames = Annotated[
    list[str] | None,
    typer.Option("--glossary", "-g", help="Glossary file or name of a bundled one; repeatable."),
]
Bundled = Annotated[
    bool | None,
    typer.Option("--bundled/--no-bundled", help="Use the bundled glossaries (default: yes)."),
]
OutputFile = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to FILE instead of standard output."
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME[:FILE]",
        help="Output format (default: full): {reporters}; NAME:FILE writes to FILE; repeatable.",
    ),
]
FailOn = Annotated[
    Level | None,
    typer.Option(
        help="Exit 1 if a finding has this severity or a higher one (default: major).",
    ),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 even if there are findings.")]
MessageLanguage = Annotated[
    Language | None, typer.Option(help="Language of the messages (default: en).")
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Print the number of findings of each rule.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Do not print the summary.")]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="Number of processes; 0: one for each processor.")
]
StdinFilename = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="File name to assume for standard input; it determines the format."
    ),
]


class Override(Protocol):
    """Options that override settings of the configuration."""

    def over(self, settings: "Config") -> "Config":
        """The settings with the options applied.

        Raises:
            UsageError: an option has an invalid value.
        """
        ...


class ConfigFile(Options):
    """Where the settings are read from."""

    config: Annotated[
        Path | None,
        typer.Option(help="Configuration file (default: the nearest tqa.toml or pyproject.toml)."),
    ] = None
    isolated: Annotated[
        bool, typer.Option("--isolated", help="Ignore all configuration files.")
    ] = False

    def settings(self, *overrides: Override) -> "Config":
        """The configuration, overridden by the options.

        Its paths are relative to the working directory, as in messages.
        """
        settings = settings_of(self.config, self.isolated)
        for each in overrides:
            settings = each.over(settings)
        return settings


class Languages(Options):
    """The languages of the source and its translation."""

    source_lang: Annotated[
        str, typer.Option(help="Language of the source: id or en (default: detected).")
    ] = ""
    target_lang: Annotated[
        str, typer.Option(help="Language of the translation: id or en (default: detected).")
    ] = ""

    def pair(self) -> tuple[str, str]:
        """Both languages, "" for one that will be detected.

        Raises:
            UsageError: an unknown language, or the same one twice.
        """
        langs = (language(self.source_lang), language(self.target_lang))
        check_languages(*langs)
        return langs

    def over(self, settings: "Config") -> "Config":
        """The settings with the languages that are given."""
        return replace(
            settings,
            source_lang=language(self.source_lang) or settings.source_lang,
            target_lang=language(self.target_lang) or settings.target_lang,
        )


class Glossaries(Options):
    """The glossaries of a run."""

    glossary: GlossaryNames = None
    bundled: Bundled = None

    def over(self, settings: "Config") -> "Config":
        """The settings with these glossaries after those of the configuration."""
        return replace(
            settings,
            glossary=(*settings.glossary, *(self.glossary or ())),
            bundled=settings.bundled if self.bundled is None else self.bundled,
        )


class Display(Options):
    """How findings are shown to people."""

    lang: MessageLanguage = None
    statistics: Statistics = False
    quiet: Quiet = False

    def over(self, settings: "Config") -> "Config":
        """The settings with the language of messages."""
        return replace(settings, lang=self.lang or settings.lang)


class Gate(Options):
    """Which findings make the exit code 1."""

    fail_on: FailOn = None
    exit_zero: ExitZero = False

    def over(self, settings: "Config") -> "Config":
        """The settings with the minimum severity that fails the run."""
        from tqa.project.settings import parse_severity

        level = parse_severity(self.fail_on or "")
        return settings if level is None else replace(settings, fail_on=level)


def language(code: str) -> str:
    """The code of a supported language, "" if none is given.

    Raises:
        UsageError: another language.
    """
    if code not in ("", "id", "en"):
        raise UsageError(f"unknown language {code!r}", hint="known: id (Indonesian), en (English)")
    return code


def check_languages(source: str, target: str) -> None:
    """Raises UsageError if both languages are given and are the same."""
    if source and source == target:
        raise UsageError(f"source and target language are both {source!r}")


def check_settings(settings: "Config") -> None:
    """Check settings and options together, before the work is done.

    Raises:
        UsageError: both languages are the same, or the git revision is unknown.
    """
    from tqa.checking.changed import check_revision

    check_languages(settings.source_lang, settings.target_lang)
    if settings.changed_since:
        check_revision(settings.changed_since)


def settings_of(path: Path | None, isolated: bool) -> "Config":
    """The configuration; its paths are relative to the working directory, as in messages."""

    from tqa.project.config import Config, find, load

    if isolated:
        return Config()
    found = path or find(Path.cwd())
    return load(Path(os.path.relpath(found))) if found else Config()


def codes(values: list[str] | None) -> tuple[str, ...]:
    """The values of an option that may be repeated and hold several with commas."""
    return tuple(
        code.strip() for value in values or () for code in value.split(",") if code.strip()
    )
