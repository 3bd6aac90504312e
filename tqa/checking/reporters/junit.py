"""`junit`: the XML report of JUnit, which every CI system shows as tests."""

from collections import defaultdict
from typing import IO, TYPE_CHECKING, ClassVar

from tqa.base.xmlio import clean, serialised
from tqa.checking.reporter import Reporter, Style, reporter
from tqa.model import Finding, Report, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element


@reporter
class Junit(Reporter):
    """One suite per file: a failed test per finding, or one passed test if there is none.

    Neutral findings are skipped tests, unreadable inputs are errors.
    """

    name: ClassVar[str] = "junit"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the document."""
        from lxml import etree

        root = etree.Element("testsuites", name="tqa")
        by_file: dict[str, list[Finding]] = defaultdict(list)
        for document in report.documents:
            by_file[document.target_file or document.source_file] = []
        for finding in report.findings:
            by_file[finding.file].append(finding)
        for failure in report.failures:
            suite = etree.SubElement(root, "testsuite", name=clean(failure.file))
            case = etree.SubElement(suite, "testcase", name="read", classname=clean(failure.file))
            etree.SubElement(case, "error", message=clean(failure.message), type="unreadable")
            by_file.pop(failure.file, None) if not by_file.get(failure.file) else None
        for file, findings in by_file.items():
            suite = etree.SubElement(root, "testsuite", name=clean(file))
            if not findings:
                etree.SubElement(suite, "testcase", name="tqa", classname=clean(file))
            for finding in findings:
                _case(suite, finding, style.lang)
        for element in (root, *root):
            _count(element)
        stream.write(serialised(root).decode())


def _case(suite: "_Element", finding: Finding, lang: str) -> None:
    from lxml import etree

    message = clean(finding.message.in_lang(lang))
    name = f"{finding.code} {finding.name} {finding.line}:{finding.column}"
    case = etree.SubElement(suite, "testcase", name=name, classname=clean(finding.file))
    if finding.severity is Severity.NEUTRAL:
        etree.SubElement(case, "skipped", message=message)
        return
    failure = etree.SubElement(case, "failure", message=message, type=finding.severity.label)
    texts = (("source", finding.source_text), ("target", finding.target_text))
    lines = [f"{label}: {clean(text)}" for label, text in texts if text]
    failure.text = "\n".join([f"{clean(finding.file)}:{finding.line}:{finding.column}", *lines])


def _count(element: "_Element") -> None:
    """Set the totals of a suite, or of all suites."""
    for name, path in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(name, str(sum(1 for _ in element.iter(path))))
    if element.tag == "testsuite":
        element.set("skipped", str(sum(1 for _ in element.iter("skipped"))))
