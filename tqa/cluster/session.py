"""Ray: joined where one runs, started on this machine otherwise."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any

from tqa.base.errors import MissingExtra, UsageError

BLOCK = 2 << 20  # bytes of a block, some thousand pairs: the driver keeps something of each

PARTITIONS = 16  # of a shuffle: as many as there are groups of one window


@contextmanager
def session(jobs: int) -> Iterator[int]:
    """Ray for the length of a run; yields how many workers to use.

    The cluster of RAY_ADDRESS (set inside of a Ray job) is joined and left running, as is
    one that this process has joined already. Else Ray is started here with `jobs`
    processors, and stopped at the end.

    Raises:
        MissingExtra: Ray is not there.
        UsageError: the cluster cannot be reached.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    os.environ.setdefault("RAY_worker_niceness", "0")  # that of the command, not the least
    try:
        import ray
        import ray.data
    except ImportError:
        hint = "pip install 'tqa[ray]'"
        raise MissingExtra("--engine ray needs Ray", hint=hint) from None
    mine = not ray.is_initialized()
    with redirect_stdout(sys.stderr):  # Ray reports dead workers there, the last at its end
        if mine:
            _start(jobs)
        _quieten()
        try:
            yield max(1, int(ray.cluster_resources().get("CPU", 1)))
        finally:
            if mine:
                ray.shutdown()


def _start(jobs: int) -> None:
    import ray

    address = os.environ.get("RAY_ADDRESS", "")
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if address:
            ray.init(address=address, **quiet)
        else:
            start_here(jobs, **quiet)
    except Exception as error:  # how Ray reports that its own processes are late
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        hint = "RAY_ADDRESS names the cluster; without it Ray runs here"
        raise UsageError(f"Ray: {reason}", hint=hint) from None


def start_here(jobs: int, **more: Any) -> None:
    """Start Ray on this machine; once more where it was not up in time (Ray waits 30 s)."""
    import ray

    how = {"address": "local", "num_cpus": jobs, "include_dashboard": False, **more}
    try:
        ray.init(**how)
    except Exception as error:
        if "timed out during startup" not in str(error):
            raise
        ray.shutdown()
        ray.init(**how)


def _quieten() -> None:
    """Results alone on the terminal, and blocks small enough to be spread."""
    from ray.data import DataContext

    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = BLOCK
    context.target_min_block_size = 1
    context.default_hash_shuffle_parallelism = PARTITIONS
    warnings.filterwarnings("ignore", module=r"ray\.")
    logging.getLogger("ray.data").setLevel(logging.ERROR)


def gpus() -> int:
    """The GPUs of the cluster that was joined."""
    import ray

    return int(ray.cluster_resources().get("GPU", 0))
