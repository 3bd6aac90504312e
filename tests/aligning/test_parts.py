"""The parts of the aligner: words, links, anchors, the search."""

import gzip
from math import exp
from pathlib import Path

import pytest

from tqa.aligning.aligners._anchors import anchors
from tqa.aligning.aligners._dictionary import read_dictionaries
from tqa.aligning.aligners._links import Linker, Trust
from tqa.aligning.aligners._nulls import NullModel
from tqa.aligning.aligners._posterior import expected_path
from tqa.aligning.aligners._search import Shape, Step, best_path, search
from tqa.aligning.aligners._words import sentence_counts, words
from tqa.base.errors import FormatError


def test_figures_are_values_in_either_convention() -> None:
    assert words("Rp1.500,50", "id") == words("Rp1,500.50", "en")
    assert words("2.000 orang", "id")[0] == words("2000 people", "en")[0]
    assert words("sebelas", "id") == words("eleven", "en")


def linked(source: str, target: str) -> set[tuple[str, str]]:
    left, right = words(source, "id"), words(target, "en")
    links = Linker(("id", "en"), Trust()).links(left, right)
    return {(left[n], right[m]) for n, others in enumerate(links) for m in others}


def test_links_by_dictionary_name_number_and_spelling() -> None:
    found = linked(
        "Rumah Usman di Jerman punya 3 televisi dan transmisi",
        "Usman has 3 televisions and a transmission in his house in Germany",
    )
    assert {
        ("rumah", "house"),
        ("usman", "usman"),
        ("jerman", "germany"),
        ("#3", "#3"),
        ("transmisi", "transmission"),
    } <= found
    assert ("usman", "house") not in found


def test_anchors_skip_an_outlier() -> None:
    source = [[3 * n, 3 * n + 1, 3 * n + 2] for n in range(30)]
    target = [list(words) for words in source]
    target[10], target[25] = target[25], target[10]
    links = [{n: 0.9} for n in range(90)]
    found = anchors(source, target, links)
    assert found == sorted(found)
    assert (10, 25) not in found or (25, 10) not in found
    assert len(found) >= 28


def test_the_search_takes_the_best_path() -> None:
    gold = {(0, 1, 1): 5.0, (1, 2, 1): 9.0}

    def row(row: int, shape: Shape, low: int, high: int) -> list[float]:
        return [gold.get((row, shape.source, shape.target), -50.0) if column == row else -50.0
                for column in range(low, high)]  # fmt: skip

    shapes = [Shape(1, 1, 0.0), Shape(2, 1, -1.0)]
    path = best_path([(0, 3)] * 4, shapes, ([-3.0] * 3, [-3.0] * 2), row)
    assert [step[:4] for step in path] == [(0, 1, 0, 1), (1, 3, 1, 2)]
    assert sum(step.score for step in path) == pytest.approx(13.0)


def test_dictionaries_of_users(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text("# mine\nkapal keruk\tdredger|dredging vessel\n", encoding="utf-8")
    glossary = tmp_path / "terms.tsv"
    glossary.write_text("domain\tid\ten\nsea\tsyahbandar\tharbour master\n", encoding="utf-8")
    index, data = tmp_path / "few.index", tmp_path / "few.dict.dz"
    entry = "pier /pɪə/ <n>\n1. dermaga, jeti\nstructure\n"
    data.write_bytes(gzip.compress(entry.encode()))
    index.write_text("pier\tA\t" + "A" + chr(ord("A") + len(entry.encode()) % 64), "utf-8")
    found = read_dictionaries([str(table), str(glossary), str(index)])
    assert found["dredger"] == ("kapal keruk",)
    assert found["syahbandar"] == ("harbour master",)
    assert "dermaga" in found["pier"]


def test_a_malformed_dictionary_is_told(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text("no tab here\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"own\.tsv:1"):
        read_dictionaries([str(table)])


def expected(
    rows: int, columns: int, gain: float, temperature: float = 1.0, reach: int | None = None
) -> list[Step]:
    """The path where beads on the diagonal have `gain` and all others 0."""
    reach = columns if reach is None else reach
    band = [(max(0, n - reach), min(columns, n + reach) + 1) for n in range(rows + 1)]
    shapes = [Shape(1, 1, 0.0)]

    def score(row: int, shape: Shape, low: int, high: int) -> list[float]:
        return [gain * (row == column) for column in range(low, high)]

    nulls = [-1.0] * rows, [-1.0] * columns
    lattice = search(band, shapes, nulls, score, keep=True)
    return expected_path(lattice, shapes, temperature, worth=0.3)


def test_the_chance_of_a_bead_is_its_share_of_all_paths() -> None:
    (step,) = expected(1, 1, 0.0)
    both = 2 * exp(-2.0)  # the two orders of leaving both single
    assert step.chance == pytest.approx(1 / (1 + both))
    (cooler,) = expected(1, 1, 0.0, temperature=4.0)
    assert cooler.chance < step.chance


def test_chances_bear_long_documents() -> None:
    steps = expected(3000, 3000, 2.0, temperature=8.0, reach=3)
    assert len(steps) == 3000
    assert all(0 <= step.chance <= 1 for step in steps)
    middle = [step.chance for step in steps[100:-100]]
    assert max(middle) == pytest.approx(min(middle), rel=1e-6)
    assert 0 < middle[0] < 0.9


def test_sentences_are_counted_and_abbreviations_not() -> None:
    texts = ["Ia pergi. Kami tinggal!", "PT. Maju Jaya untung Rp1.500.", ""]
    assert sentence_counts(texts, "id") == [2, 1, 1]


def test_where_much_stood_alone_leaving_alone_is_easier() -> None:
    model = NullModel()
    plain = [False] * 40
    paired = [Step(n, n + 1, n, n + 1, 0.0) for n in range(40)]
    alone = [Step(n, n + 1, 20, 20, 0.0) for n in range(20, 40)]
    left = model.lean(paired, (plain, plain))
    right = model.lean([*paired[:20], *alone], (plain, plain))
    assert left < 0 < right
    long, short, marked = model.scores([200, 10, 200], [False, False, True], 0.0)
    assert long < short < marked


def test_boilerplate_says_nothing_of_what_translators_leave_out() -> None:
    path = [Step(0, 1, 0, 1, 0.0), *(Step(n, n + 1, 1, 1, 0.0) for n in range(1, 20))]
    marks = [False] + [True] * 19
    assert NullModel().lean(path, (marks, [False])) < 0
