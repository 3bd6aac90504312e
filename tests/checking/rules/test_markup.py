"""Markup rules on what a reader makes of files: tags, levels of headings, kinds of blocks."""

from pathlib import Path

import pytest

from tqa.checking.run import check
from tqa.model import Finding, Input
from tqa.project.config import Config


def _findings(folder: Path, source: str, target: str, code: str, end: str) -> list[Finding]:
    for name, text in (("en", source), ("id", target)):
        (folder / f"{name}{end}").write_text(text, encoding="utf-8")
    config = Config(select=(code,), source_lang="en", target_lang="id")
    pair = Input.pair(str(folder / f"en{end}"), str(folder / f"id{end}"))
    return list(check([pair], config).findings)


EN = "# Fishing nets\n\nRead the [guide](a.md) and **never** cut the net with `trim`.\n"
ID = "# Jala ikan\n\nBaca [panduan](b.md) dan **jangan** memotong jala dengan `trim`.\n"


@pytest.mark.parametrize(
    ("old", "new", "flagged"),
    [
        ("", "", []),
        ("[panduan](b.md)", "panduan", ["guide"]),
        ("**jangan**", "jangan", ["never"]),
        ("`trim`", "trim", ["trim"]),
        ("`trim`", "`potong-rapi`", ["potong-rapi"]),
        ("jala dengan", "*jala* dengan", []),
        ("# Jala", "## Jala", ["Jala ikan"]),
        ("[panduan](b.md)", "[panduan](<b c.md>)", []),
    ],
)
def test_markdown_of_a_file(tmp_path: Path, old: str, new: str, flagged: list[str]) -> None:
    found = _findings(tmp_path, EN, ID.replace(old, new) if old else ID, "MRK005", ".md")
    assert [finding.text for finding in found] == flagged


def test_headings_that_all_moved_by_one_level_are_told_once(tmp_path: Path) -> None:
    body = "{0} Nets\n\nThe nets are dry.\n\n{0} Boats\n\nThe boats are wet.\n"
    there = "{0} Jala\n\nJala itu kering.\n\n{0} Perahu\n\nPerahu itu basah.\n"
    found = _findings(tmp_path, body.format("##"), there.format("###"), "MRK005", ".md")
    assert [finding.text for finding in found] == ["Jala"]


def test_a_link_in_the_next_sentence_is_there(tmp_path: Path) -> None:
    source = "Dry the net in the sun. Then read [the guide](a.md) about boats.\n"
    target = "Keringkan jala di panas matahari menurut [panduan](a.md). Lalu baca soal perahu.\n"
    assert not _findings(tmp_path, source, target, "MRK005", ".md")


def test_pages_of_html_have_no_markdown(tmp_path: Path) -> None:
    source = "<p>Read the <a href='a'>guide</a> and <b>never</b> cut the net.</p>"
    target = "<p>Baca panduan dan jangan memotong jala.</p>"
    assert not _findings(tmp_path, source, target, "MRK005", ".html")


@pytest.mark.parametrize("code", ["MRK001", "MRK002", "MRK003", "MRK006"])
def test_examples_of_commands_may_be_translated(tmp_path: Path, code: str) -> None:
    source = "- Send a file:\n\n`send {{http://a.id/my_file}} {{name@a.id}}`\n"
    target = "- Kirim berkas:\n\n`send {{http://a.id/berkas_saya}} {{nama@a.id}}`\n"
    assert not _findings(tmp_path, source, target, code, ".md")


def _message(folder: Path, source: str, target: str, code: str) -> list[str]:
    head = 'msgid ""\nmsgstr "Language: id\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    path = folder / "id.po"
    path.write_text(f'{head}msgid "{source}"\nmsgstr "{target}"\n', encoding="utf-8")
    return [f.text for f in check([Input.file(str(path))], Config(select=(code,))).findings]


@pytest.mark.parametrize(
    ("source", "target", "code", "flagged"),
    [
        ("Open file", "buka berkas", "TYP007", ["buka"]),
        ("open file", "Buka berkas", "TYP007", ["Buka"]),
        ("open file", "buka berkas", "TYP007", []),
        ("Jakarta time", "waktu Jakarta", "TYP007", []),
        ("&Open", "Buka", "MRK006", ["&O"]),
        ("&Open", "&&Buka", "MRK006", ["&O"]),
        ("Use :func:`len` here", "Gunakan len di sini", "MRK005", ["`len`"]),
    ],
)
def test_messages(tmp_path: Path, source: str, target: str, code: str, flagged: list[str]) -> None:
    assert _message(tmp_path, source, target, code) == flagged
