"""Values of options that several commands share."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tqa.base.errors import UsageError

if TYPE_CHECKING:
    from tqa.project.config import Config


def language(code: str) -> str:
    """The code of a language that tqa knows, "" where none is named.

    Raises:
        UsageError: another language.
    """
    if code not in ("", "id", "en"):
        raise UsageError(f"unknown language {code!r}", hint="known: id (Indonesian), en (English)")
    return code


def check_languages(source: str, target: str) -> None:
    """Raises UsageError where both languages are named and are the same."""
    if source and source == target:
        raise UsageError(f"the source and the target language are both {source!r}")


def check_settings(settings: "Config") -> None:
    """What settings and options say together, before the work is done.

    Raises:
        UsageError: both languages are the same, or git knows no such revision.
    """
    from tqa.checking.changed import check_revision

    check_languages(settings.source_lang, settings.target_lang)
    if settings.changed_since:
        check_revision(settings.changed_since)


def settings_of(path: Path | None, isolated: bool) -> "Config":
    """The configuration; its paths are relative to where the command runs, as in messages."""

    from tqa.project.config import Config, find, load

    if isolated:
        return Config()
    found = path or find(Path.cwd())
    return load(Path(os.path.relpath(found))) if found else Config()


def codes(values: list[str] | None) -> tuple[str, ...]:
    """The codes of an option that may be repeated, and hold several with commas."""
    return tuple(
        code.strip() for value in values or () for code in value.split(",") if code.strip()
    )
