"""The vectors of the tokens of a text at one layer of an encoder."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tqa.base.errors import UsageError
from tqa.neural.batches import by_shape, width_of
from tqa.neural.libraries import libraries, load


class TextVectors(NamedTuple):
    """The tokens of a text, and a unit vector (float32) for each."""

    ids: tuple[int, ...]
    vectors: Any


class TokenVectors:
    """An encoder of tokens, up to one of its layers."""

    def __init__(self, folder: str, precision: str, who: str) -> None:
        """The encoder of a folder.

        Raises:
            MissingExtra: PyTorch or transformers is not installed.
            InputError: the folder holds no model that can be loaded.
        """
        self.torch, _ = libraries(who)
        self.tokenizer, model = load(folder, "AutoModel", precision, self.torch)
        self.model = model.get_encoder() if model.config.is_encoder_decoder else model
        positions = getattr(model.config, "max_position_embeddings", None) or 512
        padding = (getattr(model.config, "pad_token_id", 0) or 0) + 1
        # RoBERTa numbers positions after the padding token.
        roberta = "roberta" in str(model.config.model_type)
        self._longest = min(
            self.tokenizer.model_max_length, positions - (padding if roberta else 0), 512
        )

    def layer(self, wanted: int) -> int:
        """The number of a layer, -1 being the last; 0 are the embeddings.

        Raises:
            UsageError: there is no such layer.
        """
        most = int(self.model.config.num_hidden_layers)
        if not -most - 1 <= wanted <= most:
            raise UsageError(f"layer: not {wanted}", hint=f"known: 0 to {most}, or -1 for the last")
        return wanted if wanted >= 0 else most + 1 + wanted

    @property
    def special(self) -> frozenset[int]:
        """The tokens that stand at the ends of every text."""
        return frozenset(self.tokenizer.all_special_ids) - {self.tokenizer.unk_token_id}

    def tokens(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        """The tokens of each text."""
        settings = {"truncation": True, "max_length": self._longest}
        ids = self.tokenizer(list(texts), **settings)["input_ids"] if texts else []
        return [tuple(each) for each in ids]

    def of(self, texts: Sequence[str], layer: int, rows: int) -> Iterator[tuple[str, TextVectors]]:
        """Each different text with its tokens and their vectors, in any order."""
        torch = self.torch
        several = list(dict.fromkeys(texts))
        ids = self.tokens(several)
        widths = [width_of(len(each), self._longest) for each in ids]
        for some in by_shape([(width,) for width in widths], rows):
            width = widths[some[0]]
            blank = self.tokenizer.pad_token_id or 0
            padded = [[*ids[at], *[blank] * (width - len(ids[at]))] for at in some]
            mask = [[1] * len(ids[at]) + [0] * (width - len(ids[at])) for at in some]
            with torch.inference_mode():
                states = self.model(
                    input_ids=torch.tensor(padded, device=self.model.device),
                    attention_mask=torch.tensor(mask, device=self.model.device),
                    output_hidden_states=True,
                ).hidden_states[layer]
                vectors = torch.nn.functional.normalize(states.float(), dim=-1).cpu().numpy()
            for row, at in zip(vectors, some, strict=True):
                yield several[at], TextVectors(ids[at], row[: len(ids[at])].copy())


@lru_cache(maxsize=2)
def token_vectors(folder: str, content: str, precision: str, who: str) -> TokenVectors:
    """The encoder of a folder, loaded once while its files do not change."""
    return TokenVectors(folder, precision, who)
