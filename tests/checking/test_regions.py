"""Places: in every format and output, the file holds the flagged words where the finding says."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from tests.checking.reporters.findings import written
from tqa.base.messages import Message
from tqa.base.textio import read_bytes
from tqa.checking.fixes import content_of, edits, fixed
from tqa.checking.reporter import REPORTERS
from tqa.checking.rule import Context, SegmentRule
from tqa.model import Bitext, Finding, Input, Report, Severity, Side, Span
from tqa.project.config import Config
from tqa.reading.bitexts import read_bitexts
from tqa.reading.format import FORMATS

XML = '<?xml version="1.0" encoding="utf-8"?>\r\n'
XLIFF = XML + (
    '<xliff version="1.2"><file source-language="en" target-language="id"><body><trans-unit id="a">'
    "<source>One 😀</source>\r\n<target>{}</target></trans-unit></body></file></xliff>"
)
TMX = XML + (
    '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>One 😀</seg></tuv>'
    '<tuv xml:lang="id">\r\n<seg>{}</seg></tuv></tu></body></tmx>'
)
SRT = "{}1\r\n00:00:01,000 --> 00:00:03,000\r\n{}\r\n"
CUE = "Kata 😀 awal 🦀satu {} dua\r\ntiga🦀 akhir."
FILES = {  # the crabs stand around what is flagged, nothing else is a crab
    "a.txt": "Judul 😀\r\n\r\n  Kata 😀 awal 🦀satu & dua  \r\n  tiga🦀 akhir.\r\n",
    "a.md": "# Judul\r\n\r\n> *Kata* 😀 awal 🦀satu &amp; \\* dua\r\n> tiga🦀 akhir.\r\n",
    "b.md": '---\ntitle: "Kata 😀 \\"awal\\" 🦀satu \\"dua\\"🦀"\n---\n\nKata.\n',
    "c.md": "| a | b |\r\n|---|---|\r\n| Kata 😀 | awal 🦀satu &lt; dua🦀 akhir |\r\n",
    "a.html": "<p>Kata <b>😀</b> awal 🦀satu &amp;\r\n   dua&nbsp;tiga🦀 akhir.</p>",
    "a.po": 'msgid "One"\r\nmsgstr ""\r\n"Kata 😀 awal 🦀satu \\"dua\\" "\r\n"tiga🦀 akhir."\r\n',
    "a.xlf": XLIFF.format("Kata 😀 awal 🦀satu &amp;\r\n  dua &#116;iga🦀 akhir."),
    "a.tmx": TMX.format("Kata 😀 awal 🦀satu &amp;\r\ndua &#116;iga🦀 akhir."),
    "a.srt": SRT.format("", CUE.format("&amp;")),
    "a.vtt": SRT.format("WEBVTT\r\n\r\n", CUE.format("&lt;")).replace(",000", ".000"),
    "a.json": '{"a": "Kata \\ud83d\\ude00 awal",\r\n "b": "x 🦀satu \\"dua\\"\\ntiga🦀"}\r\n',
    "a.arb": '{"@@locale": "id",\r\n "b": "😀 🦀satu \\u0026 dua🦀 akhir"}\r\n',
    "a.yml": 'a: "Kata 😀 🦀satu \\"dua\\"\r\n  tiga🦀 akhir"\r\n',
    "b.yml": "a: Kata 😀 🦀satu dua\r\n  tiga🦀 akhir\r\n",
    "c.yml": "a: >-\r\n  Kata 😀 🦀satu dua\r\n  tiga🦀 akhir\r\n",
    "d.yml": "a: 'Kata 😀 🦀satu ''dua''🦀 akhir'\r\n",
    "a.jsonl": '{"source": "One", "target": "Kata 😀 \\"awal\\" 🦀satu \\"dua\\"🦀 akhir."}\r\n',
    "a.tsv": "source\ttarget\r\nOne 😀\tKata 😀 awal 🦀satu & dua🦀 akhir.\r\n",
    "a.csv": 'source,target\r\nOne 😀,"Kata 😀, awal 🦀satu ""dua""\r\ntiga🦀 akhir."\r\n',
}
BINARY = {".docx", ".xlsx", ".mo", ".parquet"}
NEW = "ganti \"x\" & 'y' * <b> \\ 1,5"


class Crabs(SegmentRule):
    """Whatever stands between two crabs."""

    code, name, mqm, severity = "XXX001", "crabs", "other", Severity.MAJOR
    fix = "safe"
    message = Message("crabs", indonesian="kepiting")
    examples = ()

    def spans(self, text: str, lang: str) -> Iterator[tuple[Span, Mapping[str, object]]]:
        for match in re.finditer("🦀[^🦀]*🦀", text):
            yield Span(*match.span()), {"suggestions": (NEW,)}


def read(name: str) -> list[Bitext]:
    return list(read_bitexts(Input.file(name), Config(bundled=False, target_lang="id")))


def found(name: str) -> Finding:
    (finding,) = [f for bitext in read(name) for f in Crabs().run(bitext, Context())]
    return finding


@pytest.fixture(params=FILES)
def name(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    file = str(request.param)
    Path(file).write_bytes(FILES[file].encode())
    return file


@dataclass(frozen=True)
class Shown:
    """What an output says of a place; 0 for what it does not say."""

    line: int
    column: int = 0
    end_line: int = 0
    end_column: int = 0


def pattern(regex: str) -> Callable[[str], Shown]:
    def read(text: str) -> Shown:
        match = re.search(regex, text)
        assert match is not None, text
        return Shown(*map(int, match.groups()))

    return read


def json_lines(text: str) -> Shown:
    record = json.loads(text)
    return Shown(record["line"], record["column"])


def whole_json(text: str) -> Shown:
    return json_lines(json.dumps(json.loads(text)["findings"][0]))


def gitlab(text: str) -> Shown:
    return Shown(json.loads(text)[0]["location"]["lines"]["begin"])


def sarif(text: str) -> Shown:
    (result,) = json.loads(text)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["region"]
    return Shown(*(place[k] for k in ("startLine", "startColumn", "endLine", "endColumn")))


def rdjson(text: str) -> Shown:
    place = json.loads(text)["diagnostics"][0]["location"]["range"]
    return Shown(*(place[e][k] for e in ("start", "end") for k in ("line", "column")))


def checkstyle(text: str) -> Shown:
    error = next(etree.fromstring(text.encode()).iter("error"))
    return Shown(int(error.get("line", "")), int(error.get("column", "")))


SHOWN = {
    "concise": pattern(r":(\d+):(\d+): XXX001"),
    "full": pattern(r":(\d+):(\d+) XXX001"),
    "markdown": pattern(r":(\d+):(\d+) \| XXX001"),
    "html": pattern(r"\b(\d+):(\d+)\b"),
    "github": pattern(r"line=(\d+),col=(\d+)"),
    "junit": pattern(r'name="XXX001 crabs (\d+):(\d+)"'),
    "jsonl": json_lines,
    "json": whole_json,
    "gitlab": gitlab,
    "sarif": sarif,
    "rdjson": rdjson,
    "checkstyle": checkstyle,
}


def test_every_format_and_output_is_here() -> None:
    assert {Path(file).suffix for file in FILES} | BINARY | {
        ".pot", ".htm", ".xhtml", ".markdown", ".xliff", ".yaml",
    } == set(FORMATS.keys())  # fmt: skip
    assert SHOWN.keys() | {"xliff"} == set(REPORTERS.keys())  # XLIFF holds no places


def test_a_region_holds_the_flagged_words(name: str) -> None:
    text, region = FILES[name], found(name).region
    assert region.start.offset == text.index("🦀")
    assert region.end.offset == text.rindex("🦀") + 1
    written_so = text[region.start.offset : region.end.offset] == found(name).words[0]
    assert region.literal == written_so


@pytest.mark.parametrize("output", SHOWN)
def test_an_output_says_where(name: str, output: str) -> None:
    said = written(output, Report((found(name),)))
    shown = SHOWN[output](said)
    lines = FILES[name].split("\r\n" if "\r\n" in FILES[name] else "\n")
    size = (lambda part: len(part.encode())) if output == "rdjson" else len
    first = next(n for n, line in enumerate(lines) if "🦀" in line)
    last = max(n for n, line in enumerate(lines) if "🦀" in line)
    column = size(lines[first][: lines[first].index("🦀")]) + 1
    end = size(lines[last][: lines[last].rindex("🦀") + 1]) + 1
    assert shown.line == first + 1
    assert shown.column in (0, column)
    assert (shown.end_line, shown.end_column) in ((0, 0), (last + 1, end))


def test_an_edit_is_written_as_the_format_writes_it(name: str) -> None:
    finding = found(name)
    before = finding.target_text
    data = read_bytes(name)
    (span,) = finding.target_spans
    after = fixed(name, data, [finding])
    if name.endswith((".srt", "b.yml")):  # neither escapes what the suggestion holds
        assert edits(finding, content_of(name)) == ()
        assert after.after == data
        return
    Path(name).write_bytes(after.after)
    now = next(
        b.text(Side.TARGET) for t in read(name) for b in t.beads if "ganti" in b.text(Side.TARGET)
    )
    assert after.count == 1
    assert now == before[: span.start] + NEW + before[span.end :]


def test_formats_that_are_no_text_take_no_edits() -> None:
    for extension in BINARY:
        assert FORMATS[extension]().escaping("") is None
