import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.formats.places import check_places, segments_of
from tqa.base.errors import FormatError
from tqa.model import Source
from tqa.reading.formats.json_messages import JsonMessages


def test_strings_at_any_depth() -> None:
    text = '{\n  "a": {"b": "Buka \\"x\\"", "n": 5, "c": [true, "Tutup", {}]},\n  "d": "Ya"\n}\n'
    segments = segments_of(JsonMessages(), text, "locales/id.json")
    assert [(s.unit, s.text) for s in segments] == [
        ("a.b", 'Buka "x"'),
        ("a.c.1", "Tutup"),
        ("d", "Ya"),
    ]
    assert segments[0].locate(0)[:2] == (2, 15)
    check_places(text, segments, escapes="\\")


def test_arb() -> None:
    text = (
        '{"@@locale": "id", "hello": "Halo {name}", "@hello": {"description": "Greeting",'
        ' "placeholders": {"name": {"example": "Budi"}}}}'
    )
    document = JsonMessages().read(Source("app.arb", text.encode()))
    assert (document.lang, document.kind) == ("id", "messages")
    assert [(s.unit, s.text) for s in document.segments] == [("hello", "Halo {name}")]


@pytest.mark.parametrize(
    ("path", "lang"),
    [
        ("en.json", "en"),
        ("locales/id/app.json", "id"),
        ("app_id.arb", "id"),
        ("messages.in_ID.json", "id"),
        ("app.json", ""),
    ],
)
def test_the_path_tells_the_language(path: str, lang: str) -> None:
    assert JsonMessages().read(Source(path, b'{"a": "b"}')).lang == lang


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.json: empty file"),
        ('{"a": "b",\n', "a.json:2: bad JSON"),
        ("[]", "a.json:1: not a JSON object"),
        ('{"a":' * 100_000, "a.json: bad JSON: nested too deeply"),
    ],
)
def test_malformed(text: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        segments_of(JsonMessages(), text, "a.json")
    assert message in str(error.value)


KEY = st.text(st.sampled_from('ab{}[]:,"\\'), max_size=3)
VALUE = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
    | st.integers()
    | st.booleans()
    | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3),
    max_leaves=10,
)


def leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [leaf for each in inner for leaf in leaves(each)]


@given(
    st.dictionaries(KEY, VALUE, min_size=1, max_size=4), st.booleans(), st.sampled_from((None, 2))
)
def test_places(messages: dict[str, Any], ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(messages, ensure_ascii=ascii_only, indent=indent)
    segments = segments_of(JsonMessages(), text, "a.json")
    assert [s.text for s in segments] == leaves(messages)
    check_places(text, segments, escapes="\\")
