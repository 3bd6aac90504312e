"""Negation: the words that negate, and those that deny without a negator."""

import re
from collections.abc import Mapping
from functools import lru_cache

from tqa.lang.forms.morphology import bases
from tqa.lang.language import is_word
from tqa.lang.tables import rows, with_role
from tqa.lang.words.known import TEXTS
from tqa.lang.words.tokens import words
from tqa.model import Span

_LANGS = ("id", "en")
_EMPTY = re.compile(r"(?!)")
_MOST_PIECES = 16
_SHORT = 4  # letters: intent and increase are built on no tent and crease
# letters whose lower case is longer, or not the only one: elsewhere lower case moves no offset
_UNEVEN = re.compile("[İıſ]")
# English n't: don't, won't
_CONTRACTED = r"|\b\w{1,8}n['’]t\b"
# No. 8, No 5: a number, not a denial
_NUMBERED = re.compile(r"\.?\s?(?:\d|[A-Z][A-Za-z]{0,4}[./-]\S*\d)")
# Aren't they ...?  , isn't it?: asked, not denied
_ASKED = re.compile(
    r"(?:(?:^|[.!?:\"“‘]\s*)\w{1,8}n['’]t\s|,\s\w{1,8}n['’]t\s\w+\s*\?)", re.IGNORECASE
)
_QUESTION = re.compile(r"[^.!?]*\?")


@lru_cache(maxsize=1)
def _affixed() -> re.Pattern[str]:
    """un-, non-, -less, in- of adjectives: English affixes that deny whatever they join."""
    endings = "|".join(with_role("en/affix_roles", "latin"))
    after_sub = "|".join(with_role("en/small_words", "after sub"))
    return re.compile(
        rf"(?:un|non)-?(?P<stem>\w{{4,}})|non-(?P<part>\w{{3,}})|sub-?(?P<low>{after_sub})|"
        rf"(?:in|im(?=[bmp])|il(?=l)|ir(?=r)|dis)(?P<latin>\w+(?:{endings}))|"
        r"i[mnlr](?P<able>\w{2,}[ai]b(?:le|ly|ility))|"
        r"(?P<bare>\w{3,})less(?:ly|ness)?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _not_affixed() -> re.Pattern[str]:
    """Words that only look as if they had such an affix."""
    return re.compile(rf"(?:{'|'.join(map(_escaped, _phrases('en', 'not affixed')))})\b")


@lru_cache(maxsize=1)
def _fused() -> tuple[str, ...]:
    """Indonesian beginnings of words that deny, also borrowed ones."""
    return tuple(beginning.rstrip("*") for beginning in _phrases("id", "fused"))


@lru_cache(maxsize=16)
def _phrases(lang: str, role: str) -> tuple[str, ...]:
    return with_role(f"{lang}/polarity", role)


@lru_cache(maxsize=16)
def _pieces(lang: str, role: str) -> tuple[str, ...]:
    """Strings without any of which a lower-case text holds no phrase of the role: quick to test.

    Of many phrases the empty string, which every text holds: their pattern is quicker.
    """
    found = {max(re.split(r"[* ]+", phrase), key=len) for phrase in _phrases(lang, role)}
    if lang == "en" and role == "negator":
        found |= {"n't", "n’t"}
    least = [p for p in found if not any(other in p and other != p for other in found)]
    if len(least) > _MOST_PIECES:
        return ("",)
    return tuple(sorted(least, key=lambda piece: (len(piece), piece)))


@lru_cache(maxsize=32)
def _pattern(lang: str, role: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """One alternation of all phrases of the role, longest first; a * is any word part."""
    phrases = sorted(_phrases(lang, role), key=len, reverse=True)
    if not phrases:
        return _EMPTY
    by_letter: dict[str, list[str]] = {}
    for phrase in phrases:
        by_letter.setdefault(phrase[0], []).append(_escaped(phrase[1:]))
    body = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    more = _CONTRACTED if lang == "en" and role == "negator" else ""
    return re.compile(rf"\b(?=[{''.join(by_letter)}])(?:{body})\b{more}", flags)


def _escaped(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


@lru_cache(maxsize=TEXTS)
def negators(text: str, lang: str) -> tuple[Span, ...]:
    """Every word of denial, whatever it does where it stands: also that of “not only”."""
    return _spans(text, lang, "negator")


@lru_cache(maxsize=TEXTS)
def negations(text: str, lang: str) -> tuple[Span, ...]:
    """The words that negate: not, n't, tidak, bukan, tanpa.

    Not those of phrases that do not deny: not only, tak lain, No. 8, isn't it?
    """
    found = negators(text, lang)
    if not found:
        return ()
    neutral = [*_spans(text, lang, "neutral"), *_spans(text, lang, "additive")]
    return tuple(
        span
        for span in found
        if not any(start <= span.start < end for start, end in neutral)
        and not _asked(text, span, lang)
    )


def _asked(text: str, span: Span, lang: str) -> bool:
    """Whether the negator only asks for assent, or is the No of a number."""
    word = span.of(text).lower()
    if word == "no":
        return bool(_NUMBERED.match(text, span.end))
    if lang == "id":
        return word == "bukan" and text[span.end : span.end + 2].lstrip(" ").startswith("?")
    if "n't" not in word and "n’t" not in word:
        return False
    begin = max(span.start - 2, 0)
    return bool(_ASKED.search(text[begin : span.end + 20])) and bool(
        _QUESTION.match(text, span.end)
    )


@lru_cache(maxsize=TEXTS)
def additives(text: str, lang: str) -> tuple[Span, ...]:
    """Phrases that negate only a restriction: not only, bukan hanya."""
    return _spans(text, lang, "additive")


@lru_cache(maxsize=TEXTS)
def restrictions(text: str, lang: str) -> tuple[Span, ...]:
    """Words that restrict: only, hanya; not those within an additive phrase."""
    inside = additives(text, lang)
    return tuple(
        span
        for span in _spans(text, lang, "restrictive")
        if not any(start <= span.start < end for start, end in inside)
    )


@lru_cache(maxsize=TEXTS)
def denials(text: str, lang: str) -> tuple[Span, ...]:
    """Words that deny without a negator: fail, refuse, unclear, homeless; gagal, menolak."""
    found = list(_spans(text, lang, "carrier"))
    if lang == "en":
        found += [Span(t.start, t.end) for t in words(text) if affixed(t.text)]
    return tuple(sorted(found))


@lru_cache(maxsize=TEXTS)
def dependents(text: str, lang: str) -> tuple[Span, ...]:
    """Words that hardly occur without a negator or a question: at all, any, sama sekali."""
    return _spans(text, lang, "dependent")


@lru_cache(maxsize=2)
def modals(lang: str) -> frozenset[str]:
    """Verbs that a negator denies before the verb they help: can, must; bisa, boleh."""
    return frozenset(_phrases(lang, "modal"))


@lru_cache(maxsize=2)
def companions(lang: str) -> frozenset[str]:
    """Words that make one denial with the negator before them: longer of no longer."""
    return frozenset(_phrases(lang, "companion"))


@lru_cache(maxsize=2)
def degrees(lang: str) -> frozenset[str]:
    """Words of quantity that a negator may deny alone: enough, many; cukup, banyak."""
    return frozenset(_phrases(lang, "degree"))


def fused(word: str, lang: str) -> bool:
    """Whether a word holds a denial and what it denies: unclear; ketidakjelasan, nirlaba."""
    if lang == "en":
        return bool(affixed(word))
    return word.lower().startswith(_fused())


@lru_cache(maxsize=2)
def _contraries(lang: str) -> Mapping[str, frozenset[str]]:
    return {
        word: frozenset(found.split("|"))
        for other, word, found in rows("id-en/contraries")
        if other == lang
    }


@lru_cache(maxsize=1024)
def contraries(word: str, lang: str) -> frozenset[str]:
    """What the other language says for the denial of this word: near, of jauh (tidak jauh)."""
    known = _contraries(lang)
    empty: frozenset[str] = frozenset()
    return next((known[base] for base in (word, *bases(word, lang)) if base in known), empty)


@lru_cache(maxsize=256)
def residues(negator: str, lang: str) -> frozenset[str]:
    """Words of `lang` that stay when what translates this negator loses its own: never, pernah."""
    return frozenset(_phrases(lang, f"residue of {negator.lower()}"))


@lru_cache(maxsize=65536)
def affixed(word: str) -> str:
    """What an English word of denial is built on: clear of unclear, home of homeless; else ""."""
    match = _affixed().fullmatch(word)
    if match is None or _not_affixed().match(word.lower()):
        return ""
    stem = next(filter(None, match.groups())).lower()
    if match["latin"]:
        return stem if len(stem) > _SHORT and is_word(stem, "en") else ""
    sure = not match["stem"] or len(stem) > 4
    return stem if sure or is_word(stem, "en") else ""


def _spans(text: str, lang: str, role: str) -> tuple[Span, ...]:
    if lang not in _LANGS:
        return ()
    lower = text.lower()
    for piece in _pieces(lang, role):
        if piece in lower:
            break
    else:
        return ()
    plain = _pattern(lang, role, re.NOFLAG)
    if text.isascii() or not _UNEVEN.search(text):
        return tuple([Span(*m.span()) for m in plain.finditer(lower)])
    if not plain.search(lower):
        return ()
    return tuple([Span(*m.span()) for m in _pattern(lang, role, re.IGNORECASE).finditer(text)])
