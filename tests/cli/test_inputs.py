"""What a repository's configuration names: patterns, paths on the command line, a first file."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.repository import Repo

DOCS = Path(__file__).parents[2] / "docs"
ID, EN = "Harga naik 2,5 persen.\n", "Prices rose 25 percent.\n"


@pytest.fixture
def site(tqa: Command) -> Command:
    """A site with two translated pages, one that is not, and drafts."""
    for name in ("a.txt", "b.txt", "c.txt"):
        (tqa.folder / name).unlink()
    for name in ("x", "news/y"):
        tqa.write(f"content/id/{name}.md", ID)
        tqa.write(f"content/en/{name}.md", EN)
    tqa.write("content/id/z.md", ID)
    tqa.write("content/id/drafts/d.md", ID)
    tqa.write("content/en/drafts/d.md", EN)
    tqa.write(
        "tqa.toml",
        'pairs = [{ source = "content/id/{path}.md", target = "content/en/{path}.md" }]\n'
        'exclude = ["content/id/drafts"]\nbundled = false\n',
    )
    return tqa


def files(tqa: Command, *words: str) -> list[str]:
    run = tqa("check", "--show-files", *words)
    assert run.code == 0, run.stderr
    return [line.replace("\t", " ") for line in run.stdout.splitlines()]


X, Y = "content/id/x.md content/en/x.md", "content/id/news/y.md content/en/news/y.md"


def test_pairs_by_pattern(site: Command) -> None:
    assert files(site) == [Y, X]
    assert "no translation: content/id/z.md" in site("check", "--show-files").stderr
    run = site("check", "-f", "concise", "-q")
    assert [line.split(": ")[0] for line in run.stdout.splitlines()] == [
        "content/en/news/y.md:1:13",
        "content/en/x.md:1:13",
    ]


@pytest.mark.parametrize("path", ["content/id/x.md", "content/en/x.md", "./content/en/x.md"])
def test_a_path_means_its_pair(site: Command, path: str) -> None:
    assert files(site, path) == [X]


def test_folders_and_several_paths(site: Command) -> None:
    assert files(site, "content/en/news") == [Y]
    assert files(site, "content") == [Y, X]
    assert files(site, "content/id/x.md", "content/id/news/y.md") == [X, Y]
    assert files(site, "content/id/x.md", "content/en/x.md") == [X]
    assert files(site, "content/id/z.md") == ["content/id/z.md"]


def test_from_a_folder_below(site: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.folder / "content" / "en")
    assert files(site, "x.md") == ["../id/x.md x.md"]


def test_files_by_pattern(site: Command) -> None:
    po = 'msgid ""\nmsgstr "Language: id\\n"\n'
    for name in ("po/id.po", "po/web/id.po", "other/id.po"):
        site.write(name, po)
    site.write("tqa.toml", 'files = ["po/**/*.po"]\n')
    assert files(site) == ["po/id.po", "po/web/id.po"]
    site.write("tqa.toml", 'files = ["*/id.po"]\n')
    assert files(site) == ["other/id.po", "po/id.po"]


def test_what_git_ignores_is_left_out(site: Command) -> None:
    Repo(site.folder).write(".gitignore", "news/\n")
    assert files(site) == [X]


def test_unmarked_sources(site: Command) -> None:
    """docs/{path} with docs/id/{path}: a translation is no source."""
    site.write("docs/a.md", EN)
    site.write("docs/id/a.md", ID)
    site.write("docs/id/b.md", ID)
    site.write("tqa.toml", 'pairs = [{ source = "docs/{path}", target = "docs/id/{path}" }]\n')
    run = site("check", "--show-files")
    assert run.stdout == "docs/a.md\tdocs/id/a.md\n"
    assert run.stderr == ""


def test_a_file_beside_its_folder_is_checked_once(tqa: Command) -> None:
    tqa.write("a.id.md", "Harga beras naik dua persen di pasar kota kemarin.")
    tqa.write("a.en.md", "The price of rice rose two percent at the city market yesterday.")
    run = tqa.check(".", "a.en.md", "--show-files")
    assert sorted(run.stdout.split()) == ["a.en.md", "a.id.md"]


def test_a_folder_without_configuration(tqa: Command) -> None:
    """Pairs by the names of files, bilingual files alone; glossaries and tables stay out."""
    for name in ("x/a.id.md", "x/b.id.md"):
        tqa.write(name, ID)
    tqa.write("x/a.en.md", EN)
    tqa.write("x/deep/[1]/id/n.txt", ID)
    tqa.write("x/deep/[1]/en/n.txt", EN)
    tqa.write("x/po/id.po", 'msgid ""\nmsgstr "Language: id\\n"\n')
    tqa.write("x/terms.csv", "id,en\nharga,price\n")
    tqa.write("x/numbers.tsv", "1\t2\n")
    pairs = ["x/a.id.md x/a.en.md", "x/deep/[1]/id/n.txt x/deep/[1]/en/n.txt", "x/po/id.po"]
    assert sorted(files(tqa, "x")) == pairs
    assert files(tqa, "x/deep/[1]") == pairs[1:2]
    run = tqa("check", "x", "-f", "concise", "-q", "--no-bundled")
    assert run.code == 1
    assert run.stdout.count("NUM001") == 2
    assert run.stderr == "tqa: note: not checked, as there is no translation: x/b.id.md\n"


def test_nothing_matches(site: Command) -> None:
    site.write("tqa.toml", 'pairs = [{ source = "a/{path}.md", target = "b/{path}.md" }]\n')
    run = site("check")
    assert run.code == 2
    assert "tqa.toml: no file matches the pairs and files" in run.stderr


def test_extended(site: Command) -> None:
    site.write(
        "base.toml", 'lang = "id"\nfail-on = "minor"\n[rules.number-mismatch]\nignore=["1"]\n'
    )
    site.write("tqa.toml", 'extend = "base.toml"\nfail-on = "critical"\n[rules.quote-style]\n')
    shown = tomllib.loads(site("check", "--show-settings").stdout)
    assert shown["lang"] == "id"
    assert shown["fail-on"] == "critical"
    assert shown["rules"] == {"number-mismatch": {"ignore": ["1"]}, "quote-style": {}}


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ('extend = "tqa.toml"', "base.toml:1: 'extend': circular reference"),
        ("glosary = []", "base.toml:1: 'glosary': unknown setting (did you mean 'glossary'?)"),
    ],
)
def test_extended_wrongly(site: Command, base: str, message: str) -> None:
    site.write("base.toml", base)
    site.write("tqa.toml", 'extend = "base.toml"\n')
    run = site("check")
    assert run.code == 2
    assert message in run.stderr
    site.write("tqa.toml", 'extend = "nowhere.toml"\n')
    assert "tqa.toml:1: 'extend': there is no file" in site("check").stderr


def test_settings_are_shown_as_they_are_read(site: Command) -> None:
    run = site("check", "--show-settings", "--fail-on", "minor")
    shown = tomllib.loads(run.stdout)
    assert shown["fail-on"] == "minor"
    site.write("again.toml", run.stdout)
    again = site("check", "--show-settings", "--config", "again.toml")
    assert tomllib.loads(again.stdout) == shown


def test_first_configuration(site: Command) -> None:
    (site.folder / "tqa.toml").unlink()
    run = site("init")
    assert run.code == 0
    assert "tqa.toml with 3 pairs of documents" in run.stderr
    assert len(files(site)) == 3
    again = site("init")
    assert again.code == 2
    assert "file exists already (--force overwrites it)" in again.stderr


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["id/a.md", "en/a.md"], [("id/{path}.md", "en/{path}.md")]),
        (["a/id-ID/b.html", "a/en-US/b.html"], [("a/id-ID/{path}.html", "a/en-US/{path}.html")]),
        (["a.id.md", "a.en.md"], [("{name}.id.md", "{name}.en.md")]),
        (["p/a.md", "p/a.id.md"], [("p/{name}.md", "p/{name}.id.md")]),
        (
            ["_articles/a.md", "_articles/id/a.md"],
            [("_articles/{path}.md", "_articles/id/{path}.md")],
        ),
        (["Indonesia/q.txt", "English/q.txt"], [("Indonesia/{path}.txt", "English/{path}.txt")]),
        (["a.en.md", "a.md"], [("{name}.md", "{name}.en.md")]),
        (["a.md", "b.md", "id/c.md"], []),
        (["l/id.json", "l/en.json", "l/fr.json"], [("l/id.json", "l/en.json")]),
        (["id-ID.yml", "en-US.yml"], [("id-ID.yml", "en-US.yml")]),
    ],
)
def test_pairs_told_by_names(tqa: Command, names: list[str], pairs: list[tuple[str, str]]) -> None:
    for name in names:
        tqa.write(name, "Halo.\n")
    found = tomllib.loads(tqa("init", "--print").stdout).get("pairs", [])
    assert [(pair["source"], pair["target"]) for pair in found] == pairs


def test_the_older_language_is_the_source(tqa: Command) -> None:
    repo = Repo(tqa.folder)
    repo.write("en/a.md", EN)
    repo.commit()
    repo.write("id/a.md", ID)
    repo.commit()
    (pair,) = tomllib.loads(tqa("init", "--print").stdout)["pairs"]
    assert pair == {"source": "en/{path}.md", "target": "id/{path}.md"}


def test_files_and_glossaries_told_by_names(tqa: Command) -> None:
    for name in ("po/id.po", "po/fr.po", "locale/id/LC_MESSAGES/a.po", "misc/a.po", "istilah.tsv"):
        tqa.write(name, "")
    found = tomllib.loads(tqa("init", "--print").stdout)
    assert found["files"] == ["locale/id/**/*.po", "misc/**/*.po", "po/id.po"]
    assert found["glossary"] == ["istilah.tsv"]


def test_documentation_is_up_to_date() -> None:
    from tqa.checking.settings_shown import page, schema

    assert (DOCS / "configuration.md").read_text("utf-8") == page()
    assert json.loads((DOCS / "tqa.schema.json").read_text("utf-8")) == schema()
