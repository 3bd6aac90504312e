"""An encoder-decoder whose score is the logit of one token at the first position (MetricX)."""

from collections.abc import Sequence
from functools import lru_cache

from tqa.base.errors import UsageError
from tqa.neural.batches import OnProgress, by_shape, no_progress, width_of
from tqa.neural.libraries import libraries, load

# Of the output; only the first counts. Matrices of fewer rows are multiplied in another order,
# so that the last bits of a value would depend on the size of its batch.
_PLACES = 4
_LONGEST = 1536  # tokens that MetricX-24 was trained on


class Regression:
    """The model, and the token whose logit is the score."""

    def __init__(self, folder: str, precision: str, who: str) -> None:
        """The model of a folder.

        Raises:
            MissingExtra: PyTorch or transformers is not installed.
            InputError: the folder holds no encoder-decoder that can be loaded.
        """
        self.torch, _ = libraries(who)
        self.tokenizer, self.model = load(folder, "AutoModelForSeq2SeqLM", precision, self.torch)

    def values(
        self, texts: Sequence[str], token: int, rows: int, on_progress: OnProgress = no_progress
    ) -> list[float]:
        """The score of each text: the logit of `token` at the first position of the output.

        Raises:
            UsageError: the model has no such token.
        """
        torch, end = self.torch, self.tokenizer.eos_token_id
        most = self.model.config.vocab_size
        if not 0 <= token < most:
            raise UsageError(f"token: not {token}", hint=f"this model has {most} tokens")
        settings = {"truncation": True, "max_length": _LONGEST}
        several = self.tokenizer(list(texts), **settings)["input_ids"] if texts else []
        ids = [row[:-1] if row[-1:] == [end] else row for row in several]
        found = [0.0] * len(texts)
        widths = [width_of(len(row), _LONGEST) for row in ids]
        for some in by_shape([(width,) for width in widths], rows, on_progress):
            width = widths[some[0]]
            gaps = [width - len(ids[at]) for at in some]
            blank, device = self.tokenizer.pad_token_id, self.model.device
            padded = [[*ids[at], *[blank] * gap] for at, gap in zip(some, gaps, strict=True)]
            mask = [[1] * (width - gap) + [0] * gap for gap in gaps]
            with torch.inference_mode():
                logits = self.model(
                    input_ids=torch.tensor(padded, device=device),
                    attention_mask=torch.tensor(mask, device=device),
                    decoder_input_ids=torch.zeros(
                        (len(some), _PLACES), dtype=torch.long, device=device
                    ),
                    use_cache=False,
                ).logits
            for at, value in zip(some, logits[:, 0, token].float().tolist(), strict=True):
                found[at] = value
        return found


@lru_cache(maxsize=2)
def regression(folder: str, content: str, precision: str, who: str) -> Regression:
    """The model of a folder, loaded once while its files do not change."""
    return Regression(folder, precision, who)
