"""Scores on Ray are those of the local engine to the last digit, also where a worker dies."""

import json
from pathlib import Path
from random import Random

import pytest

from tests.cli.command import Command
from tests.cli.conftest import tqa as tqa
from tests.cluster.killer import killing
from tests.neural.tiny_models import EN, ID, KEYS, MIXED, made
from tqa.base.errors import InputError, TqaError
from tqa.scoring.history import History
from tqa.scoring.metric import METRICS, Metric
from tqa.scoring.run import score as score_here
from tqa.scoring.scoreboard import Plan, Scoreboard
from tqa.scoring.testset import Files, read

pytest.importorskip("ray")
pq = pytest.importorskip("pyarrow.parquet")
pytestmark = pytest.mark.filterwarnings("default")

WORDS = "harga beras naik 2,5 persen di pasar kata dia . the price, of rice (rose) by half".split()
SIZE = 300  # segments of a batch


def files(folder: Path, segments: int = 2000) -> Files:
    """Three references, so that TER's mean lengths are no whole numbers, and two systems."""
    random = Random(7)
    names = ("one.txt", "two.txt", "three.txt", "a.txt", "b.txt")
    for name in names:
        lines = (" ".join(random.choices(WORDS, k=random.randint(1, 14))) for _ in range(segments))
        (folder / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    (folder / "docs.txt").write_text("".join(f"d{n // 9}\n" for n in range(segments)))
    one, two, three, a, b = (str(folder / name) for name in names)
    return Files((one, two, three), {"a": a, "b": b}, documents=str(folder / "docs.txt"))


def metrics(*keys: str) -> list[Metric]:
    return [METRICS[key].with_options({}) for key in keys or ("bleu", "chrf", "chrf++", "ter")]


def same(one: Scoreboard, other: Scoreboard) -> bool:
    """Whether all that is told of two boards is the same, digit for digit."""

    def told(board: Scoreboard) -> object:
        results = {
            (name, key): (each.score, each.details, each.interval, each.p_value)
            for name, own in board.results.items()
            for key, each in own.items()
        }
        segments = board.testset.segments
        return results, board.pairs, board.signatures, board.baseline, segments

    return told(one) == told(other)


@pytest.mark.parametrize(
    "plan",
    [
        Plan(),
        Plan(confidence=True, paired="bootstrap", resamples=60),
        Plan(paired="approximate", trials=90),
    ],
)
def test_the_same_scoreboard(tmp_path: Path, workers: int, plan: Plan) -> None:
    from tqa.cluster.score import score

    own = files(tmp_path)
    counted: list[int] = []
    found = score(own, metrics(), plan, workers, on_progress=counted.append, size=SIZE)
    assert same(found.board, score_here(read(own), metrics(), plan))
    assert counted == [300] * 6 + [200]


def test_a_killed_worker_changes_nothing(tmp_path: Path, workers: int) -> None:
    from tqa.cluster.score import score

    own, out = files(tmp_path, 20_000), tmp_path / "out"
    plan = Plan(confidence=True, resamples=20)
    with killing() as killed:
        found = score(own, metrics(), plan, workers, size=1000, folder=str(out))
    assert killed
    assert same(found.board, score_here(read(own), metrics(), plan))
    assert pq.read_table(out).column("segment").to_pylist() == [
        n + 1 for first in range(0, 20_000, 1000) for _ in "ab" for n in range(first, first + 1000)
    ]


def test_what_is_lost_is_missed(
    tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tqa.cluster import score, stream

    monkeypatch.setattr(score, "streamed", lambda data: [*stream.streamed(data)][:1])
    with pytest.raises(TqaError, match="lost some of the results"):
        score.score(files(tmp_path), metrics("bleu"), Plan(), workers, size=1000)


def test_segments_land_as_parquet(tmp_path: Path, workers: int, tqa: Command) -> None:
    own = files(tmp_path)
    words = ["score", *(word for path in own.references for word in ("--ref", path))]
    words += ["--docs", own.documents, *(f"--hyp={n}={p}" for n, p in own.systems.items())]
    tqa.write("out/old.parquet", "of another run")
    run = tqa(*words, "--engine", "ray", "--output-dir", "out", "--format", "json")
    here = tqa(*words, "--format", "json", "--format", "jsonl:segments.jsonl")
    assert (run.code, run.stdout, run.stderr) == (0, here.stdout, here.stderr)
    expected = [json.loads(line) for line in tqa.read("segments.jsonl").splitlines()]
    assert pq.read_table(tmp_path / "out").to_pylist() == expected


def both(tqa: Command, words: list[str], *written: str) -> list[object]:
    """What a run leaves here and on Ray, which is the same: its output, files and record."""
    left = []
    for name, engine in (("here", "local"), ("there", "ray")):
        own = [f"--format={form}:{name}.{form}" for form in written]
        record = ["--record", "--history", f"{name}.db"]
        run = tqa(*words, *own, *record, "--engine", engine)
        told = run.stderr.replace(f"{name}.", "")
        entries = History(str(tqa.folder / f"{name}.db")).run(1).entries
        files = [(tqa.folder / f"{name}.{form}").read_bytes() for form in written]
        left.append([run.code, run.stdout, told, entries, *files])
    assert left[0] == left[1]
    return left[0]


def test_all_formats_and_the_history(tmp_path: Path, workers: int, tqa: Command) -> None:
    """More segments than a page shows, and than a batch has."""
    own = files(tmp_path, 5_500)
    words = ["score", "--ref", own.references[0], "--src", own.references[1]]
    words += ["--docs", own.documents, *(f"--hyp={n}={p}" for n, p in own.systems.items())]
    words += ["--metric", "bleu", "--metric", "ter"]
    found = both(tqa, words, "json", "jsonl", "html")
    assert found[0] == 0
    assert tqa.read("there.jsonl").count("\n") == 11_000
    assert "The first 5,000 of them" in tqa.read("there.html")


def terms(folder: Path, segments: int) -> list[str]:
    """Words of `tqa score`; at the end a term that only the spelling of another one finds."""
    sides = {"src.txt": "Rak dari kayu baru", "ref.txt": "A bookshelf of new wood"}
    sides |= {"a.txt": "A book shelf of fresh wood", "b.txt": "A wood bookshelf"}
    ends = ("Lemari itu", "The bookshelves", "The book shelf", "The shelf")
    for (name, line), end in zip(sides.items(), ends, strict=True):
        (folder / name).write_text(f"{line}\n" * (segments - 2) + f"{end}\n" * 2)
    (folder / "g.csv").write_text(
        "concept,id,en\n1,kayu,wood\n2,rak,bookshelf\n3,lemari,bookshelves\n"
    )
    words = "score --ref ref.txt --hyp a.txt --hyp b.txt --src src.txt --source-lang id"
    keys = ("term-exact", "term-window2", "1-term", "term-success")
    return [*words.split(), "--target-lang", "en", *(f"--metric={key}" for key in keys)]


def test_metrics_of_terms(tmp_path: Path, workers: int, tqa: Command) -> None:
    words = [*terms(tmp_path, 4_002), "--glossary", "g.csv", "--by-term", "--confidence"]
    both(tqa, [*words, "--resamples", "9"], "table", "json", "jsonl")
    systems = json.loads(tqa.read("there.json"))["systems"]
    found = systems[0]["scores"]["term-exact"]["by_term"]
    assert {each["term"]: each["matched"] for each in found} == {
        "kayu": 4000,
        "rak": 4000,
        "lemari": 2,
    }


def test_lists_of_terms(tmp_path: Path, workers: int, tqa: Command) -> None:
    lines = ['{"kayu": "wood", "rak": ["bookshelf", "rack"]}'] * 8
    lines += ['{"lemari": "bookshelves"}'] * 2
    tqa.write("t.jsonl", "".join(f"{line}\n" for line in lines))
    both(tqa, [*terms(tmp_path, 10), "--terms", "t.jsonl", "--by-term"], "json")


def test_columns_of_parquet(tmp_path: Path, workers: int, tqa: Command) -> None:
    import pyarrow as pa

    texts = {"target": ["Harga naik.", None, "Beras murah"], "a": ["Harga naik", "", "Beras"]}
    pq.write_table(pa.table(texts), tmp_path / "t.parquet")
    tqa.write("target.txt", "Harga naik.\n\nBeras murah\n")
    tqa.write("a.txt", "Harga naik\n\nBeras\n")
    more = ("--engine", "ray", "--format", "json")
    run = tqa("score", "--ref", "t.parquet#target", "--hyp", "a=t.parquet#a", *more)
    assert run.stdout == tqa("score", "-r", "target.txt", "-s", "a.txt", "-f", "json").stdout
    run = tqa("score", "--ref", "t.parquet#no", "--hyp", "a=t.parquet#a", *more)
    assert (run.code, run.stdout) == (3, "")
    assert run.stderr == "tqa: error: t.parquet: no column 'no' (known: target, a)\n"


def test_wrong_files_are_told_as_ever(tmp_path: Path, workers: int) -> None:
    from tqa.cluster.score import score

    own = files(tmp_path)
    (tmp_path / "b.txt").write_text("one line\n")
    with pytest.raises(InputError) as here:
        read(own)
    with pytest.raises(InputError) as there:
        score(own, metrics(), Plan(), workers)
    assert str(there.value) == str(here.value)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--metric", "term-success-doc", "--terms", "t.jsonl"),
            "cannot compute 'term-success-doc' in parts",
        ),
        (("--worst", "3"), "cannot do this: what looks at texts (--worst, --contrast"),
    ],
)
def test_what_ray_is_not_given(tqa: Command, words: tuple[str, ...], message: str) -> None:
    run = tqa("score", "-r", "b.txt", "-s", "c.txt", "--engine", "ray", *words)
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith(f"tqa: error: --engine ray {message}")


def test_a_folder_is_for_ray(tqa: Command) -> None:
    run = tqa("score", "-r", "b.txt", "-s", "c.txt", "--output-dir", "out")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("tqa: error: --output-dir requires --engine ray")


def test_metrics_of_models(tmp_path: Path, workers: int, folders: dict[str, Path]) -> None:
    """Actors hold the models; what a segment scores does not hang on its batch, to the last bit."""
    from tqa.cluster.score import score

    sides = {"ref": EN, "src": ID, "a": MIXED, "b": [*EN[1:], EN[0]]}
    for name, lines in sides.items():
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    ref, src, one, two = (str(tmp_path / name) for name in sides)
    own = Files((ref, ref), {"a": one, "b": two}, src, langs=("id", "en"))
    chosen = [made(folders, key) for key in KEYS]
    plan = Plan(confidence=True, paired="bootstrap", resamples=20)
    found = score(own, chosen, plan, workers, size=3).board
    here = score_here(read(own), chosen, plan)
    assert same(found, here)
    for name, results in here.results.items():
        for key, each in results.items():
            rows = found.results[name][key].measured.statistics.astype(float)
            assert rows.tobytes() == each.measured.statistics.tobytes()
            assert len(set(rows[:, 0].tolist())) > 3


def test_what_looks_at_all_references_is_not_for_parts(tmp_path: Path, bert: Path) -> None:
    from tqa.cluster.score import score

    metric = METRICS["bertscore"].with_options({"model": str(bert), "idf": True})
    with pytest.raises(TqaError, match="in parts"):
        score(files(tmp_path, 3), [metric])
