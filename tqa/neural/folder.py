"""The folder of a model: whether it exists, its name, and a hash of its content."""

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from tqa.base.errors import InputError, MissingExtra

_CHUNK = 1 << 22
_DECIDES = (".json", ".safetensors", ".bin", ".model", ".spm", ".txt")


def model_folder(folder: str, option: str, example: str) -> Path:
    """The folder of a model that `option` names; `example` is one on the Hugging Face hub.

    Raises:
        MissingExtra: none is named, or there is none.
        InputError: it holds no model.
    """
    fetch = f"hf download {example} --local-dir {folder or 'FOLDER'}"
    if not folder:
        raise MissingExtra(
            f"{option}: a model folder is needed", hint=f"run: {fetch}; then {option}=FOLDER"
        )
    path = Path(folder)
    if not path.is_dir():
        raise MissingExtra("there is no such model folder", where=folder, hint=f"run: {fetch}")
    try:
        if isinstance(json.loads((path / "config.json").read_text("utf-8")), dict):
            return path
    except FileNotFoundError:
        raise InputError("is not the folder of a model: no config.json", where=folder) from None
    except (OSError, ValueError) as error:
        raise InputError(f"config.json: {error}", where=folder) from None
    raise InputError("config.json: not an object", where=folder)


def model_name(folder: Path) -> str:
    """The name of a model, with its revision if it is in the hub's cache."""
    parts = folder.resolve().parts
    if len(parts) > 2 and parts[-2] == "snapshots":
        return f"{parts[-3].removeprefix('models--').replace('--', '/')}@{parts[-1][:12]}"
    return parts[-1]


def model_hash(folder: Path) -> str:
    """A hash (12 hex digits) of all files that a model's values depend on."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in _DECIDES and path.is_file())
    return _hash_of(folder, files)


def checkpoint_hash(checkpoint: Path) -> str:
    """A hash (12 hex digits) of a PyTorch Lightning checkpoint and its settings."""
    folder = checkpoint.parents[1]
    settings = folder / "hparams.yaml"
    return _hash_of(folder, [checkpoint, *([settings] if settings.is_file() else [])])


def _hash_of(folder: Path, files: Sequence[Path]) -> str:
    states = [(path, path.stat()) for path in files]
    return _hash(folder, tuple((str(p), s.st_size, s.st_mtime_ns) for p, s in states))


@lru_cache(maxsize=32)
def _hash(folder: Path, states: tuple[tuple[str, int, int], ...]) -> str:
    whole = sha256()
    for name, _, _ in states:
        part = sha256()
        with open(name, "rb") as file:
            while chunk := file.read(_CHUNK):
                part.update(chunk)
        whole.update(f"{Path(name).relative_to(folder).as_posix()} {part.hexdigest()}\n".encode())
    return whole.hexdigest()[:12]
