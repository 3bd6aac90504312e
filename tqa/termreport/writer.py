"""What writes a report on a glossary, and the registry."""

from tqa.base.writer import Style, Writer, Writers
from tqa.termreport.content import TermReport

__all__ = ["REPORT_WRITERS", "ReportWriter", "Style", "report_writer"]


class ReportWriter(Writer[TermReport]):
    """Writes a report on a glossary in one format; `extensions` choose it for an output file."""


REPORT_WRITERS: Writers[ReportWriter] = Writers("tqa.termreport.writers", "format")
report_writer = REPORT_WRITERS.register
