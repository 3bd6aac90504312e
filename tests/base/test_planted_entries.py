"""What others put into the caches: nothing of it is executed, all of it is replaced."""

import json
import marshal
import os
import pickle
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cli.command import Command
from tqa.base.store import Store
from tqa.checking.result_cache import STORE as RESULTS
from tqa.glossary.termbase import Termbase
from tqa.glossary.termbase_cache import STORE as TERMBASES
from tqa.neural.encoder import Encoder
from tqa.neural.vector_cache import STORE as VECTORS
from tqa.scoring.statistics_cache import STORE as STATISTICS

SOURCE = "Harga kata7 naik 2,5 persen, kata Usman Kansong.\nMenteri itu datang , lalu pergi.\n"
TARGET = "Prices of word8 rose 25 percent, said Osman Kansong.\nThe minister came , then left.\n"
ROWS = "".join(f"c{n}\tkata{n}\tword{n}\n" for n in range(600))
TEXTS = ["satu", "dua", "tiga"]


class Letters(Encoder):
    """Texts to the shares of four letters."""

    def vectors(self, texts: Sequence[str]) -> Iterator[tuple[str, Any]]:
        for text in texts:
            row = np.array([text.count(char) for char in "atui"], np.float32)
            yield text, (row / np.linalg.norm(row)).astype(np.float16)


@pytest.fixture
def tqa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    command = Command(tmp_path, monkeypatch)
    command.write("a.txt", SOURCE)
    command.write("b.txt", TARGET)
    command.write("c.txt", TARGET.replace("25", "2.5"))
    command.write("terms.tsv", f"concept\tid\ten\n{ROWS}")
    return command


@dataclass(frozen=True)
class Cache:
    """A cache, and a run that reads and fills it."""

    store: Store
    run: Callable[[Command], object]
    wrong: tuple[bytes, ...]  # payloads that are well framed and of another type


def check(tqa: Command) -> object:
    run = tqa.check("a.txt", "b.txt", "-g", "terms.tsv", "-f", "jsonl")
    assert "NUM001" in run.stdout
    return run


def look_up(tqa: Command) -> object:
    termbase = Termbase.load(["terms.tsv"], cache=True)
    found = [termbase.find(text, lang) for text, lang in ((SOURCE, "id"), (TARGET, "en"))]
    return found, termbase.concept("c5"), list(termbase.concepts), termbase.short_names()


def score(tqa: Command) -> object:
    words = ("--ref", "b.txt", "--hyp", "c.txt", "-m", "bleu", "--cache", "-f", "json")
    run = tqa("score", *words)
    assert run.code == 0, run.stderr
    return run


def embed(tqa: Command) -> object:
    return Letters("letters", np).embed(TEXTS).tolist()


def spoilt_results() -> tuple[bytes, ...]:
    bead = [1, ["0", [], [], ["id", "en"], 1.0, "", ""]]
    values: tuple[object, ...] = (
        None,
        [],
        [[], []],
        [[], [[["id", "en"], 1, 1, [], [[], []]], []]],
        [[], [[["id", "en"], "1", 1, [], [[], []]], [[]] * 99]],
        [[bead], [[["id", "en"], 1, 1, [], [[], [["b.txt", "t0", [7]]]]], []]],
    )
    return (*(json.dumps(value).encode() for value in values), b"[" * 100_000)


def spoilt_termbases() -> tuple[bytes, ...]:
    """Those whose table of sizes is wrong, and those whose sections are."""
    good = bytearray((TERMBASES.folder / entry(TERMBASES)).read_bytes())
    good = good[good.index(b"\n") + 5 :]
    return (
        b"",
        bytes(99),
        b"\xff" * 100,
        bytes(good[:-1]),
        bytes(good).replace(b'"kata', b'\\"kat'),  # no JSON
        bytes(good).replace(b'"kata7"', b"1234567"),  # a number for a text
        bytes(good).replace(b"kata7\n", b"kata\n\n"),
        bytes(good).replace(b"458752", b"999999"),  # a term that is not there
        bytes(good).replace(b"458752", b"45x752"),
        bytes(good).replace(b'"c5"', b"1234"),
    )


def entry(store: Store) -> str:
    (name,) = (path.name for path in store.folder.iterdir())
    return name


CACHES = {
    "results": Cache(RESULTS, check, ()),
    "termbases": Cache(TERMBASES, look_up, ()),
    "statistics": Cache(STATISTICS, score, (b"", b"f", b"f" + bytes(8), b"x" * 40, b"d" * 17)),
    "embeddings": Cache(VECTORS, embed, ()),
}


def stack_global(*command: str) -> bytes:
    """A pickle that names a module of ours, and by a dotted name in it another function."""

    def text(value: str) -> bytes:
        return b"\x8c" + bytes([len(value.encode())]) + value.encode()

    words = b"".join(map(text, command))
    name = text("tqa.project.git") + text("subprocess.Popen")
    return b"\x80\x04" + name + b"\x93(" + words + b"l\x85R."


class Runs:
    """An object whose pickle runs a command."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (self.command,)


def planted(marker: Path, good: bytes) -> Mapping[str, bytes]:
    """What is planted in the place of an entry."""
    touch = f"touch {marker}"
    code = compile(f"open({str(marker)!r}, 'w')", "planted", "exec")
    head = good[: good.index(b"\n") + 1] if b"\n" in good[:40] else b""
    payloads = {
        "pickle": pickle.dumps(Runs(touch)),
        "old pickle": pickle.dumps(Runs(touch), 0),
        "stack global": stack_global("touch", str(marker)),
        "marshal": marshal.dumps(code),
        "marshal of data": marshal.dumps([1, {"a": (2, 3)}]),
    }
    return {
        **payloads,
        **{f"{name} after a head": head + data for name, data in payloads.items()},
        "empty": b"",
        "cut": good[: len(good) // 2],
        "cut by one": good[:-1],
        "longer": good + b"x",
        "noise": bytes(range(256)) * 20,
    }


@pytest.mark.parametrize("name", CACHES)
def test_nothing_is_executed_and_all_is_replaced(tqa: Command, name: str) -> None:
    cache = CACHES[name]
    right = cache.run(tqa)
    path = cache.store.folder / entry(cache.store)
    good = path.read_bytes()
    marker = tqa.folder / "executed"
    for what, data in planted(marker, good).items():
        path.write_bytes(data)
        assert cache.run(tqa) == right, what
        assert not marker.exists(), what
        assert is_replaced(path, good), what


def is_replaced(path: Path, good: bytes) -> bool:
    """Whether an entry is as it was; of a database the layout may differ, not the rows."""
    if path.suffix == ".sqlite":
        return path.read_bytes()[:16] == good[:16] and len(path.read_bytes()) >= len(good)
    return path.read_bytes() == good


@pytest.mark.parametrize("name", CACHES)
def test_an_oversized_file_is_not_read(tqa: Command, name: str) -> None:
    cache = CACHES[name]
    right = cache.run(tqa)
    path = cache.store.folder / entry(cache.store)
    good = path.read_bytes()
    os.truncate(path, cache.store.largest + 1)  # a hole: it takes no place
    assert cache.run(tqa) == right
    assert is_replaced(path, good)
    assert path.stat().st_size < 1 << 20


@pytest.mark.parametrize("name", ["results", "termbases", "statistics"])
def test_entries_of_another_type_are_replaced(tqa: Command, name: str) -> None:
    """Well framed, with a right checksum: somebody has written them on purpose."""
    cache = CACHES[name]
    right = cache.run(tqa)
    path = cache.store.folder / entry(cache.store)
    good = path.read_bytes()
    payloads = {"results": spoilt_results, "termbases": spoilt_termbases}.get(
        name, lambda: cache.wrong
    )()
    for payload in payloads:
        assert cache.store.put(path.name, payload)
        assert path.read_bytes() != good
        assert cache.run(tqa) == right, payload[:200]
        assert path.read_bytes() == good, payload[:200]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vectors SET vector = x'00'",
        "UPDATE vectors SET vector = 'text'",
        "UPDATE vectors SET checksum = 'x'",
        "UPDATE vectors SET vector = 1.5",
        "DROP TABLE vectors",
        "ALTER TABLE vectors RENAME COLUMN vector TO other",
        "CREATE TRIGGER later AFTER INSERT ON vectors BEGIN DELETE FROM vectors; END",
        "CREATE VIEW other AS SELECT * FROM vectors",
    ],
)
def test_rows_of_another_type_are_replaced(tqa: Command, statement: str) -> None:
    right = embed(tqa)
    path = VECTORS.folder / entry(VECTORS)
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT * FROM vectors ORDER BY text").fetchall()
        connection.execute(statement)
    connection.close()
    assert embed(tqa) == right
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT * FROM vectors ORDER BY text").fetchall() == rows
        assert len(connection.execute("SELECT * FROM sqlite_master").fetchall()) == 1
    connection.close()


def test_vectors_of_another_size_are_replaced(tqa: Command) -> None:
    right = embed(tqa)
    for vectors in ({"dua": bytes(6)}, {"dua": bytes(3), "satu": bytes(3)}, {"dua": b""}):
        Letters("letters", np)._cache.put(vectors)
        assert embed(tqa) == right


def test_a_planted_pickle_does_run_where_it_is_unpickled(tmp_path: Path) -> None:
    """The plants above would be seen: they do run in the hands of `pickle`."""
    first, second = tmp_path / "first", tmp_path / "second"
    pickle.loads(pickle.dumps(Runs(f"touch {first}")))
    process: subprocess.Popen[bytes] = pickle.loads(stack_global("touch", str(second)))
    process.wait()
    assert first.exists()
    assert second.exists()
