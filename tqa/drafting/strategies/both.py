"""Constrained decoding, and terms put in where it failed."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.drafting.mentions import forms
from tqa.drafting.strategies._postedit import put_in
from tqa.drafting.strategy import Strategy, strategy


@strategy
@dataclass(frozen=True)
class Both(Strategy):
    """The search prefers the terms; those that a draft still lacks are inserted."""

    name = "both"

    def translations(self, texts: Sequence[str]) -> list[str]:
        found = [self.named(text) for text in texts]
        wanted = [[forms(m, self.langs[1]) for m in some] for some in found]
        drafts = self.model.translations(texts, wanted)
        return put_in(self.model, texts, drafts, found, self.langs)
