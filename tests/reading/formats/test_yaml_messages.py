import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.reading.formats.places import check_places, segments_of
from tqa.base.errors import FormatError
from tqa.model import Source
from tqa.reading.formats.yaml_messages import YamlMessages

RAILS = """\
# menu
id:
  menu:
    open: Buka berkas
    close: 'Tutup ''x'''
    tab: "Lembar\\tbaru \\u00e9"
    count: 5
  long: >
    Satu baris
    lagi.

    Paragraf.
  kept: |
    Satu
      dua
  plain: kata
    berlanjut
  list:
    - a
    - b
"""


def test_rails() -> None:
    document = YamlMessages().read(Source("app.yml", RAILS.encode()))
    assert (document.lang, document.kind) == ("id", "messages")
    assert {s.unit: s.text for s in document.segments} == {
        "menu.open": "Buka berkas",
        "menu.close": "Tutup 'x'",
        "menu.tab": "Lembar\tbaru é",
        "long": "Satu baris lagi.\nParagraf.\n",
        "kept": "Satu\n  dua\n",
        "plain": "kata berlanjut",
        "list.0": "a",
        "list.1": "b",
    }
    places = {s.unit: s.locate(0)[:2] for s in document.segments}
    assert places["menu.open"] == (4, 11)
    assert places["menu.close"] == (5, 13)
    assert places["kept"] == (14, 5)
    long = next(s for s in document.segments if s.unit == "long")
    assert long.locate(long.text.index("lagi"))[:2] == (10, 5)
    assert long.locate(long.text.index("Paragraf"))[:2] == (12, 5)
    check_places(RAILS, document.segments, escapes="\\'")


def test_aliases_do_not_multiply() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    assert len(segments_of(YamlMessages(), bomb, "a.yml")) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.yml: empty file"),
        ("a: b\nc: [\n", "a.yml:3: bad YAML"),
        ("- a\n", "a.yml:1: not a YAML mapping"),
        ("a: b\nc: \x07\n", "a.yml:2: bad YAML"),
        ("a: *b\n", "a.yml:1: bad YAML: found undefined alias"),
        ("[" * 5_000, "a.yml: bad YAML: nested too deeply"),
        ("--- a: b\n---\n", "a.yml"),
    ],
)
def test_malformed(text: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        segments_of(YamlMessages(), text, "a.yml")
    assert message in str(error.value)


def test_tags_make_no_objects() -> None:
    text = "a: !!python/object/apply:os.system ['exit 1']\nb: ya\n"
    assert [s.text for s in segments_of(YamlMessages(), text, "a.yml")][-1] == "ya"


TEXT = st.text(st.sampled_from("abc é'\"\\:#-|>\n{}"), max_size=60)


@given(
    st.dictionaries(st.text("ab", min_size=1, max_size=2), TEXT, min_size=1, max_size=3),
    st.sampled_from((None, "'", '"', "|", ">")),
    st.sampled_from((20, 200)),
)
@example({"a": "\n':'>"}, None, 20)
@example({"a": '\n":">'}, '"', 20)
def test_places(messages: dict[str, str], style: str | None, width: int) -> None:
    text = yaml.safe_dump(messages, default_style=style, allow_unicode=True, width=width)
    if style in ("|", ">"):  # keys are blocks then too
        text = "".join(
            f"{key}: " + yaml.safe_dump(value, default_style=style, allow_unicode=True, width=width)
            for key, value in messages.items()
        ).replace("...\n", "")
    found = yaml.safe_load(text)
    segments = segments_of(YamlMessages(), text, "a.yml")
    strings = {key: value for key, value in found.items() if isinstance(value, str)}
    assert {s.unit: s.text for s in segments} == strings
    check_places(text, segments, escapes="\\'")
