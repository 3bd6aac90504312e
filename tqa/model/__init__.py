"""The vocabulary: every core type. Read this first.

Offsets count Unicode code points and spans are half-open. Lines and columns are
1-based. Languages are BCP 47 tags ("id", "en"); "" means unknown, or no such side.
"""

from tqa.model.inputs import Input, Source
from tqa.model.results import (
    DocumentSummary,
    Failure,
    Finding,
    Quality,
    Related,
    Report,
    Score,
    Severity,
)
from tqa.model.terms import Concept, Matching, Status, Term
from tqa.model.text import (
    Bead,
    Bitext,
    BlockKind,
    Document,
    Mark,
    Position,
    Region,
    Run,
    Segment,
    Side,
    Span,
    Tag,
)

__all__ = [
    "Bead",
    "Bitext",
    "BlockKind",
    "Concept",
    "Document",
    "DocumentSummary",
    "Failure",
    "Finding",
    "Input",
    "Mark",
    "Matching",
    "Position",
    "Quality",
    "Region",
    "Related",
    "Report",
    "Run",
    "Score",
    "Segment",
    "Severity",
    "Side",
    "Source",
    "Span",
    "Status",
    "Tag",
    "Term",
]
