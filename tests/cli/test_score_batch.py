"""`tqa score BATCH.toml`."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.scoring.peer import corpus, disturbed

REF = corpus(40)
BATCH = """
metrics = ["bleu", "ter"]
paired = "bootstrap"
resamples = 40
baseline = "old"

[options.bleu]
tokenize = "intl"

[gates]
min = { bleu = 1 }

[[testset]]
name = "news"
references = "news/ref.en"
systems = "news/*.en"

[[testset]]
name = "talks"
references = ["talks.tsv#ref"]
systems = { old = "talks.tsv#a", new = "talks.tsv#b" }
documents = "talks.tsv#doc"
"""


def text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture
def batch(tqa: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tqa.folder / "cache"))
    tqa.write("runs/batch.toml", BATCH)
    tqa.write("runs/news/ref.en", text(REF))
    tqa.write("runs/news/old.en", text(disturbed(REF, 1)))
    tqa.write("runs/news/new.en", text(disturbed(REF, 2)))
    rows = zip(REF, disturbed(REF, 3), disturbed(REF, 4), ["d1", "d2"] * 20, strict=True)
    tqa.write("runs/talks.tsv", "ref\ta\tb\tdoc\n" + text(["\t".join(row) for row in rows]))
    return tqa


def test_all_test_sets(batch: Command) -> None:
    run = batch("score", "runs/batch.toml", "-f", "json")
    assert (run.code, run.stderr) == (0, "")
    news, talks = json.loads(run.stdout)["testsets"]
    assert (news["name"], talks["name"]) == ("news", "talks")
    assert [each["name"] for each in news["systems"]] == ["new", "old"]
    assert news["baseline"] == talks["baseline"] == "old"
    assert "tok:intl" in news["signatures"]["bleu"]
    assert 0 < talks["systems"][1]["scores"]["ter"]["p_value"] <= 1


def test_the_numbers_are_those_of_single_runs(batch: Command) -> None:
    words = "--hyp old=runs/news/old.en --hyp new=runs/news/new.en --option bleu.tokenize=intl"
    single = batch(
        *"score --ref runs/news/ref.en -m bleu,ter -f json".split(),
        *words.split(),
        *"--paired bootstrap --resamples 40 --baseline-system old".split(),
    )
    alone = {each["name"]: each for each in json.loads(single.stdout)["systems"]}
    for jobs in ("1", "2"):
        run = batch("score", "runs/batch.toml", "-f", "json", "--jobs", jobs)
        news = json.loads(run.stdout)["testsets"][0]
        assert {each["name"]: each for each in news["systems"]} == alone


def test_options_win_over_the_file(batch: Command) -> None:
    run = batch(
        *"score runs/batch.toml -m bleu,chrf -f json --option bleu.tokenize=char".split(),
        *"--seed 7 --min chrf=101".split(),
    )
    data = json.loads(run.stdout)["testsets"][0]
    assert list(data["signatures"]) == ["bleu", "chrf"]
    assert "tok:char" in data["signatures"]["bleu"]
    assert data["seed"] == 7
    assert run.code == 1
    assert run.stderr.startswith("tqa: gate: news: new: chrF2 ")


def test_statistics_are_kept_and_used_again(batch: Command) -> None:
    first = batch("score", "runs/batch.toml", "-f", "json")
    entries = sorted((batch.folder / "cache/tqa/statistics").iterdir())
    assert len(entries) == 8  # of four systems, by two metrics
    times = [each.stat().st_ino for each in entries]
    again = batch("score", "runs/batch.toml", "-f", "json")
    assert again.stdout == first.stdout
    assert [each.stat().st_ino for each in entries] == times
    batch.write("runs/news/new.en", text(disturbed(REF, 9)))
    assert batch("score", "runs/batch.toml", "-f", "json").stdout != first.stdout


def test_damaged_entries_are_left_aside(batch: Command) -> None:
    first = batch("score", "runs/batch.toml", "-f", "json")
    for number, path in enumerate(sorted((batch.folder / "cache/tqa/statistics").iterdir())):
        data = bytearray(path.read_bytes())
        data[-3] ^= 1
        path.write_bytes((b"", data[:50], bytes(data), b"nonsense")[number % 4])
    assert batch("score", "runs/batch.toml", "-f", "json").stdout == first.stdout


def test_no_cache(batch: Command) -> None:
    batch("score", "runs/batch.toml", "--no-cache")
    assert not (batch.folder / "cache").exists()


def test_a_cache_that_cannot_be_written(batch: Command) -> None:
    batch.write("cache", "a file in the way")
    assert batch("score", "runs/batch.toml").code == 0


def test_files_of_different_lengths(batch: Command) -> None:
    batch.write("runs/talks.tsv", "ref\ta\tb\tdoc\n" + "x\tx\tx\td\n" * 40)
    batch.write("runs/news/new.en", text(REF[1:]))
    run = batch("score", "runs/batch.toml")
    assert (run.code, run.stdout) == (3, "")
    ref, new = (Path("runs", "news", name) for name in ("ref.en", "new.en"))
    assert run.stderr.startswith(f"tqa: error: {ref} has 40 lines and {new} has 39")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("paired", "pared", ":3: 'pared': unknown key (did you mean 'paired'?)"),
        ("documents", "document", ":22: 'document': unknown key (did you mean 'documents'?)"),
        ("[options.bleu]", "[option.bleu]", "unknown key (did you mean 'options'?)"),
        ("min = ", "mim = ", "'mim': unknown key (did you mean 'min'?)"),
        ('"news/*.en"', '"new/*.en"', ":16: 'systems': no file matches 'new/*.en'"),
        ('name = "talks"', 'name = "news"', "two test sets are named 'news'"),
        ("resamples = 40", 'resamples = "x"', "'resamples': must be a number"),
        ('"bootstrap"', '"boot"', "'paired': must be \"bootstrap\" or"),
        ("bleu = 1", 'bleu = "x"', "'bleu': must be a number, not 'x'"),
        ("bleu = 1", "chrf = 1", "--min 'chrf=1': unknown metric 'chrf'"),
        ('tokenize = "intl"', "tokenize = 3", "bleu.tokenize: not 3"),
        ('tokenize = "intl"', 'tok = "intl"', "unknown option 'tok' of the metric 'bleu'"),
        ('baseline = "old"', 'baseline = "x"', "news: --baseline-system 'x': unknown system"),
        ("references = [", "reference = [", "unknown key (did you mean 'references'?)"),
        ('references = "news/ref.en"', "", "test set 1 has no 'references'"),
        ("[[testset]]", "[[testset", "not valid TOML"),
    ],
)
def test_what_is_wrong_in_the_file(batch: Command, old: str, new: str, message: str) -> None:
    batch.write("runs/batch.toml", BATCH.replace(old, new, 1))
    run = batch("score", "runs/batch.toml")
    assert (run.code, run.stdout) == (2, "")
    assert message in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("score", "--ref is missing (or name a batch file; see --help)"),
        ("score --ref runs/news/ref.en", "--hyp is missing"),
        ("score runs/batch.toml --hyp runs/news/old.en", "a batch file cannot be combined with"),
    ],
)
def test_usage(batch: Command, words: str, message: str) -> None:
    run = batch(*words.split())
    assert run.code == 2
    assert run.stderr.startswith(f"tqa: error: {message}")


def test_no_such_file(batch: Command) -> None:
    run = batch("score", "none.toml")
    assert (run.code, run.stderr) == (3, "tqa: error: none.toml: no such file\n")


def test_what_metrics_of_terms_look_at_is_part_of_what_is_kept(batch: Command) -> None:
    """Other sources, documents or glossaries are not answered from the cache."""
    lines = ["[[testset]]", 'references = "ref.id"', 'systems = "mt.id"', 'source = "src.en"']
    lines += ['documents = "docs"', 'glossary = "own.tsv"']
    batch.write("t.toml", text(['metrics = ["term-success-doc"]', *lines]))
    files = {
        "ref.id": "Hoaks itu.\nHoaks lagi.\n",
        "mt.id": "Hoaks itu.\nKabar lagi.\n",
        "src.en": "The hoax.\nAgain.\n",
        "docs": "one\none\n",
        "own.tsv": "en\tid\nhoax\thoaks\n",
    }
    for name, content in files.items():
        batch.write(name, content)

    def scored() -> float:
        run = batch("score", "t.toml", "-f", "csv")
        assert (run.code, run.stderr) == (0, "")
        return float(run.stdout.splitlines()[1].split(",")[3])

    assert scored() == scored() == 100
    batch.write("src.en", "The hoax.\nA hoax.\n")
    assert scored() == 50
    batch.write("own.tsv", "en\tid\nhoax\thoaks|kabar\n")
    assert scored() == 100
    batch.write("own.tsv", "en\tid\nhoax\tkabar\n")
    assert scored() == 50
    batch.write("docs", "one\ntwo\n")
    assert scored() == 50
    batch.write("src.en", "The hoax.\nA hoax, a hoax.\n")
    assert scored() == 25


def test_a_batch_is_recorded_as_one_run(batch: Command) -> None:
    assert batch("score", "runs/batch.toml", "--record").code == 0
    shown = batch("history", "show", "1").stdout
    assert "news" in shown
    assert "talks" in shown
    batch("history", "accept", "1")
    batch.write("runs/news/new.en", text(disturbed(REF, 9)[::-1]))
    gates = ("--since-accepted", "--max-drop", "bleu=1")
    failed = batch("score", "runs/batch.toml", *gates)
    assert failed.code == 1
    assert failed.stderr.startswith("tqa: gate: new: BLEU ")
    assert failed.stderr.count("\n") == 1


def test_absolute_patterns(tqa: Command) -> None:
    folder = tqa.folder.as_posix()
    for name in ("ref.en", "one.en", "two.en"):
        tqa.write(name, "The price of rice rose.\nHe left.\n")
    tqa.write(
        "b.toml",
        'metrics = ["bleu"]\n[[testset]]\nname = "news"\n'
        f'references = "{folder}/ref.en"\nsystems = "{folder}/*.en"\n',
    )
    run = tqa("score", "b.toml", "--format", "json")
    assert run.code == 0, run.stderr
    (news,) = json.loads(run.stdout)["testsets"]
    assert [each["name"] for each in news["systems"]] == ["one", "two"]
