"""The aligner over sentence vectors, with encoders that are built here: `make test-neural`."""

import shutil
from pathlib import Path

import pytest

from tests.neural import tiny_encoder
from tests.neural.tiny_encoder import EN, ID
from tqa.aligning.aligners.embeddings import Embeddings
from tqa.base.errors import InputError
from tqa.model import Bead, Mark, Segment
from tqa.neural.folder_encoder import FolderEncoder

np = pytest.importorskip("numpy")
torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("sentencepiece")
# The libraries warn of their own future when they are imported.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "tqa" / "embeddings"


def align(model: Path, source: list[str], target: list[str]) -> list[Bead]:
    sides = (
        [Segment(str(n), text, lang) for n, text in enumerate(texts)]
        for texts, lang in ((source, "id"), (target, "en"))
    )
    return Embeddings(str(model)).align(*sides, ("id", "en"))


def shapes(beads: list[Bead]) -> str:
    """The beads as text: `0:0 1,2:1 3:`."""
    return " ".join(
        ",".join(s.id for s in bead.source) + ":" + ",".join(s.id for s in bead.target)
        for bead in beads
    )


def test_one_to_one(bert: Path) -> None:
    beads = align(bert, ID, EN)
    assert shapes(beads) == "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:7"
    assert all(bead.score > 0.8 for bead in beads)
    assert shapes(align(bert, EN, ID)) == shapes(beads)


def test_merged_split_and_left_out(bert: Path) -> None:
    merged = [EN[0], f"{EN[1]} {EN[2]}", *EN[3:]]
    assert shapes(align(bert, ID, merged)) == "0:0 1,2:1 3:2 4:3 5:4 6:5 7:6"
    assert shapes(align(bert, merged, ID)) == "0:0 1:1,2 2:3 3:4 4:5 5:6 6:7"
    three = [*EN[:3], " ".join(EN[3:6]), *EN[6:]]
    assert shapes(align(bert, ID, three)) == "0:0 1:1 2:2 3,4,5:3 6:4 7:5"
    assert shapes(align(bert, ID, EN[:2] + EN[4:])) == "0:0 1:1 2: 3: 4:2 5:3 6:4 7:5"
    assert shapes(align(bert, ID[3:], EN)) == ":0 :1 :2 0:3 1:4 2:5 3:6 4:7"


def test_confidence_tells_translations_from_chance(bert: Path) -> None:
    beads = align(bert, ID[:4], EN[4:])
    assert all(bead.score < 0.6 for bead in beads if bead.source and bead.target)


def test_boilerplate_does_not_translate_the_article(bert: Path) -> None:
    source = [Segment("0", ID[0], "id"), Segment("1", ID[3], "id", mark=Mark.BOILERPLATE)]
    target = [Segment("0", EN[0], "en"), Segment("1", EN[3], "en")]
    beads = Embeddings(str(bert)).align(source, target, ("id", "en"))
    assert sorted(shapes(beads).split()) == ["0:0", "1:", ":1"]


def test_empty_sides_and_segments(bert: Path) -> None:
    assert align(bert, [], []) == []
    assert shapes(align(bert, ID[:2], [])) == "0: 1:"
    assert shapes(align(bert, [], EN[:2])) == ":0 :1"
    beads = align(bert, ["", *ID, " "], ["", "", *EN])
    assert {"1:2", "8:9"} <= set(shapes(beads).split())


def test_a_long_document_is_searched_in_a_corridor(bert: Path) -> None:
    words = tiny_encoder.numbered()
    source = [f"{a} {b}" for a, b in zip(words * 4, words[5:] * 5, strict=False)][:340]
    target = [*source[:120], *source[150:]]
    found = align(bert, source, target)
    alone = [int(bead.source[0].id) for bead in found if not bead.target]
    assert len(alone) == 30
    assert [s.id for bead in found for s in bead.source] == [str(n) for n in range(len(source))]
    assert [s.id for bead in found for s in bead.target] == [str(n) for n in range(len(target))]
    assert set(alone) == set(range(120, 150))


class TestVectors:
    """Texts to vectors."""

    def test_a_text_has_one_vector_alone_and_among_others(self, bert: Path, cache: Path) -> None:
        encoder = FolderEncoder(str(bert))
        texts = [*ID, *EN, " ".join(ID), " ".join(EN * 2)]
        together = encoder.embed(texts)
        assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
        shutil.rmtree(cache)
        for text, vector in zip(texts, together, strict=True):
            other = FolderEncoder(str(bert))
            assert (other.embed([text])[0] == vector).all()
            shutil.rmtree(cache)

    def test_a_known_text_is_not_encoded_again(
        self, bert: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = FolderEncoder(str(bert)).embed(ID)
        again = FolderEncoder(str(bert))
        monkeypatch.setattr(again, "_model", None)
        assert (again.embed(ID[::-1])[::-1] == first).all()
        with pytest.raises(TypeError):
            again.embed(EN)

    def test_another_model_has_another_cache(self, bert: Path, tmp_path: Path, cache: Path) -> None:
        first = FolderEncoder(str(bert)).embed(ID)
        other = shutil.copytree(bert, tmp_path / "other")
        config = other / "config.json"
        config.write_text(config.read_text().replace('"gelu"', '"relu"'))
        assert (FolderEncoder(str(other)).embed(ID) != first).any()
        assert len([*cache.glob("*.sqlite")]) == 2

    def test_a_broken_cache_does_no_harm(self, bert: Path, cache: Path) -> None:
        first = FolderEncoder(str(bert)).embed(ID)
        (file,) = cache.glob("*.sqlite")
        file.write_bytes(b"no database" * 100)
        assert (FolderEncoder(str(bert)).embed(ID) == first).all()
        shutil.rmtree(cache)
        cache.write_text("a file where the folder should be")
        assert (FolderEncoder(str(bert)).embed(ID) == first).all()

    def test_a_text_longer_than_the_model_reads(self, bert: Path) -> None:
        encoder = FolderEncoder(str(bert))
        long = " ".join(ID * 100)
        vectors = encoder.embed([long, long + " gempa", ""])
        assert (vectors[0] == vectors[1]).all()
        assert not vectors[2].any()

    def test_nothing_at_all(self, bert: Path) -> None:
        assert len(FolderEncoder(str(bert)).embed([])) == 0
        assert not FolderEncoder(str(bert)).embed([" ", ""]).any()


class TestKindsOfFolders:
    """What a folder may hold."""

    def test_xlm_roberta_with_a_sentencepiece_model(self, tmp_path: Path) -> None:
        folder = tiny_encoder.save_xlm_roberta(tmp_path / "xlmr")
        encoder = FolderEncoder(str(folder))
        assert encoder._longest == 62
        vectors = encoder.embed([*ID, " ".join(ID * 50)])
        assert vectors.shape == (9, 64)
        assert len({vector.tobytes() for vector in vectors}) == 9
        assert shapes(align(folder, ID, ID)) == "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:7"

    def test_sentence_transformers_layers_are_followed(self, tmp_path: Path) -> None:
        folder = tiny_encoder.save_sentence_transformer(tmp_path / "st")
        vector = FolderEncoder(str(folder)).embed([ID[0]])[0]
        from safetensors.torch import load_file
        from transformers import AutoModel, AutoTokenizer

        tokens = AutoTokenizer.from_pretrained(folder)(ID[0], return_tensors="pt")
        with torch.inference_mode():
            state = AutoModel.from_pretrained(folder).eval()(**tokens).last_hidden_state[0, 0]
        layer = load_file(folder / "2_Dense" / "model.safetensors")
        expected = torch.tanh(layer["linear.weight"] @ state + layer["linear.bias"])
        expected = (expected / expected.norm()).numpy()
        assert vector.shape == (32,)
        assert np.allclose(vector, expected, atol=2e-3)

    @pytest.mark.parametrize("file", ["config.json", "model.safetensors", "tokenizer.json"])
    def test_a_broken_folder_is_one_line(self, bert: Path, tmp_path: Path, file: str) -> None:
        folder = shutil.copytree(bert, tmp_path / "broken")
        (folder / file).write_text("{")
        with pytest.raises(InputError) as caught:
            FolderEncoder(str(folder))
        assert "\n" not in str(caught.value)
        assert str(caught.value).startswith(str(folder))
