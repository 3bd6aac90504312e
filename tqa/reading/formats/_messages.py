"""Gettext messages as beads; shared by PO and MO."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tqa.model import Bead, BlockKind, Run, Segment

SOURCE_LANG = "en"  # gettext's custom; a header `X-Source-Language` says otherwise


class MessageString(NamedTuple):
    """One string of a message and its runs."""

    text: str
    runs: tuple[Run, ...]


class GettextMessage(NamedTuple):
    """One gettext entry: a singular, or a singular and a plural with several forms."""

    number: int  # 1-based, in the order of the file
    context: str
    singular: MessageString
    plural: MessageString | None
    forms: Sequence[MessageString]  # of the translation
    note: str = ""  # references of the message: file:line


def langs_of(header: Mapping[str, str]) -> tuple[str, str]:
    """The source and target language; "" if the header does not name it.

    Sources are English by convention, except for a translation into English.
    """
    source, target = map(
        _primary, (header.get("x-source-language", ""), header.get("language", ""))
    )
    return source or ("" if target == SOURCE_LANG else SOURCE_LANG), target


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def beads(message: GettextMessage, langs: tuple[str, str], path: str) -> Iterator[Bead]:
    """The beads of one message: one, or one per plural form.

    Where a language has one form only, it translates the plural; else the
    first form translates the singular and the others the plural. The unit
    names the context and the source's identifier, or its place in the code.
    """
    unit = " ".join(part for part in (message.context, message.note) if part)
    kind = BlockKind.MESSAGE
    forms = message.forms
    for form, target in enumerate(forms):
        singular = message.plural is None or (form == 0 and len(forms) > 1)
        source = message.singular if singular or message.plural is None else message.plural
        name = f"{message.number}[{form}]" if message.plural else str(message.number)
        segment = Segment(
            name, source.text, langs[0], path, source.runs, message.number, kind, unit=unit
        )
        yield Bead(
            name,
            (segment,),
            (replace(segment, text=target.text, lang=langs[1], runs=target.runs),),
            langs,
        )
