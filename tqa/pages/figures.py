"""Numbers as people write them, in both languages."""

_SWAPPED = str.maketrans(",.", ".,")


def number(value: float, lang: str, decimals: int = 0) -> str:
    """1,234.5 in English, 1.234,5 in Indonesian."""
    text = f"{value:,.{decimals}f}"
    return text.translate(_SWAPPED) if lang == "id" else text


def percent(part: float, whole: float, lang: str, decimals: int = 0) -> str:
    """A share in percent, "–" of nothing; what is not all is never rounded to 100%."""
    if not whole:
        return "–"
    step = 10.0**-decimals
    value = 100 * part / whole
    if part < whole:
        value = min(value, 100 - step)
    if part > 0:
        value = max(value, step)
    return f"{number(value, lang, decimals)}%"
