"""Masks and marked texts: what is taken apart comes together again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tqa.drafting.building import MarkupToken, built, respelt, spelt
from tqa.drafting.drafter import MASKS, Drafter
from tqa.drafting.gaps import block_of
from tqa.drafting.marked import (
    KeptText,
    Node,
    Pair,
    has_words,
    masked,
    merged,
    raw,
    sentences,
    unmasked,
)
from tqa.drafting.xmltext import escaped, nodes_of
from tqa.model import Source
from tqa.reading.formats.markdown import Markdown

PIECES = (
    "{n} ", "%s", "${x}", "<b>", "</b>", "<br/>", "**", "*", "[a](b)", "`c d`", "https://x.test/a ",
    ":role:`x`", "[^1]", "harga naik", ". ",  "\n", " ", "X1", "{1}", "&amp;", "\\", "😀",
    "a@b.test",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12).map("".join)


@given(texts)
def test_what_is_spelt_out_is_the_text(text: str) -> None:
    assert raw(spelt(text)) == text


@given(texts, st.sampled_from(MASKS), st.booleans())
def test_masking_and_restoring_is_the_identity(text: str, mask: object, pairs: bool) -> None:
    nodes = spelt(text)
    made = masked(nodes, mask, pairs=pairs)  # type: ignore[arg-type]
    if made is None:
        return
    found = unmasked(made.text, made.masks)
    if found is None:  # a mask that stands in a word, as in `a{n}b`
        return
    assert raw(found) == raw(nodes if pairs else _without_pairs(nodes))


def _without_pairs(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return merged(
        inner
        for node in nodes
        for inner in (_without_pairs(node.inside) if isinstance(node, Pair) else (node,))
    )


def test_most_masks_are_restored() -> None:
    nodes = spelt("Hai {n}, ada <b>%d</b> pesan di [sini](b) dan **sana** `c`.")
    made = masked(nodes, MASKS[0], pairs=True)
    assert made is not None
    assert made.text == "Hai X1, ada X2 pesan di X3 dan X4 X5."
    assert unmasked(made.text, made.masks) == nodes
    assert unmasked(made.text.replace("X3", ""), made.masks) is None
    assert unmasked(made.text + " X3", made.masks) is None
    assert unmasked("X31 X1 X2 X3 X4 X5", made.masks) is not None


def test_what_is_no_value_keeps_its_order() -> None:
    masks = (("X1", KeptText("<i>", value=False)), ("X2", KeptText("</i>", value=False)))
    assert unmasked("a X1 b X2", masks) is not None
    assert unmasked("a X2 b X1", masks) is None
    assert unmasked("a X2 b X1", (("X1", KeptText("{a}")), ("X2", KeptText("{b}")))) is not None


@given(texts, st.sampled_from(["id", "en"]), st.booleans())
def test_sentences_are_the_text(text: str, lang: str, lines: bool) -> None:
    nodes = spelt(text)
    parts = sentences(nodes, lang, lines=lines)
    assert raw(merged(node for part in parts for node in part)) == text


def test_lines_part_sentences() -> None:
    parts = sentences(spelt("Harga naik\n\nPasar {n} ditutup"), "id", lines=True)
    assert [raw(part) for part in parts] == ["Harga naik", "\n\n", "Pasar {n} ditutup"]


def test_a_pair_is_not_cut() -> None:
    parts = sentences(spelt("Satu **dua. Tiga** empat. Lima."), "id")
    assert [raw(part) for part in parts if has_words(part)] == [
        "Satu **dua. Tiga** empat.",
        "Lima.",
    ]


@given(st.lists(st.sampled_from(["<g>", "</g>", "<x/>", "a", "</h>", "<h>"]), max_size=9))
def test_unbalanced_tags_stand_alone(tags: list[str]) -> None:
    roles = {
        "<g>": ("open", "g"),
        "</g>": ("close", "g"),
        "<h>": ("open", "h"),
        "</h>": ("close", "h"),
    }
    nodes = built(
        MarkupToken(tag, *roles.get(tag, ("alone" if "<" in tag else "",))) for tag in tags
    )
    assert raw(nodes) == "".join(tags)


@given(texts)
def test_xml_texts_are_written_as_they_were(text: str) -> None:
    kept = "".join(char for char in text if char.isprintable() or char == "\n")
    inner = f'{escaped(kept)}<g id="1">{escaped(kept)}</g><x id="2"/>'
    assert raw(nodes_of(inner), escaped) == inner


def test_texts_of_xml_that_spell_out_markup() -> None:
    nodes = nodes_of("A &lt;b&gt;pasar&lt;/b&gt; <![CDATA[<i>]]> {n}")
    assert [type(node).__name__ for node in nodes] == [
        "str",
        "Pair",
        "str",
        "KeptText",
        "str",
        "KeptText",
    ]
    assert respelt(("a",)) == ("a",)


INLINE = (
    "Harga **beras** naik", "*a* b ***c*** d", "[a](b \"c\") d <e@f.test>", "`a` b ``c ` d``",
    "a <b>c</b> <br> d", "![a](b) c ![d](e)", "~~a~~ b __c__ _d_", "**[a](b) c** d",
    "a [b](<c d>) e",
    "[![a](b) c](d) e", "a {b} %s {{ c }} d", "[a](b)[c](d)", "**a**b*c*", "a<!-- b -->c",
    "[a (b)](c(d)e) f", "**a *b* c** d", "<u>**a**</u> b", "[`a`](b) c",
)  # fmt: skip


@pytest.mark.parametrize("text", INLINE)
@pytest.mark.parametrize("prefix", ["", "# ", "- ", "> ", "1. "])
def test_markdown_blocks_are_the_file(text: str, prefix: str) -> None:
    _same(prefix + text)


@given(st.lists(st.sampled_from([*INLINE, " ", ". ", "harga", ", "]), min_size=1, max_size=5))
@example(["naik`a` b ``c ` d``"])  # a code span that holds a longer run of its mark
def test_any_markdown_block_is_the_file(pieces: list[str]) -> None:
    _same("".join(pieces))


def _same(text: str) -> None:
    for segment in Markdown().read(Source("a.md", text.encode())).segments:
        block = block_of(text, segment, markup=True)
        assert raw(block.nodes) == text[block.start : block.end]


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("[^1]: Data resmi.", "[^1]: DATA RESMI."),
        ("[ ] Petani **menanam** padi", "[ ] PETANI **MENANAM** PADI"),
        ("[x] Sudah", "[x] SUDAH"),
        ("– 😀 Siapa itu?", "– 😀 SIAPA ITU?"),
        (".NET dan C#", ".NET DAN C#"),
    ],
)
def test_marks_before_a_text_stay(text: str, draft: str) -> None:
    """A model that loses every mask and all marks at the beginning."""
    drafter = Drafter(
        lambda asked: [each.upper().replace("X1", "").lstrip(" [^]:–😀") for each in asked], "id"
    )
    assert raw(drafter.drafts([spelt(text)])[0]) == draft
