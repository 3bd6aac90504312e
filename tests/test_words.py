"""Plain English: words that this project once used in senses of its own stay out.

The field's words are report, detect, fix, depend, ignore, cache, repeat.
"""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLACES = ("tqa", "docs", "scripts", "README.md", "CONTRIBUTING.md")
KINDS = (".py", ".pyi", ".md", ".toml", ".html", ".css", ".js", ".c", ".h", ".po", ".txt")

# What is meant -> the words that once said it. An underscore ends a word, too.
BANNED = {
    "report, detect, distinguish, return": r"tells?|told",
    "fix": r"mend|mends|mended|mending|mender",
    "depend on": r"hangs? on|hung on|hanging on|hang(?:s|ing)? upon",
    "ignore, leave unchanged": r"lets? be|let (?:it|them) be(?! )|(?:is|are|be|was|were) let",
    "more certain": r"surer|surest",
    "expensive": r"dear|dearer|dearest",
    "handle, ensure": r"sees? to(?! it)|seen to",
    "alternately": r"by turns|turn by turn",
    "is repeated": r"stands? twice|stood twice",
    "ordinal": r"how-manieth|how-many-eth",
    "website boilerplate": r"furniture",
    "circular": r"goes? in a circle|go round in a circle",
    "each caller, anyone who": r"whoever|whomever",
    "fork": r"branch(?:es|ed)? off",
    "again, from scratch": r"anew",
}
PATTERN = re.compile(
    r"(?<![A-Za-z])(?:" + "|".join(f"(?:{words})" for words in BANNED.values()) + r")(?![A-Za-z])",
    re.I,
)

# (file, word) -> why it is right there.
EXCEPTIONS: dict[tuple[str, str], str] = {}


def files() -> list[str]:
    """The files that are held to plain English, by their paths from the root."""
    found = [path for place in PLACES for path in [ROOT / place, *(ROOT / place).rglob("*")]]
    return sorted(
        str(path.relative_to(ROOT))
        for path in found
        if path.is_file()
        and path.suffix in KINDS
        and path.relative_to(ROOT).parts[:3] != ("tqa", "lang", "data")  # words of the language
    )


@cache
def banned_in(name: str) -> tuple[tuple[int, str], ...]:
    """The lines of a file that hold a banned word, and the word."""
    found = []
    for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1):
        for match in PATTERN.finditer(line):
            if not line[: match.start()].endswith("file."):  # file.tell() is Python's
                found.append((number, match.group().lower()))
    return tuple(found)


@pytest.mark.parametrize("name", files())
def test_plain_words(name: str) -> None:
    wrong = [each for each in banned_in(name) if (name, each[1]) not in EXCEPTIONS]
    assert wrong == [], f"{name}: use other words: {sorted(BANNED)}"


def test_exceptions_are_needed() -> None:
    for name, word in EXCEPTIONS:
        assert word in {each for _, each in banned_in(name)}, f"{name} does not hold {word!r}"


@pytest.mark.parametrize(
    "text",
    [
        "it is told in the report",
        "def _tell_all():",
        "a mend that hangs on the locale",
        "they are let be",
        "a dear question",
        "it stands twice",
    ],
)
def test_banned_words_are_found(text: str) -> None:
    assert PATTERN.search(text)


@pytest.mark.parametrize("text", ["intellect", "a mendicant", "see `to_pandas`", "a hangar", "let"])
def test_other_words_are_not(text: str) -> None:
    assert not PATTERN.search(text)
