"""The work of a call in steps, which are the same on any machine under any load."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(call: Callable[[], object]) -> int:
    """The number of Python lines run and C functions called, in this thread."""
    count = 0

    def line(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return line

    def profile(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(profile)
    try:
        call()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


def grows_in_proportion(of_size: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether four times the size takes at most about four times the steps.

    `of_size` prepares the call for a size; what it does itself is not counted.
    """
    small, large = steps(of_size(size)), steps(of_size(4 * size))
    return large <= 5 * small
