"""Termbases kept in the cache: the same as those made anew, whatever befalls the files."""

import os
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqa.glossary import termbase_cache as cache
from tqa.glossary.facts import facts_of
from tqa.glossary.index_layout import planned
from tqa.glossary.stored import Stored, dump
from tqa.glossary.termbase import Termbase
from tqa.model import Concept, Matching, Status, Term

TEXTS = (
    ("id", "Lokakaryanya, e-mail dan Qur'an dipertanggungjawabkan 12 Kominfo."),
    ("en", "The workshops, e-mails and a C++ house of 1999 by Kominfo."),
)
SPECIAL = (
    "concept\tid\ten\tid_forbidden\tflags\tconfusable_with\tid_cues\tvalid_until\n"
    "ws\tlokakarya\tworkshop\tbengkel\t\tgarage\ttemu|latih\t\n"
    "garage\tbengkel\tgarage\t\t\t\t\t2030\n"
    "mail\tsurel|e-mail\te-mail\t\t\t\t\t\n"
    "quran\tQur'an\tQuran\t\tname\t\t\t\n"
    "answer\ttanggung jawab\tresponsibility\t\t\t\t\t\n"
    "kominfo\tKominfo|Kementerian Komunikasi\tMinistry\t\tdo-not-translate\t\t\t\n"
    "year\t[0-9]{4}\t[0-9]{4}\t\tregex\t\t\t\n"
)


@pytest.fixture
def glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "terms.tsv"
    path.write_text(SPECIAL + "".join(f"c{n}\tkata{n}\tword{n}\n" for n in range(600)), "utf-8")
    return path


def kept() -> list[Path]:
    return sorted(cache.STORE.folder.iterdir()) if cache.STORE.folder.is_dir() else []


def said(termbase: Termbase) -> list[object]:
    """What a termbase answers."""
    return [
        list(termbase.concepts),
        [termbase.find(text, lang) for lang, text in TEXTS],
        [termbase.occurrences(text, lang) for lang, text in TEXTS],
        [termbase.concepts_named(text, lang) for lang, text in TEXTS],
        [termbase.of_kind(text, lang, termbase.is_confusable) for lang, text in TEXTS],
        termbase.contested(),
        [termbase.confusables(concept) for concept in termbase.concepts[:8]],
        [termbase.concept(id) for id in ("ws", "c5", "none")],
        termbase.short_names(),
    ]


def test_a_kept_termbase_answers_as_a_new_one(glossary: Path) -> None:
    new = said(Termbase.load([glossary]))
    assert said(Termbase.load([glossary], cache=True)) == new
    assert len(kept()) == 1
    assert said(Termbase.load([glossary], cache=True)) == new
    assert {type(m.concept).__name__ for found in new[1] for m in found} == {"Concept"}


def test_only_asked_for_and_only_large_ones_are_kept(glossary: Path) -> None:
    Termbase.load([glossary])
    small = glossary.with_name("small.tsv")
    small.write_text(SPECIAL, "utf-8")
    Termbase.load([small], cache=True)
    assert kept() == []


def test_another_content_or_name_is_another_termbase(glossary: Path) -> None:
    Termbase.load([glossary], cache=True)
    glossary.write_text(glossary.read_text("utf-8") + "new\tbaru\tnew\n", "utf-8")
    assert Termbase.load([glossary], cache=True).concept("new")
    other = glossary.rename(glossary.with_name("other.tsv"))
    assert Termbase.load([other], cache=True).concepts[0].file == str(other)
    assert len(kept()) == 3


@pytest.mark.parametrize("damage", [b"", b"tqa termbase 1 \n", b"\x80\x04N.", "cut", "flip"])
def test_a_damaged_file_is_made_again(glossary: Path, damage: bytes | str) -> None:
    new = said(Termbase.load([glossary], cache=True))
    (file,) = kept()
    whole = file.read_bytes()
    if damage == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif damage == "flip":
        file.write_bytes(whole[:-9] + b"X" + whole[-8:])
    else:
        file.write_bytes(bytes(damage) if isinstance(damage, bytes) else b"")
    assert said(Termbase.load([glossary], cache=True)) == new
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_error(
    glossary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(glossary))  # a file where a folder should be
    assert Termbase.load([glossary], cache=True).concept("ws")


def _load(path: str) -> int:
    return len(Termbase.load([path], cache=True).concepts)


def test_several_processes_at_once(glossary: Path) -> None:
    with get_context("spawn").Pool(3) as pool:
        assert pool.map(_load, [str(glossary)] * 6) == [607] * 6
    assert len(kept()) == 1
    assert _load(str(glossary)) == 607


def test_old_files_go(glossary: Path) -> None:
    for n in range(15):
        cache.put(f"{n:02}", b"x")
        os.utime(cache.STORE.folder / f"{n:02}", (n, n))
    cache.put("new", b"x")
    assert len(kept()) == 12
    assert (cache.STORE.folder / "new").is_file()


TERMS = st.builds(
    Term,
    st.text(min_size=1, max_size=12),
    st.sampled_from(("id", "en")),
    st.sampled_from(Status),
    st.sampled_from(("", "noun")),
    st.booleans(),
    st.sampled_from((Matching.INFLECTED, Matching.EXACT)),
)
CONCEPTS = st.builds(
    Concept,
    st.text(max_size=6),
    st.lists(TERMS, min_size=1, max_size=3).map(tuple),
    definition=st.text(max_size=9),
    flags=st.frozensets(st.sampled_from(("name", "do-not-translate"))),
    cues=st.dictionaries(st.sampled_from(("id", "en")), st.tuples(st.text(max_size=5))),
    confusable_with=st.lists(st.text(max_size=3), max_size=2).map(tuple),
    line=st.integers(0, 9),
    bundled=st.booleans(),
)


@settings(deadline=None)
@given(st.lists(CONCEPTS, max_size=4), st.text(max_size=40))
def test_what_is_written_is_read(concepts: list[Concept], text: str) -> None:
    plans = {lang: planned(concepts, lang) for lang in ("id", "en")}
    data = memoryview(dump(concepts, facts_of(concepts), plans))
    stored = Stored(data, pytest.fail)
    assert stored.facts() == facts_of(concepts)
    assert list(stored.concepts) == concepts
    for lang in ("id", "en"):
        there = Termbase(stored=stored).occurrences(text, lang)
        assert there == Termbase(concepts).occurrences(text, lang)
