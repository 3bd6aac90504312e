"""Training of a Marian on a CPU: bfloat16 steps, and of the vectors only those that are met.

A step knows the pieces of its batch, the usual ones and some drawn at random, which stand for all
others: the softmax and the update of the vectors then cost a fifth of those over a vocabulary.
Each sentence does without some words and some parts of every layer, or a few thousand sentences
would be learnt by heart; a part is left out for the whole sentence (Gal and Ghahramani 2016),
which takes few random numbers.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from marian_lessons import Row
from marian_pieces import PAD, UNKNOWN

_USUAL = 1500  # pieces of the target that every step has,
_DRAWN = 750  # ... and drawn ones
_BETAS = (0.9, 0.98)
_FAINT = 1e-4  # gradients of a vector that are small beside this move it less
_SMOOTH = 0.1
_UNHEARD = 0.1  # the share of the parts of a layer that a sentence does without,
_UNREAD = 0.1  # ... of its words


class Vectors:
    """A table of vectors of which each step trains some, by Adam."""

    def __init__(self, weight: Any) -> None:
        import torch

        self.weight = weight.detach().clone()
        self._first, self._second = torch.zeros_like(self.weight), torch.zeros_like(self.weight)

    def take(self, numbers: Any) -> Any:
        """The vectors of some pieces for a step."""
        import torch

        self._numbers = numbers
        self._taken = self.weight[numbers].to(torch.bfloat16).requires_grad_()
        return self._taken

    def update(self, rate: float) -> None:
        """Move those that were taken."""
        gradient, at = self._taken.grad.float(), self._numbers
        first = self._first[at].lerp_(gradient, 1 - _BETAS[0])
        second = self._second[at].lerp_(gradient * gradient, 1 - _BETAS[1])
        self._first[at], self._second[at] = first, second
        self.weight[at] -= rate * first / (second.sqrt() + _FAINT)


class Trainer:
    """A model on its way: weights in single precision, steps in half."""

    def __init__(self, model: Any, rows: Iterable[Row]) -> None:
        import torch

        self._model = model
        inner = model.model
        sides = inner.encoder, inner.decoder
        self._source, self._target = (Vectors(side.embed_tokens.weight) for side in sides)
        self._size = len(self._target.weight)
        counts = Counter(at for row in rows for at in row.target)
        usual = [at for at, _ in counts.most_common(_USUAL)]
        self._usual = torch.tensor([*usual, UNKNOWN, PAD])
        for side in sides:  # the vectors come by the batch
            side.embed_tokens.weight.requires_grad_(False)
            side.embed_tokens.weight.data = torch.zeros(1, model.config.d_model)
        self._half = [weight for weight in model.parameters() if weight.requires_grad]
        self._full = [weight.detach().clone().requires_grad_() for weight in self._half]
        self._hooks = [part.register_forward_hook(_without) for part in _parts(inner)]
        model.to(torch.bfloat16).train()
        self._optimizer = torch.optim.AdamW(self._full, betas=_BETAS, weight_decay=0, fused=True)

    def step(self, batch: Sequence[Row], rate: float, guidance: float) -> float:
        """Learn from a batch; its loss."""
        import torch

        loss, missed = self._losses(batch)
        (loss + guidance * missed).backward()
        for half, full in zip(self._half, self._full, strict=True):
            full.grad = None if half.grad is None else half.grad.float()
            half.grad = None
        torch.nn.utils.clip_grad_norm_(self._full, 1.0)
        self._optimizer.param_groups[0]["lr"] = rate
        self._optimizer.step()
        with torch.no_grad():
            for half, full in zip(self._half, self._full, strict=True):
                half.copy_(full)
            self._source.update(rate)
            self._target.update(rate)
        return float(loss.detach())

    def finish(self) -> None:
        """Put the trained weights into the model."""
        import torch

        inner = self._model.model
        for hook in self._hooks:
            hook.remove()
        self._model.float().eval()
        with torch.no_grad():
            for half, full in zip(self._half, self._full, strict=True):
                half.data = full.detach()
            inner.encoder.embed_tokens.weight.data = self._source.weight
            inner.decoder.embed_tokens.weight.data = self._target.weight
            self._model.lm_head.weight = inner.decoder.embed_tokens.weight
            for side in (inner.encoder, inner.decoder):
                side.embed_positions.weight.copy_(side.embed_positions.create_weight())

    def _losses(self, batch: Sequence[Row]) -> tuple[Any, Any]:
        """Cross entropy with smoothed labels, and how far attention is from the links."""
        import torch
        from torch.nn.functional import cross_entropy, embedding, linear
        from torch.nn.utils.rnn import pad_sequence

        sources = pad_sequence([torch.tensor(row.source) for row in batch], True, PAD)
        labels = pad_sequence([torch.tensor(row.target) for row in batch], True, -100)
        given = pad_sequence([torch.tensor([PAD, *row.target[:-1]]) for row in batch], True, PAD)
        met, places = sources.unique(return_inverse=True)
        scale = math.sqrt(self._model.config.d_model)
        counted = labels != -100
        wanted = labels[counted]
        known, weights = self._candidates(wanted)
        where = torch.zeros(self._size, dtype=torch.long)
        where[known] = torch.arange(len(known))
        vectors = self._target.take(known)
        output = self._model.model(
            inputs_embeds=_read(embedding(places, self._source.take(met))) * scale,
            attention_mask=sources != PAD,
            decoder_inputs_embeds=_read(embedding(where[given], vectors)),
            use_cache=False,
            output_attentions=True,
        )
        logits = linear(output.last_hidden_state[counted], vectors).float() + weights
        loss = cross_entropy(logits, where[wanted], label_smoothing=_SMOOTH)
        return loss, _missed(batch, output.cross_attentions[-1])

    def _candidates(self, wanted: Any) -> tuple[Any, Any]:
        """The pieces that a step knows, and the logarithm of how many each of them stands for."""
        import torch

        sure = torch.zeros(self._size, dtype=torch.bool)
        sure[wanted] = True
        sure[self._usual] = True
        drawn = torch.zeros_like(sure)
        drawn[torch.randint(self._size, (_DRAWN,))] = True
        some, others = sure.nonzero()[:, 0], (drawn & ~sure).nonzero()[:, 0]
        weights = torch.zeros(len(some) + len(others))
        if len(others):
            weights[len(some) :] = math.log((self._size - len(some)) / len(others))
        return torch.cat([some, others]), weights


def _parts(inner: Any) -> Iterable[Any]:
    """What a sentence does without some parts of: what layers add, and what the decoder says."""
    for layer in [*inner.encoder.layers, *inner.decoder.layers]:
        yield from (layer.self_attn.out_proj, layer.fc1, layer.fc2)
    yield from (layer.encoder_attn.out_proj for layer in inner.decoder.layers)
    yield inner.decoder.layers[-1].final_layer_norm


def _without(_part: Any, _given: Any, made: Any) -> Any:
    """What a part of a layer has made, without some of it."""
    import torch

    kept = torch.rand(made.shape[0], 1, made.shape[2]) >= _UNHEARD
    return made * (kept / (1 - _UNHEARD)).to(made.dtype)


def _read(vectors: Any) -> Any:
    """The vectors of sentences, without some words."""
    import torch

    return vectors * (torch.rand(*vectors.shape[:2], 1) >= _UNREAD)


def _missed(batch: Sequence[Row], attention: Any) -> Any:
    """How far the mean of the heads is from the links of a batch."""
    import torch

    looked = attention.float().mean(1)
    links = torch.zeros(looked.shape)
    for at, row in enumerate(batch):
        if row.links is not None:
            links[at, : len(row.target), : len(row.source)] = torch.from_numpy(row.links)
    return -(links * (looked + 1e-6).log()).sum() / links.sum().clamp(min=1)
