"""BLEU over the pieces of a SentencePiece model: a user's own, or the one sacrebleu has kept."""

import io
from pathlib import Path

import pytest
import sentencepiece
from sacrebleu.metrics import BLEU
from sacrebleu.tokenizers import tokenizer_spm

from tests.scoring.peer import corpus, disturbed, sides
from tqa.scoring.metric import METRICS

LINES = corpus(150)
OTHER = disturbed(LINES, 1)


@pytest.fixture(scope="module")
def model() -> bytes:
    stream = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES), model_writer=stream, vocab_size=100, minloglevel=3
    )
    return stream.getvalue()


@pytest.mark.parametrize("kept", [False, True])
def test_pieces(model: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    """Where sacrebleu keeps its models, ours stands for the published one."""
    path = tmp_path / "models" / "flores200sacrebleuspm"
    path.parent.mkdir()
    path.write_bytes(model)
    monkeypatch.setenv("SACREBLEU", str(tmp_path))
    monkeypatch.setattr(tokenizer_spm, "SACREBLEU_DIR", str(tmp_path))
    options = {"tokenize": "flores200", **({} if kept else {"model": str(path)})}
    ours, theirs = METRICS["bleu"].with_options(options), BLEU(tokenize="flores200")
    found = ours.statistics(*sides(OTHER, [LINES]))
    assert found.tolist() == theirs._extract_corpus_statistics(OTHER, [LINES])
    assert ours.scores(found.sum(axis=0)[None])[0] == theirs.corpus_score(OTHER, [LINES]).score
    assert ours.signature(1) == str(theirs.get_signature())
