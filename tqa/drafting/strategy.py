"""Strategies that make drafts use the glossary's terms: interface and registry."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from tqa.base.registry import Registry
from tqa.drafting.mentions import Langs, Mention


class Model(Protocol):
    """What a strategy asks of a translation model."""

    def translations(
        self, texts: Sequence[str], wanted: Sequence[Sequence[Sequence[str]]] = ()
    ) -> list[str]:
        """The translation of each text; `wanted` are words that each shall have, by their forms."""

    def looks(self, sources: Sequence[str], drafts: Sequence[str]) -> "list[Any]":
        """For each pair the attention of each word of the draft to each word of the source."""


@dataclass(frozen=True)
class Strategy(ABC):
    """Translates texts whose terms are known."""

    name: ClassVar[str]

    model: Model
    langs: Langs
    named: Callable[[str], Sequence[Mention]]

    @abstractmethod
    def translations(self, texts: Sequence[str]) -> list[str]:
        """The translation of each text, in order."""


STRATEGIES: Registry[type[Strategy]] = Registry("tqa.drafting.strategies", "way with terms")
S = TypeVar("S", bound=type[Strategy])


def strategy(cls: S) -> S:
    """Class decorator: registers a strategy under its name."""
    STRATEGIES.add(cls.name, cls)
    return cls
