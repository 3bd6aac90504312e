"""Message files of one language, with texts by key; shared by JSON and YAML."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import NamedTuple

from tqa.model import BlockKind, Document, Segment
from tqa.reading.text_builder import TextBuilder

_LANGS = {"id": "id", "in": "id", "ind": "id", "en": "en", "eng": "en"}  # `in`: of old Java
_WORD = re.compile(r"[^\W_]+")


class KeyedText(NamedTuple):
    """A text and the path of keys to it."""

    keys: tuple[str, ...]
    text: TextBuilder


def document(path: str, entries: Iterable[KeyedText], lang: str) -> Document:
    """The texts as blocks; the unit of each is its keys, joined by dots."""
    segments = []
    for number, entry in enumerate(entries):
        name = ".".join(entry.keys)
        text, runs = entry.text.text, entry.text.runs
        segments.append(Segment(name, text, lang, path, runs, number, BlockKind.MESSAGE, unit=name))
    return Document(path, tuple(segments), lang, "messages")


def lang_of(tag: str) -> str:
    """The language of a tag such as `id`, `en-US` or `in_ID`; "" for any other word."""
    primary, _, region = tag.replace("_", "-").partition("-")
    known = _LANGS.get(primary.lower(), "")
    return known if not region or (region.isalnum() and len(region) <= 4) else ""


def lang_in_path(path: str) -> str:
    """The language that a file's name or folder names: `en.json`, `id/app.yml`, `app_id.arb`."""
    parts = PurePath(path.replace("\\", "/")).parts
    for part in reversed(parts[-3:]):
        stem = part.split(".")[0]
        words = [stem, *_WORD.findall(part.rpartition(".")[0] or part)]
        for word in (words[0], *reversed(words[1:])):
            if found := lang_of(word):
                return found
    return ""
