"""Metrics that ask a model, with models that are made here: `make test-neural`."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.neural.tiny_encoder import EN, ID
from tests.neural.tiny_models import KEYS, MIXED, TOKEN, made, save_nllb
from tqa.base.errors import InputError, UsageError
from tqa.neural.encoders import shared
from tqa.scoring.metric import METRICS, Material, Metric, Segments
from tqa.scoring.run import measure, score
from tqa.scoring.scoreboard import TestSet
from tqa.scoring.statistics_cache import STORE, Cache

np = pytest.importorskip("numpy")
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
pytest.importorskip("sentencepiece")
# The libraries warn of their own future when they are imported.
pytestmark = pytest.mark.filterwarnings("default")

OTHERS = [*EN[1:], EN[0]]
LANGS = ("id", "en")


def material() -> Material:
    return Material([Segments(EN)], Segments(ID), langs=LANGS)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
@pytest.mark.parametrize("key", [key for key in KEYS if not key.startswith("embedding")])
def test_values_depend_on_no_batch(folders: dict[str, Path], key: str, precision: str) -> None:
    """To the last bit: neither on its size nor on what else is in it."""
    whole = made(folders, key, precision=precision).statistics(Segments(MIXED), material())
    for size in (1, 3):
        own = made(folders, key, precision=precision, batch=size)
        assert own.statistics(Segments(MIXED), material()).tobytes() == whole.tobytes()
    see_alone(made(folders, key, precision=precision), whole)


@pytest.mark.parametrize(("key", "apart"), [("forced", 0.05), ("bertscore", 0.5)])
def test_half_precision_is_near_and_told(folders: dict[str, Path], key: str, apart: float) -> None:
    half, full = (made(folders, key, precision=name) for name in ("bfloat16", "float32"))
    assert "|precision:bfloat16|" in half.signature(1)
    texts = Segments(OTHERS)
    values = [metric.statistics(texts, material())[:, 0] for metric in (half, full)]
    assert (values[0] != values[1]).any()
    assert values[0] == pytest.approx(values[1], abs=apart)


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith("embedding")])
def test_vectors_depend_on_no_batch(
    folders: dict[str, Path], key: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("tqa.neural.vector_cache.VectorCache.get", lambda self, texts: {})
    shared.cache_clear()
    whole = made(folders, key).statistics(Segments(MIXED), material())
    see_alone(made(folders, key), whole)
    shared.cache_clear()


def see_alone(metric: Metric, whole: Any) -> None:
    """Each text by itself, and those from behind."""
    for at, text in enumerate(MIXED):
        place = Material([Segments(EN[at : at + 1])], Segments(ID[at : at + 1]), langs=LANGS)
        assert metric.statistics(Segments([text]), place).tobytes() == whole[at].tobytes()
    back = Material([Segments(EN[::-1])], Segments(ID[::-1]), langs=LANGS)
    rows = metric.statistics(Segments(MIXED[::-1]), back)
    assert rows.tobytes() == whole[::-1].tobytes()


@pytest.mark.parametrize("key", KEYS)
class TestAll:
    """What holds for each of them."""

    def test_progress_counts_segments(
        self, folders: dict[str, Path], key: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        options = {} if key.startswith("embedding") else {"batch": 3}
        told: list[float] = []
        metric, cache = made(folders, key, **options), Cache(replace(STORE, root=tmp_path))
        measure(metric, Segments(OTHERS), material(), cache, told.append)
        assert sum(told) == len(OTHERS)
        assert len([count for count in told if count]) > (1 if key != "bertscore" else 0)
        told.clear()
        measure(metric, Segments(OTHERS), material(), cache, told.append)
        assert sum(told) == len(OTHERS)

    def test_the_same_again(self, folders: dict[str, Path], key: str) -> None:
        metric = made(folders, key)
        first, second = (metric.statistics(Segments(OTHERS), material()) for _ in range(2))
        assert first.tobytes() == second.tobytes()

    def test_the_signature_names_the_model(self, folders: dict[str, Path], key: str) -> None:
        signature = made(folders, key).signature(1)
        assert f"|model:{folders[key].name}|hash:" in signature
        assert "|precision:float32|" in signature
        assert f"|transformers:{transformers.__version__}|tqa:" in signature

    def test_another_model_has_another_hash_and_no_old_statistics(
        self, folders: dict[str, Path], key: str, tmp_path: Path
    ) -> None:
        own = shutil.copytree(folders[key], tmp_path / folders[key].name)
        metric, cache = made({key: own}, key), Cache(replace(STORE, root=tmp_path))
        before = metric.signature(1)
        assert before == made(folders, key).signature(1)
        kept = measure(metric, Segments(OTHERS), material(), cache).statistics
        read = cache.get(metric, Segments(OTHERS), material())
        assert read is not None
        assert (read == kept).all()
        weights = own / "model.safetensors"
        data = bytearray(weights.read_bytes())
        data[-2] ^= 1
        weights.write_bytes(data)
        assert metric.signature(1) != before
        assert cache.get(metric, Segments(OTHERS), material()) is None

    def test_a_broken_folder_is_one_line(
        self, folders: dict[str, Path], key: str, tmp_path: Path
    ) -> None:
        own = shutil.copytree(folders[key], tmp_path / "broken")
        (own / "model.safetensors").write_text("{")
        metric = made({key: own}, key)
        with pytest.raises(InputError) as caught:
            metric.statistics(Segments(EN), material())
        assert "\n" not in str(caught.value)

    def test_no_segments(self, folders: dict[str, Path], key: str) -> None:
        nothing = Material([Segments([])], Segments([]), langs=("id", "en"))
        assert len(made(folders, key).statistics(Segments([]), nothing)) == 0


def test_forced_is_what_the_model_itself_says(folders: dict[str, Path]) -> None:
    rows = made(folders, "forced").statistics(Segments(OTHERS), material())
    tokenizer = transformers.AutoTokenizer.from_pretrained(folders["forced"])
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folders["forced"]).eval()
    for source, text, value in zip(ID, OTHERS, rows[:, 0], strict=True):
        given = tokenizer([source], text_target=[text], return_tensors="pt")
        with torch.inference_mode():
            assert -model(**given).loss.item() == pytest.approx(value, abs=1e-5)


def test_the_language_of_an_nllb_is_given(tmp_path: Path) -> None:
    folder = save_nllb(tmp_path / "nllb")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    tokenizer.src_lang, tokenizer.tgt_lang = "ind_Latn", "eng_Latn"
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    rows = made({"forced": folder}, "forced").statistics(Segments(OTHERS), material())
    for source, text, value in zip(ID, OTHERS, rows[:, 0], strict=True):
        given = tokenizer([source], text_target=[text], return_tensors="pt")
        first, *rest = given["labels"][0].tolist()
        assert tokenizer.convert_ids_to_tokens([given["input_ids"][0, 0].item(), first]) == [
            "ind_Latn",
            "eng_Latn",
        ]
        with torch.inference_mode():
            chances = model(**given).logits[0].log_softmax(-1)
        wanted = [chances[at + 1, piece].item() for at, piece in enumerate(rest)]
        assert sum(wanted) / len(wanted) == pytest.approx(value, abs=1e-5)


def test_forced_likes_the_right_translation(folders: dict[str, Path]) -> None:
    systems = {"right": EN, "other": OTHERS}
    board = score(TestSet([EN], systems, ID, langs=("id", "en")), [made(folders, "forced")])
    assert board.results["other"]["forced"].score < board.results["right"]["forced"].score < 0


def test_a_cosine_is_at_most_one(folders: dict[str, Path]) -> None:
    """Vectors kept to half precision are units only about."""
    same = made(folders, "embedding").statistics(Segments(EN), material())[:, 0]
    assert (same <= 100).all()
    assert same == pytest.approx([100] * len(EN), abs=1e-9)


def test_the_encoder_knows_both_languages(folders: dict[str, Path]) -> None:
    for key in ("embedding", "embedding-src"):
        right, other = (
            made(folders, key).statistics(Segments(texts), material())[:, 0]
            for texts in (EN, OTHERS)
        )
        assert (right > 80).all()
        assert (other < right).all()
    same = made(folders, "embedding").statistics(Segments(EN), material())[:, 0]
    assert same == pytest.approx([100] * len(EN), abs=0.1)


class TestBertScore:
    """Greedy matching of tokens."""

    def test_a_text_matches_itself(self, folders: dict[str, Path]) -> None:
        for options in ({}, {"idf": True}, {"layer": 0}, {"layer": 1}):
            rows = made(folders, "bertscore", **options).statistics(Segments(EN), material())
            assert rows[:, :3] == pytest.approx(np.full((len(EN), 3), 100.0), abs=1e-3)

    def test_what_is_left_out_costs_recall_and_what_is_added_precision(
        self, folders: dict[str, Path]
    ) -> None:
        metric, texts = made(folders, "bertscore"), Segments([EN[3]])
        for own, ref, lower in (
            (["Schools closed"], [EN[3]], 1),
            ([EN[3]], ["Schools closed"], 0),
        ):
            row = metric.statistics(Segments(own), Material([Segments(ref)]))[0]
            assert row[lower] < row[1 - lower]
        assert len(texts) == 1

    def test_it_is_the_formula(self, folders: dict[str, Path]) -> None:
        row = made(folders, "bertscore", layer=1).statistics(
            Segments(EN[2:3]), Material([Segments(EN[4:5])])
        )[0]
        tokenizer = transformers.AutoTokenizer.from_pretrained(folders["bertscore"])
        model = transformers.AutoModel.from_pretrained(folders["bertscore"]).eval()
        with torch.inference_mode():
            own, other = (
                torch.nn.functional.normalize(
                    model(
                        **tokenizer(text, return_tensors="pt"), output_hidden_states=True
                    ).hidden_states[1][0],
                    dim=-1,
                )
                for text in (EN[2], EN[4])
            )
        cosines = own @ other.T
        precision = cosines.max(1).values[1:-1].mean().item()
        recall = cosines.max(0).values[1:-1].mean().item()
        f1 = 2 * precision * recall / (precision + recall)
        assert row[:3] == pytest.approx([100 * precision, 100 * recall, 100 * f1], abs=1e-3)

    def test_layer_and_idf_stand_in_the_signature(self, folders: dict[str, Path]) -> None:
        assert "|layer:2|idf:no|" in made(folders, "bertscore").signature(1)
        assert "|layer:1|idf:yes|" in made(folders, "bertscore", layer=1, idf=True).signature(1)

    def test_a_layer_that_is_not_there(self, folders: dict[str, Path]) -> None:
        with pytest.raises(UsageError, match="layer: not 7"):
            made(folders, "bertscore", layer=7).statistics(Segments(EN), material())


class TestMetricX:
    """The number that one token's logit tells."""

    def test_it_is_the_logit_of_the_token(self, folders: dict[str, Path]) -> None:
        metric = made(folders, "metricx")
        tokenizer = transformers.AutoTokenizer.from_pretrained(folders["metricx"])
        model = transformers.MT5ForConditionalGeneration.from_pretrained(folders["metricx"]).eval()
        values = metric.statistics(Segments(OTHERS), material())[:, 0]
        raw = []
        for source, text, reference in zip(ID, OTHERS, EN, strict=True):
            asked = f"source: {source} candidate: {text} reference: {reference}"
            ids = tokenizer(asked, return_tensors="pt")["input_ids"][:, :-1]
            with torch.inference_mode():
                start = torch.zeros((1, 1), dtype=torch.long)
                raw.append(model(input_ids=ids, decoder_input_ids=start).logits[0, 0, TOKEN].item())
        assert values == pytest.approx([min(25, max(0, each)) for each in raw], abs=1e-4)
        assert any(0 < value < 25 for value in values)

    def test_lower_is_better(self) -> None:
        assert not METRICS["metricx"].higher_is_better
        assert not METRICS["metricx-qe"].higher_is_better

    def test_a_token_that_the_model_lacks(self, mt5: Path) -> None:
        metric = METRICS["metricx"].with_options({"model": str(mt5)})
        with pytest.raises(UsageError, match="token: not 250089"):
            metric.statistics(Segments(EN), material())
