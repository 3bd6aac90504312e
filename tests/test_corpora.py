"""The article pairs of corpora/: every planted fault is found where it is, clean ones are clean."""

import csv
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tqa.checking.run import check
from tqa.model import Finding, Input, Severity
from tqa.project.bundled import folder
from tqa.project.config import Config

PAIRS = sorted(path.parent for path in folder("corpora").glob("*/pair.toml"))


class Expected(NamedTuple):
    """A row of expected.tsv."""

    codes: set[str]
    line: int
    text: str


def settings(pair: Path) -> dict[str, Any]:
    return tomllib.loads((pair / "pair.toml").read_text("utf-8"))


def expected(pair: Path) -> list[Expected]:
    with (pair / "expected.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Expected(set(r["code"].split("|")), int(r["line"]), r["text"]) for r in rows]


def findings(pair: Path) -> list[Finding]:
    meta = settings(pair)
    glossary = tuple(str(pair / name) for name in meta.get("glossary", ()))
    report = check(
        [Input.pair(str(pair / meta["source"]), str(pair / meta["target"]))],
        Config(glossary=glossary),
    )
    assert not report.failures
    return [finding for finding in report.findings if finding.severity > Severity.NEUTRAL]


def meets(want: Expected, finding: Finding) -> bool:
    return finding.code in want.codes and finding.line == want.line and want.text in finding.text


@pytest.mark.parametrize("pair", PAIRS, ids=lambda path: path.name)
def test_pair(pair: Path) -> None:
    found = findings(pair)
    wanted = expected(pair)
    assert (settings(pair)["kind"] == "planted") == bool(wanted)
    missed = [want for want in wanted if not any(meets(want, f) for f in found)]
    assert not missed
    more = [
        f"{f.file}:{f.line} {f.code} {f.text!r} {f.message.en}"
        for f in found
        if not any(meets(want, f) for want in wanted)
    ]
    assert not more


def test_corpora_are_varied() -> None:
    kinds = [(settings(pair)["direction"], settings(pair)["kind"]) for pair in PAIRS]
    assert len(PAIRS) >= 12
    assert set(kinds) == {(d, k) for d in ("id-en", "en-id") for k in ("clean", "planted")}
