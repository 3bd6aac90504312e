"""A small Ray on this machine, for all tests of a module."""

import logging
import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def workers() -> Iterator[int]:
    """Ray with two processors and a small store; how many workers to use."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_BACKEND_LOG_LEVEL"] = "fatal"
    ray = pytest.importorskip("ray")
    ray.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level=logging.ERROR,
        object_store_memory=128 << 20,
    )
    from tqa.cluster.session import session

    with session(2) as found:  # joins what runs, and leaves it running
        yield found
    ray.shutdown()
