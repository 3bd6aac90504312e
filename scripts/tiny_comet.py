"""Make small COMET checkpoints, untrained but whole, in seconds and without any download.

  comet/bin/python scripts/tiny_comet.py FOLDER

Runs in the environment of unbabel-comet (requirements-comet.txt). FOLDER then holds `encoder`, an
XLM-R with a SentencePiece model of the texts of corpora/, and around it what comet itself saves
(hparams.yaml and checkpoints/model.ckpt): `comet` as wmt22-comet-da, `referenceless` as
wmt20-comet-qe-da and `cometkiwi` as wmt22-cometkiwi-da. Their values say nothing about
translations, but differ from segment to segment and are the same each time.
"""

import argparse
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).parents[1] / "corpora"
# What the big models say in their own hparams.yaml, but for the sizes.
SHARED = {
    "encoder_model": "XLM-RoBERTa",
    "layer_transformation": "sparsemax",
    "layer_norm": False,
    "hidden_sizes": [48, 16],
    "activations": "Tanh",
    "load_pretrained_weights": True,
}


def lines() -> Iterator[str]:
    """The lines of our own articles that have words."""
    for path in sorted(CORPORA.glob("*/article.*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield line.strip()


def save_encoder(folder: Path) -> Path:
    """An XLM-R of random weights, large enough that texts differ."""
    import sentencepiece
    import torch
    from transformers import XLMRobertaConfig, XLMRobertaModel, XLMRobertaTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    pieces = BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=lines(),
        model_writer=pieces,
        vocab_size=1000,
        num_threads=1,
        minloglevel=2,
    )
    vocabulary = folder / "sentencepiece.bpe.model"
    vocabulary.write_bytes(pieces.getvalue())
    tokenizer = XLMRobertaTokenizerFast(vocab_file=str(vocabulary), model_max_length=128)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(7)
    config = XLMRobertaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=130,
        initializer_range=0.2,
        pad_token_id=tokenizer.pad_token_id,
    )
    XLMRobertaModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


def save_model(folder: Path, kind: str, **options: object) -> Path:
    """A model of one of comet's kinds, saved as its own training saves it."""
    import torch
    from comet.models import str2model
    from pytorch_lightning import Trainer
    from pytorch_lightning.core.saving import save_hparams_to_yaml

    torch.manual_seed(8)
    model = str2model[kind](**SHARED, **options)
    spread(model.estimator, torch)
    trainer = Trainer(accelerator="cpu", logger=False, enable_checkpointing=False)
    trainer.strategy.connect(model)
    checkpoint = folder / "checkpoints" / "model.ckpt"
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    trainer.save_checkpoint(checkpoint, weights_only=True)
    save_hparams_to_yaml(str(folder / "hparams.yaml"), model.hparams)
    return checkpoint


def spread(estimator: Any, torch: Any) -> None:
    """Values about 0.8 that differ by some hundredths, as those of trained models do."""
    last = [layer for layer in estimator.modules() if isinstance(layer, torch.nn.Linear)][-1]
    with torch.no_grad():
        last.weight.mul_(2.0)
        last.bias.fill_(0.8)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.resolve()
    warnings.simplefilter("ignore")  # on the future of the libraries
    encoder = str(save_encoder(folder / "encoder"))
    plain = {"pool": "avg", "layer": "mix", "pretrained_model": encoder}
    save_model(folder / "comet", "regression_metric", **plain)
    save_model(folder / "referenceless", "referenceless_regression_metric", **plain)
    save_model(
        folder / "cometkiwi",
        "unified_metric",
        sent_layer="mix",
        word_layer=2,
        input_segments=["mt", "src"],
        word_level_training=True,
        pretrained_model=encoder,
    )


if __name__ == "__main__":
    main()
