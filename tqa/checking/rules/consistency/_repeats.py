"""Repeated segments: which texts count as equal, and which renderings as different."""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import PurePath
from typing import Any, NamedTuple

from tqa.checking.rule import related
from tqa.lang.forms.morphology import lemma
from tqa.lang.language import is_word
from tqa.lang.tables import words_of
from tqa.lang.words.known import TEXTS
from tqa.lang.words.tokens import words
from tqa.model import Bead, BlockKind, Related, Side, Span

_LONGEST = 600  # characters; longer segments are not compared, as they hardly ever recur
_DIGEST = 8  # bytes of a text's digest; collisions are negligible
_SHOWN = 60  # maximum number of characters of a rendering that a message quotes
# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_SURE = 0.5  # alignment confidence; below it, the sides may be unrelated
_PLACEHOLDER = re.compile(
    r"\$?\{[^{}\s]{0,60}\}|%\(\w{1,60}\)[#0\-+]?[\d.]{0,6}[a-zA-Z]"
    r"|(?<![\w%])%(?:\d\$)?[#0\-+]?[\d.]{0,6}(?:l{0,2})[sdifgxXeEuc@](?![A-Za-z])"
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_FEW = 12  # spaces; longer texts with other figures are different sentences
_MARKS = "\"'`.,;:!?()[]{}<>|/\\*_#~^=+-"
_WIDE_MARKS = dict.fromkeys(map(ord, "“”„‘’…–—‑\u00a0\u200b"), " ")
_SPACED = bytes.maketrans(_MARKS.encode(), b" " * len(_MARKS))  # on bytes: three times as fast
_PLACE_IN_CODE = re.compile(r"\S+:\d+")
_QUESTION = ("?", "?”", '?"', "?)")


class Repeat(NamedTuple):
    """A segment pair, with the digests of its normalised source and target."""

    bead: Bead
    source: bytes
    target: bytes


def repeats(bead: Bead, least_words: int) -> Iterator[Repeat]:
    """The pair of a bead as a fact; none where it is empty, too long, or probably misaligned."""
    if not bead.source or not bead.target or bead.score < _SURE:
        return
    texts = (bead.text(Side.SOURCE), bead.text(Side.TARGET))
    pair = _pair(texts, bead.langs, _context(bead))
    if pair and pair[0] >= least_words:
        yield Repeat(bead, pair[1], pair[2])


@lru_cache(maxsize=TEXTS)  # shared by several rules
def _pair(
    texts: tuple[str, str], langs: tuple[str, str], context: str
) -> tuple[int, bytes, bytes] | None:
    """The number of words of the source and the digests of both sides; None if not compared."""
    if max(map(len, texts)) > _LONGEST:
        return None
    here, there = map(normalised, texts)
    if not here or not there or here == there:
        return None
    both = "-".join(langs).encode("utf-8", "replace")
    source = b"|".join((both, context.encode("utf-8", "replace"), here))
    return here.count(b" ") + 1, _digest(source), _digest(b"|".join((both, there)))


@lru_cache(maxsize=TEXTS)
def normalised(text: str) -> bytes:
    """A key of a text without regard to case, spacing, marks, numbers and placeholders.

    A question and a statement with the same words have different keys, and so have long texts
    with different figures.
    """
    plain = text.lower().replace("&", "")
    if text.count(" ") < _FEW:
        if "%" in text or "{" in text:
            plain = _PLACEHOLDER.sub(" 0 ", plain)
        plain = _NUMBER.sub("0", plain)
    if not plain.isascii():
        plain = plain.translate(_WIDE_MARKS)
    key = b" ".join(plain.encode("utf-8", "replace").translate(_SPACED).split())
    return key + b" ?" if key and text.rstrip().endswith(_QUESTION) else key


def _digest(key: bytes) -> bytes:
    return blake2b(key, digest_size=_DIGEST).digest()


def _context(bead: Bead) -> str:
    """The context of a message (`msgctxt`): equal sources in different contexts are different."""
    segment = bead.source[0]
    if segment.kind is not BlockKind.MESSAGE or segment.unit in ("", segment.id, bead.id):
        return ""
    return _PLACE_IN_CODE.sub("", segment.unit).strip()


def substance(bead: Bead) -> frozenset[str]:
    """The words in which renderings must differ to count as different: base forms of content words.

    Inflection, word order, number, pronouns and names in the place of pronouns do not count:
    *he said* and *she says* may both be right where the source does not distinguish them. All
    words, if none is a content word.
    """
    lang, source = bead.lang(Side.TARGET), bead.text(Side.SOURCE)
    plain = [token.text for token in words(_PLACEHOLDER.sub(" ", bead.text(Side.TARGET)))]
    plain = [word for word in plain if not any(c.isdigit() for c in word)]
    heavy = [word for word in plain if not _light(word, lang)]
    heavy = [w for w in heavy if w.islower() or w in source or is_word(w.lower(), lang)]
    return frozenset(lemma(word, lang) for word in heavy or plain)


def _light(word: str, lang: str) -> bool:
    light, lower = words_of(lang, "light_words"), word.lower()
    if lower in light or lower in words_of(lang, "number_words"):
        return True
    return lemma(lower, lang) in light


def whole(bead: Bead, side: Side) -> Span:
    """The span of all of one side without surrounding space."""
    text = bead.text(side)
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def place(bead: Bead, side: Side) -> Related:
    """The place and text of one side of a bead."""
    return related(bead, side, whole(bead, side))


def named(there: Related) -> dict[str, Any]:
    """The message values for a place: its text, shortened to one line, and its file and line."""
    text = " ".join(there.text.split()).strip("\"“”'‘’ ")
    if len(text) > _SHOWN:
        text = text[: _SHOWN - 1].rstrip() + "…"
    return {"other": text, "place": f"{PurePath(there.file).name}:{there.line}"}
