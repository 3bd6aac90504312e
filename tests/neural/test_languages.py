"""A Marian of several target languages is told which one by a sign before the source."""

import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the extra `neural` (make test-neural)")

from tqa.base.errors import InputError
from tqa.neural.attention import attention
from tqa.neural.decoding import SearchSettings, translations
from tqa.neural.translator import Translator


def signed(marian: Path, folder: Path, sign: str) -> Translator:
    """The model with a sign in the place of a piece that it hardly uses."""
    shutil.copytree(marian, folder)
    for path in folder.glob("*vocab*.json"):
        table = json.loads(path.read_text("utf-8"))
        if isinstance(table, dict) and "</s>" in table:
            rare = max((piece for piece in table if piece[0] != "<"), key=lambda p: table[p])
            path.write_text(json.dumps({sign if p == rare else p: n for p, n in table.items()}))
    return Translator(str(folder), "float32", ("en", "id"), "tests")


def test_the_sign_of_the_target_comes_first(marian: Path, tmp_path: Path) -> None:
    model = signed(marian, tmp_path / "m", ">>ind<<")
    number = model.tokenizer.convert_tokens_to_ids(">>ind<<")
    assert number != model.tokenizer.unk_token_id
    assert [row[0] for row in model.pieces(["Yes.", "No."])] == [number, number]
    assert number not in model.pieces(["Ya."], target=True)[0]


def test_the_sign_is_no_word_that_is_looked_at(marian: Path, tmp_path: Path) -> None:
    model = signed(marian, tmp_path / "m", ">>ind<<")
    (looked,) = attention(model, ["Yes no."], ["Ya."], 4)
    assert looked.shape == (1, 2)


def test_a_language_without_a_sign_is_not_known(marian: Path, tmp_path: Path) -> None:
    model = signed(marian, tmp_path / "m", ">>fra<<")
    with pytest.raises(InputError, match="does not know the language 'id'"):
        translations(model, ["Yes."], SearchSettings())
