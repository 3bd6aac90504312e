"""Term mining: words of noun phrases, links, pairs, termhood."""

from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqa.glossary.mining.alignment import WordAligner
from tqa.glossary.mining.mine import Mined, mine
from tqa.glossary.mining.pairing import linked
from tqa.glossary.mining.sentences import Phrase, sentence
from tqa.glossary.mining.termhood import c_values, log_likelihood, specificity
from tqa.lang.forms.wordclass import Class, word_classes
from tqa.model import Bead, Segment


def beads(pairs: Iterable[tuple[str, str]]) -> list[Bead]:
    return [
        Bead(str(n), (Segment("s", one, "id"),), (Segment("t", other, "en"),), ("id", "en"))
        for n, (one, other) in enumerate(pairs)
    ]


def found(mined: Mined) -> dict[str, str]:
    return {candidate.id: candidate.en for candidate in mined.candidates}


@pytest.mark.parametrize(
    ("word", "lang", "classes"),
    [
        ("bunga", "id", Class.NOUN),
        ("bunganya", "id", Class.NOUN | Class.OWNED),
        ("yang", "id", Class.FUNCTION),
        ("berkembang", "id", Class.STATE),
        ("tukar", "id", Class.ROOT),
        ("monetary", "en", Class.ADJECTIVE),
        ("rates", "en", Class.NOUN),
        ("rising", "en", Class.STATE),
        ("the", "en", Class.FUNCTION),
        ("slowly", "en", Class.ADVERB),
        ("blorptation", "en", Class.NOUN),
    ],
)
def test_word_classes(word: str, lang: str, classes: Class) -> None:
    assert word_classes(word, lang) & classes == classes


def phrases(text: str, lang: str) -> set[str]:
    taken = sentence(text, lang)
    return {text[taken.tokens[p.start].start : taken.tokens[p.end - 1].end] for p in taken.phrases}


@pytest.mark.parametrize(
    ("text", "lang", "there", "not_there"),
    [
        ("Nilai tukar rupiah naik.", "id", {"Nilai tukar", "Nilai tukar rupiah"}, {"tukar"}),
        ("mereka membeli bank sentral", "id", {"bank sentral"}, {"membeli bank", "sentral"}),
        ("the central bank said", "en", {"central bank", "bank"}, {"central", "the central bank"}),
        ("balance of payments", "en", {"balance of payments"}, {"balance of"}),
        ("bank, sentral", "id", {"bank"}, {"bank, sentral"}),
        ("Menteri Keuangan Sri Mulyani", "id", {"Menteri Keuangan"}, {"Menteri Keuangan Sri"}),
        (
            "di Kementerian Komunikasi dan Informatika",
            "id",
            {"Kementerian Komunikasi dan Informatika"},
            {"Kementerian Komunikasi dan"},
        ),
        ("Bursa Efek Jakarta (BEJ) tutup", "id", {"Bursa Efek Jakarta", "BEJ"}, set()),
    ],
)
def test_noun_phrases(text: str, lang: str, there: set[str], not_there: set[str]) -> None:
    shapes = phrases(text, lang)
    assert there <= shapes
    assert not (not_there & shapes)


@pytest.mark.parametrize(
    ("text", "acronym", "expansion"),
    [
        ("Bursa Efek Jakarta (BEJ) tutup.", "BEJ", "Bursa Efek Jakarta"),
        ("Bursa Efek Jakarta BEJ tutup.", "BEJ", "Bursa Efek Jakarta"),
        ("the Bank of International Settlements (BIS)", "BIS", "Bank of International Settlements"),
        ("kata juru bicara KPK", "KPK", ""),
        ("KPK menang", "KPK", ""),
    ],
)
def test_acronyms(text: str, acronym: str, expansion: str) -> None:
    taken = sentence(text, "id")
    (one,) = taken.acronyms
    words = one.expansion and [taken.tokens[n].text for n in range(*one.expansion)]
    assert (one.text, " ".join(words or ())) == (acronym, expansion)


def test_words_that_always_meet_are_linked_without_a_dictionary() -> None:
    texts = list(permutations(range(5), 3))
    pairs = [([a, b, c], [a, c, b]) for a, b, c in texts]
    assert WordAligner(pairs, {}).links(([0, 1, 2], [0, 2, 1])) == ((0, 0), (1, 2), (2, 1))


def test_a_text_that_is_no_sentence_is_passed_over() -> None:
    long = list(range(5000))
    assert WordAligner([(long, long)], {}).links((long, long)) == ()


def test_the_lexicon_decides_where_the_bitext_does_not() -> None:
    pair = ([0, 1], [0, 1])
    assert WordAligner([pair], {(0, 1): 3.0, (1, 0): 3.0}).links(pair) == ((0, 1), (1, 0))


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.lists(st.integers(0, 9), max_size=6)] * 2), max_size=6))
def test_links_are_of_words_that_are_there(pairs: list[tuple[list[int], list[int]]]) -> None:
    aligner = WordAligner(pairs, {})
    for bead in [*pairs, ([99], [99])]:
        for one, other in aligner.links(bead):
            assert 0 <= one < len(bead[0])
            assert 0 <= other < len(bead[1])


def test_no_link_leaves_a_pair_of_phrases() -> None:
    shapes = [Phrase(0, 2), Phrase(0, 1), Phrase(1, 2)]
    crossed = ((0, 1), (1, 0))
    assert set(linked(shapes, shapes, crossed)) == {
        (Phrase(0, 2), Phrase(0, 2)),
        (Phrase(0, 1), Phrase(1, 2)),
        (Phrase(1, 2), Phrase(0, 1)),
    }
    both = ((0, 0), (1, 0), (1, 1))
    assert set(linked(shapes, shapes, both)) == {(Phrase(0, 2), Phrase(0, 2))}


def test_c_value_takes_off_what_longer_terms_explain() -> None:
    values = c_values({("suku", "bunga"): 5, ("bunga",): 5, ("bank",): 5})
    assert values[("bunga",)] == 0
    assert values[("bank",)] == 5
    assert values[("suku", "bunga")] > 5


def test_everyday_words_are_not_special() -> None:
    assert log_likelihood(20, 1000, 0.001) > 10.83 > log_likelihood(1, 1000, 0.001)
    assert log_likelihood(1, 100_000, 0.001) < 0
    assert specificity("orang", 10, 5000, "id") == 0
    assert specificity("obligasi", 10, 5000, "id") > 0.9


ARTICLE = (
    ("Bursa Efek Jakarta (BEJ) ditutup naik.", "The Jakarta Stock Exchange (JSX) closed up."),
    ("Menurut BEJ, investor asing membeli.", "Foreign investors were buying, the JSX said."),
    ("Bursa Efek Jakarta menunggu investor asing.", "The Jakarta Stock Exchange awaits them."),
    ("Investor asing itu datang.", "The foreign investors came."),
)


def test_names_come_with_their_acronyms_and_apart_from_terms() -> None:
    mined = mine(beads(ARTICLE), least=1)
    assert found(mined)["investor asing"] == "foreign investors"
    (name,) = [c for c in mined.candidates if c.id == "Bursa Efek Jakarta"]
    assert (name.en, name.kind.value) == ("Jakarta Stock Exchange", "name")
    assert name.acronyms == ("BEJ", "JSX")
    assert "BEJ" not in found(mined)
    assert "Bursa Efek Jakarta" not in found(mine(beads(ARTICLE), least=1, names=False))


def test_counts_and_examples_are_of_the_text() -> None:
    (one,) = [c for c in mine(beads(ARTICLE)).candidates if c.id == "investor asing"]
    assert (one.count, one.counts) == (2, (3, 2))
    assert one.example in ARTICLE
    assert 0 < one.confidence <= 1


@pytest.mark.parametrize("pairs", [(), (("", ""),), (("Ya.", ""),), (("123", "!?"),)])
def test_nothing_comes_of_nothing(pairs: tuple[tuple[str, str], ...]) -> None:
    assert mine(beads(pairs)).candidates == ()


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=3))
def test_any_text_is_mined(pairs: list[tuple[str, str]]) -> None:
    for candidate in mine(beads(pairs), least=1, sure=0).candidates:
        assert candidate.id.strip()
        assert candidate.en.strip()
        assert candidate.count <= min(candidate.counts)
