"""The examples of docs/score.md run as they stand there, one after the other."""

import shlex
from pathlib import Path

from tests.cli.command import Command
from tests.scoring.peer import corpus, disturbed

PAGE = Path(__file__).parents[2] / "docs" / "score.md"
FAILING = "--since-accepted --max-drop"  # the example in which a gate fails


def test_examples(tqa: Command) -> None:
    reference = [f"{line} The price of rice rose." for line in corpus(30)]
    texts = {
        "ref.en": reference,
        "a.en": disturbed(reference, 1),
        "b.en": disturbed(reference, 3),
        "src.id": ["Harga beras naik 5 persen."] * 30,
        "docs.txt": [f"d{at // 10}" for at in range(30)],
        "terms.jsonl": ['{"harga": ["price", "cost"]}'] * 30,
        "own.tsv": ["id\ten", "harga\tprice|cost", "beras\trice"],
    }
    for name, lines in texts.items():
        tqa.write(name, "".join(f"{line}\n" for line in lines))
    page = PAGE.read_text("utf-8")
    own = page[page.index("## Terms") :]
    commands = [line[2:] for line in own.splitlines() if line.startswith("$ ")]
    assert len(commands) > 10
    for command in commands:
        name, *words = shlex.split(command)
        assert name == "tqa"
        run = tqa(*words)
        expected = 4 if ".model=" in command else 1 if FAILING in command else 0
        assert run.code == expected, (command, run.stderr)  # 4: the model must be fetched first
    for file in ("board.html", "trend.html"):
        assert tqa.read(file).startswith("<!DOCTYPE html>")
