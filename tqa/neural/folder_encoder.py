"""A local sentence encoder, run through transformers: texts -> unit vectors."""

from collections.abc import Iterator, Sequence
from typing import Any

from tqa.base.errors import InputError
from tqa.neural.encoder import Encoder
from tqa.neural.encoder_folder import Recipe, fingerprint, read_recipe
from tqa.neural.libraries import first_line, libraries

_ROWS = 16  # texts of a batch
_STEP = 16  # tokens by which the lengths of batches grow


class FolderEncoder(Encoder):
    """The encoder of a folder. The shape of a batch depends on its length only."""

    def __init__(self, folder: str, who: str = "--scorer embeddings") -> None:
        """The encoder of a folder; `who` needs it.

        Raises:
            MissingExtra: there is no such folder, or transformers is not installed.
            InputError: the folder holds no encoder that can be loaded.
        """
        recipe = read_recipe(folder)
        self._torch, numpy = libraries(who)
        self._recipe = recipe
        try:
            self._tokenizer, self._model = _load(recipe, self._torch)
            self._dense = [_layer(dense, self._torch) for dense in recipe.dense]
        except Exception as error:  # the libraries do not document what they raise
            message = f"cannot be loaded as an encoder: {first_line(error)}"
            raise InputError(message, where=folder) from None
        self._longest = _longest(self._tokenizer, self._model, recipe)
        super().__init__(fingerprint(recipe), numpy)

    def vectors(self, texts: Sequence[str]) -> Iterator[tuple[str, Any]]:
        prefixed = [self._recipe.prefix + text for text in texts]
        tokens = self._tokenizer(prefixed, truncation=True, max_length=self._longest)["input_ids"]
        lengths = [min(-(-len(ids) // _STEP) * _STEP, self._longest) for ids in tokens]
        order = sorted(range(len(texts)), key=lambda at: (lengths[at], texts[at]))
        start = 0
        while start < len(order):
            length = lengths[order[start]]
            some = [at for at in order[start : start + _ROWS] if lengths[at] == length]
            start += len(some)
            vectors = self._batch([tokens[at] for at in some], length)
            for at, vector in zip(some, vectors, strict=False):
                yield texts[at], vector

    def _batch(self, tokens: list[list[int]], length: int) -> Any:
        torch = self._torch
        blank = self._tokenizer.pad_token_id or 0
        ids = torch.full((_ROWS, length), blank, dtype=torch.long)
        mask = torch.zeros((_ROWS, length), dtype=torch.long)
        mask[:, 0] = 1  # a row of padding must attend to something
        for row, text in enumerate(tokens):
            ids[row, : len(text)] = torch.tensor(text)
            mask[row, : len(text)] = 1
        with torch.inference_mode():
            vectors = self._pooled(self._model(input_ids=ids, attention_mask=mask), mask)
            for layer in self._dense:
                vectors = layer(vectors)
            vectors = torch.nn.functional.normalize(vectors.float(), dim=-1)
        return vectors.numpy().astype(self._numpy.float16)

    def _pooled(self, output: Any, mask: Any) -> Any:
        if self._recipe.pooling == "pooler":
            return output.pooler_output
        states = output.last_hidden_state
        if self._recipe.pooling == "cls":
            return states[:, 0]
        weights = mask.unsqueeze(-1).to(states.dtype)
        if self._recipe.pooling == "max":
            return states.masked_fill(weights == 0, float("-inf")).max(1).values
        return (states * weights).sum(1) / weights.sum(1)


def _load(recipe: Recipe, torch: Any) -> tuple[Any, Any]:
    from transformers import AutoModel, AutoTokenizer

    folder = str(recipe.folder)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
    if model.config.is_encoder_decoder:
        model = model.get_encoder()
    return tokenizer, model.eval()


def _layer(dense: Any, torch: Any) -> Any:
    """A dense layer of sentence-transformers."""
    weights = dense.folder / "model.safetensors"
    if weights.is_file():
        from safetensors.torch import load_file

        state = load_file(weights)
    else:
        state = torch.load(dense.folder / "pytorch_model.bin", weights_only=True)
    weight, bias = state["linear.weight"], state.get("linear.bias")
    activation = getattr(torch.nn, dense.activation)()
    return lambda vectors: activation(torch.nn.functional.linear(vectors, weight, bias))


def _longest(tokenizer: Any, model: Any, recipe: Recipe) -> int:
    """The maximum number of tokens; some models number positions after the padding token."""
    positions = getattr(model.config, "max_position_embeddings", None) or 512
    for name, module in model.named_modules():
        if name.endswith("position_embeddings"):
            padding = getattr(module, "padding_idx", None)
            positions -= 0 if padding is None else padding + 1
    return int(min(tokenizer.model_max_length, positions, recipe.longest))
