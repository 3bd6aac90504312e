"""Small real encoders, built and saved here: words that translate each other have one vector."""

import json
from pathlib import Path
from typing import Any

PAIRS = (
    ("gempa", "earthquake"), ("mengguncang", "shook"), ("pesisir", "coast"), ("rumah", "houses"),
    ("rusak", "damaged"), ("warga", "residents"), ("mengungsi", "fled"), ("lapangan", "field"),
    ("pasar", "market"), ("sekolah", "schools"), ("ditutup", "closed"), ("pekan", "week"),
    ("pemerintah", "government"), ("mengirim", "sent"), ("beras", "rice"), ("obat", "medicine"),
    ("hujan", "rain"), ("turun", "fell"), ("malam", "night"), ("jalan", "road"),
    ("longsor", "landslide"), ("tertimbun", "buried"), ("petugas", "officers"), ("alat", "tools"),
)  # fmt: skip
ID = [
    "Gempa mengguncang pesisir.",
    "Rumah warga rusak.",
    "Warga mengungsi: lapangan, pasar.",
    "Sekolah ditutup pekan.",
    "Pemerintah mengirim beras, obat.",
    "Hujan turun malam.",
    "Jalan tertimbun longsor.",
    "Petugas mengirim alat.",
]
EN = [
    "Earthquake shook coast.",
    "Residents houses damaged.",
    "Residents fled: field, market.",
    "Schools closed week.",
    "Government sent rice, medicine.",
    "Rain fell night.",
    "Landslide buried road.",
    "Officers sent tools.",
]
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ",", ":", "[OTHER]")
SIZES: dict[str, Any] = {
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 32,
    "max_position_embeddings": 64,
}


def numbered() -> list[str]:
    """Words that both languages share, so that long documents differ from line to line."""
    return [f"{a}{b}" for a in "bcdfghjklmnprstvwyz" for b in ("an", "em", "ir", "os", "ut", "ax")]


def save_bert(folder: Path) -> Path:
    """A BERT with a WordPiece tokenizer."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    vocabulary = [*SPECIAL, *(word for pair in PAIRS for word in pair), *numbered()]
    folder.mkdir(parents=True)
    BertTokenizer(
        vocab={word: at for at, word in enumerate(vocabulary)}, do_lower_case=True
    ).save_pretrained(folder)
    torch.manual_seed(7)
    model = BertModel(BertConfig(vocab_size=len(vocabulary), **SIZES))
    with torch.no_grad():
        model.embeddings.position_embeddings.weight.mul_(0.1)
        words = model.embeddings.word_embeddings.weight
        words.normal_()
        words[: len(SPECIAL)] *= 0.05
        for number in range(len(PAIRS)):
            at = len(SPECIAL) + 2 * number
            words[at + 1] = words[at]
    model.save_pretrained(folder)
    return folder


def save_xlm_roberta(folder: Path) -> Path:
    """An XLM-R with a SentencePiece model, as its checkpoints come: untrained, but whole."""
    import sentencepiece
    import torch
    from transformers import XLMRobertaConfig, XLMRobertaModel

    folder.mkdir(parents=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*ID, *EN] * 4),
        model_prefix=str(folder / "sentencepiece.bpe"),
        vocab_size=120,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "sentencepiece.bpe.vocab").unlink()
    settings = {"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": 512}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    torch.manual_seed(7)
    config = XLMRobertaConfig(vocab_size=256, pad_token_id=1, **SIZES)
    XLMRobertaModel(config).save_pretrained(folder)
    return folder


def save_sentence_transformer(folder: Path) -> Path:
    """The BERT with the pooling and the dense layer of a sentence-transformers folder."""
    import torch
    from safetensors.torch import save_file

    save_bert(folder)
    kinds = ("Transformer", "Pooling", "Dense", "Normalize")
    paths = ("", "1_Pooling", "2_Dense", "3_Normalize")
    modules = [
        {"idx": at, "name": str(at), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for at, (kind, path) in enumerate(zip(kinds, paths, strict=True))
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    for path in paths[1:]:
        (folder / path).mkdir()
    pooling = {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    dense = {"activation_function": "torch.nn.modules.activation.Tanh"}
    (folder / "2_Dense" / "config.json").write_text(json.dumps(dense))
    torch.manual_seed(8)
    state = {"linear.weight": torch.randn(32, 64), "linear.bias": torch.randn(32)}
    save_file(state, folder / "2_Dense" / "model.safetensors")
    return folder
