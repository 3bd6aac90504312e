"""A model that translates word for word, so that drafts are the same everywhere."""

import re
from collections.abc import Sequence
from typing import Any

from tests.neural.tiny_encoder import PAIRS
from tqa.drafting.pipeline import Done, Way, draft, job_of
from tqa.project.config import Config

MORE = (("harga", "price"), ("naik", "rose"), ("dan", "and"), ("di", "in"), ("lokakarya", "garage"))
WORDS = dict((*PAIRS, *MORE))
ALONE = Way("none")
_WORD = re.compile(r"[^\W\d_]+")


class WordModel:
    """Knows a few words; others stay. `loses` is what it drops, as real ones do masks."""

    def __init__(self, loses: str = r"\Z\A") -> None:
        self.asked: list[str] = []
        self.wanted: list[Sequence[Sequence[str]]] = []
        self._loses = re.compile(loses)

    def translations(
        self, texts: Sequence[str], wanted: Sequence[Sequence[Sequence[str]]] = ()
    ) -> list[str]:
        self.asked += texts
        self.wanted += wanted
        return [_WORD.sub(_word, self._loses.sub("", text)) for text in texts]

    def looks(self, sources: Sequence[str], drafts: Sequence[str]) -> list[Any]:
        import numpy as np

        pairs = zip(sources, drafts, strict=True)
        return [np.eye(len(draft.split()), len(source.split())) for source, draft in pairs]


def _word(match: "re.Match[str]") -> str:
    word = match[0]
    found = WORDS.get(word.lower(), word)
    return found[:1].upper() + found[1:] if word[:1].isupper() else found


def drafted(
    path: str, model: WordModel | None = None, way: Way = ALONE, *, target: str = ""
) -> Done:
    """A file drafted by the stand-in, without the bundled glossaries."""
    config = Config(bundled=False, source_lang="id", target_lang="en", cache=False)
    return draft(job_of(path, target or path, config), model or WordModel(), config, way)
