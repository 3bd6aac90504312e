"""Pieces of a model and the words of a text."""

from tqa.neural.attention import _by_letters


def test_pieces_make_words_where_a_mark_stands_apart() -> None:
    pieces = [(0, ""), (1, '"'), (2, "Kita"), (3, "tahu"), (4, "."), (5, '"')]
    assert _by_letters(pieces, ['"Kita', 'tahu."']) == [[0, 1, 2], [3, 4, 5]]


def test_a_piece_over_two_words_makes_none() -> None:
    assert _by_letters([(0, "takapa")], ["tak", "apa"]) == []
