"""A Marian, M2M or NLLB model: probabilities of translations, and its attention."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from tqa.neural.batches import OnProgress, by_shape, no_progress, width_of
from tqa.neural.libraries import libraries, load

_NLLB = {"id": "ind_Latn", "en": "eng_Latn"}
_SIGNS = {"id": (">>ind<<", ">>id<<", ">>ind_Latn<<"), "en": (">>eng<<", ">>en<<")}
_LONGEST = 512  # pieces of a side


class Translator:
    """An encoder-decoder, its tokenizer, and the languages of source and target."""

    def __init__(self, folder: str, precision: str, langs: tuple[str, str], who: str) -> None:
        """The model of a folder.

        Raises:
            MissingExtra: PyTorch or transformers is not installed.
            InputError: the folder holds no encoder-decoder that can be loaded.
        """
        self.torch, _ = libraries(who)
        self.tokenizer, self.model = load(folder, "AutoModelForSeq2SeqLM", precision, self.torch)
        self.folder = folder
        self.langs = langs
        self.longest = min(_LONGEST, self.tokenizer.model_max_length)

    def log_probabilities(
        self,
        sources: Sequence[str],
        targets: Sequence[str],
        rows: int,
        on_progress: OnProgress = no_progress,
    ) -> list[float]:
        """For each pair the mean natural log-probability of the target's tokens and end token.

        The language token is given, and does not count.
        """
        if not sources:
            return []
        inputs, labels = self.pieces(sources), self.pieces(targets, target=True)
        found = [0.0] * len(sources)
        shapes = [
            (width_of(len(source), self.longest), width_of(len(target), self.longest))
            for source, target in zip(inputs, labels, strict=True)
        ]
        for some in by_shape(shapes, rows, on_progress):
            own = [inputs[at] for at in some], [labels[at] for at in some]
            values = self._forced(*own, *shapes[some[0]])
            for at, value in zip(some, values, strict=True):
                found[at] = value
        return found

    def pieces(
        self, texts: Sequence[str], *, target: bool = False, bare: bool = False
    ) -> list[list[int]]:
        """The ids of the pieces of texts; `bare`: without language and end tokens."""
        if not texts:
            return []
        for name, lang in zip(("src_lang", "tgt_lang"), self.langs, strict=True):
            if lang and hasattr(self.tokenizer, name):
                setattr(self.tokenizer, name, self.code(lang))
        if self.sign() and not target and not bare:
            texts = [f"{self.sign()} {text}" for text in texts]
        settings: dict[str, Any] = {"truncation": True, "max_length": self.longest}
        if bare:
            settings["add_special_tokens"] = False
        if not target:
            return list(self.tokenizer(list(texts), **settings)["input_ids"])
        return list(self.tokenizer(text_target=list(texts), **settings)["input_ids"])

    def sign(self) -> str:
        """The language token that a multilingual Marian model expects before a source, else ""."""
        return next((sign for sign in _SIGNS.get(self.langs[1], ()) if sign in self.signs), "")

    @cached_property
    def signs(self) -> frozenset[str]:
        """The tokens of all target languages; none if there is only one, or for other models."""
        known = getattr(self.tokenizer, "encoder", {})  # `supported_language_codes` may lack them
        return frozenset(piece for piece in known if piece[:2] == ">>" and piece[-2:] == "<<")

    def code(self, lang: str) -> str:
        """The model's code of a language."""
        nllb = _NLLB.get(lang, lang)
        known = self.tokenizer.convert_tokens_to_ids(nllb) != self.tokenizer.unk_token_id
        return nllb if known else lang

    def _forced(
        self, sources: list[list[int]], labels: list[list[int]], width: int, wide: int
    ) -> list[float]:
        if len(sources) == 1:
            # Matrix libraries compute a single row in another order than several: always use two.
            return self._forced(2 * sources, 2 * labels, width, wide)[:1]
        torch, config = self.torch, self.model.config
        pad = self.tokenizer.pad_token_id
        start = config.decoder_start_token_id
        ids, wanted = self.padded(sources, pad, width), self.padded(labels, pad, wide)
        given = self.padded([[start, *row[:-1]] for row in labels], pad, wide)
        lengths = torch.tensor([[len(row)] for row in sources], device=ids.device)
        mask = (torch.arange(ids.shape[1], device=ids.device)[None] < lengths).long()
        with torch.inference_mode():
            logits = self.model(
                input_ids=ids, attention_mask=mask, decoder_input_ids=given, use_cache=False
            ).logits
            chances = logits.float().log_softmax(-1).gather(-1, wanted[..., None])[..., 0]
        counted = self._counted(labels, wanted)
        sums = (chances.double() * counted).sum(1) / counted.sum(1).clamp(min=1)
        return [float(value) for value in sums.cpu()]

    def _counted(self, labels: list[list[int]], wanted: Any) -> Any:
        """1 for the pieces of the text and its end, 0 for padding and for the language."""
        torch = self.torch
        lengths = torch.tensor([[len(row)] for row in labels], device=wanted.device)
        inside = torch.arange(wanted.shape[1], device=wanted.device)[None] < lengths
        named = self.named()
        if named is not None:
            inside[:, 0] &= wanted[:, 0] != named
        return inside.double()

    def named(self) -> int | None:
        """The id of the target's language token, which M2M and NLLB put before the text."""
        if not hasattr(self.tokenizer, "tgt_lang") or not self.tokenizer.tgt_lang:
            return None
        lang = self.tokenizer.tgt_lang
        codes = getattr(self.tokenizer, "lang_code_to_id", {})  # M2M writes them __en__
        return int(codes[lang] if lang in codes else self.tokenizer.convert_tokens_to_ids(lang))

    def padded(self, rows: list[list[int]], blank: int, width: int = 0) -> Any:
        """Rows of numbers as one tensor, at least `width` wide."""
        torch = self.torch
        width = max(width, *map(len, rows))
        return torch.tensor(
            [row + [blank] * (width - len(row)) for row in rows], device=self.model.device
        )


@lru_cache(maxsize=2)
def translator(
    folder: str, content: str, precision: str, langs: tuple[str, str], who: str
) -> Translator:
    """The model of a folder, loaded once while its files do not change."""
    return Translator(folder, precision, langs, who)
