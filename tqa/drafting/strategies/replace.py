"""Terms put in afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.drafting.strategies._postedit import put_in
from tqa.drafting.strategy import Strategy, strategy


@strategy
@dataclass(frozen=True)
class Replace(Strategy):
    """The model's own words for a term give way to the glossary's, in the form that they had."""

    name = "replace"

    def translations(self, texts: Sequence[str]) -> list[str]:
        drafts = self.model.translations(texts)
        return put_in(self.model, texts, drafts, [self.named(t) for t in texts], self.langs)
