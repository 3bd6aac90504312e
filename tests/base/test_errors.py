"""Errors: one line, an exit code, and safe passage between processes."""

import pickle

from tqa.base.errors import FormatError, MissingExtra


def test_one_line_with_place_and_hint() -> None:
    error = FormatError("no tab", where="a.tsv:3", hint="add one")
    assert str(error) == "a.tsv:3: no tab (add one)"
    assert error.exit_code == 3
    assert MissingExtra("x").exit_code == 4


def test_pickles() -> None:
    error = pickle.loads(pickle.dumps(FormatError("no tab", where="a.tsv:3", hint="add one")))
    assert isinstance(error, FormatError)
    assert str(error) == "a.tsv:3: no tab (add one)"
