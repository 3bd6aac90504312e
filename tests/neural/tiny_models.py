"""Small real models, made by the project's script and by transformers itself.

Training is a fixed number of steps from a fixed seed, so that a slow processor gets the same model.
"""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.neural.tiny_encoder import EN, ID
from tqa.scoring.metric import METRICS, Metric

SCRIPT = Path(__file__).parents[2] / "scripts" / "train_marian.py"
TINY = (
    "--only-tables --steps 120 --width 64 --heads 2 --encoder-layers 1 --decoder-layers 1 "
    "--vocabulary 90 --tokens 400"
).split()
TOKEN = 25  # of the small mT5: its logits lie within 0 to 25
KEYS = ("forced", "embedding", "embedding-src", "bertscore", "metricx", "metricx-qe")
MIXED = [*EN[:5], "", " ".join(EN), "never seen 123"]


def made(folders: Mapping[str, Path], key: str, **options: object) -> Metric:
    """A metric with the small model that it takes."""
    if key.startswith("metricx"):
        options["token"] = TOKEN
    return METRICS[key].with_options({"model": str(folders[key]), **options})


def save_marian(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """A Marian that knows a few sentences by heart."""
    table = folder.parent / f"{folder.name}.tsv"
    table.write_text("".join(f"{a}\t{b}\n" for a, b in zip(ID, EN, strict=True)), "utf-8")
    words = [sys.executable, str(SCRIPT), str(folder), "--table", str(table), *TINY, *options]
    return subprocess.run(words, check=True, capture_output=True, text=True)


def pieces(spm: Path) -> list[tuple[str, float]]:
    """The pieces of a SentencePiece model with their scores, without its special ones."""
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=str(spm))
    numbers = range(3, model.get_piece_size())
    return [(model.id_to_piece(n), model.get_score(n)) for n in numbers]


def save_mt5(folder: Path, spm: Path) -> Path:
    """An mT5, untrained but whole."""
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration, T5Tokenizer

    special = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    T5Tokenizer(vocab=[*special, *pieces(spm)]).save_pretrained(folder)
    torch.manual_seed(7)
    config = MT5Config(
        vocab_size=400,
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=2,
        num_heads=4,
        initializer_factor=4.0,
    )
    model = MT5ForConditionalGeneration(config)
    with torch.no_grad():
        model.lm_head.weight.mul_(0.05)  # so that values fall into the scale of MetricX
    model.save_pretrained(folder)
    return folder


def save_nllb(folder: Path) -> Path:
    """An NLLB, untrained but whole, whose pieces are characters."""
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    letters = sorted({letter for text in (*ID, *EN) for letter in text if letter != " "} | {"▁"})
    names = ["<s>", "<pad>", "</s>", "<unk>", *letters]
    tokenizer = NllbTokenizer(
        vocab={name: at for at, name in enumerate(names)},
        merges=[],
        extra_special_tokens=["eng_Latn", "ind_Latn"],
        src_lang="eng_Latn",
        tgt_lang="eng_Latn",
    )
    tokenizer.save_pretrained(folder)
    torch.manual_seed(7)
    config = M2M100Config(
        vocab_size=len(tokenizer),
        d_model=32,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=256,
        encoder_layers=2,
        decoder_layers=2,
    )
    M2M100ForConditionalGeneration(config).save_pretrained(folder)
    return folder
