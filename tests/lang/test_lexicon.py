"""The bilingual lexicon: both directions, bases, phrases."""

from pathlib import Path

from tqa.lang.forms.translations import translations
from tqa.lang.tables import folder, lines
from tqa.lang.words.lexicon import entries, phrases


def test_both_directions() -> None:
    assert "write" in translations("menulis", "id")
    assert "menulis" in translations("write", "en")
    assert "january" in translations("Januari", "id")


def test_the_nearest_base_is_looked_up() -> None:
    assert translations("menulisnya", "id") == translations("menulis", "id")
    assert translations("wrote", "en") == translations("write", "en")
    assert "policy" in translations("kebijakan-kebijakannya", "id")


def test_phrases_are_entries_and_come_by_their_first_word() -> None:
    longest = phrases("id")["amerika"]
    assert ("amerika", "serikat") in longest
    assert len(longest[0]) >= len(longest[-1])
    assert "united states" in translations("Amerika Serikat", "id")


def test_what_is_not_known() -> None:
    assert translations("xqzt", "id") == ()
    assert translations("write", "de") == ()
    assert phrases("de") == {}
    assert entries("") == {}


def test_no_translation_comes_twice() -> None:
    for head in list(entries("id"))[::37]:
        found = translations(head, "id")
        assert found
        assert len(found) == len(set(found))
        assert all(found)


def test_source_tables_have_a_headword_and_translations() -> None:
    tables = folder("id-en/lexicon")
    assert tables
    for path in tables:
        assert isinstance(path, Path)
        for line in lines(path):
            head, tab, translated = line.partition("\t")
            assert all((head, tab, *translated.split("|"))), f"{path.name}: {line!r}"
