"""What `tqa check` prints: formats, colours, hostile text, languages of messages."""

import json
import re

import pytest

from tests.cli.command import Command

KEYS = [
    "code", "name", "severity", "mqm", "message", "source_file", "target_file", "line", "column",
    "segment", "source_segments", "target_segments", "source_spans", "target_spans",
    "source_text", "target_text", "suggestions", "concept", "related", "fingerprint",
]  # fmt: skip


def test_json_lines_have_the_keys_of_the_schema(tqa: Command) -> None:
    run = tqa.check("a.txt", "b.txt", "-f", "jsonl")
    finding = json.loads(run.stdout)
    assert list(finding) == KEYS
    assert (finding["code"], finding["name"]) == ("NUM001", "number-mismatch")
    assert (finding["severity"], finding["mqm"]) == ("major", "accuracy/mistranslation/number")
    assert (finding["source_file"], finding["target_file"]) == ("a.txt", "b.txt")
    assert finding["target_text"] == "Prices rose 25 percent, he said."
    start, end = finding["target_spans"][0]
    assert finding["target_text"][start:end] == "25 percent"
    assert (finding["line"], finding["column"]) == (1, start + 1)
    assert finding["concept"] is None
    assert len(finding["fingerprint"]) == 16


def test_the_row_of_a_table_is_its_segment(tqa: Command) -> None:
    tqa.write("t.tsv", "id\tsource\ttarget\nk1\tHarga naik 2 persen.\tPrices rose 3 percent.\n")
    finding = json.loads(tqa.check("t.tsv", "-f", "jsonl").stdout)
    assert finding["segment"] == "k1"
    assert finding["source_segments"] == finding["target_segments"] == ["k1"]


def test_machine_output_stands_alone(tqa: Command) -> None:
    assert tqa.check("a.txt", "c.txt", "-f", "jsonl").stdout == ""
    run = tqa.check("a.txt", "none.txt", "-f", "json")
    document = json.loads(run.stdout)
    assert document["failures"] == [{"file": "none.txt", "message": "none.txt: no such file"}]
    assert document["findings"] == document["documents"] == []


def test_several_formats_at_once(tqa: Command) -> None:
    words = ("-f", "concise", "-f", "json:out.json", "-f", "jsonl:out.jsonl", "-q")
    run = tqa.check("a.txt", "b.txt", *words)
    assert run.stdout.count("\n") == 1
    document = json.loads(tqa.read("out.json"))
    assert document["findings"] == [json.loads(tqa.read("out.jsonl"))]
    assert document["documents"][0]["languages"] == ["id", "en"]
    assert document["quality"] == document["documents"][0]["quality"]
    assert document["quality"]["words"] == 6
    assert document["quality"]["penalty"] == 5


def test_where_all_goes_into_files_a_note_says_so(tqa: Command) -> None:
    run = tqa.check("a.txt", "b.txt", "-f", "html:out.html", "-f", "sarif:out.sarif")
    assert run.stdout == ""
    assert run.stderr == "tqa: note: wrote out.html (html)\ntqa: note: wrote out.sarif (sarif)\n"
    assert (
        tqa.check("a.txt", "b.txt", "-o", "out.txt").stderr == "tqa: note: wrote out.txt (full)\n"
    )
    assert tqa.check("a.txt", "b.txt", "-f", "html:out.html", "-q").stderr == ""
    assert tqa.check("a.txt", "b.txt", "-f", "full", "-f", "html:out.html").stderr == ""


def test_color_obeys_the_environment(tqa: Command) -> None:
    words = ("a.txt", "b.txt", "--statistics")
    plain = tqa.check(*words).stdout
    assert "\x1b" not in plain
    assert tqa.check(*words, FORCE_COLOR="0").stdout == plain
    assert tqa.check(*words, FORCE_COLOR="1", NO_COLOR="1").stdout == plain
    colored = tqa.check(*words, FORCE_COLOR="1").stdout
    assert "\x1b[31mNUM001" in colored
    assert re.search(r"\x1b\[31m +\^{10}\x1b\[0m\n", colored)


@pytest.mark.parametrize("form", ["full", "concise"])
def test_hostile_text_is_made_visible(tqa: Command, form: str) -> None:
    hostile = "\x1b]0;title\x07\x1b[31m\x9b2J\u202e\x7f"
    tqa.write("h.txt", f"Menteri itu akan akan hadir {hostile} besok pagi.\n")
    run = tqa.check("h.txt", "-f", form)
    assert "akan" in run.stdout
    assert all(char == "\n" or char.isprintable() for char in run.stdout)
    if form == "full":
        assert "␛]0;title␇␛[31m" in run.stdout


def test_text_that_no_encoding_holds(tqa: Command) -> None:
    record = (
        '{"source": "Harga \\ud800 naik 2 persen.", "target": "Prices \\ud800 rose 3 percent."}'
    )
    tqa.write("s.jsonl", record)
    words = ("s.jsonl", "-f", "jsonl", "-f", "json:o.json", "--source-lang", "id")
    run = tqa.check(*words)
    assert json.loads(run.stdout)["target_text"] == "Prices \ud800 rose 3 percent."
    assert json.loads(tqa.read("o.json"))["findings"][0] == json.loads(run.stdout)


def test_messages_in_indonesian(tqa: Command) -> None:
    row = (
        "Harga naik 2 persen dan menteri itu hadir kemarin di kota.\t"
        "Prices rose 3 percent and the minister was in town yesterday.\n"
    )
    tqa.write("t.tsv", "source\ttarget\n" + row * 1100)
    words = ("t.tsv", "-f", "concise", "-j", "1")
    english, indonesian = tqa.check(*words).stdout, tqa.check(*words, "--lang", "id").stdout
    assert "[major] “2 persen” in the source" in english
    assert "[berat] “2 persen” dalam sumber" in indonesian
    assert english.splitlines()[-1] == (
        "1,100 findings (1,100 major) in 1 document, 1,100 segments, 12,100 words."
        " MQM score 54.5 (5,500 penalty points, 454.5 per 1,000 words)."
    )
    assert indonesian.splitlines()[-1] == (
        "1.100 temuan (1.100 berat) dalam 1 dokumen, 1.100 segmen, 12.100 kata."
        " Skor MQM 54,5 (5.500 poin penalti, 454,5 per 1.000 kata)."
    )


def test_statistics_and_quiet(tqa: Command) -> None:
    tqa.write("d.txt", "Menteri itu akan akan hadir besok. Dia akan akan datang (pagi.\n")
    run = tqa.check("d.txt", "-f", "concise", "--statistics", "-q")
    assert run.stdout.splitlines()[-2:] == [
        "     2  TYP003  doubled-word",
        "     1  TYP002  unbalanced-bracket",
    ]
