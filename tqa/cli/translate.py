"""`tqa translate`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tqa.cli._group import Options, grouped
from tqa.cli._options import (
    ConfigFile,
    Gate,
    GlossaryNames,
    Languages,
    MessageLanguage,
    Quiet,
    check_settings,
)

if TYPE_CHECKING:
    from tqa.cli._drafts import DraftOptions
    from tqa.project.config import Config

EXAMPLE = (
    "Examples: tqa translate messages.po --model opus-mt-en-id --glossary terms.tsv; "
    "tqa translate article.id.md --output article.en.md --model opus-mt-id-en"
)

Terms = Literal["none", "constrain", "placeholder", "replace", "both"]


class Destination(Options):
    """Where drafts are written."""

    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write the drafts to FILE.")
    ] = ""
    output_dir: Annotated[
        str, typer.Option(metavar="DIR", help="Write the files with drafts to DIR.")
    ] = ""
    overwrite: Annotated[
        bool,
        typer.Option(
            "--overwrite", "--all", help="Also draft texts that already have a translation."
        ),
    ] = False


class Glossaries(Options):
    """The glossaries whose terms drafts use, and are checked with."""

    glossary: GlossaryNames = None
    bundled: Annotated[
        bool | None,
        typer.Option(
            "--bundled/--no-bundled",
            help="Also check the drafts with the bundled glossaries (default: yes).",
        ),
    ] = None
    terms: Annotated[
        Terms, typer.Option(help="How the terms of your glossaries are put into the drafts.")
    ] = "both"
    bundled_terms: Annotated[
        bool,
        typer.Option("--bundled-terms", help="Also put in the terms of the bundled glossaries."),
    ] = False

    def over(self, settings: "Config") -> "Config":
        """The settings with these glossaries after those of the configuration."""
        return replace(
            settings,
            glossary=(*settings.glossary, *(self.glossary or ())),
            bundled=settings.bundled if self.bundled is None else self.bundled,
        )


class Model(Options):
    """The translation model and its search."""

    model: Annotated[
        str,
        typer.Option(
            metavar="FOLDER", help="Folder of the translation model: Marian, M2M or NLLB."
        ),
    ] = ""
    num_beams: Annotated[int, typer.Option(min=1, max=64, help="Width of the beam search.")] = 4
    batch: Annotated[int, typer.Option(min=1, help="Number of sentences translated at once.")] = 16
    precision: Annotated[
        str, typer.Option(help="Number format: float32, bfloat16, or auto (bfloat16 on a GPU).")
    ] = "auto"


class Findings(Gate):
    """Whether drafts are checked, and how findings are shown."""

    check: Annotated[
        bool,
        typer.Option("--check/--no-check", help="Check the drafts and show the findings."),
    ] = True
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME[:FILE]",
            help="Output format of the findings, as in `tqa check` (default: full); repeatable.",
        ),
    ] = None
    lang: MessageLanguage = None
    quiet: Quiet = False

    def over(self, settings: "Config") -> "Config":
        """The settings with the severity that fails and the language of messages."""
        return replace(super().over(settings), lang=self.lang or settings.lang)


@grouped
def translate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            show_default=False,
            help="PO or XLIFF files, whose empty translations are filled in; Markdown or plain "
            "text, with --output, --output-dir or a pair of the configuration (default: the "
            "sources of the configuration that have no translation).",
        ),
    ] = None,
    *,
    model: Model,
    destination: Destination,
    languages: Languages,
    glossaries: Glossaries,
    findings: Findings,
    config: ConfigFile,
) -> None:
    """Draft translations with a local model, mark them as drafts and check them.

    Only texts without a translation are drafted. Drafts are marked as fuzzy in PO, as
    `needs-review-translation` from `mt-suggestion` in XLIFF 1.2, and as `initial` with the
    sub-state `tqa:mt-draft` in XLIFF 2.

    Exit codes: 0 drafted, and no finding at or above --fail-on, 1 findings in drafts,
    2 invalid usage or configuration, 3 an input that cannot be read (the others are still
    drafted), 4 a missing model or library, 130 interrupted.
    """
    from tqa.cli._drafts import run

    settings = config.settings(languages, glossaries, findings)
    check_settings(settings)
    job = _job(model, destination, glossaries, findings)
    raise typer.Exit(run(paths or [], settings, job))


def _job(
    model: Model, destination: Destination, glossaries: Glossaries, findings: Findings
) -> "DraftOptions":
    """What the options ask for."""
    from tqa.cli._drafts import DraftOptions
    from tqa.drafting.pipeline import Way
    from tqa.neural.decoding import SearchSettings

    return DraftOptions(
        model.model,
        SearchSettings(model.num_beams, model.batch),
        model.precision,
        Way(glossaries.terms, destination.overwrite, glossaries.bundled_terms),
        destination.output,
        destination.output_dir,
        findings.check,
        findings.format or ["full"],
        findings.exit_zero,
        findings.quiet,
    )
