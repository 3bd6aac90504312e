"""PyTorch and transformers, loaded when needed; device and precision of a model."""

import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tqa.base.errors import InputError, MissingExtra, UsageError

PRECISIONS = ("auto", "float32", "bfloat16")


def libraries(who: str) -> tuple[Any, Any]:
    """torch and numpy, with transformers kept quiet; `who` needs them.

    Raises:
        MissingExtra: one of them is not installed.
    """
    try:
        import numpy
        import torch
        import transformers
    except ImportError as error:
        raise _missing(who, error.name or "a library") from None
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    return torch, numpy


def see_to(who: str) -> None:
    """Check that the libraries are installed, without loading them, which takes seconds.

    Raises:
        MissingExtra: one of them is not.
    """
    for name in ("torch", "transformers"):
        if find_spec(name) is None:
            raise _missing(who, name)


def _missing(who: str, name: str) -> MissingExtra:
    return MissingExtra(
        f"{who} needs {name}, which is not installed",
        hint="run: pip install numpy protobuf sentencepiece torch transformers",
    )


def precision_of(wanted: str, torch: Any) -> str:
    """The precision to compute in: "auto" is bfloat16 on a GPU, float32 elsewhere."""
    if wanted not in PRECISIONS:
        raise UsageError(f"precision: not {wanted!r}", hint=f"known: {', '.join(PRECISIONS)}")
    if wanted != "auto":
        return wanted
    return "bfloat16" if torch.cuda.is_available() else "float32"


def load(folder: str, kind: str, precision: str, torch: Any) -> tuple[Any, Any]:
    """The tokenizer and the model of a folder, by one of the Auto classes.

    Raises:
        InputError: the folder holds no such model.
    """

    import transformers

    where = Path(folder)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # warnings for developers, not for users
            tokenizer = transformers.AutoTokenizer.from_pretrained(where, local_files_only=True)
            model = getattr(transformers, kind).from_pretrained(
                where, local_files_only=True, dtype=getattr(torch, precision)
            )
    except Exception as error:  # it is not documented what the libraries raise on a broken folder
        raise InputError(f"cannot be loaded: {first_line(error)}", where=folder) from None
    return tokenizer, model.eval().to("cuda" if torch.cuda.is_available() else "cpu")


def first_line(error: Exception) -> str:
    """The first line of an error message."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
