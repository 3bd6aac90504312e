"""The hierarchy of errors that a user can get.

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
    """Pickle support: Exception's own does not keep keyword-only arguments."""
    return kind(message, where=where, hint=hint)


class UsageError(TqaError):
    """Invalid options or arguments."""


class ConfigError(UsageError):
    """An invalid configuration file, or an invalid key in it."""


class MissingExtra(UsageError):
    """A missing optional dependency or model; the hint is the command that installs it."""

    exit_code = 4


class InputError(TqaError):
    """An input that cannot be read; the other inputs are still processed."""

    exit_code = 3


class FormatError(InputError):
    """A malformed document or bilingual file."""


class GlossaryError(InputError):
    """A malformed glossary."""


class PluginError(TqaError):
    """An installed plug-in that does not load, or that registers a name which is taken."""

    exit_code = 5
