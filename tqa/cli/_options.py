"""Values of options that several commands share."""

from tqa.errors import UsageError


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
