"""The configuration in the folder of an encoder, read without loading the model."""

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from tqa.base.errors import InputError, MissingExtra

_LABSE = 501_153  # words of LaBSE, whose sentence vector is the pooler's output
_E5 = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])", re.IGNORECASE)
_SAMPLE = 1 << 20  # bytes at both ends of a file that its fingerprint covers
_POOLINGS = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_max_tokens": "max",
}


class Dense(NamedTuple):
    """A layer on top of the pooled vector."""

    folder: Path
    activation: str  # the name of a class of torch.nn, "Identity" for none


class Recipe(NamedTuple):
    """How the vector of a text is computed."""

    folder: Path  # of the transformer itself
    pooling: str  # mean, cls, max, pooler
    dense: tuple[Dense, ...] = ()
    prefix: str = ""  # prefix of every text
    longest: int = 512  # maximum number of tokens


def read_recipe(folder: str) -> Recipe:
    """The recipe of a folder: as sentence-transformers configures it, else by the kind of model.

    Without a configuration it is the mean of the tokens; for LaBSE it is the pooler's
    output; the E5 family needs "query: " before each text.

    Raises:
        MissingExtra: there is no such folder.
        InputError: the folder holds no model.
    """
    base = Path(folder)
    if not base.is_dir():
        raise MissingExtra(
            "there is no such model folder",
            where=folder,
            hint=f"run: hf download sentence-transformers/LaBSE --local-dir {folder}",
        )
    modules = _json(base / "modules.json", [])
    inner = {_kind(module): base / module.get("path", "") for module in modules}
    transformer = inner.get("Transformer", base)
    config = _json(transformer / "config.json", None)
    if not isinstance(config, dict):
        raise InputError("is not the folder of a model: no config.json", where=folder)
    limits = _json(transformer / "sentence_bert_config.json", {})
    labse = config.get("model_type") == "bert" and config.get("vocab_size") == _LABSE
    pooling = _pooling(inner["Pooling"]) if "Pooling" in inner else "pooler" if labse else "mean"
    return Recipe(
        transformer,
        pooling,
        tuple(_dense(base / m.get("path", "")) for m in modules if _kind(m) == "Dense"),
        "query: " if _E5.search(f"{_name(base)} {config.get('_name_or_path', '')}") else "",
        min(limits.get("max_seq_length") or 512, 512),
    )


def _name(folder: Path) -> str:
    """The name of a model: that of its folder, or of the repository in the hub's cache."""
    parts = folder.resolve().parts
    return parts[-3] if parts[-2:-1] == ("snapshots",) and len(parts) > 2 else folder.resolve().name


def _kind(module: dict[str, Any]) -> str:
    return str(module.get("type", "")).rpartition(".")[2]


def _pooling(folder: Path) -> str:
    config = _json(folder / "config.json", {})
    found = [name for key, name in _POOLINGS.items() if config.get(key)]
    found = found or [str(config.get("pooling_mode", "mean"))]
    if len(found) > 1 or found[0] not in _POOLINGS.values():
        raise InputError(f"an unknown way of pooling: {', '.join(found)}", where=str(folder))
    return found[0]


def _dense(folder: Path) -> Dense:
    config = _json(folder / "config.json", {})
    return Dense(folder, str(config.get("activation_function", "Identity")).rpartition(".")[2])


def _json(path: Path, default: Any) -> Any:
    if not path.is_file():
        return default
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"not valid JSON: {error}", where=str(path)) from None


def fingerprint(recipe: Recipe) -> str:
    """A hash of the recipe, and of the size and both ends of each file.

    Weights have gigabytes: reading all of them would take longer than encoding a document.
    """
    digest = sha256(f"{recipe.pooling} {recipe.prefix!r} {recipe.longest} {recipe.dense}".encode())
    folders = [recipe.folder, *(dense.folder for dense in recipe.dense)]
    for path in sorted(path for folder in folders for path in folder.glob("*") if path.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.name} {size} ".encode())
        with path.open("rb") as file:
            digest.update(file.read(_SAMPLE))
            file.seek(max(0, size - _SAMPLE))
            digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:32]
