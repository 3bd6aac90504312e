"""What writes alignments, and the registry."""

from collections.abc import Iterable

from tqa.base.writer import Style, Writer, Writers
from tqa.model import Bitext

__all__ = ["WRITERS", "BitextWriter", "Style", "writer"]


class BitextWriter(Writer[Iterable[Bitext]]):
    """Writes aligned bitexts in one format."""


WRITERS: Writers[BitextWriter] = Writers(
    "tqa.aligning.writers", "alignment format", group="tqa.formats"
)
writer = WRITERS.register
