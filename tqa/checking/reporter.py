"""The contract of reporters, which write the report of a check, and their registry."""

from typing import ClassVar

from tqa.base.writer import Style, Writer, Writers
from tqa.model import Report

__all__ = ["REPORTERS", "Reporter", "Style", "reporter"]


class Reporter(Writer[Report]):
    """Writes a report in one format."""

    wants_bitexts: ClassVar[bool] = False  # whether it needs `Report.bitexts`


REPORTERS: Writers[Reporter] = Writers("tqa.checking.reporters", "format", group="tqa.reporters")
reporter = REPORTERS.register
