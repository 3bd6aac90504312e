"""Repeated segments: what makes two texts the same, and what sets two renderings apart."""

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

_LONGEST = 600  # characters: longer segments do not recur by chance or by design
_DIGEST = 8  # bytes: a chance meeting of two texts is out of the question
_SHOWN = 60  # characters of a rendering that a message quotes
# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_SURE = 0.5  # of an alignment: below it what stands opposite may be another sentence
_PLACEHOLDER = re.compile(
    r"\$?\{[^{}\s]{0,60}\}|%\(\w{1,60}\)[#0\-+]?[\d.]{0,6}[a-zA-Z]"
    r"|(?<![\w%])%(?:\d\$)?[#0\-+]?[\d.]{0,6}(?:l{0,2})[sdifgxXeEuc@](?![A-Za-z])"
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_FEW = 12  # spaces: in a longer text other figures make another sentence
_MARKS = "\"'`.,;:!?()[]{}<>|/\\*_#~^=+-"
_WIDE_MARKS = dict.fromkeys(map(ord, "“”„‘’…–—‑\u00a0\u200b"), " ")
_SPACED = bytes.maketrans(_MARKS.encode(), b" " * len(_MARKS))  # bytes: a third of the time
_PLACE_IN_CODE = re.compile(r"\S+:\d+")
_QUESTION = ("?", "?”", '?"', "?)")


class Repeat(NamedTuple):
    """A segment pair, and what equal sources and equal targets share."""

    bead: Bead
    source: bytes
    target: bytes


def repeats(bead: Bead, least_words: int) -> Iterator[Repeat]:
    """The pair of a bead as a fact, none where it is empty, too long, or surely no pair."""
    if not bead.source or not bead.target or bead.score < _SURE:
        return
    texts = (bead.text(Side.SOURCE), bead.text(Side.TARGET))
    pair = _pair(texts, bead.langs, _context(bead))
    if pair and pair[0] >= least_words:
        yield Repeat(bead, pair[1], pair[2])


@lru_cache(maxsize=TEXTS)  # more than one rule asks
def _pair(
    texts: tuple[str, str], langs: tuple[str, str], context: str
) -> tuple[int, bytes, bytes] | None:
    """The words of a source, and the marks of both sides; None for what cannot recur."""
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
    """What texts share that differ in case, spacing, marks, numbers or placeholders only.

    A question and a statement of the same words are two texts, and so are long ones with
    different figures.
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
    """The context that a message names (`msgctxt`): it makes equal sources different ones."""
    segment = bead.source[0]
    if segment.kind is not BlockKind.MESSAGE or segment.unit in ("", segment.id, bead.id):
        return ""
    return _PLACE_IN_CODE.sub("", segment.unit).strip()


def substance(bead: Bead) -> frozenset[str]:
    """The words that make one translation another than its like: base forms, no light words.

    Neither inflection nor word order counts, nor number, pronoun, or a name for a pronoun:
    *he said* and *she says* may both be right where the source does not tell. All words,
    where all are light.
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
    """All of one side, the space around it left out."""
    text = bead.text(side)
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def place(bead: Bead, side: Side) -> Related:
    """Where one side of a bead stands, and its words."""
    return related(bead, side, whole(bead, side))


def named(there: Related) -> dict[str, Any]:
    """A place as a message names it: its words, on one line and not too long, and where."""
    text = " ".join(there.text.split()).strip("\"“”'‘’ ")
    if len(text) > _SHOWN:
        text = text[: _SHOWN - 1].rstrip() + "…"
    return {"other": text, "place": f"{PurePath(there.file).name}:{there.line}"}
