"""Object storage: `s3://`, `gs://` and the like, through the file systems of pyarrow."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from tqa.base.errors import FormatError, MissingExtra, UsageError


def is_remote(path: object) -> bool:
    """Whether a path is an address in object storage, not a local file."""
    return "://" in str(path)


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """An object in object storage as a seekable file.

    Raises:
        FormatError: there is no such object, or it cannot be reached.
        MissingExtra: pyarrow is not installed.
    """
    try:
        system, inner = file_system(path)
        with system.open_input_file(inner) as file:
            yield file
    except FileNotFoundError:
        raise FormatError("no such object", where=path) from None
    except OSError as error:
        raise FormatError(_reason(error), where=path) from None


def store(path: str, data: bytes) -> None:
    """Write an object atomically.

    Raises:
        FormatError: the scheme of the address is unknown.
        OSError: it cannot be written.
    """
    system, inner = file_system(path)
    with system.open_output_stream(inner) as file:
        file.write(data)


def cleared(folder: str, ending: str) -> None:
    """Create a folder, local or remote, and delete the files in it that end with `ending`.

    Raises:
        UsageError: it cannot be written.
    """
    system, inner = file_system(folder)
    try:
        system.create_dir(inner)
        for path in _files(system, inner):
            if path.endswith(ending):
                system.delete_file(path)
    except OSError as error:
        raise UsageError(f"cannot write: {_reason(error)}", where=folder) from None


def listed(folder: str, endings: tuple[str, ...]) -> list[str]:
    """The sorted files of a folder, local or remote, with these endings; for a file, the file.

    Raises:
        FormatError: the folder cannot be accessed.
    """
    from pyarrow.fs import FileType

    system, inner = file_system(folder)
    try:
        if system.get_file_info(inner).type is not FileType.Directory:
            return [folder]
        found = _files(system, inner)
    except OSError as error:
        raise FormatError(_reason(error), where=folder) from None
    inside = (path[len(inner) :].lstrip("/") for path in found if path.endswith(endings))
    return [f"{folder.rstrip('/')}/{each}" for each in inside]


def _files(system: Any, folder: str) -> list[str]:
    from pyarrow.fs import FileSelector

    found = system.get_file_info(FileSelector(folder, recursive=True))
    return sorted(each.path for each in found if each.is_file)


def file_system(path: str) -> tuple[Any, str]:
    """The pyarrow file system of an address or a local path, and the path within it.

    Raises:
        FormatError: the scheme of the address is unknown.
        MissingExtra: pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowInvalid
        from pyarrow.fs import FileSystem, LocalFileSystem
    except ImportError:
        hint = "pip install 'tqa[ray]'"
        raise MissingExtra("object storage needs pyarrow", where=path, hint=hint) from None
    if not is_remote(path):
        return LocalFileSystem(), path
    try:
        system, inner = FileSystem.from_uri(path)
    except (ArrowInvalid, OSError) as error:
        raise FormatError(_reason(error), where=path) from None
    return system, inner


def _reason(error: Exception) -> str:
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0][:1].lower() + lines[0][1:]
