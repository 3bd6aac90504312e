"""Plain text documents."""

from tqa.drafting.draftable import draft_file
from tqa.drafting.files._blocks import BlocksFile
from tqa.model import Segment


@draft_file
class PlainFile(BlocksFile):
    """Paragraphs of plain text."""

    extensions = (".txt",)
    markup = False

    def written(self, text: str, block: Segment) -> str:
        return text
