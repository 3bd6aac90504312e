"""What a session of Ray does at its two ends, where Ray itself is stood in for."""

import sys
from typing import Any

import pytest

from tqa.base.errors import UsageError
from tqa.cluster.session import session

ray = pytest.importorskip("ray")
pytestmark = pytest.mark.filterwarnings("default")

LATE = "The current node timed out during startup. This could happen because ..."


class StandIn:
    """Starts that fail, one after the other; what it is told."""

    def __init__(self, patch: pytest.MonkeyPatch, *failures: Exception) -> None:
        self.failures = list(failures)
        self.told: list[str] = []
        patch.delenv("RAY_ADDRESS", raising=False)
        patch.setattr(ray, "is_initialized", lambda: False)
        patch.setattr(ray, "cluster_resources", lambda: {"CPU": 2.0})
        patch.setattr(ray, "init", self.init)
        patch.setattr(ray, "shutdown", self.shutdown)

    def init(self, **_: Any) -> None:
        self.told.append("init")
        if self.failures:
            raise self.failures.pop(0)

    def shutdown(self) -> None:
        self.told.append("shutdown")
        sys.stdout.write("A worker died [repeated 2x]\n")  # so does Ray with what it had held back


def test_what_ray_says_at_its_end_is_no_result(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    StandIn(monkeypatch)
    with session(2) as workers:
        assert workers == 2
    sys.stdout.write("result\n")
    assert capsys.readouterr() == ("result\n", "A worker died [repeated 2x]\n")


def test_a_late_start_is_tried_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = StandIn(monkeypatch, Exception(LATE))
    with session(2):
        pass
    assert ours.told == ["init", "shutdown", "init", "shutdown"]


def test_a_start_that_fails_is_no_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    StandIn(monkeypatch, Exception(LATE), Exception(LATE))
    with pytest.raises(UsageError, match="timed out during startup"), session(2):
        pass
    StandIn(monkeypatch, RuntimeError("no"))
    with pytest.raises(UsageError, match="Ray: no"), session(2):
        pass
