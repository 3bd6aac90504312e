"""Texts that break out of formats, readers and terminals."""

from hypothesis import strategies as st

HOSTILE = (
    "",
    " ",
    "Harga naik 2,5 persen.",
    "a\x00\x1b[2J]]><b>|`%0A,:\r\n::error::@all \ufffe",
    "<script>alert(1)</script> &amp; \"' \\ {} $x$ _a_ *b* [c](d) #",
    "\u202etxet\u2066 é e\u0301 😀 日本語 \u2028 \xa0\ufeff",
    "w" * 300,
)
# Not surrogates alone, which no file holds.
TEXTS = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
)
