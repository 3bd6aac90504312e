"""The bilingual lexicon: both directions, bases, phrases."""

from tqa.lang.forms.translations import translations
from tqa.lang.tables import columns
from tqa.lang.words.lexicon import adjectives, classes, entries, nouns, phrases


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


def test_every_headword_has_translations_and_a_class() -> None:
    heads, kinds, translations, _ = columns("id-en/lexicon")
    assert set(kinds) == {"adjective", "adverb", "function", "noun", "verb"}
    assert all(heads)
    assert all(all(cell.split("|")) for cell in translations)


def test_letters_are_lowered_by_the_table_as_by_python() -> None:
    """The table lowers ASCII letters only, which is enough as long as it has no other capitals."""
    lowered = columns("id-en/lexicon", lower=True)
    assert lowered == [[cell.lower() for cell in cells] for cells in columns("id-en/lexicon")]


def test_word_classes_of_a_headword() -> None:
    assert classes("id")["menulis"] == ("verb",)
    assert set(classes("en")["light"]) >= {"adjective", "noun"}
    assert "kebijakan" in nouns("id")
    assert "policy" in nouns("en")
    assert "happy" in adjectives("en")
    assert "menulis" not in nouns("id")
