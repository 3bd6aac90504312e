"""Help: each option says what it does by itself; each command has a summary and an example."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.test_words import PATTERN
from tqa.cli._registered import names, with_names
from tqa.cli.app import app

DOCS = Path(__file__).parents[2] / "docs"


def commands(command: Any, path: str = "tqa") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{path} {name}")


COMMANDS = dict(commands(typer.main.get_command(app)))
PARAMETERS = [
    pytest.param(each, id=f"{path} {each.name}")
    for path, command in COMMANDS.items()
    for each in command.params
    if not each.name.endswith("_completion")  # typer's own
]


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_an_option_says_what_it_does(parameter: Any) -> None:
    text = with_names(parameter.help or "")
    assert re.match(r"[A-Z]|\d+%", text), text
    assert text.endswith(".")
    assert len(text.split()) >= 3
    assert not PATTERN.search(text), text


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_an_option_names_its_default(parameter: Any) -> None:
    """One that may be left out and has no fixed default says what happens then."""
    is_switch = bool(getattr(parameter, "secondary_opts", ()))
    if parameter.default is None and not parameter.multiple and parameter.nargs == 1:
        assert parameter.required or "default" in parameter.help
    elif is_switch and parameter.default is None:
        assert "default" in parameter.help


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_has_a_summary_and_an_example(path: str) -> None:
    command = COMMANDS[path]
    summary, _, _ = command.help.partition("\n")
    assert re.fullmatch(r"[A-Z].*\.", summary), summary
    assert not PATTERN.search(command.help)
    examples = re.findall(r"tqa [a-z]+", command.epilog or "")
    assert examples
    assert all(each in COMMANDS for each in examples)


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("reporters", "formats.md"),
        ("boards", "score.md"),
        ("metrics", "score.md"),
        ("alignments", "align.md"),
        ("glossary_formats", "glossaries.md"),
    ],
)
def test_pages_name_all_members(kind: str, page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    missing = [name for name in names(kind) if not re.search(rf"(?<!\w){re.escape(name)}", text)]
    assert missing == []


def test_help_names_the_members_of_registries() -> None:
    assert with_names("One of {aligners}.") == "One of lexical, embeddings, length."
    assert with_names("The file {path}.") == "The file {path}."
