"""`tqa translate`: what is missing, where drafts go, and real runs (`make test-neural`)."""

from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.neural.tiny_encoder import EN, ID

# The libraries warn of their own future when they are imported.
pytestmark = pytest.mark.filterwarnings("default")
HEAD = 'msgid ""\nmsgstr "X-Source-Language: id\\nLanguage: en\\n"\n'
PO = HEAD + "".join(f'\nmsgid "{text}"\nmsgstr ""\n' for text in ID[:3])


@pytest.fixture
def files(tqa: Command) -> Command:
    tqa.write("m.po", PO)
    tqa.write("a.md", "# Rumah warga rusak\n\nHujan turun malam.\n")
    return tqa


def test_no_folder_is_one_line(files: Command) -> None:
    run = files("translate", "m.po")
    assert run.code == 4
    assert run.stdout == ""
    assert run.stderr == (
        "tqa: error: --model: a model folder is needed (run: hf download "
        "Helsinki-NLP/opus-mt-id-en --local-dir FOLDER; then --model=FOLDER)\n"
    )
    run = files("translate", "m.po", "--model", "none")
    assert run.code == 4
    assert run.stderr.count("\n") == 1
    assert "none: there is no such model folder (run: hf download " in run.stderr
    assert files.read("m.po") == PO


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("a.md",), 2, "a.md: no output file (name --output FILE or --output-dir DIR"),
        (("a.md", "-o", "a.md"), 2, "a.md: would overwrite the source"),
        (("a.md", "-o", "b.md"), 2, "b.md: translation exists already (--overwrite replaces"),
        (("a.md", "-o", "b.txt"), 2, "b.txt: is not of the same file type as the source"),
        (("a.md", "m.po", "-o", "c.md"), 2, "--output requires a single input"),
        (("a.md", "-o", "no/c.md"), 2, "the directory 'no' does not exist"),
        (("a.docx",), 2, "a.docx: drafts cannot be put into '.docx' (known: .markdown .md .po"),
        (("none.po",), 3, "none.po: no such file"),
        (("bad.po",), 3, "bad.po:"),
        ((), 2, "nothing to translate"),
        (("m.po", "--source-lang", "en"), 2, "m.po: the file goes id-en"),
        (("m.po", "--source-lang", "id", "--target-lang", "id"), 2, "are both 'id'"),
        (("m.po", "--format", "none"), 2, "unknown format 'none'"),
        (("m.po", "-g", "none.tsv", "--model", "empty"), 3, "empty: is not the folder of a model"),
    ],
)
def test_errors_are_one_line(
    files: Command, words: tuple[str, ...], code: int, message: str
) -> None:
    files.write("b.md", "There already.\n")
    files.write("bad.po", 'msgid "a\n')
    (files.folder / "empty").mkdir()
    run = files("translate", *words)
    assert run.code == code
    assert message in run.stderr
    assert run.stderr.count("\n") == 1
    assert files.read("b.md") == "There already.\n"


def test_help_shows_an_example(files: Command) -> None:
    assert "tqa translate messages.po --model" in files("translate", "--help").stdout


@pytest.fixture
def model(request: pytest.FixtureRequest) -> str:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    pytest.importorskip("sentencepiece")
    folder: Path = request.getfixturevalue("marian")
    return str(folder)


def test_a_po_file_is_filled(files: Command, model: str) -> None:
    run = files("translate", "m.po", "--model", model, "--no-bundled", "-f", "concise")
    assert run.code in (0, 1), run.stderr
    assert run.stderr == "tqa: note: m.po: 3 of 3 texts drafted\n"
    made = files.read("m.po")
    drafts = [f'#, fuzzy\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in zip(ID, EN, strict=True)]
    assert sum(draft in made for draft in drafts[:3]) >= 2  # it has seen them for seconds
    assert made.count("#, fuzzy") == 3
    again = files("translate", "m.po", "--model", model, "--lang", "id")
    assert again.stderr == (
        "tqa: note: m.po: semua teks sudah diterjemahkan (--overwrite menerjemahkannya lagi)\n"
    )
    assert files.read("m.po") == made


def test_xliff_and_several_files(files: Command, model: str) -> None:
    unit = '<trans-unit id="{}"><source>{}</source></trans-unit>'
    units = "".join(unit.format(number, text) for number, text in enumerate(ID))
    files.write(
        "m.xlf",
        f'<xliff version="1.2"><file original="a" source-language="id"><body>{units}</body></file>'
        "</xliff>",
    )
    files.write("out/x", "")
    words = ("m.xlf", "m.po", "--output-dir", "out", "--no-check", "--model", model)
    run = files("translate", *words, "--num-beams", "2", "--batch", "3")
    assert (run.code, run.stdout) == (0, "")
    made = files.read("out/m.xlf")
    state = '<target state="needs-review-translation" state-qualifier="mt-suggestion">'
    assert made.count(state) == len(ID)
    assert sum(f"{state}{text}</target>" in made for text in EN) >= len(EN) // 2
    assert files.read("out/m.po").count("#, fuzzy") == 3
    assert files.read("m.po") == PO


def test_findings_in_drafts_decide_the_exit_code(files: Command, model: str) -> None:
    files.write("t.tsv", "id\ten\tflags\nsekolah\tcollege\trequired\n")
    files.write("a.id.txt", f"{ID[3]}\n")
    words = ("translate", "a.id.txt", "-o", "a.en.txt", "--model", model, "--no-bundled")
    run = files(*words, "-g", "t.tsv", "--terms", "none", "-f", "concise", "--select", "TRM")
    assert run.code == 2  # rules are chosen by the configuration
    run = files(*words, "-g", "t.tsv", "--terms", "none", "-f", "concise")
    assert run.code == 1, run.stderr
    assert "TRM001" in run.stdout
    run = files(*words, "-g", "t.tsv", "--overwrite", "-f", "concise", "--terms", "replace")
    assert "TRM001" not in run.stdout
    assert "ollege" in files.read("a.en.txt")


def test_a_document_of_the_configuration(files: Command, model: str) -> None:
    files.write("tqa.toml", 'pairs = [{ source = "id/{path}.md", target = "en/{path}.md" }]\n')
    files.write("id/a.md", f"# {ID[5]}\n\n{ID[6]} `kode` {ID[7]}\n")
    files.write("en/x", "")
    run = files("translate", "--model", model, "--no-bundled", "--exit-zero", "-q")
    assert run.code == 0, run.stderr
    assert run.stderr == ""
    made = files.read("en/a.md")
    assert made.startswith("# ")
    assert made.count("`kode`") == 1
    assert files("translate", "--model", model).code == 2  # nothing is left


def test_a_model_of_another_direction(files: Command, model: str) -> None:
    files.write("e.po", PO.replace("X-Source-Language: id\\nLanguage: en", "Language: id"))
    run = files("translate", "e.po", "--model", model)
    assert run.code == 2
    assert "the model translates id-en, not en-id (run: hf download " in run.stderr
    assert run.stderr.count("\n") == 1


def test_nllb_is_told_its_languages(
    files: Command, model: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from tests.neural.tiny_models import save_nllb
    from tqa.drafting.local import local_model
    from tqa.neural.decoding import SearchSettings

    folder = str(save_nllb(tmp_path_factory.mktemp("models") / "nllb"))
    first = local_model(folder, ("id", "en"), SearchSettings(2)).translator
    assert (first.code("id"), first.code("en")) == ("ind_Latn", "eng_Latn")
    run = files("translate", "m.po", "--model", folder, "--no-check")
    assert run.code == 0, run.stderr
    once = files.read("m.po")
    files.write("m.po", PO)
    files("translate", "m.po", "--model", folder, "--no-check")
    assert files.read("m.po") == once


def test_where_a_model_looks(model: str) -> None:
    from tqa.drafting.local import local_model
    from tqa.neural.decoding import SearchSettings

    local = local_model(model, ("id", "en"), SearchSettings(4))
    (looks,) = local.looks(ID[:1], EN[:1])
    assert looks.shape == (len(EN[0].split()), len(ID[0].split()))
    assert local.looks([], []) == local.translations([]) == []


def test_a_search_is_helped_along_wanted_words() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from tqa.neural.decoding import _Helper

    helper = _Helper([[((5, 6), (7,))]], lengths=[9], beams=4, end=0)
    rows = [[1, 2], [1, 5], [5, 6], [7, 3]]  # not begun, begun, there, there in another form
    made = helper(torch.tensor(rows), torch.zeros(4, 8)).tolist()
    assert made[0][5] == made[0][7] > made[0][3] == 0 > made[0][0]
    assert made[1][6] > made[1][7] >= 0 > made[1][3] > made[1][0]  # leaving it costs what it got
    assert made[2] == made[3] == [0.0] * 8
    long = torch.tensor([[1] * 12] * 4)
    assert helper(long, torch.zeros(4, 8))[0, 0] == 0  # the end of a long draft is free
