"""Terms of texts that do not translate each other: by the dictionary and by meaning."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqa.base.errors import UsageError
from tqa.glossary.mining.compare import compare
from tqa.glossary.mining.retrieval import listed, margins, matches
from tqa.glossary.mining.sentences import keys_of
from tqa.glossary.mining.terms import TermCandidate, terms
from tqa.model import Bead, Concept, Segment
from tqa.model import Term as Entry
from tqa.neural.batches import OnProgress, no_progress
from tqa.neural.encoder import Encoder


def side(lang: str, *forms: str, named: bool = False) -> list[TermCandidate]:
    return [TermCandidate(keys_of(form, lang), form, 1, named, 1.0) for form in forms]


def vectors(*directions: Sequence[float]) -> Any:
    array = np.array(directions, np.float32)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


@pytest.mark.parametrize(
    ("id", "en", "has"),
    [
        ("suku bunga", "interest rate", True),  # as a phrase
        ("bank sentral", "central banks", True),  # word for word
        ("laba bersih perusahaan", "net profit", False),  # a part of it
        ("laba bersih", "net profit of the bank", False),
        ("pasar", "month", False),
        ("neraca pembayaran", "balance of payments", True),  # small words say nothing
        ("antam", "antam", True),
    ],
)
def test_what_the_dictionary_has(id: str, en: str, has: bool) -> None:
    table = listed([keys_of(id, "id")], [keys_of(en, "en")])
    assert table.tolist() == [[has]]


def test_a_margin_tells_a_neighbour_from_one_that_is_near_everything() -> None:
    ids = vectors((1, 0, 0), (0, 1, 0), (0, 0, 1))
    ens = vectors((1, 0.2, 0.2), (0.2, 1, 0.2), (0.6, 0.6, 0.7))
    margin = margins(ids, ens)
    assert margin.argmax(1).tolist() == [0, 1, 2]
    assert margin[0, 0] > margin[0, 2]


def test_meanings_find_what_the_dictionary_lacks() -> None:
    ids, ens = side("id", "blorfa", "gembrel"), side("en", "quux", "frob")
    near = (vectors((1, 0), (0, 1)), vectors((0, 1), (1, 0)))
    found = {(match.id, match.en): match.listed for match in matches(ids, ens, near)}
    assert found == {(0, 1): False, (1, 0): False}
    assert matches(ids, ens, None) == []


def test_the_dictionary_outweighs_meanings() -> None:
    ids = side("id", "bunga", "bank sentral", "blorfa", "gembrel")
    ens = side("en", "central bank", "interest", "quux", "frob")
    wrong = vectors((1, 0.1, 0), (1, 0, 0.1), (0, 1, 0), (0, 0, 1))
    assert margins(wrong, wrong)[0, 0] > margins(wrong, wrong)[0, 1]
    found = {(match.id, match.en) for match in matches(ids, ens, (wrong, wrong))}
    assert found >= {(0, 1), (1, 0)}


def test_an_unknown_name_is_only_its_like() -> None:
    ids = side("id", "Soeharto", "BPKP", named=True)
    ens = side("en", "Soepomo", "BPKP", named=True)
    near = (vectors((1, 0), (0, 1)), vectors((1, 0), (0, 1)))
    assert [(match.id, match.en) for match in matches(ids, ens, near)] == [(1, 1)]


def test_of_terms_that_mean_the_same_the_usual_one_is_taken() -> None:
    (rare,), (usual,) = side("en", "loan"), side("en", "credit")
    ens = [rare._replace(seen=2), usual._replace(seen=90)]
    (match,) = matches(side("id", "kredit"), ens, None)
    assert (match.en, match.others) == (1, (0,))


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.lists(st.floats(-1, 1), min_size=3, max_size=3), min_size=1, max_size=8), st.data()
)
def test_pairs_are_one_to_one_and_odds_are_odds(
    rows: list[list[float]], data: st.DataObject
) -> None:
    words = st.sampled_from(["bank", "bunga", "blorfa", "pasar uang", "frob", "kas"])
    forms = data.draw(st.lists(words, min_size=len(rows), max_size=len(rows)))
    array = np.array(rows, np.float32)
    found = matches(side("id", *forms), side("en", *reversed(forms)), (array, array[::-1]))
    assert len({match.id for match in found}) == len({match.en for match in found}) == len(found)
    assert all(0 < match.sure < 1 for match in found)


class Taught(Encoder):
    """An encoder that knows what a list tells: terms of one line have one vector."""

    def __init__(self, *same: tuple[str, ...]) -> None:
        self._same = same

    def vectors(self, texts: Sequence[str]) -> Any:
        raise AssertionError("asked only for what embed gives")

    def embed(self, texts: Sequence[str], on_progress: OnProgress = no_progress) -> Any:
        array = np.full((len(texts), len(self._same) + 1), 0.01, np.float32)
        for row, text in enumerate(texts):
            on_progress(1)
            line = next((n for n, words in enumerate(self._same) if text in words), -1)
            array[row, line] = 1
        return array / np.linalg.norm(array, axis=1, keepdims=True)


def texts(lang: str, *sentences: str) -> list[Bead]:
    """Documents of one language as they are read: nothing on the source side."""
    return [
        Bead(str(n), (), (Segment(str(n), text, lang),), ("", lang))
        for n, text in enumerate(sentences)
    ]


ID = texts(
    "id",
    "Pemerintah menggelar lokakarya literasi digital di Medan.",
    "Peserta lokakarya belajar memeriksa fakta dan mengenali gelombang pasang.",
    "Gelombang pasang merusak rumah warga, kata panitia lokakarya.",
)
EN = texts(
    "en",
    "Teachers in Bali joined a workshop on media.",
    "The workshop was run by volunteers after the tidal surge.",
    "A tidal surge hit the harbour, and the workshop moved inland.",
)


def test_texts_that_share_no_sentence() -> None:
    found = {c.id: c for c in compare([*ID, *EN], least=2, sure=0).candidates}
    assert found["lokakarya"].en == "workshop"
    assert (found["lokakarya"].count, found["lokakarya"].counts) == (0, (3, 3))
    assert found["lokakarya"].example[1] == "Teachers in Bali joined a workshop on media."


def test_an_encoder_adds_what_the_dictionary_lacks() -> None:
    alone = {c.id for c in compare([*ID, *EN], least=2, sure=0).candidates}
    heard: list[float] = []
    taught = Taught(("gelombang pasang", "tidal surge"), ("lokakarya", "workshop"))
    both = {
        c.id: c.en
        for c in compare([*ID, *EN], taught, least=2, sure=0, on_progress=heard.append).candidates
    }
    assert "gelombang pasang" not in alone
    assert both["gelombang pasang"] == "tidal surge"
    assert sum(heard) > 2


def test_what_a_glossary_has_is_left_out() -> None:
    known = [Concept("workshop", (Entry("lokakarya", "id"), Entry("workshop", "en")))]
    mined = compare([*ID, *EN], known=known, least=2, sure=0)
    assert "lokakarya" not in {c.id for c in mined.candidates}
    assert mined.known == 1


def test_the_order_of_texts_says_nothing() -> None:
    one, other = (compare(found, least=2, sure=0) for found in ([*ID, *EN], [*EN, *ID]))
    assert one.candidates == other.candidates != ()


@pytest.mark.parametrize(
    ("found", "only", "missing"), [(ID, "Indonesian", "English"), (EN, "English", "Indonesian")]
)
def test_texts_of_one_language(found: list[Bead], only: str, missing: str) -> None:
    with pytest.raises(UsageError, match=f"all texts are in {only}") as told:
        compare(found)
    assert missing in told.value.hint


def test_the_weightiest_terms_are_looked_at() -> None:
    from tqa.glossary.mining.sentences import sentence

    sentences = [sentence(bead.target[0].text, "id") for bead in ID]
    every = terms(sentences, "id", 1, 100).best
    assert terms(sentences, "id", 1, 1).best == every[:1]
    assert len(every) > 1
