"""Spelling variants of names in one document: which words are two spellings of one name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tqa.lang.language import is_word
from tqa.lang.words.names import NameWord, name_words
from tqa.lang.words.spelling import derived, fold, near
from tqa.model import Bead, Side

NEIGHBOURHOOD = 60  # maximum distance of two mentions of one name, in segments with names


class NameMention(NamedTuple):
    """One name word of the target side, and whether the source has this spelling."""

    bead: Bead
    word: NameWord
    in_source: bool  # the aligned source has the same spelling
    near_source: bool  # the aligned source has another spelling of it
    place: int = 0  # ordinal of its segment among those with names


@dataclass(slots=True)
class _Form:
    """All mentions of one spelling."""

    mentions: list[NameMention] = field(default_factory=list)
    company: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling that is taken for an error, and the right one."""

    right: str
    wrong: str
    first: NameMention  # the first one with the right spelling
    mentions: tuple[NameMention, ...]  # of the wrong spelling


def mentions(bead: Bead) -> Iterator[NameMention]:
    """The words of the target that can only be names."""
    text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
    source: frozenset[str] | None = None
    for word in name_words(text):
        if len(word.text) < 4 or _ordinary(word.text, lang, bead.lang(Side.SOURCE)):
            continue
        if source is None:
            source = frozenset(fold(w.text) for w in name_words(bead.text(Side.SOURCE)))
        spelt = fold(word.text)
        close = spelt not in source and any(near(spelt, other) for other in source)
        yield NameMention(bead, word, spelt in source, close)


def _ordinary(word: str, *langs: str) -> bool:
    return any(is_word(word.lower(), lang) for lang in langs if lang)


def variants(found: list[NameMention]) -> Iterator[Variant]:
    """Pairs of spellings of one name, distinguished from two names by frequency and context.

    Two spellings are one name when they share a neighbouring word (Usman Kansong, Osman
    Kansong), when the source has the rest of the name there, or when the rarer one never has
    a neighbour of its own. They are two names when they occur in one sentence, when each has
    neighbours of its own, or when the source has both.
    """
    forms: dict[str, _Form] = {}
    for mention in _numbered(found):
        form = forms.setdefault(fold(mention.word.text), _Form())
        form.mentions.append(mention)
        lang = mention.bead.lang(Side.TARGET)
        for name in (mention.word.before, mention.word.after):
            if name and not is_word(name.lower(), lang):
                form.company[fold(name)] += 1
    order = {spelt: n for n, spelt in enumerate(forms)}
    for a, b in _near_pairs(list(forms)):
        right, wrong = _ranked(a, b, forms, order)
        if _same_name(forms[right], forms[wrong]):
            yield Variant(
                forms[right].mentions[0].word.text,
                forms[wrong].mentions[0].word.text,
                forms[right].mentions[0],
                tuple(m for m in forms[wrong].mentions if not m.near_source),
            )


def _numbered(found: list[NameMention]) -> Iterator[NameMention]:
    place, last = 0, ""
    for mention in found:
        if mention.bead.id != last:
            place, last = place + 1, mention.bead.id
        yield NameMention(mention.bead, mention.word, mention.in_source, mention.near_source, place)


def _near_pairs(spellings: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of similar spellings; only words that share a beginning or an end are compared."""
    buckets: dict[str, list[str]] = {}
    for spelt in spellings:
        for key in (spelt[:2] + "^", spelt[-3:] + "$", spelt[1:4]):
            buckets.setdefault(key, []).append(spelt)
    seen = set()
    for bucket in buckets.values():
        for n, a in enumerate(bucket[:200]):
            for b in bucket[n + 1 : 200]:
                pair = (a, b) if a < b else (b, a)
                if a != b and pair not in seen:
                    seen.add(pair)
                    if near(a, b) and not derived(a, b):
                        yield a, b


def _ranked(a: str, b: str, forms: dict[str, _Form], order: dict[str, int]) -> tuple[str, str]:
    """The right spelling first: the source's, else the far more frequent one, else the first."""

    def key(spelt: str) -> tuple[int, int]:
        form = forms[spelt]
        return (sum(m.in_source for m in form.mentions) > 0, len(form.mentions))

    (source_a, count_a), (source_b, count_b) = key(a), key(b)
    if source_a != source_b:
        return (a, b) if source_a else (b, a)
    if max(count_a, count_b) >= 3 * min(count_a, count_b):
        return (a, b) if count_a > count_b else (b, a)
    return (a, b) if order[a] < order[b] else (b, a)


def _same_name(right: _Form, wrong: _Form) -> bool:
    if any(m.in_source for m in wrong.mentions) or _far(right, wrong):
        return False
    if set(right.company) & set(wrong.company):
        return True
    together = {m.bead.id for m in right.mentions} & {m.bead.id for m in wrong.mentions}
    if together or (wrong.company and right.company):
        return False
    if any(m.bead.source for m in wrong.mentions):  # the source segment has no such name
        if _taken_up(right, wrong):
            return True
        return len(right.mentions) >= 3 and any(m.in_source for m in right.mentions)
    if len(right.mentions) == len(wrong.mentions) == 1:
        return len(right.mentions[0].word.text) >= 6
    return True


def _taken_up(right: _Form, wrong: _Form) -> bool:
    """Whether the source has another part of the full name where the wrong spelling occurs.

    Later mentions of a person use the first name in Indonesian and the last name in English:
    after *Dewi Anggraini*, *Anggrainy* aligned with *Dewi* is the same person.
    """
    whole = {part for m in right.mentions if m.in_source for part in _parts(m)}
    return bool(whole) and all(
        any(fold(name.text) in whole for name in name_words(m.bead.text(Side.SOURCE)))
        for m in wrong.mentions
    )


def _parts(mention: NameMention) -> Iterator[str]:
    """The other words of the name that a mention is part of, at most two on each side."""
    names = name_words(mention.bead.text(Side.TARGET))
    lang = mention.bead.lang(Side.TARGET)
    at = next(n for n, name in enumerate(names) if name.start == mention.word.start)
    for step in (-1, 1):
        for n in (at, at + step):
            beside = names[n].before if step < 0 else names[n].after
            if not beside:
                break
            if not is_word(beside.lower(), lang):  # else a title rather than a name
                yield fold(beside)


def _far(right: _Form, wrong: _Form) -> bool:
    """Whether no two mentions are within `NEIGHBOURHOOD` of each other."""
    near = (abs(a.place - b.place) for a in right.mentions for b in wrong.mentions[:20])
    return min(near) > NEIGHBOURHOOD
