"""`scripts/train_marian.py` makes a standard folder that has learnt: `make test-neural`."""

import importlib
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.neural.tiny_encoder import EN, ID
from tests.neural.tiny_models import save_marian

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
pytest.importorskip("sentencepiece")
# The libraries warn of their own future when they are imported.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """The modules of the script."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "scripts"))
    names = "marian_lessons", "marian_pieces", "marian_rows", "marian_start", "train_marian"
    return {name.split("_")[1]: importlib.import_module(name) for name in names}


PAIRS = [
    ("Sutopo makan nasi di Kudus.", "Sutopo eats rice in Kudus."),
    ("Sutopo makan ikan.", "Sutopo eats fish."),
    ('Dia berkata "nasi" 25 kali.', 'He said "rice" 25 times.'),
    ("Air itu nasi.", "The air is rice."),
    ("Air di Kudus 1234567890.", "Water in Kudus 1234567890."),
] * 12


def test_the_folder_is_a_standard_one(marian: Path) -> None:
    names = {path.name for path in marian.iterdir()}
    assert {"source.spm", "target.spm", "vocab.json", "target_vocab.json"} <= names
    assert "generation_config.json" in names
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
    run = save_marian(tmp_path / "m", "--evaluate", str(held), "--steps", "12")
    assert f"{len(ID) - 2} pairs" in run.stderr
    assert [line.split(":")[0] for line in run.stdout.splitlines()] == [
        "model",
        "dictionary",
        "source as it is",
    ]


def test_a_pair_is_left_out_whichever_side_is_evaluated(tmp_path: Path) -> None:
    held = tmp_path / "held.tsv"
    held.write_text(f"Kalimat lain.\t{EN[3]}\n", "utf-8")
    run = save_marian(tmp_path / "m", "--evaluate", str(held), "--steps", "1")
    assert f"{len(ID) - 1} pairs" in run.stderr


def test_the_same_number_of_steps_makes_the_same_model(tmp_path: Path) -> None:
    """Whatever the load of the machine and the order of sets."""
    runs = [save_marian(tmp_path / name, "--steps", "3") for name in "ab"]
    assert all("\n3 steps in " in run.stderr for run in runs)
    weights = [(tmp_path / name / "model.safetensors").read_bytes() for name in "ab"]
    assert weights[0] == weights[1]


def test_a_budget_is_used_up_by_the_first_of_its_limits(parts: dict[str, ModuleType]) -> None:
    budget = parts["marian"].Budget(minutes=2, clock=10, steps=40)
    assert budget.spent(processor=60, clock=0, steps=0) == 0.5
    assert budget.spent(processor=60, clock=0, steps=30) == 0.75
    assert budget.spent(processor=0, clock=600, steps=0) == 1
    assert parts["marian"].Budget(steps=4).spent(1e9, 1e9, 1) == 0.25


def numbered(parts: dict[str, ModuleType], folder: Path) -> tuple[Any, list[Any]]:
    """The pieces of the pairs, and the pairs as numbers of pieces."""
    pieces = parts["pieces"].save_pieces(PAIRS, folder, ("id", "en"), 80, dictionary=True)
    return pieces, parts["marian"].numbered(pieces, PAIRS, 80)


def test_known_words_are_one_piece_and_others_are_split_alike(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    pieces, _ = numbered(parts, tmp_path)
    tokenizer = pieces.tokenizer
    assert tokenizer.tokenize("Kebijakan makan") == ["▁Kebijakan", "▁makan"]
    assert tokenizer.tokenize('"nasi"') == ['▁"', "▁nasi", '▁"']  # behind a mark still a word
    name = "Kudusu"
    assert tokenizer.tokenize(name) == tokenizer.convert_ids_to_tokens(
        pieces.numbers(name, target=True)
    )
    given = tokenizer([PAIRS[2][0]], text_target=[PAIRS[2][1]])
    assert given["input_ids"][0] == [*pieces.numbers(PAIRS[2][0]), 0]
    assert given["labels"][0] == [*pieces.numbers(PAIRS[2][1], target=True), 0]
    assert tokenizer.decode(given["labels"][0], skip_special_tokens=True) == PAIRS[2][1]


def test_the_vector_of_a_word_is_that_of_its_translation(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    torch.manual_seed(1)
    pieces, rows = numbered(parts, tmp_path)
    source, target = parts["start"].vectors(pieces, rows, 128, "id", dictionary=True)
    for word, translation in (
        ("gempa", "earthquake"),
        ("Gempa", "Earthquake"),  # which no sentence has
        ("makan", "eats"),
        ("Kudus", "Kudus"),
    ):
        there = target @ source[pieces.source[f"▁{word}"]]
        assert int(there.argmax()) == pieces.target[f"▁{translation}"]


def test_a_new_model_looks_at_its_own_place_and_behind_the_last_word(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    """True of most first vectors, which are random: five seeds vote."""
    pieces, rows = numbered(parts, tmp_path)
    words = "gempa ikan nasi pasar sekolah hujan malam rumah".split()
    ids = torch.tensor([[pieces.source[f"▁{word}"] for word in words]])
    written = "earthquake fish rice market school rain night".split()
    given = torch.tensor([[2, *(pieces.target[f"▁{word}"] for word in written)]])
    right = [pieces.target[f"▁{word}"] for word in [*written, "house"]]
    behind = 0
    for seed in range(1, 6):
        torch.manual_seed(seed)
        model = parts["marian"].new_model(pieces, parts["marian"].Size())
        vectors = parts["start"].vectors(pieces, rows, 256, "id", dictionary=True)
        parts["start"].start(model, *vectors)
        with torch.inference_mode():
            output = model.eval()(input_ids=ids, decoder_input_ids=given, output_attentions=True)
            later = model(input_ids=ids, decoder_input_ids=given[:, [0, 4]], output_attentions=True)
        looked = output.cross_attentions[-1].mean(1)[0, 1:].argmax(-1).tolist()
        assert sum(a == b for a, b in zip(looked, range(1, 8), strict=True)) >= 6
        behind += int(later.cross_attentions[-1].mean(1)[0, 1].argmax()) == 4  # behind *pasar*
        said = output.logits[0].argmax(-1).tolist()
        assert sum(a == b for a, b in zip(said, right, strict=True)) > 4
    assert behind >= 4


def test_lessons_replace_words_on_both_sides(parts: dict[str, ModuleType], tmp_path: Path) -> None:
    pieces, rows = numbered(parts, tmp_path)
    lessons = parts["lessons"].Lessons(rows, pieces, PAIRS, "id", random.Random(1), dictionary=True)
    assert lessons.epoch(0, 0) == rows
    decode = pieces.tokenizer.decode
    for row in lessons.epoch(1, 1):
        assert row.links.shape == (len(row.target), len(row.source))
    several = {decode(row.target, skip_special_tokens=True) for row in lessons.epoch(1, 0)[2::5]}
    figures = {"".join(filter(str.isdigit, text)) for text in several}
    assert len(figures) > 3
    assert all(len(figure) == 2 for figure in figures)


def test_a_step_moves_only_the_vectors_that_it_met(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    vectors = parts["rows"].Vectors(torch.ones(4, 3))
    taken = vectors.take(torch.tensor([1, 3]))
    taken.sum().backward()
    vectors.update(0.1)
    assert (vectors.weight[[0, 2]] == 1).all()
    assert (vectors.weight[[1, 3]] < 1).all()


def test_only_in_training_a_sentence_does_without_some_parts(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    pieces, rows = numbered(parts, tmp_path)
    model = parts["marian"].new_model(pieces, parts["marian"].Size(width=64, heads=2))
    trainer = parts["rows"].Trainer(model, rows)
    layer = model.model.encoder.layers[0].fc2
    given = torch.ones(2, 3, layer.in_features, dtype=torch.bfloat16)
    made = layer(given)
    assert (made[:, 0] == made[:, 2]).all()  # the same parts for the whole sentence
    assert (made[0, 0] == 0).any()
    trainer.step(rows[:4], 1e-3, 1)
    trainer.finish()
    assert (layer(given.float()) != 0).all()
