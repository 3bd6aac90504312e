"""The ways with terms, by a model that calls a workshop a garage."""

from collections.abc import Sequence

import pytest

from tests.drafting.stand_in import WordModel
from tqa.drafting.mentions import Langs, Mention, fitted, forms, mentions
from tqa.drafting.strategy import STRATEGIES
from tqa.glossary.termbase import Termbase
from tqa.model import Term
from tqa.project.bundled import folder

ROWS = (
    {"id": "lokakarya", "en": "workshop", "en_forbidden": "garage"},
    {"id": "nilai tukar", "en": "exchange rate"},
    {"id": "pulau", "en": "island"},
    {"id": "bisa", "en": "venom", "concept": "venom", "id_cues": "ular"},
    {"id": "bisa", "en": "can", "concept": "can", "id_cues": "orang"},
    {"id": "TQA", "en": "TQA", "flags": "do-not-translate"},
)
TERMBASE = Termbase.from_rows(ROWS)
ID_EN: Langs = ("id", "en")


def named(text: str) -> Sequence[Mention]:
    return mentions(text, TERMBASE, ID_EN, bundled=False)


def translated(way: str, *texts: str, model: WordModel | None = None) -> list[str]:
    return STRATEGIES[way](model or WordModel(), ID_EN, named).translations(texts)


def test_alone_looks_at_no_glossary() -> None:
    assert translated("none", "Lokakarya ditutup.") == ["Garage closed."]


@pytest.mark.parametrize("way", ["replace", "both"])
@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("Lokakarya ditutup.", "Workshop closed."),
        ("Para warga dan lokakarya.", "Para residents and workshop."),
        ("Dua lokakarya ditutup.", "Dua workshops closed."),
        ("Pasar di pulau.", "Market in island."),  # by where the model looks
        ("Pasar di pulau, lokakarya.", "Market in island, workshop."),
        ("Pasar ditutup.", "Market closed."),
    ],
)
def test_terms_are_put_in(way: str, text: str, draft: str) -> None:
    assert translated(way, text) == [draft]


class Calls(WordModel):
    """Says a nusa for an island, and does not tell where it looks."""

    def translations(
        self, texts: Sequence[str], wanted: Sequence[Sequence[Sequence[str]]] = ()
    ) -> list[str]:
        return ["Nusa" if text == "pulau" else "There is a nusa here." for text in texts]

    def looks(self, sources: Sequence[str], drafts: Sequence[str]) -> list[None]:
        return [None for _ in drafts]


def test_an_article_goes_with_its_term() -> None:
    """The model's own word for the term alone tells which word stands for it."""
    found = translated("replace", "Ada pulau di sini.", model=Calls())
    assert found == ["There is an island here."]


def test_placeholders_carry_terms() -> None:
    model = WordModel()
    texts = ("Dua lokakarya di pulau.", "Pulau rusak.")
    assert translated("placeholder", *texts, model=model) == [
        "Dua workshops in island.",
        "Island damaged.",
    ]
    assert model.asked == ["Dua X21 di X22.", "X21 rusak."]


def test_a_lost_placeholder_leaves_the_draft_of_the_model_alone() -> None:
    assert translated("placeholder", "Lokakarya ditutup.", model=WordModel(r"X\d+")) == [
        "Garage closed."
    ]


def test_a_search_is_told_all_forms() -> None:
    model = WordModel()
    translated("constrain", "Dua lokakarya.", "Pasar.", model=model)
    assert model.wanted == [[("workshops", "workshop", "Workshops", "Workshop")], []]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Ular itu punya bisa.", ["venom"]),
        ("Orang bisa pergi.", ["can"]),
        ("Itu bisa.", []),  # which sense is not told
        ("TQA berjalan.", ["TQA"]),
        ("Nilai tukar naik.", ["exchange rate"]),
    ],
)
def test_mentions_have_one_sense(text: str, targets: list[str]) -> None:
    assert [mention.targets[0].text for mention in named(text)] == targets


def test_bundled_terms_are_asked_for() -> None:
    bundled = Termbase.load((), bundled=[folder("glossaries") / "finance.tsv"])
    assert mentions("Suku bunga naik.", bundled, ID_EN, bundled=False) == []
    (mention,) = mentions("Suku bunga naik.", bundled, ID_EN, bundled=True)
    assert mention.targets[0].text == "interest rate"


def test_forms_and_inflections() -> None:
    (mention,) = named("Lokakarya-lokakarya ditutup.")
    assert mention.plural
    assert forms(mention, "en")[0] == "workshops"
    term = Term("nilai tukar", "id")
    assert fitted(term, "id", plural_=True, said="kursnya") == "nilai tukarnya"
    assert fitted(term, "id", plural_=False, said="Kurs") == "Nilai tukar"
    assert fitted(Term("child", "en"), "en", plural_=True) == "children"
