"""Words and lexemes are the same from the compiled kernel and from the patterns in Python."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unbuilt import pure
from tqa.kernel import kernel
from tqa.lang.words.lexemes import Line
from tqa.lang.words.tokens import Token, words

pytestmark = pytest.mark.skipif(kernel() is None, reason="this installation has no compiled kernel")

TEXTS = st.one_of(st.text(), st.text("aZé٣1²½'’-‑_.,$€% \n", max_size=20))


def lexemes(text: str) -> list[tuple[str, str, int]]:
    line = Line(text, "id")
    return [(line.word(n), line.gap(n), line.start(n)) for n in range(line.size)]


@given(TEXTS)
def test_every_text_gives_the_same(text: str) -> None:
    compiled = words.__wrapped__(text), lexemes(text)
    with pure():
        assert (words.__wrapped__(text), lexemes(text)) == compiled


def test_words_know_their_places() -> None:
    (first, second) = words.__wrapped__("Kebijakan-kebijakan, ke-3")
    assert isinstance(first, Token)
    assert (first.text, first.start, first.end) == ("Kebijakan-kebijakan", 0, 19)
    assert second.text == "ke-3"


def test_what_is_no_text_is_refused() -> None:
    native: Any = kernel()
    with pytest.raises(TypeError):
        native.words(b"bytes", Token)
    with pytest.raises(TypeError):
        native.words("teks", dict)
    with pytest.raises(TypeError):
        native.lexemes(None)
