"""Settings files: what they say, and errors that name file, line and nearest key."""

from pathlib import Path

import pytest

from tqa.base.errors import ConfigError
from tqa.model import Severity
from tqa.project.config import Config, find, load
from tqa.project.settings import PairPattern


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "tqa.toml",
        'source-lang = "id"\nglossary = ["terms.tsv"]\nbundled = false\nselect = ["TRM"]\n'
        'fail-on = "minor"\nlang = "id"\npairs = [{ source = "a.md", target = "b.md" }]\n'
        '[per-file-ignores]\n"old/*" = ["TYP"]\n[rules.number-mismatch]\nignore = ["1"]\n',
    )
    assert load(path) == Config(
        source_lang="id",
        glossary=(str(tmp_path / "terms.tsv"),),
        bundled=False,
        select=("TRM",),
        per_file_ignores={"old/*": ("TYP",)},
        fail_on=Severity.MINOR,
        pairs=(PairPattern(str(tmp_path / "a.md"), str(tmp_path / "b.md")),),
        rules={"number-mismatch": {"ignore": ["1"]}},
        lang="id",
        file=str(path),
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('\nglosary = ["a"]', 2, "'glosary': unknown setting (did you mean 'glossary'?)"),
        ("select = 'TRM'", 1, "'select': must be a list of strings"),
        ('fail-on = "grave"', 1, "'fail-on': must be neutral, minor, major or critical"),
        ('lang = "fr"', 1, '\'lang\': must be "id" or "en"'),
        ("bundled = 1", 1, "'bundled': must be true or false"),
        ("rules = 1", 1, "'rules': must be a table"),
        ('pairs = [{ source = "a" }]', 1, "'pairs': each must be { source = ..., target = ... }"),
        (
            'pairs = [{ source = "{path}.md", target = "en/{name}.md" }]',
            1,
            "'pairs': the target has {name}, which the source lacks",
        ),
        (
            'pairs = [{ source = "id/**/*.md", target = "en/{path}.md" }]',
            1,
            "'pairs': unknown field **: a pair may hold {path} and {name}",
        ),
    ],
)
def test_errors(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = write(tmp_path, "tqa.toml", text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert str(caught.value) == f"{path}:{line}: {message}"


def test_broken_toml(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not valid TOML"):
        load(write(tmp_path, "tqa.toml", "select = ["))


def test_found_upward(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(inner, "pyproject.toml", "[project]\nname = 'x'\n")
    path = write(tmp_path, "pyproject.toml", "[tool.tqa]\nlang = 'id'\n")
    assert find(inner) == path
    assert load(path).lang == "id"
