"""The store of caches: entries whole or not at all, bounded, in a folder of this user alone."""

import os
from multiprocessing import get_context
from pathlib import Path

import pytest

from tqa.base.store import Store, state_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store("things", 1, entries=4, size=1000, largest=500, root=tmp_path / "cache" / "tqa")


def names(store: Store) -> list[str]:
    return sorted(path.name for path in store.folder.iterdir())


def test_an_entry_by_key(store: Store) -> None:
    assert store.get("a", bytes) is None
    assert not store.folder.exists()
    assert store.put("a", b"one")
    assert store.put("a", b"two")
    assert store.get("a", bytes) == b"two"
    assert store.get("b", bytes) is None
    assert names(store) == ["a"]


@pytest.mark.parametrize("error", [ValueError, TypeError, KeyError, IndexError, RecursionError])
def test_an_entry_that_cannot_be_loaded_is_a_miss(store: Store, error: type[Exception]) -> None:
    def load(data: memoryview) -> bytes:
        raise error(data)

    store.put("a", b"one")
    assert store.get("a", load) is None


def test_every_cut_and_every_flipped_bit_is_a_miss(store: Store) -> None:
    store.put("a", b"payload")
    path = store.folder / "a"
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at])
        assert store.get("a", bytes) is None
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert store.get("a", bytes) is None
    path.write_bytes(whole + b"x")
    assert store.get("a", bytes) is None
    path.write_bytes(whole)
    assert store.get("a", bytes) == b"payload"


def test_an_entry_under_another_key_kind_or_version_is_a_miss(store: Store) -> None:
    store.put("a", b"one")
    whole = (store.folder / "a").read_bytes()
    (store.folder / "b").write_bytes(whole)
    assert store.get("b", bytes) is None
    for other in (
        Store("others", 1, entries=4, size=1000, largest=500, root=store.root),
        Store("things", 2, entries=4, size=1000, largest=500, root=store.root),
    ):
        other.put("b", b"")
        (other.folder / "a").write_bytes(whole)
        assert other.get("a", bytes) is None


def test_what_is_too_large_is_neither_written_nor_read(store: Store) -> None:
    assert not store.put("a", b"x" * 500)
    assert store.put("a", b"x" * 400)
    os.truncate(store.folder / "a", 501)
    assert store.get("a", bytes) is None


def test_the_least_recently_used_is_evicted(store: Store) -> None:
    for n in range(6):
        store.put(f"{n}", b"x")
        os.utime(store.folder / f"{n}", (n, n))
    assert store.get("0", bytes)
    store.evict()
    assert names(store) == ["0", "3", "4", "5"]


def test_bytes_are_bounded(store: Store) -> None:
    for n in range(3):
        store.put(f"{n}", b"x" * 450)
        os.utime(store.folder / f"{n}", (n, n))
    store.evict()
    assert names(store) == ["1", "2"]


def test_abandoned_files_are_deleted_and_those_being_written_stay(store: Store) -> None:
    store.put("a", b"x")
    for name, when in ((".old", 1), (".new", 4_000_000_000)):
        (store.folder / name).write_bytes(b"half")
        os.utime(store.folder / name, (when, when))
    store.evict()
    assert names(store) == [".new", "a"]


def test_folders_and_entries_are_for_this_user_only(store: Store) -> None:
    mask = os.umask(0)
    try:
        store.put("a", b"x")
    finally:
        os.umask(mask)
    modes = [path.stat().st_mode & 0o777 for path in (store.folder.parent, store.folder)]
    assert modes == [0o700, 0o700]
    assert (store.folder / "a").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_can_write_into_is_not_used(store: Store, mode: int) -> None:
    store.put("a", b"x")
    store.folder.chmod(mode)
    assert store.get("a", bytes) is None
    assert not store.put("b", b"x")
    assert store.claim("c") is None
    store.evict()
    assert names(store) == ["a"]


def test_an_entry_that_others_can_write_is_a_miss(store: Store) -> None:
    store.put("a", b"x")
    (store.folder / "a").chmod(0o666)
    assert store.get("a", bytes) is None


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="needs another owner")
def test_what_belongs_to_another_user_is_not_used(store: Store) -> None:
    store.put("a", b"x")
    os.chown(store.folder / "a", 12345, 12345)
    assert store.get("a", bytes) is None
    store.put("a", b"x")
    assert store.get("a", bytes) == b"x"
    os.chown(store.folder, 12345, 12345)
    assert store.get("a", bytes) is None
    assert not store.put("a", b"x")


def test_no_link_is_followed_and_no_pipe_waited_for(store: Store) -> None:
    store.put("a", b"x")
    (store.folder / "b").symlink_to("a")
    os.mkfifo(store.folder / "c")
    (store.folder / "d").mkdir()
    for key in ("b", "c", "d", "none", "\0"):
        assert store.get(key, bytes) is None
    assert not store.put("d", b"x")
    assert store.put("c", b"y")
    assert store.get("c", bytes) == b"y"


def test_a_folder_that_cannot_be_made(store: Store) -> None:
    assert store.root
    store.root.parent.write_bytes(b"a file in the way")
    assert not store.put("a", b"x")
    assert store.get("a", bytes) is None
    assert store.claim("a") is None
    store.evict()


def test_a_claimed_file_is_ours_or_made_empty(store: Store) -> None:
    path = store.claim("a")
    assert path
    path.write_bytes(b"kept")
    assert store.claim("a") == path
    assert path.read_bytes() == b"kept"
    for damage in (lambda: path.chmod(0o666), lambda: os.truncate(path, 501)):
        path.write_bytes(b"other")
        damage()
        assert store.claim("a") == path
        assert path.read_bytes() == b""
    path.unlink()
    path.symlink_to(__file__)
    assert store.claim("a") == path
    assert not path.is_symlink()


def _work(root: str) -> bool:
    store = Store("things", 1, entries=4, size=1000, largest=500, root=Path(root))
    good = True
    for n in range(60):
        store.put("a", b"%d" % n * 100)
        found = store.get("a", bytes)
        good &= found is None or len(set(found.split(b"-"))) == 1
        store.evict()
    return good


def test_several_processes_at_once(store: Store) -> None:
    with get_context("spawn").Pool(2) as pool:
        assert pool.map(_work, [str(store.root)] * 2) == [True, True]
    assert names(store) == ["a"]


def test_the_state_of_code_changes_with_any_file(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "a.tsv").write_text("a")
    before = state_of(tmp_path)
    assert state_of(tmp_path) == before
    (inner / "__pycache__").mkdir()
    (inner / "__pycache__" / "a.pyc").write_text("a")
    assert state_of(tmp_path) == before
    (inner / "a.tsv").write_text("ab")
    assert state_of(tmp_path) != before
    (inner / "a.tsv").unlink()
    assert state_of(tmp_path) != before
