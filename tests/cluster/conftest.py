"""A small Ray on this machine, for all tests of a module; object storage beside it."""

import logging
import os
import socket
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """Where Ray's processes and this one look for `s3://`: an address that nothing answers yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", address)
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield address


@pytest.fixture(scope="session")
def workers(endpoint: str) -> Iterator[int]:
    """Ray with two processors and a small store; how many workers to use."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_BACKEND_LOG_LEVEL"] = "fatal"
    os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112 (so Ray spells it)
    ray = pytest.importorskip("ray")
    from tqa.cluster.session import session, start_here

    _quieten()
    start_here(2, log_to_driver=False, logging_level=logging.ERROR, object_store_memory=128 << 20)
    with session(2) as found:  # joins what runs, and leaves it running
        yield found
    ray.shutdown()


def _quieten() -> None:
    """Ray tells of a dead worker when it hears of it: on a busy machine in a later run's output."""
    from ray._private import worker

    worker.print_to_stdstream = lambda *_, **__: None


@pytest.fixture
def bucket(endpoint: str) -> Iterator[str]:
    """`s3://bucket` of a server on this machine that speaks S3 (moto)."""
    server = pytest.importorskip("moto.server")
    boto3 = pytest.importorskip("boto3")
    host, port = endpoint.removeprefix("http://").split(":")
    running = server.ThreadedMotoServer(host, int(port), verbose=False)
    running.start()
    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket="bucket")
    yield "s3://bucket"
    running.stop()
