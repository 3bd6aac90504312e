"""Options of the test run."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.browser import Browser
from tests.browser import browser as chromium

# A slow machine is no fault: neither one example nor making them has a limit, only the whole test.
hypothesis.settings.register_profile(
    "any machine",
    hypothesis.settings(),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("any machine")

# Fixtures of a session whose making counts against the limit of the first test that asks for them.
SLOW_TO_MAKE = {"marian", "mt5", "folders", "workers"}
SLOW = 1200  # seconds


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SLOW_TO_MAKE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.timeout(SLOW))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files")


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tqa keeps for later runs stays out of the user's own cache folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; tests that need one are skipped, and say so, where there is none."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small encoder, built here (`make test-neural`)."""
    _needs_torch()
    from tests.neural import tiny_encoder

    return tiny_encoder.save_bert(tmp_path_factory.mktemp("models") / "bert")


@pytest.fixture(scope="session")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small translation model, trained here (`make test-neural`)."""
    _needs_torch()
    from tests.neural.tiny_models import save_marian

    folder = tmp_path_factory.mktemp("models") / "marian"
    save_marian(folder)
    return folder


@pytest.fixture(scope="session")
def mt5(marian: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small mT5, untrained (`make test-neural`)."""
    from tests.neural.tiny_models import save_mt5

    return save_mt5(tmp_path_factory.mktemp("models") / "mt5", marian / "source.spm")


@pytest.fixture
def folders(marian: Path, bert: Path, mt5: Path) -> dict[str, Path]:
    """The folder of a small model for each metric that takes one."""
    encoders = dict.fromkeys(("embedding", "embedding-src", "bertscore"), bert)
    return {"forced": marian, "metricx": mt5, "metricx-qe": mt5, **encoders}


def _needs_torch() -> None:
    pytest.importorskip("torch", reason="needs the extra `neural` (make test-neural)")
