"""TYP005 end-punctuation."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, good, rule
from tqa.model import Bead, BlockKind, Finding, Severity, Side, Span

_CLOSERS = "\"”“’'»)]}*_ \t\xa0"
_KINDS = {".": ".", "?": "?", "!": "!", ":": ":", "…": "…", "。": ".", ";": ";", ",": ","}
# marks that count as equal: the languages differ in exclamations and pauses
_EQUAL = {
    frozenset(pair)
    for pair in (
        (".", "!"),
        (".", "…"),
        ("", "…"),
        (",", "…"),
        (";", "."),
        (":", "."),
        (",", ""),
        (",", "."),
        (":", ","),
        ("", ":"),
        ("!", "…"),
        ("?", "!"),
    )
}
_STRICT = {frozenset(pair) for pair in ((".", "!"), ("?", "!"))}


def ending(text: str) -> tuple[str, int]:
    """The kind of mark that ends the text ("" for none), and its offset."""
    end = len(text.rstrip(_CLOSERS))
    if end >= 2 and text[end - 1] == "." and text[end - 2] == ".":
        return "…", end - 1
    last = text[end - 1 : end]
    if last in _KINDS:
        return _KINDS[last], end - 1
    return "", end


_BARE = Message("the source ends with “{there}”, the translation without punctuation")


@rule
@dataclass(frozen=True)
class EndPunctuation(BeadRule):
    """The translation ends with another kind of punctuation mark than the source.

    A question has become a statement, or a full stop is lost. Marks that the two languages
    exchange freely (a comma or colon for a full stop, an ellipsis) count as equal. A full stop
    added where the source has no mark is ignored: many house styles add one to headings and
    captions. A heading that has lost its full stop is neutral: headings do not need one.

    Fix: end as the source does.
    """

    code = "TYP005"
    name = "end-punctuation"
    mqm = "linguistic-conventions/punctuation"
    severity = Severity.MINOR
    message = Message("the source ends with “{there}”, the translation with “{here}”")
    examples = (
        good("Ia datang.", "He came."),
        good("“Ia datang.”", "“He came”."),
        good("Ia datang, ...", "He came…"),
        good("Menteri hadir", "The minister attended."),
        bad("Apakah ia datang?", "He came.", "."),
        bad("Ia datang kemarin.", "He came yesterday", "y"),
        bad("He came yesterday.", "Ia datang kemarin?", "?", pair="en-id"),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        source, target = bead.text(Side.SOURCE), bead.text(Side.TARGET)
        if source[-1:] == target[-1:] and source[-1:] in _KINDS:
            return  # the usual case
        if not bead.source or not bead.target or _is_of(bead, BlockKind.CODE):
            return
        if not source.strip() or not target.strip():
            return
        (there, _), (here, at) = ending(source), ending(target)
        if there == here or not there:
            return
        pair = frozenset((there, here))
        if pair in _EQUAL and pair not in _STRICT:
            return
        if pair == {".", "!"} and there == "!":
            return  # Indonesian has more exclamation marks; dropping one is not an error
        span = Span(at, at + 1) if here else Span(max(at - 1, 0), at)
        bare = not here and there == "." and _is_of(bead, BlockKind.HEADING)
        severity = Severity.NEUTRAL if bare else None
        message = self.message if here else _BARE
        yield self.flag(
            bead, target=span, severity=severity, message=message, there=there, here=here
        )


def _is_of(bead: Bead, kind: BlockKind) -> bool:
    return any(segment.kind is kind for segment in bead.target)
