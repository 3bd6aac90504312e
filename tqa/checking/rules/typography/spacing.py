"""TYP004 spacing."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from tqa.checking.rule import BeadRule, Context, Message, bad, bad_text, flag, good, good_text, rule
from tqa.model import Bead, Finding, Severity, Side, Span

_FAULTS = (
    # two spaces inside a line
    (re.compile(r"(?<=[^\s.!?:])(  +)(?=\S)"), " "),
    # a space before a comma, or before the mark that ends a sentence or clause
    (re.compile(r"(?<=[^\W_])( +)(?=[,;](?:\s|$)|[.:!?](?:\s|$|[\"”’]))"), ""),
    # no space after a comma, semicolon or sentence end
    (re.compile(r"(?<=[a-z]{2}[,;])()(?=[a-z]{2})"), " "),
    (re.compile(r"(?<=[a-z]{3}[.!?])()(?=[A-Z][a-z]+[ ,])"), " "),
)
_BEFORE = ("  ", " ,", " .", " ;", " :", " !", " ?")
_TIGHT = re.compile(r"[,;.!?](?<=[a-z].)(?=[A-Za-z])")
# inside these, marks rightly have no spaces
_SIGNS = ("://", "www.", "@", "{", "}", "%(")
_CALL = re.compile(r"\b\w{1,80}(?:\.\w{1,80}){0,8}\([^)\s]{0,300}\)|<[^<>]{0,500}>")
_WORD = re.compile(r"\S+")


@rule
@dataclass(frozen=True)
class Spacing(BeadRule):
    """A space is missing or superfluous: two in a row, one before a comma, none after it.

    Both languages put no space before `, . ; : ! ?` and one after. Numbers, times, addresses, code
    and ellipses are ignored, and so are errors that the source has too. Two spaces between words
    are neutral: most media show them as one.

    Fix: remove the space, or insert one.
    """

    code = "TYP004"
    name = "spacing"
    mqm = "design-and-markup/whitespace"
    severity = Severity.MINOR
    fix = "safe"
    message = Message("wrong spacing at “{near}”")
    examples = (
        good("Pukul 14.30, harga Rp1.500,00.", "At 14:30, the price was 1,500.00."),
        good("Lihat https://contoh.id/a,b sekarang.", "See https://contoh.id/a,b now."),
        good_text("Dia ragu ... lalu pergi."),
        bad("Ia datang, lalu pergi.", "He came , then left.", flag(" ", suggestion="", fix="safe")),
        bad("Ia datang, lalu pergi.", "He came,then left.", flag("", suggestion=" ", fix="safe")),
        bad(
            "He came. Then he left.",
            "Ia datang.Kemudian ia pergi.",
            flag("", suggestion=" ", fix="safe"),
            pair="en-id",
        ),
        bad_text(
            "Menteri  itu datang.",
            flag("  ", severity=Severity.NEUTRAL, suggestion=" ", fix="safe"),
        ),
    )
    monolingual = True

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        text = bead.text(Side.TARGET)
        for space in _BEFORE:
            if space in text:
                break
        else:
            if not _TIGHT.search(text):
                return
        code: list[Span] | None = None
        source = bead.text(Side.SOURCE)
        for pattern, right in _FAULTS:
            shared: Counter[str] | None = None
            for match in pattern.finditer(text):
                start, end = match.span(1)
                code = _code(text) if code is None else code
                if _is_within(code, start) or " ..." in text[start : start + 4]:
                    continue
                if shared is None:
                    shared = Counter(_after(m) for m in pattern.finditer(source))
                if shared[_after(match)]:
                    shared[_after(match)] -= 1  # the source has the same
                    continue
                near = text[max(start - 8, 0) : end + 8]
                severity = Severity.NEUTRAL if end - start > 1 and right else None
                yield self.flag(
                    bead,
                    target=Span(start, end),
                    severity=severity,
                    suggestions=(right,),
                    near=near,
                )


def _code(text: str) -> list[Span]:
    """The spans of addresses, placeholders, calls and tags, in order, overlapping ones joined."""
    found = [Span(*match.span()) for match in _CALL.finditer(text)]
    if any(sign in text for sign in _SIGNS):
        for match in _WORD.finditer(text):
            if any(sign in match.group() for sign in _SIGNS):
                found.append(Span(*match.span()))
    joined: list[Span] = []
    for span in sorted(found):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _is_within(code: list[Span], at: int) -> bool:
    number = bisect_right(code, at, key=itemgetter(0))
    return number > 0 and at < code[number - 1].end


def _after(match: re.Match[str]) -> str:
    """The character after a spacing error; all letters count as one."""
    char = match.string[match.end(1) : match.end(1) + 1]
    return "a" if char.isalnum() else char
