"""The model alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.drafting.strategy import Strategy, strategy


@strategy
@dataclass(frozen=True)
class Alone(Strategy):
    """The glossary is not used."""

    name = "none"

    def translations(self, texts: Sequence[str]) -> list[str]:
        return self.model.translations(texts)
