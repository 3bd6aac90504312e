"""Messages for people: English in the code, Indonesian in a gettext catalogue.

`scripts/messages` (`make messages`) collects the texts of all `Message(...)` and `counted(...)`
calls, and those of the page templates, into `tqa/base/locale/LANGUAGE/LC_MESSAGES/tqa.po`.
"""

from collections.abc import Iterable
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import NamedTuple

DOMAIN = "tqa"
FOLDER = Path(__file__).with_name("locale")
_SWAPPED = str.maketrans(",.", ".,")


class Message(NamedTuple):
    """A text that can be shown in each language of tqa; nothing is translated before `in_lang`.

    `{name}` is a field for a value: a text, a number (`{n}` gives 1,234 in English and 1.234 in
    Indonesian; `{share:.1f}` takes a format), or another message, shown in the same language.

    >>> Message("only in the source: {words}").fill(words="tiga").in_lang("id")
    'hanya dalam sumber: tiga'
    """

    english: str
    context: str = ""  # distinguishes equal English texts whose Indonesian differs
    plural: str = ""  # the English for any count but 1; `values` hold the count as "n"
    values: tuple[tuple[str, "str | int | float | Message"], ...] = ()
    indonesian: str = ""  # the translation, for plug-ins, which are not in the catalogue

    def fill(self, **values: object) -> "Message":
        """The message with values for its fields."""
        kept = tuple(
            (name, value if isinstance(value, (str, int, float, Message)) else str(value))
            for name, value in values.items()
        )
        return self._replace(values=self.values + kept)

    def in_lang(self, lang: str) -> str:
        """The text in English ("en") or Indonesian ("id")."""
        template = self.template(lang)
        return template.format_map(self.fields(lang)) if self.values else template

    def template(self, lang: str) -> str:
        """The text in a language, with unfilled fields."""
        n = dict(self.values).get("n") if self.plural else None
        if lang != "id":
            return self.plural if self.plural and n != 1 else self.english
        if self.indonesian or not self.english:
            return self.indonesian
        known = _catalogue(lang)
        if isinstance(n, int):
            if self.context:
                return known.npgettext(self.context, self.english, self.plural, n)
            return known.ngettext(self.english, self.plural, n)
        if self.context:
            return known.pgettext(self.context, self.english)
        return known.gettext(self.english)

    def fields(self, lang: str) -> dict[str, object]:
        """The keyword arguments of `str.format` for the template in a language."""
        return {name: _shown(value, lang) for name, value in self.values}

    @property
    def en(self) -> str:
        """The text in English."""
        return self.in_lang("en")

    @property
    def id(self) -> str:
        """The text in Indonesian."""
        return self.in_lang("id")

    def __str__(self) -> str:
        return self.in_lang("en")


def language(code: str) -> "Message | str":
    """The name of a language, for a field of a message; its code if tqa has no name for it."""
    return _LANGUAGES.get(code, code)


def counted(n: int, one: str, many: str) -> Message:
    """A message about `n` things, in the singular or plural; it may contain the field {n}.

    >>> counted(2, "{n} finding", "{n} findings").en
    '2 findings'
    """
    return Message(one, plural=many, values=(("n", n),))


def joined(parts: Iterable[Message], separator: str = ", ") -> Message:
    """One message of all these messages with a separator between them."""
    values = tuple((f"part{n}", part) for n, part in enumerate(parts))
    template = separator.join(f"{{{name}}}" for name, _ in values)
    return Message(template, values=values, indonesian=template)


def figure(value: float, spec: str, lang: str) -> str:
    """A number formatted by a format specification, with the separators of the language."""
    text = format(value, spec)
    return text.translate(_SWAPPED) if lang == "id" else text


_LANGUAGES = {"id": Message("Indonesian", "language"), "en": Message("English", "language")}


class _Figure:
    """A number in a message, formatted in the language of the message."""

    def __init__(self, value: float, lang: str) -> None:
        self._value, self._lang = value, lang

    def __format__(self, spec: str) -> str:
        return figure(self._value, spec or ",", self._lang)


def _shown(value: "str | int | float | Message", lang: str) -> object:
    if isinstance(value, str):
        return value
    return value.in_lang(lang) if isinstance(value, Message) else _Figure(value, lang)


@cache
def _catalogue(lang: str) -> NullTranslations:
    return translation(DOMAIN, FOLDER, [lang], fallback=True)
