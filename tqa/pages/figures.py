"""Numbers as people write them, in both languages."""

from tqa.base.messages import figure


def number(value: float, lang: str, decimals: int = 0) -> str:
    """1,234.5 in English, 1.234,5 in Indonesian."""
    return figure(value, f",.{decimals}f", lang)


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
