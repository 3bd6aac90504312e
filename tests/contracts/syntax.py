"""Whether an output holds to the syntax of its format."""

import csv
import io
import json
import re

from lxml import etree, html

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # what steers terminals
JSON = {"json", "sarif", "gitlab", "rdjson"}
LINES = {"jsonl"}
TABLES = {"tsv", "beads"}
XML = {"junit", "checkstyle", "xliff", "tmx"}


def check(name: str, text: str) -> None:
    """Raises where a text is not what the format of this name is."""
    text.encode()
    if name in JSON:
        json.loads(text)
    elif name in LINES:
        for line in filter(None, text.split("\n")):
            assert isinstance(json.loads(line), dict)
    elif name in XML:
        etree.fromstring(text.encode())
    elif name == "html":
        page = html.document_fromstring(text)
        assert page.xpath("//title")
        assert not page.xpath("//img | //iframe | //object | //*[@onerror or @onload or @onclick]")
        assert all("alert(1)" not in (script.text or "") for script in page.xpath("//script"))
    elif name == "csv":
        header, *rows = csv.reader(io.StringIO(text))
        assert all(len(row) == len(header) for row in rows)
    elif name == "github":
        assert all(
            re.match(r"::(error|warning|notice) file=", line) for line in text.split("\n") if line
        )
    elif name in TABLES:
        assert len({line.count("\t") for line in text.split("\n") if line}) <= 1
    else:  # for people and papers
        assert not CONTROL.search(text), name
