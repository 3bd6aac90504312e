"""A real PostgreSQL server for tests: started on loopback with a data folder of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ACCOUNTS = ("postgres", "nobody")  # the server does not run as root
SECONDS = 30


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server; the test is skipped where there is none and says why."""
    programs = _programs()
    account = _account()
    with tempfile.TemporaryDirectory(prefix="tqa-pg-") as folder:
        if account:
            shutil.chown(folder, account)
        data, log = Path(folder) / "data", Path(folder) / "log"
        options = ["--auth=trust", "--username=tqa", "--encoding=UTF8", "--no-sync"]
        made = subprocess.run(
            [programs / "initdb", *options, "-D", data],
            user=account,
            capture_output=True,
            text=True,
            cwd=folder,
        )
        assert made.returncode == 0, made.stderr
        port = _free_port()
        settings = [f"port={port}", "listen_addresses=127.0.0.1", "fsync=off"]
        settings += [f"unix_socket_directories={folder}"]
        words = [word for each in settings for word in ("-c", each)]
        with log.open("wb") as out:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, *words],
                user=account,
                stdout=out,
                stderr=out,
                cwd=folder,
            )
        try:
            _wait(process, port, log)
            yield f"postgresql://tqa@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            process.wait(SECONDS)


def _programs() -> Path:
    known = shutil.which("postgres"), *Path("/usr/lib/postgresql").glob("*/bin/postgres")
    for each in known:
        folder = Path(each).resolve().parent if each else None
        if folder and (folder / "initdb").exists():
            return folder
    pytest.skip("PostgreSQL is not installed (`make postgres` tries to)")


def _account() -> str | None:
    """Who runs the server: whoever runs the tests, except root."""
    if os.getuid():
        return None
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("no account but root to run PostgreSQL with")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        if "ready to accept connections" in log.read_text("utf-8", "replace"):
            return
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8", "replace"))
