"""The tree of errors that a user can meet.

TqaError                  one clear line: message, place, what to do next
|- UsageError             exit 2: options that do not go together
|  |- ConfigError         exit 2: a configuration file or key
|  `- MissingExtra        exit 4: an optional dependency or model that must be fetched first
|- InputError             exit 3: a file that cannot be read or is malformed
|  |- FormatError         exit 3: ... as a document or bilingual file
|  `- GlossaryError       exit 3: ... as a glossary
`- PluginError            exit 5: an installed plug-in that does not load
"""

from typing import ClassVar


class TqaError(Exception):
    """An error shown to the user as one line: `where: message (hint)`."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.where, self.hint)


def _rebuild(kind: type[TqaError], message: str, where: str, hint: str) -> TqaError:
    """Pickle support: keyword-only arguments do not survive Exception's own."""
    return kind(message, where=where, hint=hint)


class UsageError(TqaError):
    """Options or arguments that cannot be obeyed."""


class ConfigError(UsageError):
    """A configuration file, or a key in it, that is wrong."""


class MissingExtra(UsageError):
    """An optional dependency or a model is needed and not there; the hint is the command to run."""

    exit_code = 4


class InputError(TqaError):
    """An input that cannot be read; the other inputs are still processed."""

    exit_code = 3


class FormatError(InputError):
    """A document or bilingual file that is malformed."""


class GlossaryError(InputError):
    """A glossary that is malformed."""


class PluginError(TqaError):
    """An installed plug-in that does not load, or that registers a name which is taken."""

    exit_code = 5
