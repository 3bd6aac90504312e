"""MRK001 placeholder."""

import re
from dataclasses import dataclass

from tqa.checking.rule import Message, bad, flag, good, rule
from tqa.checking.rules.markup._carried import CarriedRule
from tqa.model import Severity

# Python, C and shell: {name} {0} %(name)s %1$s %s ${x}; not the percent sign of 50%
_MARK = re.compile(
    r"\$?\{[A-Za-z_][\w.\[\]]{0,60}(?:![rsa])?(?::[^{}\s]{0,20})?\}|\{\d{0,3}\}"
    r"|%\([A-Za-z_]\w{0,60}\)[#0\-+]?\d{0,3}(?:\.\d{1,3})?[sdifgxXeEr]"
    r"|(?<![\d%])%(?:\d\$)?[#0\-+]?\d{0,3}(?:\.\d{1,3})?(?:l{0,2})[sdifgxXeEuc@](?![A-Za-z])"
)


@rule
@dataclass(frozen=True)
class Placeholder(CarriedRule):
    """A placeholder of the source is missing, changed, or added in the translation.

    The program replaces placeholders by their exact spelling: a translated
    `%(nama)s` or a lost `{count}` breaks the message or the program. Their order may change.

    Fix: copy the placeholder unchanged.
    """

    code = "MRK001"
    name = "placeholder"
    mqm = "design-and-markup/markup-tag"
    severity = Severity.MAJOR
    pattern = _MARK
    signs = ("%", "{")
    message = Message("placeholder: {there} in the source, {here} in the translation")
    examples = (
        good("{count} berkas dihapus.", "{count} files deleted."),
        good("Hai %(name)s, ada %d pesan.", "You have %d messages, %(name)s."),
        good("Naik 50% sejak Mei.", "Up 50% since May."),
        good("Naik 5% dan 7%.", "It rose 5% and 7%."),
        bad(
            "{count} berkas dihapus.",
            "{counts} files deleted.",
            flag("{counts}", suggestion="{count}"),
        ),
        bad(
            "Hello %(name)s!",
            "Halo %(nama)s!",
            flag("%(nama)s", suggestion="%(name)s"),
            pair="en-id",
        ),
        bad("Total: ${total}", "Total: $total", flag("${total}", suggestion="${total}")),
        bad("Hapus %s?", "Delete?", flag("%s", suggestion="%s")),
    )
