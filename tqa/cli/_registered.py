"""The names of registered members, for help texts: `{reporters}` stands for those of reporters."""

import re
from importlib import import_module

# Name in help texts -> module and name of the registry, and the members to name first.
_REGISTRIES = {
    "reporters": ("tqa.checking.reporter", "REPORTERS", ("full", "concise")),
    "boards": ("tqa.scoring.writer", "BOARDS", ("table",)),
    "metrics": ("tqa.scoring.metric", "METRICS", ("bleu", "chrf", "chrf++", "ter")),
    "aligners": ("tqa.aligning.aligner", "ALIGNERS", ("lexical",)),
    "alignments": ("tqa.aligning.writer", "WRITERS", ("tsv",)),
    "glossary_formats": ("tqa.glossary.format", "GLOSSARY_FORMATS", (".tsv",)),
    "reports": ("tqa.termreport.writer", "REPORT_WRITERS", ("html",)),
}
_NAME = re.compile(r"\{(" + "|".join(_REGISTRIES) + r")\}")


def names(kind: str) -> list[str]:
    """The names of the members of a kind, the usual ones first, the others sorted."""
    module, registry, first = _REGISTRIES[kind]
    keys = getattr(import_module(module), registry).usable_keys()
    return [*(key for key in first if key in keys), *(key for key in keys if key not in first)]


def with_names(text: str) -> str:
    """A help text with the names of members instead of `{kind}`."""
    return _NAME.sub(lambda match: ", ".join(names(match[1])), text)
