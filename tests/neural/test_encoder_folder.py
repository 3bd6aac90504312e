"""What the folder of an encoder says of it; vectors on disk; without any heavy library."""

import json
from pathlib import Path

import pytest

from tqa.base.errors import InputError
from tqa.neural.encoder_folder import fingerprint, read_recipe
from tqa.neural.vector_cache import VectorCache


def folder(path: Path, **config: object) -> Path:
    path.mkdir(parents=True)
    (path / "config.json").write_text(json.dumps({"model_type": "bert"} | config))
    return path


def test_the_mean_of_the_tokens_by_default(tmp_path: Path) -> None:
    recipe = read_recipe(str(folder(tmp_path / "some-model")))
    assert (recipe.pooling, recipe.dense, recipe.prefix, recipe.longest) == ("mean", (), "", 512)


def test_labse_has_a_pooler(tmp_path: Path) -> None:
    assert read_recipe(str(folder(tmp_path / "m", vocab_size=501153))).pooling == "pooler"


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("multilingual-e5-small", "query: "),
        ("E5", "query: "),
        ("models--intfloat--multilingual-e5-large/snapshots/0a1b2c", "query: "),
        ("e5/LaBSE", ""),
        ("me5t", ""),
        ("a1e5", ""),
    ],
)
def test_the_e5_family_wants_a_prefix(tmp_path: Path, name: str, prefix: str) -> None:
    assert read_recipe(str(folder(tmp_path / name))).prefix == prefix


def sentence_transformer(path: Path, **pooling: object) -> Path:
    folder(path / "0_Transformer")
    (path / "0_Transformer" / "sentence_bert_config.json").write_text('{"max_seq_length": 128}')
    (path / "1_Pooling").mkdir()
    (path / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    modules = [
        {"path": "0_Transformer", "type": "sentence_transformers.models.Transformer"},
        {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"path": "2_Dense", "type": "sentence_transformers.models.Dense"},
    ]
    (path / "modules.json").write_text(json.dumps(modules))
    (path / "2_Dense").mkdir()
    (path / "2_Dense" / "config.json").write_text('{"activation_function": "torch.nn.Tanh"}')
    return path


@pytest.mark.parametrize("name", ["cls", "max", "mean"])
def test_a_folder_of_sentence_transformers(tmp_path: Path, name: str) -> None:
    keys = {"cls": "cls_token", "max": "max_tokens", "mean": "mean_tokens"}
    path = sentence_transformer(tmp_path / "m", **{f"pooling_mode_{keys[name]}": True})
    recipe = read_recipe(str(path))
    assert (recipe.folder, recipe.pooling) == (path / "0_Transformer", name)
    assert [(dense.folder, dense.activation) for dense in recipe.dense] == [
        (path / "2_Dense", "Tanh")
    ]
    assert recipe.longest == 128


@pytest.mark.parametrize(
    "pooling",
    [
        {"pooling_mode": "lasttoken"},
        {"pooling_mode_cls_token": True, "pooling_mode_max_tokens": True},
    ],
)
def test_an_unknown_way_of_pooling(tmp_path: Path, pooling: dict[str, object]) -> None:
    with pytest.raises(InputError, match="an unknown way of pooling"):
        read_recipe(str(sentence_transformer(tmp_path / "m", **pooling)))


def test_the_fingerprint_is_of_the_content(tmp_path: Path) -> None:
    recipes = [read_recipe(str(folder(tmp_path / name))) for name in ("a", "b", "c-e5")]
    first, second, prefixed = map(fingerprint, recipes)
    assert first == second != prefixed
    (tmp_path / "b" / "model.safetensors").write_bytes(b"x" * 10)
    assert fingerprint(recipes[1]) != first


class TestCache:
    """Vectors on disk."""

    @pytest.fixture(autouse=True)
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        return tmp_path / "cache" / "tqa" / "embeddings"

    def test_what_was_put_is_got_by_another(self) -> None:
        VectorCache("f").put({"satu": b"1", "dua": b"2"})
        assert VectorCache("f").get(["dua", "tiga", "satu"]) == {"satu": b"1", "dua": b"2"}
        assert VectorCache("g").get(["satu"]) == {}

    def test_many_texts(self) -> None:
        texts = {f"teks {n}": str(n).encode() for n in range(1234)}
        cache = VectorCache("f")
        cache.put(texts)
        assert cache.get(texts) == texts

    def test_hostile_texts(self) -> None:
        texts = {"'; DROP TABLE vectors; --": b"1", "\ud800": b"2", "\0": b"3"}
        cache = VectorCache("f")
        cache.put(texts)
        assert cache.get(texts) == texts

    def test_a_broken_file(self, home: Path) -> None:
        home.mkdir(parents=True)
        (home / "f.sqlite").write_bytes(b"nothing of a database" * 50)
        assert VectorCache("f").get(["satu"]) == {}
        VectorCache("f").put({"satu": b"1"})
        assert VectorCache("f").get(["satu"]) == {"satu": b"1"}

    def test_no_folder(self, home: Path) -> None:
        home.parent.mkdir(parents=True)
        home.write_text("a file")
        cache = VectorCache("f")
        cache.put({"satu": b"1"})
        assert cache.get(["satu"]) == {}
