"""Markdown documents."""

import re

from tqa.drafting.draftable import draft_file
from tqa.drafting.files._blocks import BlocksFile
from tqa.model import BlockKind, Segment

_SPECIAL = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w{1,31};)|~~")
_BLOCK = re.compile(r"(\d{1,9}(?=[.)](?:\s|\Z)))|(?=#{1,6}(?:\s|\Z)|[-+>](?:\s|\Z))")  # a list, ...


@draft_file
class MarkdownFile(BlocksFile):
    """Front matter (title, description), headings, paragraphs, lists, quotes, tables.

    Code blocks, HTML blocks, addresses, and the alternative texts of images stay as they are.
    """

    extensions = (".md", ".markdown")
    markup = True

    def written(self, text: str, block: Segment) -> str:
        made = _SPECIAL.sub(lambda match: "".join(f"\\{char}" for char in match[0]), text)
        return made.replace("|", "\\|") if block.kind is BlockKind.TABLE_CELL else made

    def begun(self, text: str, block: Segment) -> str:
        match = _BLOCK.match(text)
        return f"{match[1] or ''}\\{text[match.end() :]}" if match else text
