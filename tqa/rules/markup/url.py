"""MRK002 url."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.model import Bead, Finding, Severity, Side
from tqa.rule import BeadRule, Context, Message, bad, good, rule
from tqa.rules.markup._carried import found_by, unequal

_LANGUAGE = re.compile(
    r"(?<=[/.=_-])(?:id|en|ind|eng|en-us|en-gb|id-id)(?=[/?#&.]|$)|//(?:id|en|www)\.", re.I
)


def _key(url: str) -> str:
    """The address without a closing slash; parts that name the language are all one."""
    return _LANGUAGE.sub("*", url.rstrip("/"))


FIND = found_by(
    re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"“”]{0,2000}[^\s<>\"“”.,;:!?)\]}'’]"),
    ("://", "www."),
    _key,
)


@rule
@dataclass(frozen=True)
class Url(BeadRule):
    """A web address of the source is missing, changed, or added in the translation.

    An address that differs only in the part that names a language (`/id/`, `/en/`)
    is right.

    Fix: copy the address, or name its version in the target language.
    """

    code = "MRK002"
    name = "url"
    mqm = "design-and-markup/markup-tag"
    severity = Severity.MAJOR
    message = Message(
        en="address {there} in the source, {here} in the translation",
        id="alamat {there} dalam sumber, {here} dalam terjemahan",
    )
    examples = (
        good("Lihat https://contoh.id/a.", "See https://contoh.id/a."),
        good("Lihat (https://contoh.id/id/a).", "See (https://contoh.id/en/a)."),
        good("Lihat https://contoh.id/a/", "See https://contoh.id/a"),
        bad(
            "Lihat https://contoh.id/laporan.",
            "See https://contoh.id/lapor.",
            "https://contoh.id/lapor",
        ),
        bad(
            "See https://example.org/a",
            "Lihat http://example.org/a",
            "http://example.org/a",
            pair="en-id",
        ),
        bad("Lihat www.contoh.id sekarang.", "See it now.", "www.contoh.id"),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        for lost, gained in unequal(bead, FIND):
            there = lost.span.of(bead.text(Side.SOURCE)) if lost else "∅"
            here = gained.span.of(bead.text(Side.TARGET)) if gained else "∅"
            yield self.flag(
                bead,
                source=lost.span if lost else (),
                target=gained.span if gained else (),
                suggestions=(there,) if lost else (),
                there=there,
                here=here,
            )
