"""What travels between processes: the facts of a part come back with the receiver's own beads."""

import pickle
from dataclasses import replace

from tqa.checking.checker import Part
from tqa.checking.wire import opened, packed
from tqa.model import Bead, Bitext, Segment

LANGS = ("id", "en")


def bitext(*pairs: tuple[str, str]) -> Bitext:
    beads = tuple(
        Bead(str(n), (Segment(f"s{n}", source),), (Segment(f"t{n}", target),), LANGS)
        for n, (source, target) in enumerate(pairs)
    )
    return Bitext(beads, LANGS)


def test_beads_are_the_receivers_own() -> None:
    there = bitext(("Ia datang.", "He came."), ("Ia pergi.", "He left."))
    here = pickle.loads(pickle.dumps(there))
    part = Part([], [[there.beads[1], (there.beads[0], "fact")]], 4)
    assert opened(packed(part, there), here).facts[0][0] is here.beads[1]
    assert opened(packed(part, there), here).facts[0][1][0] is here.beads[0]


def test_a_bead_of_another_text_travels_itself() -> None:
    there = bitext(("Ia datang.", "He came."))
    stranger = replace(there.beads[0], id="stranger")
    part = Part([], [[stranger]], 2)
    assert opened(packed(part, there), there).facts == [[stranger]]
