"""The words of a language are in tables of tqa/lang/data, where they can be read and corrected."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tqa
from tqa.lang.tables import columns, words_of

ROOT = Path(tqa.__file__).parent
ROOMS = ("lang", "checking/rules", "aligning", "glossary", "reading", "drafting")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
MOST = 2  # words of a language in one literal
GRAMMAR = ("stopwords", "function_words", "light_words", "number_words", "small_words", "months")
AFFIXES = ("clitics", "hyphen_affixes", "affix_roles", "bound_forms")
# what is no knowledge of a language, by module and the first words of the literal in order
EXCEPTIONS = {
    ("glossary/table.py", "bahasa indonesia"): "names of columns, part of the file format",
    ("glossary/table.py", "istilah"): "names of columns, part of the file format",
    ("lang/forms/english.py", "ed"): "the inflections that the code spells, one branch for each",
    ("reading/by_key.py", "few"): "plural categories of CLDR in message keys",
    ("reading/formats/_elements.py", "baca"): "class names of HTML elements on news sites",
}


def vocabulary() -> frozenset[str]:
    """Grammar and affixes of both languages, and the Indonesian words that are not English."""
    english = {word for cell in columns("id-en/lexicon", lower=True)[2] for word in cell.split("|")}
    english |= words_of("en", "words")
    indonesian = {*words_of("id", "roots"), *columns("id-en/lexicon", lower=True)[0]} - english
    tables = (words_of(lang, name) for lang in ("id", "en") for name in (*GRAMMAR, *AFFIXES))
    return frozenset(word for word in indonesian.union(*tables) if len(word) > 1)


WORDS = vocabulary()


def names(node: ast.AST) -> set[str]:
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name)}


def is_called(node: ast.AST, name: str) -> bool:
    """Whether a statement assigns to this name."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def without_examples(tree: ast.Module) -> list[ast.stmt]:
    """The statements of a module but the examples of a rule and the constants that they use."""
    found: list[ast.stmt] = []
    used: set[str] = set()
    for node in tree.body:
        for part in node.body if isinstance(node, ast.ClassDef) else [node]:
            if is_called(part, "examples"):
                used |= names(part)
            else:
                found.append(part)
    return [part for part in found if not any(is_called(part, name) for name in used)]


def literals(node: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """The strings of each collection, and the alternatives of each pattern, with its line."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message":
        return
    if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
        found = [item for item in ast.walk(node) if isinstance(item, ast.Constant)]
        yield node.lineno, [item.value for item in found if isinstance(item.value, str)]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "|" in node.value:
        yield node.lineno, re.findall(r"[^\W\d_]+", re.sub(r"\?P<\w+>", "", node.value))
    for child in ast.iter_child_nodes(node):
        yield from literals(child)


def found(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The literals of a module that hold too many words of a language."""
    for statement in without_examples(ast.parse(path.read_text("utf-8"))):
        for line, texts in literals(statement):
            words = sorted({text for text in texts if text in WORDS})
            if len(words) > MOST:
                yield line, words


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_words_of_a_language_in_code(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    for line, words in found(path):
        assert (name, words[0]) in EXCEPTIONS, f"{path}:{line} holds {words}: make it a table"


def test_exceptions_are_still_there() -> None:
    here = {(p.relative_to(ROOT).as_posix(), words[0]) for p in MODULES for _, words in found(p)}
    assert here == set(EXCEPTIONS)


def test_a_literal_is_found(tmp_path: Path) -> None:
    path = tmp_path / "code.py"
    path.write_text('A = {"dan", "atau", "yang"}\nB = r"\\b(?:the|of|and)\\b"\nC = ("x", "of")\n')
    assert [line for line, _ in found(path)] == [1, 2]
