"""Makes invisible and bidirectional control characters visible."""

import re

# Bidirectional controls, and other characters without a glyph, by the names people know them by.
_NAMED = {
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2028": "LS",
    "\u2029": "PS",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f" + "".join(_NAMED) + "]"
)
_SYMBOLS = 0x2400  # the block of control pictures: ␀ for NUL


def visible(text: str) -> str:
    """The text with controls as symbols (␀, ⟦RLO⟧, ⟦U+DC80⟧), so that none takes effect.

    Line breaks and tabs stay; joiners that scripts need (U+200C, U+200D) do, too.
    """
    return _HIDDEN.sub(_symbol, text)


def _symbol(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    if code < 0x20:
        return chr(_SYMBOLS + code)
    return "␡" if code == 0x7F else f"⟦{_NAMED.get(char) or f'U+{code:04X}'}⟧"
