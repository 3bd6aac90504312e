"""The program as it is where its compiled kernel was not built."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tqa.kernel import kernel


@contextmanager
def pure() -> Iterator[None]:
    """Without the kernel."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TQA_PURE", "1")
        kernel.cache_clear()
        try:
            yield
        finally:
            kernel.cache_clear()
