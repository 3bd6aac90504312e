"""The tokenizers of BLEU: mteval-v13a here, by chunk; the others by sacrebleu."""

import os
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tqa.base.errors import MissingExtra, UsageError

# mteval-v13a.pl: language-independent part, then punctuation, then . and , and - by digits.
_ENTITIES = (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"))
_STEPS = (
    (re.compile(r"([\{-\~\[-\` -\&\(-\+\:-\@\/])"), r" \1 "),
    (re.compile(r"([^0-9])([\.,])"), r"\1 \2 "),
    (re.compile(r"([\.,])([^0-9])"), r" \1 \2"),
    (re.compile(r"([0-9])(-)"), r"\1 \2 "),
)
SENTENCEPIECE = ("spm", "flores101", "flores200", "spBLEU-1K")
# As sacrebleu names them in its signatures, and where it keeps the models.
_MODELS = {
    "spm": ("flores101", "sacrebleu_tokenizer_spm.model"),
    "flores101": ("flores101", "sacrebleu_tokenizer_spm.model"),
    "flores200": ("flores200", "flores200sacrebleuspm"),
    "spBLEU-1K": ("spBLEU-1K", "spbleu-1k_tokenizer_spm.model"),
}


def v13a(text: str) -> Sequence[str]:
    """The tokens of mteval-v13a."""
    if text.isalnum():
        return (text,)
    if text[-1:] in (",", ".") and text[:-1].isalnum():
        return text[:-1], text[-1]
    text = text.replace("<skipped>", "").replace("-\n", "").replace("\n", " ")
    if "&" in text:
        for entity, sign in _ENTITIES:
            text = text.replace(entity, sign)
    text = f" {text} "
    for pattern, by in _STEPS:
        text = pattern.sub(by, text)
    return text.split()


@lru_cache(maxsize=8)
def other(name: str, model: str) -> tuple[Callable[[str], Sequence[str]], str]:
    """A tokenizer that sees whole lines, and its name in the signature.

    Raises:
        UsageError: there is no such tokenizer, or no model for it.
        MissingExtra: it needs a package that is not installed.
    """
    if name in SENTENCEPIECE:
        return _sentencepiece(name, model), _MODELS[name][0]
    from sacrebleu.metrics import bleu

    if name not in bleu.BLEU.TOKENIZERS:
        raise UsageError(
            f"unknown tokenizer {name!r}", hint=f"known: {', '.join(sorted(bleu.BLEU.TOKENIZERS))}"
        )
    try:
        tokenizer: Any = bleu._get_tokenizer(name)()
    except (ImportError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise MissingExtra(f"the tokenizer {name!r} cannot run: {reason}") from None
    return (lambda text: tokenizer(text.rstrip()).split()), str(tokenizer.signature())


def _sentencepiece(name: str, model: str) -> Callable[[str], Sequence[str]]:
    """Pieces of a SentencePiece model: the user's file, or the one that sacrebleu has kept."""

    try:
        module: Any = import_module("sentencepiece")
    except ImportError:
        raise MissingExtra(
            f"the tokenizer {name!r} requires SentencePiece", hint="pip install sentencepiece"
        ) from None
    kept = Path(os.environ.get("SACREBLEU", Path.home() / ".sacrebleu"), "models", _MODELS[name][1])
    path = Path(model) if model else kept
    if not path.is_file():
        raise UsageError(
            f"no SentencePiece model for the tokenizer {name!r}: no file {str(path)!r}",
            hint="name one with --option bleu.model=FILE",
        )
    processor = module.SentencePieceProcessor(model_file=str(path))
    return lambda text: " ".join(processor.encode(text.rstrip(), out_type=str)).split()
