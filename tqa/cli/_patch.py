"""Changed files as patches."""

import difflib
import os
from collections.abc import Iterable
from io import BytesIO


def patch(path: str, before: bytes, after: bytes) -> bytes:
    """What changed in a file, as a unified diff that `git apply` and `patch -p1` take."""
    name = os.path.relpath(path).replace(os.sep, "/").encode()
    lines: Iterable[bytes] = difflib.diff_bytes(
        difflib.unified_diff,
        BytesIO(before).readlines(),
        BytesIO(after).readlines(),
        b"a/" + name,
        b"b/" + name,
    )
    return b"".join(_ended(line) for line in lines)


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"
