"""`tqa score` as a user meets it."""

import csv
import gzip
import io
import json
import lzma
import subprocess
import sys

import pytest
from sacrebleu.metrics import BLEU

from tests.cli.command import Command
from tests.scoring.peer import corpus, disturbed

REF = corpus(60)
OLD, NEW = disturbed(REF, 1), REF[:-1] + ["nothing alike"]


@pytest.fixture
def files(tqa: Command) -> Command:
    for name, lines in (("ref.en", REF), ("old.en", OLD), ("new.en", NEW)):
        tqa.write(name, "".join(f"{line}\n" for line in lines))
    return tqa


def test_table(files: Command) -> None:
    run = files("score", "--ref", "ref.en", "--hyp", "old.en", "--hyp", "better=new.en")
    assert (run.code, run.stderr) == (0, "")
    head, first, second, *_ = run.stdout.splitlines()
    assert head.split() == ["System", *"BLEU ↑ chrF2 ↑ chrF2++ ↑ TER ↓".split()]
    assert first.startswith("old (baseline)  ")
    assert second.startswith("better  ")
    score = BLEU().corpus_score(OLD, [REF]).score
    assert f"{score:.2f}" in first
    assert "60 segments." in run.stdout
    assert "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0" in run.stdout


def test_json_keeps_all_digits(files: Command) -> None:
    run = files(
        *"score --ref ref.en --hyp old.en --hyp new.en --paired approximate --trials 64".split(),
        *"--metric bleu,ter --confidence --resamples 40 --format json".split(),
    )
    data = json.loads(run.stdout)
    assert (data["segments"], data["baseline"], data["seed"]) == (60, "old", 12345)
    old, new = (system["scores"] for system in data["systems"])
    assert old["bleu"]["score"] == BLEU().corpus_score(OLD, [REF]).score
    assert "p_value" not in old["bleu"]
    assert 0 < new["ter"]["p_value"] <= 1
    assert new["bleu"]["ci"] > 0
    assert data["signatures"]["ter"].startswith("nrefs:1|bs:40|ar:64|seed:12345|case:lc")


def test_other_outputs(files: Command) -> None:
    common = "score --ref ref.en --hyp a_1=old.en --metric chrf --format".split()
    rows = list(csv.DictReader(io.StringIO(files(*common, "csv").stdout)))
    assert [(row["system"], row["metric"], row["p_value"]) for row in rows] == [("a_1", "chrf", "")]
    assert files(*common, "markdown").stdout.startswith("| System | chrF2 ↑ |\n| --- | ---: |\n")
    assert "a\\_1 & " in files(*common, "latex").stdout
    segments = [json.loads(line) for line in files(*common, "jsonl").stdout.splitlines()]
    assert [each["segment"] for each in segments] == list(range(1, 61))
    assert set(segments[0]) == {"segment", "system", "chrf"}


def test_output_to_a_file(files: Command) -> None:
    run = files(*"score --ref ref.en --hyp old.en -f json -o out.json".split())
    assert (run.code, run.stdout) == (0, "")
    assert json.loads(files.read("out.json"))["segments"] == 60


def test_options_and_references(files: Command) -> None:
    run = files(
        *"score -r ref.en -r new.en -s old.en -m bleu,chrf -f json".split(),
        *"--option bleu.tokenize=intl --option bleu.lowercase=yes --option chrf.beta=3".split(),
    )
    data = json.loads(run.stdout)
    assert data["signatures"]["bleu"].startswith("nrefs:2|case:lc|eff:no|tok:intl|")
    assert data["systems"][0]["scores"]["chrf"]["name"] == "chrF3"


def test_compressed_and_foreign_line_ends(files: Command) -> None:
    content = "\r\n".join(OLD).encode()
    files.write("old.gz", gzip.compress(content))
    files.write("old.xz", lzma.compress(content))
    files.write("bom.en", b"\xef\xbb\xbf" + content)
    hyps = ("a=old.en", "b=old.gz", "c=old.xz", "d=bom.en")
    words = [word for hyp in hyps for word in ("--hyp", hyp)]
    run = files("score", "--ref", "ref.en", *words, "-m", "bleu", "-f", "json")
    scores = {each["scores"]["bleu"]["score"] for each in json.loads(run.stdout)["systems"]}
    assert len(scores) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--hyp short.en", "ref.en has 60 lines and short.en has 59 (line n of each file must"),
        ("--hyp none.en", "none.en: no such file"),
        ("--hyp empty.en", "empty.en: empty file"),
        ("--hyp cut.gz", "cut.gz: truncated or damaged compressed file"),
        ("--hyp latin.en", "latin.en:1: not valid UTF-8"),
    ],
)
def test_files_that_cannot_be_scored(files: Command, words: str, message: str) -> None:
    files.write("short.en", "\n".join(OLD[:-1]))
    files.write("empty.en", "")
    files.write("cut.gz", gzip.compress(b"a line\n" * 60)[:20])
    files.write("latin.en", "caf\xe9\n".encode("latin-1") * 60)
    run = files("score", "--ref", "ref.en", "--hyp", "old.en", *words.split())
    assert (run.code, run.stdout) == (3, "")
    assert run.stderr.startswith(f"tqa: error: {message}")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--metric rouge", "unknown metric 'rouge' (known: 1-term, bertscore, bleu, chrf,"),
        ("--hyp old=new.en", "two systems are named 'old': old.en, new.en"),
        ("--hyp =new.en", "--hyp '=new.en': expected NAME=FILE"),
        ("--option bleu.tok=intl", "unknown option 'tok' of the metric 'bleu' (known: tokenize,"),
        ("--option bleu.tokenize=x", "unknown tokenizer 'x' (known: 13a,"),
        ("--option bleu.lowercase=perhaps", "bleu.lowercase: not 'perhaps'"),
        ("--option chrf.beta=0", "chrf.beta: must be at least 1"),
        ("--option lowercase", "--option 'lowercase': expected METRIC.NAME=VALUE"),
        (
            "--metric ter --option bleu.lowercase=yes",
            "--option 'bleu.lowercase=yes': the metric bleu is not",
        ),
        ("--paired bootstrap", "--paired requires two systems"),
        ("--all-pairs --hyp new.en", "--all-pairs requires --paired"),
        ("--baseline-system x", "--baseline-system 'x': unknown system (known: old)"),
        ("--max-drop bleu=1", "--max-drop requires a baseline system"),
        ("--min bleu", "--min 'bleu': expected METRIC=NUMBER"),
        ("--min rouge=3", "--min 'rouge=3': unknown metric 'rouge'"),
        ("--seed now", "--seed 'now': expected a number or 'none'"),
        ("-o nowhere/out.json", "nowhere/out.json: cannot write"),
    ],
)
def test_usage(files: Command, words: str, message: str) -> None:
    run = files("score", "--ref", "ref.en", "--hyp", "old.en", *words.split())
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith(f"tqa: error: {message}")
    assert run.stderr.count("\n") == 1


def test_gates(files: Command) -> None:
    words = "score --ref ref.en --hyp new.en --hyp old.en -m bleu,ter".split()
    passed = files(*words, "--min", "bleu=10,ter=0", "--max", "ter=80")
    assert (passed.code, passed.stderr) == (0, "")
    failed = files(*words, "--min", "bleu=99", "--max-drop", "bleu=0.5", "--max-drop", "ter=1")
    assert failed.code == 1
    low, drop, rise = failed.stderr.splitlines()
    assert low.startswith("tqa: gate: old: BLEU ")
    assert low.endswith(" is below 99")
    assert " worse than new (" in drop
    assert rise.startswith("tqa: gate: old: TER ")
    assert "old" in failed.stdout  # the table is there all the same


def test_a_gate_that_asks_for_significance(files: Command) -> None:
    files.write("near.en", "".join(f"{line}\n" for line in [*OLD[:-1], "lost"]))
    words = "score --ref ref.en --hyp old.en --hyp near.en -m bleu --max-drop bleu=0".split()
    assert files(*words).code == 1
    sure = ("--paired", "bootstrap", "--resamples", "100", "--require-significant")
    assert files(*words, *sure).code == 0


def test_seed_from_the_environment(files: Command) -> None:
    words = "score --ref ref.en --hyp old.en -m ter --confidence --resamples 20 -f csv".split()
    first, again = (files(*words, SACREBLEU_SEED="0") for _ in range(2))
    assert "|seed:0|" in first.stdout
    assert first.stdout == again.stdout
    assert "|seed:none|" in files(*words, "--seed", "None").stdout


def test_tokenized_text_is_told(files: Command) -> None:
    files.write("ref.en", "it rained .\n" * 100)
    run = files("score", "--ref", "ref.en", "--hyp", "ref.en")
    assert run.code == 0
    assert run.stderr.startswith("tqa: warning: ref looks tokenized")


def test_other_commands_do_not_load_numpy() -> None:
    code = "import sys, tqa.cli.app; print({'numpy', 'sacrebleu', 'rapidfuzz'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"


def test_what_else_is_known_of_segments_is_read(files: Command) -> None:
    files.write("src.id", "harga beras naik\n" * 60)
    files.write("docs", "a\n" * 30 + "b\n" * 30)
    files.write("terms.jsonl", '{"harga": "price", "beras": ["rice", "paddy"]}\n' * 59 + "{}\n")
    files.write("terms.tsv", "id\ten\nharga\tprice\n")
    words = "score --ref ref.en --hyp old.en -m ter --src src.id --docs docs --glossary terms.tsv"
    run = files(*words.split(), "--terms", "terms.jsonl", "-f", "jsonl", "-f", "csv:out.csv")
    assert (run.code, run.stderr) == (0, "")
    documents = [json.loads(line)["document"] for line in run.stdout.splitlines()]
    assert documents == ["a"] * 30 + ["b"] * 30
    assert files.read("out.csv").startswith("testset,system,metric,score,")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("harga", "terms.jsonl:2: not JSON (such as"),
        ("[1]", "terms.jsonl:2: expected a JSON object of terms (such as"),
        ('{"harga": 1}', "terms.jsonl:2: 'harga': expected a string or a list of strings"),
    ],
)
def test_terms_that_are_not(files: Command, line: str, message: str) -> None:
    files.write("terms.jsonl", "{}\n" + line + "\n{}" * 58)
    run = files(*"score --ref ref.en --hyp old.en --terms terms.jsonl".split())
    assert (run.code, run.stdout) == (3, "")
    assert run.stderr.startswith(f"tqa: error: {message}")


def test_terms_by_a_list_and_by_a_glossary(tqa: Command) -> None:
    tqa.write("ref.id", "Hoaks itu menyebar cepat.\nKami pulang.\n")
    tqa.write("src.en", "The hoax spread fast.\nWe went home.\n")
    tqa.write("hyp.id", "Hoaksnya menyebar dengan cepat.\nKami pulang.\n")
    tqa.write("terms.jsonl", '{"hoax": ["hoaks", "kabar bohong"]}\n{}\n')
    tqa.write("own.tsv", "en\tid\nhoax\thoaks\n")
    common = "score --ref ref.id --hyp hyp.id -m term-exact,term-success".split()
    for words in ("--terms terms.jsonl", "--src src.en --glossary own.tsv"):
        data = json.loads(tqa(*common, *words.split(), "-f", "json").stdout)
        exact = data["systems"][0]["scores"]["term-exact"]
        assert (exact["score"], exact["matched"], exact["terms"]) == (100, 1, 1)
        assert exact["as_written"] == 0
        assert data["signatures"]["term-exact"].startswith("case:mixed|infl:yes|tqa:")
    strict = tqa(*common, "--terms", "terms.jsonl", "--option", "term-exact.inflected=no")
    assert " 0.00 " in strict.stdout


def test_nothing_to_score_is_no_number(tqa: Command) -> None:
    tqa.write("ref.id", "Kami pulang.\nMereka pergi.\n")
    tqa.write("terms.jsonl", "{}\n{}\n")
    common = "score --ref ref.id --hyp a=ref.id --hyp b=ref.id --terms terms.jsonl".split()
    common += "-m term-exact --paired bootstrap --confidence --resamples 10".split()
    run = tqa(*common)
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.splitlines()[1].split() == ["a", "(baseline)", "–"]
    result = json.loads(tqa(*common, "-f", "json").stdout)["systems"][1]["scores"]["term-exact"]
    assert (result["score"], result["p_value"], result["terms"]) == (None, None, 0)
    assert "\n,b,term-exact,,,,," in tqa(*common, "-f", "csv").stdout
    assert json.loads(tqa(*common, "-f", "jsonl").stdout.splitlines()[0])["term-exact"] is None
    gate = tqa(*common, "--min", "term-exact=50")
    assert (gate.code, gate.stderr) == (1, "tqa: gate: b: TermAcc: there is nothing to score\n")
    nothing = tqa("score", *"--ref ref.id --hyp ref.id -m term-exact".split())
    assert nothing.code == 2
    assert "the metric 'term-exact' requires --glossary or --terms" in nothing.stderr


def told(files: Command, format: str) -> str:
    files.write("src.id", "Harga naik 5 persen.\n" * 60)
    words = "--src src.id --worst 1 --contrast 1 --bucket length,numbers --findings".split()
    common = "score --ref ref.en --hyp old.en --hyp new.en -m chrf".split()
    run = files(*common, *words, "--source-lang", "id", "--target-lang", "en", "-f", format)
    assert (run.code, run.stderr) == (0, "")
    return run.stdout


def test_where_scores_come_from_in_every_format(files: Command) -> None:
    table = told(files, "table")
    assert "Findings of tqa check for 1,000 segments:\nSystem " in table
    assert "Worst segments of new by chrF2:\n\nSegment 60: new " in table
    assert "  new        [nothing alike]\n" in table
    assert "\nSegments where new is most ahead of old by chrF2:\n" in table
    assert "By numbers:\nNumbers       System  Segments" in table
    markdown = told(files, "markdown")
    head = "| Length | System | Segments | chrF2 |\n| --- | --- | ---: | ---: |"
    assert f"### By length\n\n{head}" in markdown
    assert "- new: **nothing alike**" in markdown
    assert told(files, "latex").count(r"\begin{tabular}") == 4
    data = json.loads(told(files, "json"))
    worst = data["worst"][1]["segments"][0]["hypotheses"]["new"]
    assert (worst["text"], worst["differs"]) == ("nothing alike", [[0, 13]])
    assert data["findings"]["new"]["counts"]["NUM001"] > 0
    assert {bucket["by"] for bucket in data["buckets"]} == {"length", "numbers"}
    rows = list(csv.DictReader(io.StringIO(told(files, "csv"))))
    groups = {row["group"] for row in rows}
    assert "numbers: with numbers" in groups
    assert any(row["metric"] == "findings NUM" for row in rows)
    segments = [json.loads(line) for line in told(files, "jsonl").splitlines()]
    assert any("NUM001" in each["findings"] for each in segments)


def test_markdown_of_hostile_text(files: Command) -> None:
    files.write("new.en", "<img src=x> | **b** `c` \x1b[31m\n" * 60)
    text = files(*"score --ref ref.en --hyp new.en -m chrf --worst 1 -f markdown".split()).stdout
    line = next(each for each in text.splitlines() if each.startswith("- new: "))
    assert "\\<img" in line
    assert "\x1b" not in text
    assert "<img" not in line.replace("\\<", "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--bucket colour", "unknown kind of bucket 'colour' (known: length, terms,"),
        ("--contrast 2", "--contrast requires two systems"),
        ("--findings", "--findings requires the source texts (add --src FILE)"),
        ("--by-term", "--by-term requires a term metric"),
        ("--worst 2 --by rouge", "--by 'rouge': this metric is not computed"),
    ],
)
def test_insight_usage(files: Command, words: str, message: str) -> None:
    run = files("score", "--ref", "ref.en", "--hyp", "old.en", "-m", "chrf", *words.split())
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith(f"tqa: error: {message}")


def test_files_without_segments(tqa: Command) -> None:
    tqa.write("empty.xlf", "<xliff/>")
    run = tqa("score", "--ref", "empty.xlf", "--hyp", "empty.xlf")
    assert (run.code, run.stdout) == (3, "")
    assert run.stderr == "tqa: error: no segments to score\n"
