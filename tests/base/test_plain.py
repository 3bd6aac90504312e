"""Values as JSON by their types: what is written is read, anything else is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqa.base.plain import Codec


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Nest(NamedTuple):
    name: str
    inside: "tuple[Nest | int, ...]" = ()


class Point(NamedTuple):
    x: int
    y: float


@dataclass(frozen=True)
class Leaf:
    name: str
    mark: bytes


@dataclass(frozen=True)
class Tree:
    leaf: Leaf
    points: tuple[Point, ...]
    colour: Colour | None
    either: Point | str
    flags: frozenset[str]
    cues: Mapping[str, tuple[str, ...]]
    fine: bool


CODEC = Codec[tuple[Tree, ...]](tuple[Tree, ...], shared=(Leaf,))
TEXT = st.text(st.characters(exclude_categories=()))  # surrogates too
POINTS = st.builds(Point, st.integers(-(2**70), 2**70), st.floats(allow_nan=False))
TREES = st.builds(
    Tree,
    st.builds(Leaf, TEXT, st.binary()),
    st.lists(POINTS, max_size=3).map(tuple),
    st.none() | st.sampled_from(Colour),
    POINTS | TEXT,
    st.frozensets(TEXT),
    st.dictionaries(TEXT, st.lists(TEXT).map(tuple)),
    st.booleans(),
)
TREE = Tree(Leaf("a", b"\xff"), (Point(1, 2.0),), None, "b", frozenset("c"), {"id": ("d",)}, True)


@given(st.lists(TREES, max_size=3).map(tuple))
def test_what_is_written_is_read(trees: tuple[Tree, ...]) -> None:
    assert CODEC.load(CODEC.dump(trees)) == trees


def test_a_type_within_itself() -> None:
    nest = Nest("a", (1, Nest("b", (Nest("c"), 2))))
    codec = Codec[Nest](Nest)
    assert codec.load(codec.dump(nest)) == nest
    with pytest.raises(ValueError, match="where"):
        codec.load(codec.dump(nest).replace(b"[1,1]", b"[0,1]"))


def test_a_shared_object_is_one_again() -> None:
    data = CODEC.dump((TREE, TREE))
    assert data.count(b'"a"') == 1
    first, second = CODEC.load(data)
    assert first.leaf is second.leaf


WHOLE = b'[[[0,["a","\xc3\xbf"]]],[[0,[[1,2.0]],[1,null],[1,"b"],["c"],{"id":["d"]},true]]]'


def test_the_layout() -> None:
    assert CODEC.dump((TREE,)) == WHOLE


@pytest.mark.parametrize(
    ("was", "instead"),
    [
        (b'"a"', b"1"),
        (b'"a"', b"null"),
        (b'["a"', b'["a","b"'),
        (b'"\xc3\xbf"', '"\u0100"'.encode()),
        (b"[[0,[[1", b"[[1,[[1"),
        (b"[[0,[[1", b"[[-1,[[1"),
        (b"[[0,[[1", b"[[true,[[1"),
        (b"[[0,[[1", b"[[0.0,[[1"),
        (b"2.0", b"2"),
        (b"2.0", b"true"),
        (b"[1,null]", b"null"),
        (b"[1,null]", b"[0,null]"),
        (b"[1,null]", b'[0,"green"]'),
        (b"[1,null]", b"[2,null]"),
        (b"[1,null]", b"[-1,null]"),
        (b'["c"]', b"[[]]"),
        (b'{"id":["d"]}', b'["id"]'),
        (b'{"id":["d"]}', b'{"id":"d"}'),
        (b"true", b"1"),
        (b"[[[0,", b"[[[1,"),
        (b"[[[0,", b"[[[-1,"),
        (WHOLE, b"[]"),
        (WHOLE, b"null"),
        (WHOLE, b'{"a":1}'),
        (WHOLE, b"[[],{}]"),
        (WHOLE, b"[[],[]"),
        (WHOLE, b"[[1],[]]"),
        (WHOLE, b"\xff"),
    ],
)
def test_anything_else_is_refused(was: bytes, instead: bytes) -> None:
    assert WHOLE.count(was) == 1
    with pytest.raises((ValueError, LookupError)):
        CODEC.load(WHOLE.replace(was, instead))


@pytest.mark.parametrize(
    "kind", [object, set[str], complex, tuple[Any, ...], dict[int, str], type, type("New", (), {})]
)
def test_a_type_without_plain_form(kind: Any) -> None:
    with pytest.raises(TypeError):
        Codec(kind)


@pytest.mark.parametrize("value", [(1,), [TREE], (TREE, None), "x", (Leaf("a", b""),)])
def test_a_value_of_another_type_is_not_written(value: Any) -> None:
    with pytest.raises(TypeError):
        CODEC.dump(value)
