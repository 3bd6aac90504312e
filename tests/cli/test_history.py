"""Legacy content in git: stale translations, changed segments, baselines, inline ignores."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.repository import Repo

SOURCE = """# Pendaftaran

Pendaftaran dibuka pada 1 Mei di balai desa.

Peserta membawa kartu tanda penduduk dan surat sehat.
"""
TARGET = """# Registration

Registration opens on 1 May at the village hall.

Participants bring their identity card and a health certificate.
"""
PAIR = ("id.md", "en.md")


@pytest.fixture
def repo(tqa: Command) -> Repo:
    repo = Repo(tqa.folder)
    repo.write("id.md", SOURCE)
    repo.write("en.md", TARGET)
    repo.commit()
    return repo


def codes(tqa: Command, *words: str) -> list[tuple[str, int]]:
    run = tqa.check(*PAIR, "-f", "jsonl", *words)
    assert run.code in (0, 1), run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return [(row["code"], row["line"]) for row in found if row["severity"] != "neutral"]


def test_both_written_together_are_not_stale(tqa: Command, repo: Repo) -> None:
    assert codes(tqa) == []


def test_a_source_sentence_changed_after_its_translation(tqa: Command, repo: Repo) -> None:
    repo.write("id.md", SOURCE.replace("balai desa", "gedung serbaguna"))
    repo.commit()
    assert ("DOC004", 3) in codes(tqa)
    repo.write("en.md", TARGET.replace("village hall", "community hall"))
    assert ("DOC004", 3) not in codes(tqa)  # even before it is committed
    repo.commit()
    assert ("DOC004", 3) not in codes(tqa)


def test_a_source_change_that_is_not_committed_counts(tqa: Command, repo: Repo) -> None:
    repo.write("id.md", SOURCE.replace("balai desa", "gedung serbaguna"))
    assert ("DOC004", 3) in codes(tqa)


def test_the_message_has_the_former_source(tqa: Command, repo: Repo) -> None:
    repo.write("id.md", SOURCE.replace("balai desa", "gedung serbaguna"))
    run = tqa.check(*PAIR, "--select", "DOC004")
    assert "it read: Pendaftaran dibuka pada 1 Mei di balai desa." in run.stdout
    assert run.code == 1


def test_moved_and_wrapped_sentences_are_not_stale(tqa: Command, repo: Repo) -> None:
    first, second, third = SOURCE.strip().split("\n\n")
    repo.write("id.md", "\n\n".join((first, third, second.replace(" di ", "\ndi "))) + "\n")
    repo.commit()
    assert [code for code, _ in codes(tqa) if code == "DOC004"] == []


def test_stale_across_a_renaming(tqa: Command, repo: Repo) -> None:
    repo.git("mv", "en.md", "english.md")
    repo.git("mv", "id.md", "indonesian.md")
    repo.commit()
    repo.write("indonesian.md", SOURCE.replace("balai desa", "gedung serbaguna"))
    repo.commit()
    run = tqa.check("indonesian.md", "english.md", "--select", "DOC004", "-f", "concise")
    assert "english.md:3:1: DOC004" in run.stdout


def test_only_changed_segments(tqa: Command, repo: Repo) -> None:
    repo.write("en.md", TARGET.replace("1 May", "2 May"))
    repo.commit()
    assert ("NUM004", 3) in codes(tqa) or ("NUM001", 3) in codes(tqa)
    repo.write("en.md", TARGET.replace("1 May", "2 May").replace("health", "healthy health"))
    assert codes(tqa, "--changed-since", "HEAD") == []
    repo.write("en.md", TARGET.replace("1 May", "2 May").replace("card", "card card"))
    assert [line for _, line in codes(tqa, "--changed-since", "HEAD")] == [5]
    assert {line for _, line in codes(tqa, "--changed-since", "HEAD~1")} == {3, 5}


def test_a_removed_translation_counts_as_changed(tqa: Command, repo: Repo) -> None:
    repo.write("en.md", TARGET.rsplit("\n\n", 1)[0] + "\n")
    assert [code for code, _ in codes(tqa, "--changed-since", "HEAD")]


def test_renamed_files_are_followed(tqa: Command, repo: Repo) -> None:
    repo.write("en.md", TARGET.replace("1 May", "2 May"))
    repo.commit()
    repo.git("mv", "en.md", "english.md")
    run = tqa.check("id.md", "english.md", "--changed-since", "HEAD", "-f", "jsonl")
    assert run.stdout == ""
    assert run.code == 0


def test_new_files_are_changed(tqa: Command, repo: Repo) -> None:
    repo.write("b.id.md", SOURCE)
    repo.write("b.en.md", TARGET.replace("1 May", "2 May"))
    run = tqa.check("b.id.md", "b.en.md", "--changed-since", "HEAD", "-f", "jsonl")
    assert run.stdout.count("\n") == 1


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_no_such_revision(tqa: Command, repo: Repo, revision: str) -> None:
    run = tqa.check(*PAIR, f"--changed-since={revision}")
    assert run.code == (2 if revision else 0)
    assert "Traceback" not in run.stderr
    assert not revision or f"git knows no revision {revision!r}" in run.stderr


def test_changed_since_needs_git(tqa: Command) -> None:
    tqa.write("id.md", SOURCE)
    tqa.write("en.md", TARGET)
    run = tqa.check(*PAIR, "--changed-since", "HEAD")
    assert run.code == 2
    assert "not in a git repository" in run.stderr


def broken(tqa: Command) -> None:
    tqa.write("id.md", SOURCE)
    tqa.write("en.md", TARGET.replace("1 May", "2 May"))


def test_a_baseline_hides_what_is_known(tqa: Command) -> None:
    broken(tqa)
    assert tqa.check(*PAIR).code == 1
    run = tqa.check(*PAIR, "--baseline", "known.json", "--write-baseline")
    assert run.code == 0
    assert "1 findings are known now: known.json" in run.stderr
    assert tqa.check(*PAIR, "--baseline", "known.json").code == 0
    text = tqa.read("en.md")
    tqa.write("en.md", "\n\n" + text.replace("card", "card card"))
    moved = tqa.check(*PAIR, "--baseline", "known.json", "-f", "concise", "--lang", "id")
    assert moved.code == 0  # a doubled word is minor
    assert "en.md:7:" in moved.stdout
    assert "en.md:5:" not in moved.stdout


def test_a_baseline_follows_a_renamed_file(tqa: Command, tmp_path: Path) -> None:
    broken(tqa)
    tqa.check(*PAIR, "--baseline", "known.json", "--write-baseline")
    (tqa.folder / "en.md").rename(tqa.folder / "english.md")
    assert tqa.check("id.md", "english.md", "--baseline", "known.json").code == 0


def test_a_baseline_is_pruned(tqa: Command) -> None:
    broken(tqa)
    tqa.check(*PAIR, "--baseline", "known.json", "--write-baseline")
    tqa.write("en.md", TARGET)
    run = tqa.check(*PAIR, "--baseline", "known.json", "--prune-baseline")
    assert "1 findings of the baseline are gone, 0 remain" in run.stderr
    broken(tqa)
    assert tqa.check(*PAIR, "--baseline", "known.json").code == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9}', '{"version": 1}', "\0"])
def test_no_baseline(tqa: Command, text: str) -> None:
    broken(tqa)
    tqa.write("known.json", text)
    run = tqa.check(*PAIR, "--baseline", "known.json")
    assert run.code == 2
    assert run.stderr.startswith("tqa: error: known.json")
    assert tqa.check(*PAIR, "--baseline", "nowhere.json").code == 2


def test_no_baseline_is_written_over_unread_input(tqa: Command) -> None:
    tqa.write("a.po", 'msgid "')
    run = tqa.check("a.po", "--baseline", "known.json", "--write-baseline")
    assert run.code == 2
    assert not (tqa.folder / "known.json").exists()
