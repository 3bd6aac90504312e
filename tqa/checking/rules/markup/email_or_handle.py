"""MRK003 email-or-handle."""

import re
from dataclasses import dataclass

from tqa.checking.rule import Message, bad, flag, good, rule
from tqa.checking.rules.markup._carried import CarriedRule
from tqa.model import Severity

_MARK = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?<![\w@/])@\w{2,40}"
)


@rule
@dataclass(frozen=True)
class EmailOrHandle(CarriedRule):
    """An e-mail address or an @handle is missing, changed, or added in the translation.

    Fix: copy it unchanged.
    """

    code = "MRK003"
    name = "email-or-handle"
    mqm = "design-and-markup/markup-tag"
    severity = Severity.MAJOR
    pattern = _MARK
    signs = ("@",)
    message = Message("{there} in the source, {here} in the translation")
    examples = (
        good("Surel: redaksi@contoh.id.", "E-mail: redaksi@contoh.id."),
        good("Ikuti @kabarnusa!", "Follow @KabarNusa!"),
        bad(
            "Surel: redaksi@contoh.id",
            "E-mail: newsroom@contoh.id",
            flag("newsroom@contoh.id", suggestion="redaksi@contoh.id"),
        ),
        bad(
            "Follow @kabarnusa.",
            "Ikuti @kabar_nusa.",
            flag("@kabar_nusa", suggestion="@kabarnusa"),
            pair="en-id",
        ),
    )

    def key(self, mark: str) -> str:
        return mark.lower()
