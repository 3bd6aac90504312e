"""tqa: Indonesian-English translation and terminology QA.

The names in `__all__` are the public API, described in docs/python.md. They are loaded when
they are first used, so that `import tqa` loads nothing else. The contracts that plug-ins
implement are described in docs/plugins.md. All other modules are private and may change.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqa.base.errors import (
        ConfigError,
        FormatError,
        GlossaryError,
        InputError,
        MissingExtra,
        PluginError,
        TqaError,
        UsageError,
    )
    from tqa.base.messages import Message
    from tqa.checking.api import Report, check
    from tqa.glossary.lookup import Hit
    from tqa.glossary.termbase import Match
    from tqa.model import (
        Bead,
        Bitext,
        Concept,
        DocumentSummary,
        Failure,
        Finding,
        Position,
        Quality,
        Region,
        Related,
        Score,
        Segment,
        Severity,
        Side,
        Source,
        Span,
        Status,
        Term,
    )
    from tqa.project.config import Config
    from tqa.project.glossaries import Glossary
    from tqa.reading.api import align, bitext, text
    from tqa.scoring.api import Scores, score

__version__ = "0.1.0"

__all__ = [
    "Bead",
    "Bitext",
    "Concept",
    "Config",
    "ConfigError",
    "DocumentSummary",
    "Failure",
    "Finding",
    "FormatError",
    "Glossary",
    "GlossaryError",
    "Hit",
    "InputError",
    "Match",
    "Message",
    "MissingExtra",
    "PluginError",
    "Position",
    "Quality",
    "Region",
    "Related",
    "Report",
    "Score",
    "Scores",
    "Segment",
    "Severity",
    "Side",
    "Source",
    "Span",
    "Status",
    "Term",
    "TqaError",
    "UsageError",
    "align",
    "bitext",
    "check",
    "score",
    "text",
]

_MODULES = {  # of each name that is not in tqa.model
    "Config": "project.config",
    "ConfigError": "base.errors",
    "FormatError": "base.errors",
    "Glossary": "project.glossaries",
    "GlossaryError": "base.errors",
    "Hit": "glossary.lookup",
    "InputError": "base.errors",
    "Match": "glossary.termbase",
    "Message": "base.messages",
    "MissingExtra": "base.errors",
    "PluginError": "base.errors",
    "Report": "checking.api",
    "Scores": "scoring.api",
    "TqaError": "base.errors",
    "UsageError": "base.errors",
    "align": "reading.api",
    "bitext": "reading.api",
    "check": "checking.api",
    "score": "scoring.api",
    "text": "reading.api",
}


def __getattr__(name: str) -> object:
    """A public name, loaded when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module 'tqa' has no attribute {name!r}")
    value: object = getattr(import_module(f"tqa.{_MODULES.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
