"""Zip packages of office documents, protected against zip bombs."""

import io
import zipfile
import zlib

from tqa.base.errors import FormatError
from tqa.model import Source

LARGEST = 200_000_000  # bytes of one part, or of all parts together, when unpacked
_RATIO = 200  # compression ratio above that of any text
_SMALL = 1_000_000  # bytes; smaller parts may have any compression ratio


class Package:
    """The parts of a package, none of which is unpacked before its size is known."""

    def __init__(self, source: Source, noun: str) -> None:
        """Raises FormatError if it is not a package, or is damaged, encrypted, or too large."""
        self.path = source.path
        data = source.bytes()
        if not data:
            raise FormatError("empty file", where=self.path)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise FormatError(f"not {noun}, or cut off", where=self.path) from None
        parts = self._zip.infolist()
        for part in parts:
            if part.file_size > max(_SMALL, _RATIO * part.compress_size):
                raise FormatError("compression ratio is too high", where=self.path)
            if part.flag_bits & 1:
                raise FormatError("password-protected", where=self.path)
        if sum(part.file_size for part in parts) > LARGEST:
            raise FormatError("more than 200 MB when unpacked", where=self.path)

    def names(self) -> list[str]:
        """The names of the parts."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            FormatError: it is damaged, or longer than declared.
        """

        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, KeyError):
            raise FormatError(f"the part {name!r} is damaged", where=self.path) from None
