"""MRK002 url."""

import re
from dataclasses import dataclass

from tqa.checking.rule import Message, bad, flag, good, rule
from tqa.checking.rules.markup._carried import CarriedRule
from tqa.model import Severity

_LANGUAGE = re.compile(
    r"(?<=[/.=_-])(?:id|en|ind|eng|en-us|en-gb|id-id)(?=[/?#&.]|$)|//(?:id|en|www)\.", re.I
)


_MARK = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"“”]{0,2000}[^\s<>\"“”.,;:!?)\]}'’]")


@rule
@dataclass(frozen=True)
class Url(CarriedRule):
    """A web address of the source is missing, changed, or added in the translation.

    An address that differs only in a part that names a language (`/id/`, `/en/`) is right.

    Fix: copy the address, or use its version in the target language.
    """

    code = "MRK002"
    name = "url"
    mqm = "design-and-markup/markup-tag"
    severity = Severity.MAJOR
    pattern = _MARK
    signs = ("://", "www.")
    message = Message("address: {there} in the source, {here} in the translation")
    examples = (
        good("Lihat https://contoh.id/a.", "See https://contoh.id/a."),
        good("Lihat (https://contoh.id/id/a).", "See (https://contoh.id/en/a)."),
        good("Lihat https://contoh.id/a/", "See https://contoh.id/a"),
        bad(
            "Lihat https://contoh.id/laporan.",
            "See https://contoh.id/lapor.",
            flag("https://contoh.id/lapor", suggestion="https://contoh.id/laporan"),
        ),
        bad(
            "See https://example.org/a",
            "Lihat http://example.org/a",
            flag("http://example.org/a", suggestion="https://example.org/a"),
            pair="en-id",
        ),
        bad(
            "Lihat www.contoh.id sekarang.",
            "See it now.",
            flag("www.contoh.id", suggestion="www.contoh.id"),
        ),
    )

    def key(self, mark: str) -> str:
        """The address without a final slash; parts that name a language are replaced by one."""
        return _LANGUAGE.sub("*", mark.rstrip("/"))
