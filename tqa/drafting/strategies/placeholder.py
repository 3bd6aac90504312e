"""Placeholders in place of the terms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tqa.drafting.mentions import Mention, fitted
from tqa.drafting.strategy import Strategy, strategy

_FIRST = 20  # masks of markup have the numbers before


@strategy
@dataclass(frozen=True)
class Placeholder(Strategy):
    """Terms are masked before translation, and the masks replaced by target terms after it.

    Where the model loses a mask the text is translated as it stands.
    """

    name = "placeholder"

    def translations(self, texts: Sequence[str]) -> list[str]:
        found = [self.named(text) for text in texts]
        drafts = self.model.translations(
            [_masked(text, some) for text, some in zip(texts, found, strict=True)]
        )
        done = [self._filled(d, some) for d, some in zip(drafts, found, strict=True)]
        lost = [at for at, draft in enumerate(done) if draft is None]
        again = iter(self.model.translations([texts[at] for at in lost]) if lost else ())
        return [next(again) if draft is None else draft for draft in done]

    def _filled(self, draft: str, found: Sequence[Mention]) -> str | None:
        for number, mention in enumerate(found, 1):
            mask = _mask(number)
            pattern = re.compile(rf"(?<!\w){mask}(?!\w)")
            if len(pattern.findall(draft)) != 1:
                return None
            lang = self.langs[1]
            said = "Xx" if draft.startswith(mask) else ""
            term = fitted(mention.targets[0], lang, plural_=mention.plural, said=said)
            draft = pattern.sub(lambda _, term=term: term, draft)  # type: ignore[misc]
        return draft


def _mask(number: int) -> str:
    return f"X{_FIRST + number}"


def _masked(text: str, found: Sequence[Mention]) -> str:
    for number, mention in reversed(list(enumerate(found, 1))):
        text = text[: mention.span.start] + _mask(number) + text[mention.span.end :]
    return text
