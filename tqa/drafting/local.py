"""A local translation model: its folder, its direction, its batches."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqa.base.errors import UsageError
from tqa.neural.attention import attention
from tqa.neural.batches import TURN
from tqa.neural.decoding import SearchSettings, too_long, translations
from tqa.neural.folder import model_folder, model_hash
from tqa.neural.libraries import libraries, precision_of
from tqa.neural.translator import Translator, translator

WHO = "tqa translate"
_CODES = {"ind": "id", "in": "id", "eng": "en"}
_EXAMPLE = "Helsinki-NLP/opus-mt-{}-{}"
_BREAKS = (", ", "; ", ": ", " ")  # where a text that is too long for the model is parted


@dataclass(frozen=True)
class LocalModel:
    """A model that translates plain sentences in one direction."""

    translator: Translator
    search: SearchSettings
    on_progress: Callable[[int], None] | None = None

    def translations(
        self, texts: Sequence[str], wanted: Sequence[Sequence[Sequence[str]]] = ()
    ) -> list[str]:
        """The translation of each text; one that is too long for the model is parted."""
        parts = [self._parted(text) for text in texts]
        flat = [part for several in parts for part in several]
        asked = (
            [
                each if n == 0 else ()
                for each, p in zip(wanted, parts, strict=True)
                for n in range(len(p))
            ]
            if wanted
            else ()
        )
        with TURN:
            made = iter(translations(self.translator, flat, self.search, asked, self.on_progress))
        return [" ".join(next(made) for _ in several) for several in parts]

    def looks(self, sources: Sequence[str], drafts: Sequence[str]) -> list[Any]:
        """Where the words of drafts look in their sources."""
        with TURN:
            return attention(self.translator, sources, drafts, self.search.rows)

    def _parted(self, text: str) -> list[str]:
        if not too_long(self.translator, text):
            return [text]
        half = len(text) // 2
        for mark in _BREAKS:
            at = text.rfind(mark, 0, half)
            at = at if at > 0 else text.find(mark, half)
            if at > 0:
                cut = at + len(mark)
                return [*self._parted(text[:cut].strip()), *self._parted(text[cut:].strip())]
        return [text]


def check_folder(folder: str, langs: tuple[str, str]) -> Path:
    """The folder of a model that translates in a direction, before anything is loaded.

    Raises:
        MissingExtra: no folder is named, there is none, or PyTorch is not installed.
        InputError: the folder holds no model.
        UsageError: the model translates in another direction.
    """
    path = model_folder(folder, "--model", _EXAMPLE.format(*langs))
    libraries(WHO)
    says = _direction(path)
    if says and says != langs:
        raise UsageError(
            f"the model translates {says[0]}-{says[1]}, not {langs[0]}-{langs[1]}",
            where=folder,
            hint=f"run: hf download {_EXAMPLE.format(*langs)} --local-dir FOLDER",
        )
    return path


def _direction(path: Path) -> tuple[str, str] | None:
    """The languages that a Marian folder names; None where it names none, or a family of them."""
    try:
        settings = json.loads((path / "tokenizer_config.json").read_text("utf-8"))
        named = [str(settings.get(f"{side}_lang") or "") for side in ("source", "target")]
    except (OSError, ValueError, AttributeError):
        return None
    source, target = (_CODES.get(name, name) for name in named)
    return (source, target) if len(source) == len(target) == 2 else None


def local_model(
    folder: str,
    langs: tuple[str, str],
    search: SearchSettings,
    precision: str = "auto",
    on_progress: Callable[[int], None] | None = None,
) -> LocalModel:
    """The model of a folder.

    Raises:
        MissingExtra, InputError, UsageError: as `check_folder`.
    """
    path = check_folder(folder, langs)
    computed = precision_of(precision, libraries(WHO)[0])
    loaded = translator(str(path), model_hash(path), computed, langs, WHO)
    return LocalModel(loaded, search, on_progress)
