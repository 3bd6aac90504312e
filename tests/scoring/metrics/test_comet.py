"""COMET itself, with models that are made here: `make test-comet`.

The environment is .venv/comet, or that of the Python that TQA_COMET_PYTHON names.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tqa.base.errors import UsageError
from tqa.neural import comet
from tqa.scoring.metric import METRICS, Material, Segments

np = pytest.importorskip("numpy")

ROOT = Path(__file__).parents[3]
PYTHON = Path(os.environ.get("TQA_COMET_PYTHON") or ROOT / ".venv" / "comet" / "bin" / "python")
pytestmark = pytest.mark.skipif(
    not PYTHON.exists(), reason=f"no environment with unbabel-comet at {PYTHON}: make test-comet"
)
KINDS = ("comet", "referenceless", "cometkiwi")
# What comet's own `predict` says, asked as its documentation does.
PREDICT = """
import json, sys
from comet import load_from_checkpoint

folder, rows = sys.argv[1], json.load(sys.stdin)
found = {}
for kind, own in rows.items():
    model = load_from_checkpoint(f"{folder}/{kind}/checkpoints/model.ckpt")
    found[kind] = model.predict(own, batch_size=8, gpus=0, progress_bar=False)["scores"]
print("\\n" + json.dumps(found))
"""


class Texts(NamedTuple):
    """The articles of corpora/, line by line, with the lines of another place as a system."""

    sources: list[str]
    references: list[str]
    system: list[str]


@pytest.fixture(scope="module")
def texts() -> Texts:
    sides: dict[str, list[str]] = {"id": [], "en": []}
    for folder in sorted((ROOT / "corpora").iterdir()):
        files = [folder / f"article.{lang}.txt" for lang in sides]
        if all(file.is_file() for file in files):
            lines = [[x for x in f.read_text("utf-8").splitlines() if x.strip()] for f in files]
            for side, own in zip(sides.values(), lines, strict=True):
                side += own[: min(map(len, lines))]
    references = sides["en"][:100]
    return Texts(sides["id"][:100], references, ["", *references[:-1]])


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("comet")
    ran([PYTHON, ROOT / "scripts" / "tiny_comet.py", folder])
    yield folder
    comet.close_all()


def ran(words: list[Any], given: str = "") -> str:
    env = {**os.environ, "HF_HUB_OFFLINE": "1"}
    run = subprocess.run(words, input=given, capture_output=True, text=True, env=env)
    assert run.returncode == 0, run.stderr
    return run.stdout


def made(models: Path, kind: str, **options: object) -> Any:
    key = "comet" if kind == "comet" else "cometkiwi"
    place = {"python": str(PYTHON), "model": str(models / kind)}
    return METRICS[key].with_options({**place, "batch": 8, **options})


def values(metric: Any, texts: Texts, *more: list[str]) -> list[float]:
    material = Material(
        [Segments(each) for each in (texts.references, *more)], Segments(texts.sources)
    )
    return list(metric.statistics(Segments(texts.system), material)[:, 0])


@pytest.fixture(scope="module")
def predicted(models: Path, texts: Texts) -> Mapping[str, list[float]]:
    names = ("src", "ref", "mt")
    rows = [dict(zip(names, each, strict=True)) for each in zip(*texts, strict=True)]
    bare = [{"src": row["src"], "mt": row["mt"]} for row in rows]
    given = json.dumps({kind: rows if kind == "comet" else bare for kind in KINDS})
    found = ran([PYTHON, "-c", PREDICT, models], given).splitlines()[-1]
    return {kind: [100 * each for each in own] for kind, own in json.loads(found).items()}


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_predict_says(
    models: Path, texts: Texts, predicted: Mapping[str, list[float]], kind: str
) -> None:
    own = values(made(models, kind), texts)
    assert own == predicted[kind]
    assert len({round(each, 2) for each in own}) > 50


@pytest.mark.parametrize("kind", ["comet", "cometkiwi"])
def test_it_is_what_comet_score_says(models: Path, texts: Texts, tmp_path: Path, kind: str) -> None:
    for name, lines in zip(texts._fields, texts, strict=True):
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    files = ["-s", "sources", "-t", "system", *(["-r", "references"] if kind == "comet" else [])]
    files[1::2] = [str(tmp_path / name) for name in files[1::2]]
    model = ["--model", models / kind / "checkpoints" / "model.ckpt"]
    out = tmp_path / "out.json"
    command = [PYTHON.with_name("comet-score"), *files, *model]
    ran([*command, "--gpus", "0", "--batch_size", "8", "--to_json", out])
    (rows,) = json.loads(out.read_text("utf-8")).values()
    own = values(made(models, kind, precision="float16"), texts)
    assert own == [100 * row["COMET"] for row in rows]


def test_of_several_references_the_best_counts(models: Path, texts: Texts) -> None:
    metric = made(models, "comet")
    other = [*texts.references[5:], *texts.references[:5]]
    one, two = values(metric, texts), values(metric, texts._replace(references=other))
    assert values(metric, texts, other) == list(np.maximum(one, two))


def test_progress_counts_segments(models: Path, texts: Texts) -> None:
    told: list[float] = []
    references = [Segments(texts.references)] * 2
    material = Material(references, Segments(texts.sources), on_progress=told.append)
    made(models, "comet").statistics(Segments(texts.system), material)
    assert sum(told) == len(texts.system)
    assert len(told) == 2 * -(-len(texts.system) // 8)


def test_the_signature_names_model_and_versions(models: Path) -> None:
    signature = made(models, "cometkiwi").signature(1)
    assert "nrefs:1|model:cometkiwi|hash:" in signature
    assert "|precision:float32|transformers:4." in signature
    assert "|torch:" in signature
    assert "|unbabel-comet:2." in signature


def test_a_model_of_the_other_kind(models: Path, texts: Texts) -> None:
    for metric, model in (
        ("cometkiwi", "comet"),
        ("comet", "referenceless"),
        ("comet", "cometkiwi"),
    ):
        with pytest.raises(UsageError, match="references"):
            values(made(models, metric, model=str(models / model)), texts)


def test_no_segments(models: Path) -> None:
    nothing = Material([Segments([])], Segments([]))
    for kind in ("comet", "cometkiwi"):
        assert made(models, kind).statistics(Segments([]), nothing).shape == (0, 2)


def test_the_models_are_the_same_each_time(models: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in models.rglob("*") if path.is_file()}
    ran([PYTHON, ROOT / "scripts" / "tiny_comet.py", models])
    assert before == {path: path.read_bytes() for path in models.rglob("*") if path.is_file()}
