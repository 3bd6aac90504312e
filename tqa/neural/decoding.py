"""Beam search by a translation model, with words that it should use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tqa.base.errors import InputError
from tqa.neural.batches import by_length
from tqa.neural.translator import Translator

Pieces = tuple[int, ...]
Wanted = Sequence[Sequence[str]]  # words that a translation must have: any one form of each

_MORE = 24  # a translation may have twice the pieces of its source, and so many more
# chosen on 90 short segments with scripts/bench/translate.py (bench/README.md)
_STEP = 2.5  # added to the log-probability of each piece of a wanted word
_END = 6.0  # ... and subtracted from that of an end for each wanted word that is missing,
_LONG = 1.2  # while the translation is at most so many times as long as its source


@dataclass(frozen=True)
class SearchSettings:
    """Parameters of the search."""

    beams: int = 4
    rows: int = 16  # texts in a batch


def translations(
    model: Translator,
    texts: Sequence[str],
    search: SearchSettings,
    wanted: Sequence[Wanted] = (),
    on_progress: Callable[[int], None] | None = None,
) -> list[str]:
    """The translation of each text, in order. `wanted` are the words that each should have.

    Texts that are too long for the model are truncated; see `too_long`.

    Raises:
        InputError: the model does not know one of its languages.
    """
    _check_languages(model)
    inputs = model.pieces(texts)
    found = [""] * len(texts)
    for some in by_length([len(row) for row in inputs], search.rows):
        asked = [wanted[at] for at in some] if wanted else []
        rows = _generate(model, [inputs[at] for at in some], search, asked)
        for at, row in zip(some, rows, strict=True):
            found[at] = model.tokenizer.decode(row, skip_special_tokens=True).strip()
        if on_progress:
            on_progress(len(some))
    return found


def too_long(model: Translator, text: str) -> bool:
    """Whether a text has more pieces than the model accepts."""
    if len(text) < model.longest // 2:
        return False
    return bool(len(model.tokenizer(text)["input_ids"]) > model.longest)


def _check_languages(model: Translator) -> None:
    tokenizer = model.tokenizer
    if model.signs and not model.sign():
        where = model.folder
        raise InputError(f"the model does not know the language {model.langs[1]!r}", where=where)
    codes = getattr(tokenizer, "lang_code_to_id", {})
    for name, lang in zip(("src_lang", "tgt_lang"), model.langs, strict=True):
        code = model.code(lang)
        known = code in codes or tokenizer.convert_tokens_to_ids(code) != tokenizer.unk_token_id
        if hasattr(tokenizer, name) and not known:
            raise InputError(f"the model does not know the language {lang!r}", where=model.folder)


def _generate(
    model: Translator, rows: list[list[int]], search: SearchSettings, wanted: Sequence[Wanted]
) -> list[list[int]]:
    """The pieces of the translations of a batch."""
    torch, tokenizer = model.torch, model.tokenizer
    ids = model.padded(rows, tokenizer.pad_token_id)
    lengths = torch.tensor([[len(row)] for row in rows], device=ids.device)
    settings: dict[str, Any] = {}
    named = model.named()
    if named is not None:
        settings["forced_bos_token_id"] = named
    if any(wanted):
        forms = [_sequences(model, each) for each in wanted]
        helper = _Helper(forms, list(map(len, rows)), search.beams, tokenizer.eos_token_id)
        settings["logits_processor"] = [helper]
    with torch.inference_mode():
        made = model.model.generate(
            input_ids=ids,
            attention_mask=(torch.arange(ids.shape[1], device=ids.device)[None] < lengths).long(),
            num_beams=search.beams,
            do_sample=False,
            max_length=None,
            max_new_tokens=min(model.longest - 2, 2 * ids.shape[1] + _MORE),
            **settings,
        )
    return [list(row) for row in made.tolist()]


def _sequences(model: Translator, wanted: Wanted) -> list[tuple[Pieces, ...]]:
    """The pieces of each form of each word inside a sentence."""
    return [
        tuple(dict.fromkeys(tuple(row) for row in model.pieces(forms, target=True, bare=True)))
        for forms in wanted
    ]


class _Helper:
    """Raises the scores of pieces of wanted words; an abandoned word loses its bonus."""

    def __init__(
        self, wanted: list[list[tuple[Pieces, ...]]], lengths: list[int], beams: int, end: int
    ) -> None:
        self._wanted = wanted
        self._lengths = lengths  # of the sources
        self._beams = beams
        self._end = end

    def __call__(self, given: Any, scores: Any) -> Any:
        """The log-probabilities of the next piece of each beam."""
        scores = scores.clone()
        for at, row in enumerate(given.tolist()):
            words = self._wanted[at // self._beams]
            missing = [forms for forms in words if not any(_holds(row, form) for form in forms)]
            going = max((_begun(row, form) for forms in missing for form in forms), default=0)
            if going:
                scores[at] -= _STEP * going  # beams that continue keep the bonus
            bonus: dict[int, float] = {}
            for forms in missing:
                for form in forms:
                    done = _begun(row, form)
                    gain = _STEP * (done + 1 if done else 1)
                    bonus[form[done]] = max(bonus.get(form[done], 0.0), gain)
            for piece, gain in bonus.items():
                scores[at, piece] += gain
            if len(row) <= _LONG * self._lengths[at // self._beams]:
                scores[at, self._end] -= _END * len(missing)
        return scores


def _holds(row: Sequence[int], form: Pieces) -> bool:
    size = len(form)
    return any(tuple(row[at : at + size]) == form for at in range(len(row) - size + 1))


def _begun(row: Sequence[int], form: Pieces) -> int:
    """How many pieces of a form, but not all, are at the end of a row."""
    most = min(len(form) - 1, len(row))
    return next((n for n in range(most, 0, -1) if tuple(row[-n:]) == form[:n]), 0)
