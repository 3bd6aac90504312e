"""Conversion of values to plain JSON and back, by their declared types.

Input is checked against the type while it is converted: JSON names no class, so loading can
create only instances of the type, and anything else is a `ValueError`.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Convert = Callable[[Any], Any]

_SCALARS = (str, int, float, bool, type(None))


class _Form(NamedTuple):
    """The JSON form of one type, and the conversions; None where JSON has the same value."""

    raw: type
    dump: Convert | None = None
    load: Convert | None = None


class Codec(Generic[T]):
    """Converts values of one type to JSON and back.

    Supported are strings, numbers, booleans, None, bytes, enumerations, tuples, lists,
    frozen sets, mappings of strings, dataclasses, named tuples, and unions of these.
    An object of a `shared` class is written once, however many values refer to it.
    """

    def __init__(self, kind: Any, *, shared: tuple[type, ...] = ()) -> None:
        """The codec of a type.

        Raises:
            TypeError: the type, or one inside it, is not supported.
        """
        self._table = _Table(shared)
        self._form = self._table.form(kind)

    def dump(self, value: T) -> bytes:
        """The value as UTF-8 JSON.

        Raises:
            TypeError: the value is not of the type.
        """
        rows = self._table.begin()
        body = _one(self._form.raw, self._form.dump, value)
        text = json.dumps([rows, body], ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "surrogatepass")

    def load(self, data: bytes | memoryview) -> T:
        """The value from the output of `dump`.

        Raises:
            ValueError: it is not JSON, or is of another type.
        """
        parts = json.loads(str(data, "utf-8", "surrogatepass"))
        if type(parts) is not list or len(parts) != 2 or type(parts[0]) is not list:
            raise ValueError("not a value that was dumped")
        self._table.fill(parts[0])
        if type(parts[1]) is not self._form.raw:
            raise ValueError("a value of another type")
        value: Any = self._form.load(parts[1]) if self._form.load else parts[1]
        self._table.begin()
        return value  # type: ignore[no-any-return]


class _Table:
    """The forms of types, and the shared objects of the current value."""

    def __init__(self, shared: tuple[type, ...]) -> None:
        self._shared = shared
        self._forms: dict[Any, _Form] = {}
        self._rows: list[Any] = []
        self._places: dict[int, int] = {}
        self._objects: list[Any] = []

    def begin(self) -> list[Any]:
        """Start a value; returns the list to which its shared objects are added."""
        self._rows, self._places, self._objects = [], {}, []
        return self._rows

    def fill(self, rows: list[Any]) -> None:
        """Load the shared objects; each may refer to earlier ones."""
        self.begin()
        loads = [self._record(kind).load for kind in self._shared]
        for row in rows:
            if type(row) is not list or len(row) != 2 or type(row[0]) is not int:
                raise ValueError("a damaged shared object")
            load = loads[_at(row[0], loads)]
            assert load is not None  # a record is always converted
            if type(row[1]) is not list:
                raise ValueError("a damaged shared object")
            self._objects.append(load(row[1]))

    def form(self, kind: Any) -> _Form:
        """The form of a type."""
        if kind not in self._forms:
            if isinstance(kind, type) and not issubclass(kind, Enum):
                self._forms[kind] = self._later(kind)  # for fields of its own type
            self._forms[kind] = self._made(kind)
        return self._forms[kind]

    def _later(self, kind: type) -> _Form:
        """The form of a record type whose form is still being built (a recursive type)."""

        def load(row: list[Any]) -> Any:
            convert = self._forms[kind].load
            return convert(row) if convert else row

        return _Form(list, lambda value: _one(list, self._forms[kind].dump, value), load)

    def _made(self, kind: Any) -> _Form:
        origin, args = get_origin(kind), get_args(kind)
        if kind is None or kind in _SCALARS:
            return _Form(type(None) if kind is None else kind)
        if kind is bytes:
            return _Form(str, lambda value: value.decode("latin-1"), _bytes)
        if origin in (Union, types.UnionType):
            return self._union(args)
        if origin is tuple:
            if len(args) == 2 and args[1] is Ellipsis:
                return _sequence(self.form(args[0]), tuple)
            return _row(tuple, [self.form(arg) for arg in args], lambda *values: values)
        if origin in (list, frozenset):
            return _sequence(self.form(args[0]), origin)
        if origin in (Mapping, dict) and args[0] is str:
            return _mapping(self.form(args[1]))
        if isinstance(kind, type):
            if issubclass(kind, Enum):
                return _enumeration(kind)
            if kind in self._shared:
                return _Form(int, self._refer(kind), self._referred(kind))
            return self._record(kind)
        raise TypeError(f"no plain form of {kind}")

    def _record(self, kind: type) -> _Form:
        """A dataclass or a named tuple: the list of its fields."""
        if is_dataclass(kind):
            names = [field.name for field in fields(kind)]
        elif issubclass(kind, tuple) and hasattr(kind, "_fields"):
            names = list(kind._fields)
        else:
            raise TypeError(f"no plain form of {kind}")
        hints = get_type_hints(kind)
        return _row(kind, [self.form(hints[name]) for name in names], kind, names)

    def _union(self, args: tuple[Any, ...]) -> _Form:
        """A union: the index of the member type, and the value."""
        forms = [self.form(arg) for arg in args]
        kinds = [get_origin(arg) or (type(None) if arg is None else arg) for arg in args]

        def dump(value: Any) -> list[Any]:
            at = next((n for n, kind in enumerate(kinds) if type(value) is kind), None)
            if at is None:
                raise TypeError(f"{type(value)} is none of {kinds}")
            return [at, _one(forms[at].raw, forms[at].dump, value)]

        def load(row: list[Any]) -> Any:
            if len(row) != 2 or type(row[0]) is not int:
                raise ValueError("a damaged member of a union")
            raw, _, convert = forms[_at(row[0], forms)]
            if type(row[1]) is not raw:
                raise ValueError(f"{type(row[1])} where {raw} should be")
            return convert(row[1]) if convert else row[1]

        return _Form(list, dump, load)

    def _refer(self, kind: type) -> Convert:
        form: list[_Form] = []  # built on first use: a class may refer to itself

        def dump(value: Any) -> int:
            place = self._places.get(id(value))
            if place is None:
                form[:] = form or [self._record(kind)]
                row = _one(list, form[0].dump, value)  # the objects it refers to come first
                place = self._places[id(value)] = len(self._rows)
                self._rows.append([self._shared.index(kind), row])
            return place

        return dump

    def _referred(self, kind: type) -> Convert:
        def load(place: int) -> Any:
            value = self._objects[_at(place, self._objects)]
            if type(value) is not kind:
                raise ValueError(f"{type(value)} where {kind} should be")
            return value

        return load


def _row(
    kind: type, forms: list[_Form], make: Callable[..., Any], names: list[str] | None = None
) -> _Form:
    """A list of values of these forms; `names` are their attribute names, for records."""
    raws = [form.raw for form in forms]
    loads = [(n, form.load) for n, form in enumerate(forms) if form.load]

    def dump(value: Any) -> list[Any]:
        if type(value) is not kind:
            raise TypeError(f"{type(value)} where {kind} should be")
        parts: Any = value if names is None else [getattr(value, name) for name in names]
        pairs = zip(forms, parts, strict=True)
        return [_one(form.raw, form.dump, part) for form, part in pairs]

    def load(row: list[Any]) -> Any:
        if list(map(type, row)) != raws:
            raise ValueError(f"no fields of {kind}")
        for n, convert in loads:
            row[n] = convert(row[n])
        return make(*row)

    return _Form(list, dump, load)


def _sequence(form: _Form, make: Callable[[Any], Any]) -> _Form:
    raws, convert = {form.raw}, form.load

    def dump(value: Any) -> list[Any]:
        if type(value) is not make:
            raise TypeError(f"{type(value)} where {make} should be")
        row = [_one(form.raw, form.dump, part) for part in value]
        return sorted(row) if make is frozenset else row

    def load(row: list[Any]) -> Any:
        if not raws.issuperset(map(type, row)):
            raise ValueError(f"no {raws} throughout")
        return make(map(convert, row) if convert else row)

    return _Form(list, dump, load)


def _mapping(form: _Form) -> _Form:
    def dump(value: Any) -> dict[str, Any]:
        return {
            _one(str, None, key): _one(form.raw, form.dump, part) for key, part in value.items()
        }

    def load(row: dict[str, Any]) -> Any:
        if not {form.raw}.issuperset(map(type, row.values())):
            raise ValueError(f"no {form.raw} throughout")
        return {key: form.load(part) for key, part in row.items()} if form.load else row

    return _Form(dict, dump, load)


def _enumeration(kind: type[Enum]) -> _Form:
    members = {member.value: member for member in kind}
    (raw,) = set(map(type, members))
    return _Form(raw, lambda member: kind(member).value, members.__getitem__)


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")


def _at(place: int, values: list[Any]) -> int:
    if not 0 <= place < len(values):
        raise ValueError(f"no place {place}")
    return place


def _one(raw: type, dump: Convert | None, value: Any) -> Any:
    made = dump(value) if dump else value
    if type(made) is not raw:
        raise TypeError(f"{type(value)} where {raw} should be")
    return made
