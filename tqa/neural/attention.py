"""The attention of the words of a translation to the words of its source."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from tqa.neural.batches import by_length
from tqa.neural.translator import Translator


def attention(
    model: Translator, sources: Sequence[str], targets: Sequence[str], rows: int
) -> list[Any]:
    """For each pair an array (target words, source words), split at white space.

    The mean of the heads of the last layer, summed over the pieces of a source word and averaged
    over those of a target word. None if the pieces cannot be matched with the words.
    """
    inputs, labels = model.pieces(sources), model.pieces(targets, target=True)
    found: list[Any] = [None] * len(sources)
    lengths = [max(len(s), len(t)) for s, t in zip(inputs, labels, strict=True)]
    for some in by_length(lengths, rows):
        looked = _forced(model, [inputs[at] for at in some], [labels[at] for at in some])
        for at, matrix in zip(some, looked, strict=True):
            there = _words(model, inputs[at], sources[at])
            here = _words(model, labels[at], targets[at], target=True)
            if there and here:
                found[at] = _by_words(matrix, here, there)
    return found


def _forced(model: Translator, sources: list[list[int]], labels: list[list[int]]) -> Any:
    torch, pad = model.torch, model.tokenizer.pad_token_id
    start = model.model.config.decoder_start_token_id
    ids = model.padded(sources, pad)
    given = model.padded([[start, *row[:-1]] for row in labels], pad)
    lengths = torch.tensor([[len(row)] for row in sources], device=ids.device)
    mask = (torch.arange(ids.shape[1], device=ids.device)[None] < lengths).long()
    model.model.set_attn_implementation("eager")  # others return no attention weights
    with torch.inference_mode():
        output = model.model(
            input_ids=ids,
            attention_mask=mask,
            decoder_input_ids=given,
            use_cache=False,
            output_attentions=True,
        )
    return output.cross_attentions[-1].float().mean(1).cpu().numpy()


def _words(
    model: Translator, row: Sequence[int], text: str, *, target: bool = False
) -> list[list[int]]:
    """The positions of the pieces of each word, [] if they do not match the text."""
    unknown = model.tokenizer.unk_token_id
    special = {*model.tokenizer.all_special_ids} - {unknown}
    special.update(model.tokenizer.convert_tokens_to_ids(list(model.signs)))
    names = _names(model, row, target=target)
    kept = [at for at, number in enumerate(row) if number not in special]
    words = text.split()
    if "".join(names[at].replace("▁", "") for at in kept) == "".join(words):
        return _by_letters([(at, names[at].replace("▁", "")) for at in kept], words)
    found: list[list[int]] = []
    for at in kept:
        if names[at].startswith("▁") or not found:
            found.append([])
        found[-1].append(at)
    return found if len(found) == len(words) else []


def _names(model: Translator, row: Sequence[int], *, target: bool) -> list[str]:
    """The pieces of a row; a Marian model may have separate vocabularies."""
    tokenizer = model.tokenizer
    if target or not getattr(tokenizer, "separate_vocabs", False):
        return list(tokenizer.convert_ids_to_tokens(row))
    numbers = set(row)
    known = {number: piece for piece, number in tokenizer.encoder.items() if number in numbers}
    return [known[number] for number in row]


def _by_letters(pieces: Sequence[tuple[int, str]], words: Sequence[str]) -> list[list[int]]:
    """The positions of the pieces of each word, [] if a piece has letters of two words."""
    ends = list(accumulate(map(len, words)))
    found: list[list[int]] = [[] for _ in words]
    done = 0
    for at, letters in pieces:
        word = bisect_right(ends, done)
        if word == len(words) or done + len(letters) > ends[word]:
            return []
        found[word].append(at)
        done += len(letters)
    return found


def _by_words(matrix: Any, here: list[list[int]], there: list[list[int]]) -> Any:
    import numpy as np

    columns = np.stack([matrix[:, word].sum(1) for word in there], axis=1)
    return np.stack([columns[word].mean(0) for word in here])
