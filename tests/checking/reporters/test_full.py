"""`full`: excerpts, underlines, cuts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.checking.reporters.findings import finding, report, written
from tqa.base.messages import Message
from tqa.model import Related, Severity, Span


def excerpt(text: str, *spans: tuple[int, int], width: int = 100) -> list[str]:
    """The lines of the text with its underlines."""
    return written("full", report(finding(text, *spans)), quiet=True, width=width).splitlines()[
        2:-1
    ]


def underlined(lines: list[str]) -> list[tuple[int, int]]:
    """The columns that carets take."""
    marks = lines[1]
    return [(marks.index("^"), marks.rindex("^") + 1)]


def test_whole() -> None:
    pair = finding(
        "The garage.",
        (4, 10),
        source="Lokakarya.",
        source_spans=(Span(0, 9),),
        suggestions=("workshop", "the workshop"),
        related=(Related("a.txt", 1, 1, "Lokakarya"),),
    )
    assert written("full", report(pair), lang="id") == (
        "b.txt:3:7 XXX001 made-up [berat]\n"
        "  salah\n"
        "  sumber | Lokakarya.\n"
        "         | ^^^^^^^^^\n"
        " sasaran | The garage.\n"
        "         |     ^^^^^^\n"
        "  = saran: workshop, the workshop\n"
        "  = lihat juga: a.txt:1:1 Lokakarya\n"
        "\n"
        "1 temuan (1 berat) dalam 1 dokumen, 10 segmen, 1.000 kata."
        " Skor MQM 99,5 (5 poin penalti, 5,0 per 1.000 kata).\n"
    )


def test_a_note_takes_one_line() -> None:
    note = finding("Baca juga: harga beras", (0, 9), severity=Severity.NEUTRAL)
    assert written("full", report(note), quiet=True) == "b.txt:3:7 XXX001 wrong\n"


def test_something_missing_gets_one_caret() -> None:
    assert excerpt("He came", (7, 7)) == ["    text | He came", "         |        ^"]


def test_a_suggestion_to_leave_out() -> None:
    found = replace(finding("gone .", (4, 5)), suggestions=("",))
    assert "  = suggestion: (remove)\n" in written("full", report(found), quiet=True)


def test_several_spans() -> None:
    assert excerpt("one two three", (0, 3), (8, 13))[1] == "         | ^^^     ^^^^^"


def test_wide_and_combining_characters() -> None:
    assert excerpt("会議 garage", (3, 9))[1] == "         |" + " " * 6 + "^^^^^^"
    assert excerpt("会議", (0, 2))[1] == "         | ^^^^"
    decomposed = "cafe\u0301 garage"
    assert excerpt(decomposed, (6, 12))[1] == "         |      ^^^^^^"
    assert excerpt(decomposed, (0, 5))[1] == "         | ^^^^"


def test_a_long_line_is_cut_around_its_spans() -> None:
    text = "kata " * 100 + "garage" + " kata" * 100
    lines = excerpt(text, (500, 506))
    assert len(lines) == 2
    line, marks = lines
    assert len(line) <= 100
    assert line.startswith("    text | …kata")
    assert line.endswith("…")
    assert line[marks.index("^") :].startswith("garage")


def test_spans_far_apart_are_all_shown() -> None:
    text = "garage " + "kata " * 100 + "bengkel " + "kata " * 100
    lines = excerpt(text, (0, 6), (507, 514))
    assert len(lines) == 4
    for line, marks, word in ((*lines[:2], "garage"), (*lines[2:], "bengkel")):
        assert line[marks.index("^") : marks.rindex("^") + 1] == word


def test_a_line_of_wide_characters_keeps_to_the_width() -> None:
    line = excerpt("会" * 300, (150, 152))[0]
    assert cell_len(line) <= 100


def test_text_that_is_one_word() -> None:
    line, marks = excerpt("x" * 100_000, (50_000, 50_010))
    assert len(line) <= 100
    assert marks.count("^") == 10


def test_control_characters_are_symbols() -> None:
    line, marks = excerpt("a\tb\x1b[31m\ngarage", (9, 15))
    assert line == "    text | a␉b␛[31m␊garage"
    assert line[marks.index("^") :] == "garage"


@given(st.text(max_size=300), st.lists(st.integers(0, 300), max_size=6), st.integers(20, 120))
def test_any_text_and_spans(text: str, ends: list[int], width: int) -> None:
    ends = sorted(min(end, len(text)) for end in ends)
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    found = finding(text, *spans, message=Message(text))
    for name in ("full", "concise"):
        output = written(name, report(found), width=width)
        assert all(char == "\n" or char.isprintable() for char in output)
