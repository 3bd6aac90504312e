"""`tqa align --lexicon`: further dictionaries."""

import gzip

import pytest

from tests.cli.command import Command

WORDS = {"blorp": "quix", "snarv": "mupt", "dreel": "zonk", "glim": "fotch", "tarb": "wist"}


class TestLexicons:
    """A dictionary of invented words: without it, nothing tells which line translates which."""

    @pytest.fixture
    def strange_words(self, tqa: Command) -> Command:
        tqa.write("s.txt", "".join(f"{word} {word}\n" for word in WORDS))
        turned = [*WORDS.values()][2:]
        tqa.write("t.txt", "".join(f"{word} {word}\n" for word in turned))
        return tqa

    def align(self, tqa: Command, path: str) -> str:
        named = ("--source-lang", "id", "--target-lang", "en", "--presegmented", "-f", "beads")
        run = tqa("align", "s.txt", "t.txt", *named, *(("--lexicon", path) if path else ()))
        assert run.code == 0
        return run.stdout

    EXPECTED = "0\t\n1\t\n2\t0\n3\t1\n4\t2\n"

    def test_without(self, strange_words: Command) -> None:
        assert self.align(strange_words, "") != self.EXPECTED

    def test_table(self, strange_words: Command) -> None:
        strange_words.write(
            "d.tsv", "# mine\n" + "".join(f"{a}\t{b}|x\n" for a, b in WORDS.items())
        )
        assert self.align(strange_words, "d.tsv") == self.EXPECTED

    def test_table_in_either_order(self, strange_words: Command) -> None:
        strange_words.write("d.tsv", "".join(f"{b}\t{a}\n" for a, b in WORDS.items()))
        assert self.align(strange_words, "d.tsv") == self.EXPECTED

    def test_glossary(self, strange_words: Command) -> None:
        lines = [f"c{n}\t\t{b}\t{a}\n" for n, (a, b) in enumerate(WORDS.items())]
        strange_words.write("g.tsv", "concept\tdomain\ten\tid\n" + "".join(lines))
        assert self.align(strange_words, "g.tsv") == self.EXPECTED

    @pytest.mark.parametrize("name", ["g.csv", "g.tbx", "g.json", "g.xlsx"])
    def test_glossaries_of_other_formats(self, strange_words: Command, name: str) -> None:
        lines = [f"other\t{b}\t{a}\n" for a, b in WORDS.items()]
        strange_words.write("g.tsv", "id\ten\tid_admitted\n" + "".join(lines))
        assert strange_words("glossary", "convert", "g.tsv", name).code == 0
        assert self.align(strange_words, name) == self.EXPECTED

    def test_a_forbidden_term_is_no_translation(self, strange_words: Command) -> None:
        lines = [f"{n}lain\t{b}\t{a}\n" for n, (a, b) in enumerate(WORDS.items())]
        strange_words.write("g.tsv", "id\ten\tid_forbidden\n" + "".join(lines))
        assert self.align(strange_words, "g.tsv") == self.align(strange_words, "")

    def test_translation_memory(self, strange_words: Command) -> None:
        units = "".join(
            f'<tu><tuv xml:lang="id"><seg>{a}</seg></tuv>'
            f'<tuv xml:lang="en"><seg>{b}</seg></tuv></tu>'
            for a, b in WORDS.items()
        )
        head = (
            '<header creationtool="t" creationtoolversion="1" segtype="phrase" o-tmf="t" '
            'adminlang="en" srclang="id" datatype="plaintext"/>'
        )
        text = f'<?xml version="1.0"?><tmx version="1.4">{head}<body>{units}</body></tmx>'
        strange_words.write("m.tmx", text)
        assert self.align(strange_words, "m.tmx") == self.EXPECTED

    @pytest.mark.parametrize("packed", [True, False])
    def test_dictd(self, strange_words: Command, packed: bool) -> None:
        data, index = b"", ""
        for head, other in {"00databaseshort": "Test", **dict(sorted(WORDS.items()))}.items():
            entry = f"{head} /fon/ <n>\n1. {other} (of a kind), other\n2. {head}ish\n".encode()
            index += f"{head}\t{number(len(data))}\t{number(len(entry))}\n"
            data += entry
        strange_words.write("d.index", index)
        strange_words.write(
            "d.dict.dz" if packed else "d.dict", gzip.compress(data) if packed else data
        )
        assert self.align(strange_words, "d.index") == self.EXPECTED

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("d.index", "a\tb\n", "error: d.index:1: not a dictd index"),
            ("m.tmx", "<tmx>", "error: m.tmx:1: not valid XML"),
            ("g.tbx", "<tbx>", "error: g.tbx:1: "),
            ("g.json", "{", "error: g.json:1: "),
        ],
    )
    def test_malformed(self, strange_words: Command, name: str, content: str, message: str) -> None:
        strange_words.write(name, content)
        strange_words.write("d.dict", "x")
        run = strange_words("align", "s.txt", "t.txt", "--lexicon", name)
        assert run.code == 3
        assert message in run.stderr

    def test_only_for_the_scorer_that_uses_words(self, strange_words: Command) -> None:
        strange_words.write("d.tsv", "a\tb\n")
        words = ("s.txt", "t.txt", "--lexicon", "d.tsv", "--scorer", "length")
        run = strange_words("align", *words)
        assert (run.code, run.stderr) == (
            2,
            "tqa: error: --lexicon has no effect with --scorer length\n",
        )


DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def number(value: int) -> str:
    """A number in dictd's base 64."""
    letters = ""
    while True:
        value, digit = divmod(value, 64)
        letters = DIGITS[digit] + letters
        if not value:
            return letters
