"""Documents of blocks: the blocks of a file with words in them, and their drafts in place."""

import json
import re
from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from tqa.drafting.draftable import Drafted, DraftFile, Replacement, Work, applied
from tqa.drafting.gaps import Block, block_of
from tqa.drafting.marked import KeptText, Node, Nodes, Pair, has_words, raw
from tqa.model import BlockKind, Segment, Source
from tqa.reading.format import DocumentFormat, format_of

_BREAK = re.compile(r"(?:\r\n|\n|\r)[ \t>]*")
_NARROWEST = 40  # columns of lines that are filled again
# What stands for a space and a line end in markup, which stay, and for a line break that is meant.
_SPACE, _LINE, _HARD = "\0", "\1", "\2"
_WITHIN = str.maketrans({" ": _SPACE, "\n": _LINE})
_BACK = str.maketrans({_SPACE: " ", _LINE: "\n"})
_UNSAFE = re.compile(r"[\s>|&*!%@`\"'\[\]{},#?:-]|.*(?::\s|\s#)|.*:\Z")


class BlocksFile(DraftFile):
    """A document in one language, whose draft is a document of the same blocks."""

    markup: ClassVar[bool]  # whether texts may hold inline markup and escapes

    @abstractmethod
    def written(self, text: str, block: Segment) -> str:
        """A text as the file writes it."""

    def begun(self, text: str, block: Segment) -> str:
        """The written text of a block as the file begins it."""
        return text

    def work(self) -> Work:
        return Work([block.nodes for block in self._blocks], len(self._blocks))

    def drafted(self, drafts: Sequence[Sequence[Node]]) -> Drafted:
        edits = [
            self._edit(block, nodes) for block, nodes in zip(self._blocks, drafts, strict=True)
        ]
        return applied(self.text, edits)

    @cached_property
    def _blocks(self) -> list[Block]:
        reader = format_of(self.path)
        assert isinstance(reader, DocumentFormat)  # by their extensions
        document = reader.read(Source(self.path, self.text.encode("utf-8", "surrogatepass")))
        segments = [s for s in document.segments if s.kind is not BlockKind.CODE]
        blocks = [self._block(segment) for segment in segments if segment.text.strip()]
        return [block for block in blocks if has_words(block.nodes)]

    def _block(self, segment: Segment) -> Block:
        return block_of(
            self.text, segment, lambda text: self.written(text, segment), markup=self.markup
        )

    def _edit(self, block: Block, nodes: Nodes) -> Replacement:
        if block.segment.kind is BlockKind.METADATA:
            text, start, end = _field(self.text, block, raw(nodes))
            return Replacement(start, end, text, draft=True)
        text = raw(_unbroken(nodes), lambda part: self.written(part, block.segment))
        text = self.begun(text, block.segment)
        lines = self._lines(block, nodes, text)
        return Replacement(block.start, block.end, lines.translate(_BACK), draft=True)

    def _lines(self, block: Block, nodes: Nodes, text: str) -> str:
        """The draft in lines: as the source has them, filled again where it breaks sentences."""
        source = self.text[block.start : block.end]
        breaks = _BREAK.findall(source)
        if not breaks:
            return text
        wanted = sum(node.count("\n") for node in _texts(block.nodes))
        if sum(node.count("\n") for node in _texts(nodes)) == wanted:
            return text.replace("\n", breaks[0]).replace(_HARD, breaks[0])
        begin = (
            max(self.text.rfind("\n", 0, block.start), self.text.rfind("\r", 0, block.start)) + 1
        )
        widths = [len(line) for line in self.text[begin : block.end].splitlines()]
        return _filled(text, breaks[0], block.start - begin, max(*widths, _NARROWEST))


def _texts(nodes: Nodes) -> list[str]:
    found: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            found.append(node)
        elif isinstance(node, Pair):
            found += _texts(node.inside)
    return found


def _unbroken(nodes: Nodes) -> list[Node]:
    """The nodes with spaces in their markup at which no line is broken."""
    return [
        node
        if isinstance(node, str)
        else KeptText(_HARD if node.ends else node.raw.translate(_WITHIN))
        if isinstance(node, KeptText)
        else Pair(node.before, tuple(_unbroken(node.inside)), node.after.translate(_WITHIN))
        for node in nodes
    ]


def _filled(text: str, newline: str, indent: int, width: int) -> str:
    """A text in lines no longer than `width`, none of which begins as a block would."""
    lines: list[str] = [""]
    room = width - indent
    for number, hard in enumerate(text.replace("\n", " ").split(_HARD)):
        if number:
            lines.append("")
        for word in hard.split(" "):
            limit = room if len(lines) == 1 else width - len(newline.strip("\r\n"))
            if lines[-1] and len(lines[-1]) + 1 + len(word) > limit and _may_begin(word):
                lines.append(word)
            else:
                lines[-1] += f" {word}" if lines[-1] else word
    return newline.join(lines)


def _may_begin(word: str) -> bool:
    """Whether a line of a paragraph may begin with a word without becoming another block."""
    return bool(word) and re.match(r"[-+*#>=|~`:]|\d{1,9}[.)]\Z", word) is None


def _field(text: str, block: Block, draft: str) -> tuple[str, int, int]:
    """The value of a front-matter field, quoted as it was, or where it needs to be."""
    start, end = block.start, block.end
    quote = text[start - 1 : start]
    if quote == "'":
        return draft.replace("'", "''"), start, end
    quoted = json.dumps(draft, ensure_ascii=False)
    if quote == '"':
        return quoted[1:-1], start, end
    return (quoted if _UNSAFE.match(draft) else draft), start, end
