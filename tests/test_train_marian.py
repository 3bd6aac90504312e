"""`scripts/train_marian.py` makes a standard folder that has learnt: `make test-neural`."""

import json
from pathlib import Path

import pytest

from tests.aligners.tiny_encoder import EN, ID
from tests.neural.tiny_models import save_marian

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
pytest.importorskip("sentencepiece")
# The libraries warn of their own future when they are imported.
pytestmark = pytest.mark.filterwarnings("default")


def test_the_folder_is_a_standard_one(marian: Path) -> None:
    names = {path.name for path in marian.iterdir()}
    assert {"source.spm", "target.spm", "vocab.json", "generation_config.json"} <= names
    assert json.loads((marian / "config.json").read_text())["model_type"] == "marian"


def test_it_translates_what_it_was_taught(marian: Path) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(marian)
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(marian).eval()
    with torch.inference_mode():
        made = model.generate(**tokenizer(ID, return_tensors="pt", padding=True))
    assert tokenizer.batch_decode(made, skip_special_tokens=True) == EN


def test_what_is_evaluated_is_not_trained_on(tmp_path: Path) -> None:
    held = tmp_path / "held.tsv"
    held.write_text("".join(f"{a}\t{b}\n" for a, b in zip(ID[:2], EN[:2], strict=True)), "utf-8")
    run = save_marian(tmp_path / "m", "--evaluate", str(held), "--minutes", "0.01")
    assert f"{len(ID) - 2} pairs" in run.stderr
    assert [line.split(":")[0] for line in run.stdout.splitlines()] == [
        "model",
        "dictionary",
        "source as it is",
    ]
