import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.formats.places import beads_of, check_places
from tqa.base.errors import FormatError
from tqa.reading.formats.jsonl import JsonLines


def test_an_object_is_a_bead() -> None:
    text = '{"id": 7, "document": "d", "source": "Satu.", "target": "One."}\n'
    (bead,) = beads_of(JsonLines(), text, "a.jsonl")
    assert (bead.id, bead.document, bead.langs) == ("7", "d", ("", ""))
    assert bead.target[0].locate(0)[:2] == (1, text.index("One.") + 1)


def test_languages() -> None:
    text = (
        '{"source_lang": "id", "target_lang": "en", "source": "a", "target": "b"}\n'
        '{"translation": {"en": "c", "id": "d"}}\n'
    )
    first, second = beads_of(JsonLines(), text, "a.jsonl")
    assert first.langs == ("id", "en")
    assert (second.langs, second.id, second.source[0].text) == (("en", "id"), "2", "c")
    check_places(text, [*first.source, *second.source, *second.target])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.jsonl: empty file"),
        ('{"source": "a", "target": "b"}\n{"source": ', "a.jsonl:2: bad JSON"),
        ("[1]", "a.jsonl:1: bad JSON: not a JSON object"),
        ('{"source": "a"}', "a.jsonl:1: no fields"),
        ('{"source": "a", "target": 5}', "'target' is not a string"),
        ('{"source": "a", "target": "b"} {}', "more than one value"),
        ("[" * 50_000, "a.jsonl:1: bad JSON"),
    ],
)
def test_malformed(text: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        beads_of(JsonLines(), text, "a.jsonl")
    assert message in str(error.value)


@given(st.text(max_size=20), st.text(max_size=20), st.booleans())
def test_places(source: str, target: str, ascii_only: bool) -> None:
    text = json.dumps({"source": source, "target": target}, ensure_ascii=ascii_only)
    try:
        text.encode()
    except UnicodeEncodeError:
        return  # a lone surrogate has no UTF-8
    if "\0" in text:
        return
    (bead,) = beads_of(JsonLines(), text, "a.jsonl")
    assert (bead.source[0].text, bead.target[0].text) == (source, target)
    check_places(text, [*bead.source, *bead.target], escapes="\\")
