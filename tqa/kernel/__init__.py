"""Inner loops of scores and of taking texts apart, in C, where compiled; TQA_PURE=1 for none.

Each caller has a pure-Python fallback with the same results.
"""

import os
from functools import cache
from types import ModuleType

REVISION = 2  # of what the module offers; module.c has the same number


@cache
def kernel() -> ModuleType | None:
    """The compiled module, or None where this installation has none, or that of other code."""
    if os.environ.get("TQA_PURE", "0") not in ("", "0"):
        return None
    try:
        from tqa.kernel import _native
    except ImportError:
        return None
    return _native if getattr(_native, "REVISION", 0) == REVISION else None
