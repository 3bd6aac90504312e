"""Negation: the words that negate, and those that deny without a negator."""

import re
from functools import lru_cache

from tqa.lang.tables import rows
from tqa.model import Span

_CONTRACTED = r"|\w+n['’]t\b"  # English: don't, won't
_EMPTY = re.compile(r"(?!)")


@lru_cache(maxsize=8)
def _pattern(lang: str, role: str) -> re.Pattern[str]:
    """One alternation of all phrases of the role, longest first; a final * is any ending."""
    phrases = [phrase for phrase, kind in rows(f"{lang}/polarity") if kind == role]
    if not phrases:
        return _EMPTY
    phrases.sort(key=len, reverse=True)
    body = "|".join(re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in phrases)
    more = _CONTRACTED if lang == "en" and role == "negator" else ""
    return re.compile(rf"(?<!\w)(?:{body})(?!\w){more}", re.IGNORECASE)


@lru_cache(maxsize=1024)
def negations(text: str, lang: str) -> tuple[Span, ...]:
    """The words that negate: not, n't, tidak, bukan, tanpa; not those of “not only”, “tak lain”."""
    if lang not in ("id", "en"):
        return ()
    found = [Span(*m.span()) for m in _pattern(lang, "negator").finditer(text)]
    if not found:
        return ()
    neutral = [m.span() for m in _pattern(lang, "neutral").finditer(text)]
    return tuple(
        span for span in found if not any(start <= span.start < end for start, end in neutral)
    )


@lru_cache(maxsize=1024)
def denies(text: str, lang: str) -> bool:
    """Whether some word denies without a negator: fail, refuse, unable; gagal, menolak."""
    return lang in ("id", "en") and _pattern(lang, "carrier").search(text) is not None
