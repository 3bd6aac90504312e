"""No rule raises on any text, in any direction, and none is slow on a long line."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tqa.checking.rule import RULES, Context, Rule
from tqa.model import Bead, Bitext, Segment

PAIRS = (("id", "en"), ("en", "id"), ("", "id"), ("", "en"))
# what rules look at, thickened: marks, digits, negators and capitals between arbitrary characters
_PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(list("\"'“”‘’()[]{}.,;:!?-–—/%$€ \t\n")),
    st.sampled_from(["tidak", "bukan", "hanya", "not only", "n't", "No. 8", "un-", "the", "The"]),
    st.sampled_from(["Rp1,5 triliun", "3.000", "Senin", "ke-3", "2-1", "14.30", "jt", "Kominfo"]),
    st.sampled_from(["https://a.id/b", "{x}", "%s", "<b>", "</b>", "BBC"]),
    st.sampled_from(
        ["# A", "`", "`a`", "*", "**b**", "[a](b)", "&File", "_Buka", "“", "Undang-undang"]
    ),
)
TEXTS = st.lists(_PIECES, max_size=12).map(" ".join)
LONG = 200_000


def _bitext(texts: list[tuple[str, str]], langs: tuple[str, str]) -> Bitext:
    beads = tuple(
        Bead(
            str(n),
            (Segment(f"s{n}", source, langs[0], "s", block=n),) if langs[0] and source else (),
            (Segment(f"t{n}", target, langs[1], "t", block=n),) if target else (),
            langs,
        )
        for n, (source, target) in enumerate(texts)
        if target or (langs[0] and source)
    )
    return Bitext(beads, langs, "s", "t")


def _run(rule: type[Rule], bitext: Bitext) -> None:
    for finding in rule().run(bitext, Context()):
        assert finding.message.en
        for text, spans in (
            (finding.source_text, finding.source_spans),
            (finding.target_text, finding.target_spans),
        ):
            assert all(0 <= start <= end <= len(text) for start, end in spans)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3), st.sampled_from(PAIRS))
def test_no_rule_raises(texts: list[tuple[str, str]], langs: tuple[str, str]) -> None:
    bitext = _bitext(texts, langs)
    for rule in RULES:
        _run(rule, bitext)


@pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: rule.code)
@pytest.mark.parametrize(
    "piece",
    [
        "tidak ada apa-apa di sini, not only here. ",
        "tidak ada ",
        '"',
        "(",
        " a",
        "A b ",
        ". ",
        "  ",
        "1,",
        "''",
        "`a` ",
        "**",
        "*a ",
        "[a](",
        "[a](b) ",
        "&a ",
        "_A ",
        '“a" ',
        "# A-a Di ",
        "that that ",
        "<a ,",
    ],
    ids=[
        "words",
        "negators",
        "quotes",
        "brackets",
        "letters",
        "capitals",
        "stops",
        "spaces",
        "digits",
        "ticks",
        "code",
        "stars",
        "emphasis",
        "openlinks",
        "links",
        "ampersands",
        "underscores",
        "mixedquotes",
        "titles",
        "repetitions",
        "opentags",
    ],
)
def test_a_long_line_is_read_to_the_end(rule: type[Rule], piece: str) -> None:
    text = piece * (LONG // len(piece))
    for langs in (("id", "en"), ("", "id")):
        beads = [
            (text, text + "."),
            (text[:100], text),
            (text, text[: LONG // 2]),
            ("a " * 9999, text),
        ]
        _run(rule, _bitext(beads, langs))
