"""Inputs as pieces of bitexts, each with its place in the order of the local engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tqa.base.errors import InputError
from tqa.checking.checker import chosen_rules
from tqa.checking.pool import pieces
from tqa.checking.rule import BeadRule
from tqa.checking.stale import with_history
from tqa.cluster.stream import Record
from tqa.model import Bitext, Input
from tqa.project.config import Config
from tqa.reading.bitexts import read_bitexts


@dataclass(frozen=True, slots=True)
class InputPiece:
    """Some beads of one document, and the window of its input that corpus rules see together."""

    input: int
    window: int
    number: int
    bitext: Bitext
    settles: bool  # the last of its window, and not because no more came


@dataclass(frozen=True, slots=True)
class Broken:
    """An input that could not be read from some place on."""

    input: int
    message: str


@dataclass(frozen=True, slots=True)
class InputEnd:
    """The end of an input, and how many pieces it had."""

    input: int
    pieces: int


def pieces_of(number: int, item: Input, config: Config, size: int) -> Iterator[Record]:
    """An input as pieces, in windows of this size; an error of reading comes after them.

    Its end is recorded, so that pieces lost on the way are missed.
    """
    bitexts = read_bitexts(item, config)
    if any(isinstance(rule, BeadRule) and rule.history for rule in chosen_rules(config)):
        bitexts = with_history(bitexts, item)
    count = window = waiting = 0
    try:
        for n, piece in enumerate(chain.from_iterable(map(pieces, bitexts))):
            count = n + 1
            waiting += len(piece.beads)
            settles = waiting >= size
            yield Record("piece", InputPiece(number, window, n, piece, settles))
            if settles:
                window, waiting = window + 1, 0
    except InputError as error:
        yield Record("piece", Broken(number, str(error)))
    yield Record("piece", InputEnd(number, count))
