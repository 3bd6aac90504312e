"""Repeated segments over the files of a project, and what sets repeats apart."""

from pathlib import Path

from tqa.checking.run import check
from tqa.model import Finding, Input
from tqa.project.config import Config

CONFIG = Config(select=("CON",))


def _po(*entries: str) -> str:
    header = 'msgid ""\nmsgstr "Language: id\\n"\n'
    return "\n".join((header, *entries))


def _entry(source: str, target: str, context: str = "", place: str = "a.c:1") -> str:
    named = f'msgctxt "{context}"\n' if context else ""
    return f'#: {place}\n{named}msgid "{source}"\nmsgstr "{target}"\n'


def _check(folder: Path, *files: str, jobs: int = 1) -> list[Finding]:
    paths = []
    for number, text in enumerate(files):
        paths.append(folder / f"{number}.po")
        paths[-1].write_text(text, "utf-8")
    return list(check([Input.file(str(path)) for path in paths], CONFIG, jobs=jobs).findings)


def test_a_source_recurs_in_another_file(tmp_path: Path) -> None:
    first = _po(_entry("Contact support", "Hubungi layanan pelanggan"))
    second = _po(_entry("Contact support", "Telepon meja bantuan", place="b.c:7"))
    (finding,) = _check(tmp_path, first, second)
    assert finding.code == "CON001"
    assert finding.text == "Telepon meja bantuan"
    assert "“Hubungi layanan pelanggan” at 0.po:6" in finding.message.en
    assert [place.line for place in finding.related] == [6]


def test_the_usual_translation_is_the_right_one(tmp_path: Path) -> None:
    odd, usual = "Telepon meja bantuan", "Hubungi layanan pelanggan"
    files = [_po(_entry("Contact support", target)) for target in (odd, usual, usual)]
    assert [finding.text for finding in _check(tmp_path, *files)] == [odd]


def test_messages_of_different_contexts_are_different(tmp_path: Path) -> None:
    text = _po(
        _entry("New folder", "Folder baru", "title"),
        _entry("New folder", "Buat direktori", "action"),
    )
    assert not _check(tmp_path, text)


def test_plural_forms_are_one_source(tmp_path: Path) -> None:
    plural = 'msgid "{n} berkas dihapus"\nmsgid_plural "{n} berkas dihapus"\n'
    forms = 'msgstr[0] "{n} file deleted"\nmsgstr[1] "{n} files deleted"\n'
    header = 'msgid ""\nmsgstr "Language: en\\nX-Source-Language: id\\n"\n'
    assert not _check(tmp_path, f"{header}\n{plural}{forms}")


def test_two_processes_find_the_same(tmp_path: Path) -> None:
    entries = [_entry(f"Unit {n} alpha", f"Satuan {n} alfa", f"c{n}") for n in range(700)]
    entries += [_entry("Contact support", "Hubungi layanan", "x")]
    other = _po(_entry("Contact support", "Telepon meja bantuan", "x"))
    alone = _check(tmp_path, _po(*entries), other)
    both = _check(tmp_path, _po(*entries), other, jobs=2)
    assert [finding.text for finding in alone] == ["Telepon meja bantuan"]
    assert alone == both
