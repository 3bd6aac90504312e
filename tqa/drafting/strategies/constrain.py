"""Constrained decoding."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.drafting.mentions import forms
from tqa.drafting.strategy import Strategy, strategy


@strategy
@dataclass(frozen=True)
class Constrain(Strategy):
    """The search prefers the pieces of the terms, in any of their forms."""

    name = "constrain"

    def translations(self, texts: Sequence[str]) -> list[str]:
        wanted = [[forms(m, self.langs[1]) for m in self.named(text)] for text in texts]
        return self.model.translations(texts, wanted)
