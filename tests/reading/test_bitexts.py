"""Inputs to bitexts: languages told, given, or told by the other side."""

from dataclasses import replace
from pathlib import Path

import pytest

from tqa.base.errors import InputError
from tqa.model import Bitext, Input
from tqa.project.config import Config
from tqa.reading.bitexts import read_bitexts

ID = "Harga beras naik lagi pada bulan ini, kata menteri itu."
EN = "The price of rice rose again this month, the minister said."
CONFIG = Config()


def text(path: str, content: str) -> Input:
    return Input.file(path, content.encode())


def pair(source: str, target: str) -> Input:
    return Input.pair("a.txt", "b.txt", source.encode(), target.encode())


def read(item: Input, config: Config = CONFIG) -> list[Bitext]:
    return list(read_bitexts(item, config))


def langs(item: Input, config: Config = CONFIG) -> list[tuple[str, str]]:
    return [bitext.langs for bitext in read(item, config)]


def test_languages_of_a_pair() -> None:
    assert langs(pair(ID, EN)) == [("id", "en")]
    assert langs(pair(EN, ID)) == [("en", "id")]
    assert langs(pair("Jakarta 2024", ID)) == [("en", "id")]
    assert langs(pair(EN, "Jakarta 2024")) == [("en", "id")]
    assert langs(pair("Jakarta", "Jakarta"), replace(CONFIG, target_lang="en")) == [("id", "en")]


def test_languages_of_a_document() -> None:
    (bitext,) = read(text("a.txt", ID))
    assert bitext.langs == ("", "id")
    assert not any(bead.source or bead.bilingual for bead in bitext.beads)
    assert langs(text("a.txt", "Jakarta 2024"), replace(CONFIG, target_lang="en")) == [("", "en")]


def test_words_outweigh_a_declared_language_where_they_are_clear() -> None:
    page = "<html lang='en'><body><p>{}</p></body></html>"
    assert langs(text("a.html", page.format(ID))) == [("", "id")]
    assert langs(text("a.html", page.format("Jakarta 2024"))) == [("", "en")]


@pytest.mark.parametrize(
    ("item", "config", "message"),
    [
        (pair(ID, ID), CONFIG, "a.txt, b.txt: both sides seem to be in 'id'"),
        (pair("Jakarta", "Jakarta"), CONFIG, "a.txt, b.txt: the languages cannot be detected"),
        (text("a.txt", "Jakarta 2024"), CONFIG, "a.txt: the language cannot be detected"),
        (text("a.tsv", f"source\ttarget\n{EN}\t{EN}\n"), CONFIG, "a.tsv: both sides seem to be"),
        (text("a.tsv", "source\ttarget\nA1\tA1\n"), CONFIG, "a.tsv: the languages cannot be"),
        (text("a.html", "<html lang=fr><p>Jakarta"), CONFIG, "a.html: unsupported language 'fr'"),
        (text("a.txt", "  \n"), CONFIG, "a.txt: empty file"),
        (pair(ID, ""), CONFIG, "b.txt: empty file"),
        (Input.pair("a.txt", "b.po", ID.encode(), b""), CONFIG, "b.po: is a bilingual file"),
    ],
)
def test_errors(item: Input, config: Config, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(item, config)
    assert str(caught.value).startswith(message)


def test_a_table_is_told_by_more_than_its_first_document() -> None:
    rows = f"a\tJakarta\tJakarta\nb\t{ID}\t{EN}\nc\tBandung\tBandung\n"
    source = text("t.tsv", "document\tsource\ttarget\n" + rows)
    found = read(source)
    assert [bitext.document for bitext in found] == ["a", "b", "c"]
    assert {bitext.langs for bitext in found} == {("id", "en")}
    assert {segment.lang for bitext in found for segment in bitext.beads[0].target} == {"en"}


def test_named_languages_stand() -> None:
    assert langs(text("t.tsv", "en\tid\nA1\tA1\n")) == [("en", "id")]
    lines = '{"id": "Harga naik.", "en": "Prices rose."}\n{"en": "He came.", "id": "Ia datang."}\n'
    assert langs(text("t.jsonl", lines)) == [("id", "en"), ("en", "id")]
    given = replace(CONFIG, source_lang="en")
    assert langs(text("t.tsv", "source\ttarget\nA1\tA1\n"), given) == [("en", "id")]


def test_what_was_read_before_a_fault_is_kept() -> None:
    rows = f"a\t{ID}\t{EN}\nb\t{ID}\t{EN}\nc\n"
    stream = read_bitexts(text("t.tsv", "document\tsource\ttarget\n" + rows), CONFIG)
    assert next(stream).document == "a"
    with pytest.raises(InputError, match=r"t\.tsv:4: 1 cells"):
        list(stream)


def test_missing_and_directories_whatever_the_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(Input.file(str(tmp_path / "none")))
    with pytest.raises(InputError, match="is a directory"):
        read(Input.file(str(tmp_path)))


def test_a_memory_is_read_in_the_direction_that_is_wanted() -> None:
    unit = '<tu><tuv xml:lang="{}"><seg>{}</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>'
    body = unit.format("id", "beras", "en", "rice")
    source = Input.file("a.tmx", f'<tmx><header srclang="id"/><body>{body}</body></tmx>'.encode())
    for settings, langs in (
        (Config(), ("id", "en")),
        (Config(source_lang="en"), ("en", "id")),
        (Config(target_lang="id"), ("en", "id")),
        (Config(source_lang="id", target_lang="en"), ("id", "en")),
    ):
        (bitext,) = read_bitexts(source, settings)
        (bead,) = bitext.beads
        assert (bitext.langs, bead.langs) == (langs, langs)
        assert (bead.source[0].text == "beras") is (langs[0] == "id")
