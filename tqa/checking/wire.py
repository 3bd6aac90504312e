"""Serialisation of the findings and facts of a bitext, for a process that has the bitext too.

It is pickled: it goes through a pipe between a process and its own children, and never comes
from a file or a network. Caches on disk hold plain data (`tqa.base.store`).

Most facts refer to their bead, which the receiver has: only its index is sent. That saves a
third of the time of sending and of receiving.
"""

import copyreg
import pickle
from io import BytesIO
from typing import Any

from tqa.checking.checker import Part
from tqa.model import Bead, Bitext


def packed(part: Part, bitext: Bitext) -> bytes:
    """Serialise the part of a bitext; `opened` needs an equal bitext."""
    places = {id(bead): n for n, bead in enumerate(bitext.beads)}

    def reduced(bead: Bead) -> str | tuple[Any, ...]:
        place = places.get(id(bead))
        return bead.__reduce_ex__(pickle.HIGHEST_PROTOCOL) if place is None else (_bead, (place,))

    stream = BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, Bead: reduced}
    pickler.dump(part)
    return stream.getvalue()


def opened(data: bytes, bitext: Bitext) -> Part:
    """Restore a part; its facts refer to the beads of this bitext."""
    part: Part = _Opener(data, bitext).load()
    return part


class _Opener(pickle.Unpickler):
    def __init__(self, data: bytes, bitext: Bitext) -> None:
        super().__init__(BytesIO(data))
        self._bitext = bitext

    def find_class(self, module: str, name: str) -> Any:
        if module == __name__ and name == _bead.__name__:
            return self._bitext.beads.__getitem__
        return super().find_class(module, name)


def _bead(place: int) -> Bead:
    """A placeholder in the pickle for the bead at an index; `opened` replaces it."""
    raise NotImplementedError(place)
