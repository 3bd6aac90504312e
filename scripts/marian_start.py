"""Weights to start from: a Marian that translates word for word before its first lesson.

Each word of the source gets the vector of what the word links and the dictionary translate it by,
the last layer of the decoder hands what it looks at to the output as it stands, and some heads look
at the same place, or one place beside, from the first step on. What is left to learn is order,
inflection and the small words.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from marian_pieces import PAD, Pieces

_WAVES = 16  # of the place of a piece that words leave free and heads look by
_FIRST = (1.0, 0.4, 0.2)  # how much the translations of a word weigh, the most usual first
_NEXT = 0.8  # how much each further piece of a word weighs
_KNOWN = 8.0  # as many sightings the dictionary counts for,
_COPIED = 3.0  # ... and as many that a word stays as it is
_LINK = 0.1  # shares of links that are noise
_SENSE = 0.08  # shares of translations that are noise
_SENSES = 4
_GAZE = 2.44  # how sharply the decoder looks at the place of its own,
_BESIDE = 3.36  # ... heads at a place beside, and the decoder at the word behind the last
_FOLLOW = 1.22
_QUIET = 0.2  # of the usual size: what else layers add at the start
_CAPITAL = 0.6  # how much a capital letter weighs in the vector of a word,
_OWN = 0.3  # ... and what is that word's alone
_LENT = 0.3  # the share of the links of a word that count for it with a capital letter
_LAST = 0.3  # how loud the word before is, beside the word that is looked at


def free(width: int) -> range:
    """The waves of the place that no word uses: the fastest."""
    return range(min(_WAVES, width // 8))


def vectors(
    pieces: Pieces, rows: Sequence[Any], width: int, lang: str, *, dictionary: bool
) -> tuple[Any, Any]:
    """The vectors of the source's and of the target's pieces, all of length 1."""
    import torch

    target = _directions(pieces.target, width)
    source = torch.nn.functional.normalize(torch.randn(len(pieces.source), width))
    table, counts = _lexical(rows)
    _capitals(pieces, table, counts)
    for piece, at in pieces.source.items():
        found = torch.zeros(width)
        if at <= PAD:
            found = target[at]
        elif at in table:
            found = _seen(table[at], target) * counts[at]
        prior, weight = _unseen(piece, pieces, target, lang, dictionary=dictionary)
        if prior is not None:
            found = found + prior * weight
        if found.any():
            source[at] = torch.nn.functional.normalize(found, dim=0)
    return source, target


def _directions(numbers: dict[str, int], width: int) -> Any:
    """A direction for each piece of the target; one more makes a word begin with a capital."""
    import torch

    found = torch.randn(len(numbers) + 1, width)
    for wave in free(width):
        found[:, [wave, width // 2 + wave]] = 0
    found = torch.nn.functional.normalize(found)
    for piece, at in numbers.items():
        lower = numbers.get(_lower(piece), at)
        if lower != at:
            found[at] = _unit(found[lower] + _CAPITAL * found[-1] + _OWN * found[at])
    return found[:-1]


def _lower(piece: str) -> str:
    """A word with a capital letter, and no other, without it."""
    return piece.lower() if piece[1:].istitle() else piece


def _lexical(rows: Sequence[Any]) -> tuple[dict[int, Counter[int]], Counter[int]]:
    """How often each piece of a source is linked with each of a target, and how often it stands."""
    table: dict[int, Counter[int]] = defaultdict(Counter)
    counts: Counter[int] = Counter()
    for row in rows:
        counts.update(row.source)
        for here, there in zip(*(row.links > _LINK).nonzero(), strict=True):
            table[row.source[there]][row.target[here]] += float(row.links[here, there])
    return table, counts


def _capitals(pieces: Pieces, table: dict[int, Counter[int]], counts: Counter[int]) -> None:
    """Let what a word is linked with count a little for the word with a capital letter."""
    upper = {
        at: pieces.target.get(f"▁{piece[1:2].upper()}{piece[2:]}", at)
        for piece, at in pieces.target.items()
        if piece.startswith("▁")
    }
    for piece, at in pieces.source.items():
        lower = pieces.source.get(_lower(piece), at)
        if lower == at or lower not in table:
            continue
        for there, count in table[lower].items():
            table[at][upper.get(there, there)] += _LENT * count
        counts[at] += _LENT * counts[lower]


def _seen(translated: Counter[int], target: Any) -> Any:
    """The direction of what a piece is translated by."""
    import torch

    total = sum(translated.values())
    top = [(at, count / total) for at, count in translated.most_common(_SENSES)]
    kept = [(at, share) for at, share in top if share > _SENSE] or top[:1]
    return torch.nn.functional.normalize(sum(target[at] * share for at, share in kept), dim=0)


def _unseen(
    piece: str, pieces: Pieces, target: Any, lang: str, *, dictionary: bool
) -> tuple[Any, float]:
    """The direction of a piece by the dictionary or by its own form, and how much it weighs."""
    word = piece.removeprefix("▁")
    if dictionary and piece != word and word[:1].isalpha():
        from tqa.lang.forms.translations import translations

        several = translations(word, lang)[: len(_FIRST)]
        if several:
            parts = (
                _spelt(t[:1].upper() + t[1:] if word[0].isupper() else t, pieces, target) * weight
                for t, weight in zip(several, _FIRST, strict=False)
            )
            return _unit(sum(parts)), _KNOWN
    same = next((p for p in (piece, "▁" + word, word) if p in pieces.target), None)
    if same is not None:
        return target[pieces.target[same]], _COPIED
    return (_spelt(word, pieces, target), _COPIED) if piece != word and word else (None, 0.0)


def _spelt(text: str, pieces: Pieces, target: Any) -> Any:
    """The direction of the pieces of a text, the first most of all."""
    numbers = pieces.numbers(text, target=True)
    return _unit(sum(target[at] * _NEXT**n for n, at in enumerate(numbers)))


def _unit(vector: Any) -> Any:
    import torch

    return torch.nn.functional.normalize(vector, dim=0)


def start(model: Any, source: Any, target: Any) -> None:
    """Set the weights of a new model."""
    import torch

    inner = model.model
    with torch.no_grad():
        for layer in [*inner.encoder.layers, *inner.decoder.layers]:
            for module in layer.modules():
                if isinstance(module, torch.nn.Linear):
                    torch.nn.init.xavier_uniform_(module.weight)
            layer.self_attn.out_proj.weight.mul_(_QUIET)
            layer.fc2.weight.mul_(_QUIET)
        last = inner.decoder.layers[-1]
        for layer in inner.decoder.layers:
            torch.nn.init.eye_(layer.encoder_attn.v_proj.weight)
            torch.nn.init.eye_(layer.encoder_attn.out_proj.weight)
            if layer is not last:
                layer.encoder_attn.out_proj.weight.mul_(_QUIET)
        last.self_attn_layer_norm.weight.fill_(_LAST)
        _look(inner.encoder.layers[0].self_attn, 0, -1, _BESIDE)
        _look(inner.encoder.layers[0].self_attn, 1, +1, _BESIDE)
        _look(inner.decoder.layers[0].self_attn, 0, -1, _BESIDE)
        for head in range(model.config.decoder_attention_heads):
            _look(last.encoder_attn, head, 0, _GAZE)
        _follow(inner.encoder.layers[0].self_attn, last.encoder_attn)
        inner.encoder.embed_tokens.weight.copy_(source)
        inner.decoder.embed_tokens.weight.copy_(target)


def _look(attention: Any, head: int, beside: int, sharp: float) -> None:
    """Let a head look at the place so many pieces beside its own."""
    import torch

    width, size = attention.embed_dim, attention.head_dim
    if head >= attention.num_heads:
        return
    query, key = torch.zeros(size, width), torch.zeros(size, width)
    for n, wave in enumerate(free(width)[: size // 2]):
        turn = beside / 10000 ** (2 * wave / width)
        sine, cosine = wave, width // 2 + wave
        query[2 * n, sine], query[2 * n, cosine] = math.cos(turn), math.sin(turn)
        query[2 * n + 1, cosine], query[2 * n + 1, sine] = math.cos(turn), -math.sin(turn)
        key[2 * n, sine] = key[2 * n + 1, cosine] = 1
    some = slice(head * size, (head + 1) * size)
    attention.q_proj.weight[some] = sharp * query
    attention.k_proj.weight[some] = sharp * key


def _follow(beside: Any, across: Any) -> None:
    """Let the decoder look at the word behind the one that it has translated last.

    The first head of the encoder, which looks at the word before, writes that word where no other
    does, and the decoder looks for the word there that it has just written.
    """
    import torch

    width, size = across.embed_dim, across.head_dim
    rows = torch.linalg.qr(torch.randn(width, 2 * size))[0].T
    read, written = rows[:size], rows[size:]
    beside.v_proj.weight[:size] = read
    beside.out_proj.weight[:, :size] = written.T
    used = 2 * len(free(width)[: size // 2])
    left = size - used
    for head in range(across.num_heads if left else 0):
        first = left * (head % (size // left))
        some = slice(head * size + used, (head + 1) * size)
        across.q_proj.weight[some] = read[first : first + left] * _FOLLOW / _LAST
        across.k_proj.weight[some] = written[first : first + left] * _FOLLOW
