"""Work over processes: results in order for any number of them, and errors that arrive."""

import os
import signal

import pytest

from tqa.base.errors import TqaError
from tqa.base.processes import LocalMap


def square(number: int) -> int:
    if number < 0:
        raise ValueError(number)
    return number * number


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 40])
def test_results_come_in_order(jobs: int, count: int) -> None:
    assert list(LocalMap(jobs).map(square, range(count))) == [n * n for n in range(count)]


def test_work_that_uses_all_processors_stays_in_this_process() -> None:
    pids = set(LocalMap(2).map(pid, range(9), alone=True))
    assert pids == {os.getpid()}
    assert len(set(LocalMap(2).map(pid, range(9)))) > 1


def pid(number: int) -> int:
    return os.getpid()


def test_an_error_arrives() -> None:
    with pytest.raises(ValueError, match="-1"):
        list(LocalMap(2).map(square, [1, 2, 3, -1]))


def test_a_killed_process_is_an_error() -> None:
    with pytest.raises(TqaError, match="a process was ended"):
        list(LocalMap(2).map(die, [0, 1, 2, 3, 4]))
