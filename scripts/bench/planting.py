"""Errors of every kind, planted into human translations one a segment: what `check.py` counts.

A planter takes a pair of texts and gives the pair with one labelled error on the target side,
or None where the pair offers no place for it. The key of `PLANTERS` names the rules that
must find it: any of them counts, the first one is the rule it is meant for.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tqa.model import Concept, Status

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
NUMBER = re.compile(r"(?<![\w.,:/-])\d+(?:[.,]\d+)*(?![\w:/-]|[.,]\d)")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")
ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")

# Per language, words that exchange one fact for another of its kind; twins share an index.
SCALES = {"en": ("million", "billion", "trillion"), "id": ("juta", "miliar", "triliun")}
DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"),
}
MONTHS = {
    "en": ("January", "February", "June", "July", "August", "October", "November", "December"),
    "id": ("Januari", "Februari", "Juni", "Juli", "Agustus", "Oktober", "November", "Desember"),
}
CURRENCIES = {"en": ("dollars", "euros", "rupiah", "yen"), "id": ("dolar", "euro", "rupiah", "yen")}
UNITS = {
    "en": ("kilometers", "meters", "tons", "kilograms", "hectares", "liters"),
    "id": ("kilometer", "meter", "ton", "kilogram", "hektare", "liter"),
}
PERCENT = {
    "en": re.compile(r"(?<=\d) ?(?:%|percent\b)"),
    "id": re.compile(r"(?<=\d) ?(?:%|persen\b)"),
}
NEGATION = {
    "en": re.compile(r"\b(?:not|never|no|none|nor|without|cannot)\b|n't\b", re.I),
    "id": re.compile(r"\b(?:tidak|bukan|jangan|belum|tak|tanpa|tiada)\b", re.I),
}
NEGATED = {
    "en": re.compile(r"(?<=[a-z] )not (?=[a-z])"),
    "id": re.compile(r"\b(?:tidak|bukan) (?=[a-z])"),
}


class Pair(NamedTuple):
    """A segment pair."""

    source: str
    target: str


@dataclass
class Scene:
    """What planters know beside the pair: languages, chance, other segments, the glossary."""

    langs: tuple[str, str]
    random: random.Random
    pairs: Sequence[Pair]
    concepts: Sequence[Concept] = ()
    names: frozenset[str] = field(default_factory=frozenset)  # words that are names on both sides

    def choice(self, items: Iterable[re.Match[str]]) -> re.Match[str] | None:
        """One of the matches, by chance."""
        found = list(items)
        return self.random.choice(found) if found else None

    def other(self, items: Sequence[str], item: str) -> str:
        """Another one of the words than this."""
        return self.random.choice([each for each in items if each != item])


Planter = Callable[[Pair, Scene], Pair | None]
PLANTERS: dict[str, Planter] = {}


def kind(*codes: str) -> Callable[[Planter], Planter]:
    """Registers a planter under the rules that must find what it plants."""

    def register(planter: Planter) -> Planter:
        PLANTERS[f"{planter.__name__}: {' '.join(codes)}"] = planter
        return planter

    return register


def _put(pair: Pair, match: re.Match[str] | None, new: str) -> Pair | None:
    """The pair with a match of its target replaced."""
    if match is None or match.group() == new:
        return None
    text = pair.target[: match.start()] + new + pair.target[match.end() :]
    return Pair(pair.source, re.sub(r"  +", " ", text).strip())


def _twin(pair: Pair, scene: Scene, table: dict[str, tuple[str, ...]]) -> Pair | None:
    """One word of a table that both sides hold, exchanged for another in the target."""
    source, target = (table[lang] for lang in scene.langs)
    for here, there in zip(target, source, strict=True):
        if re.search(rf"\b{there}\b", pair.source):
            match = re.search(rf"\b{here}\b", pair.target)
            if match:
                return _put(pair, match, scene.other(target, here))
    return None


def _figures(pair: Pair) -> list[re.Match[str]]:
    """The figures of the target that the source holds once, digit for digit."""
    there = [re.sub(r"\D", "", match.group()) for match in NUMBER.finditer(pair.source)]
    figures = NUMBER.finditer(pair.target)
    return [match for match in figures if there.count(re.sub(r"\D", "", match.group())) == 1]


@kind("NUM001", "NUM004", "NUM005", "NUM006", "NUM007")
def digit_changed(pair: Pair, scene: Scene) -> Pair | None:
    match = scene.choice(_figures(pair))
    if match is None:
        return None
    at = scene.random.choice([n for n, char in enumerate(match.group()) if char.isdigit()])
    new = scene.other("123456789", match.group()[at])
    return _put(pair, match, match.group()[:at] + new + match.group()[at + 1 :])


@kind("NUM001", "NUM004", "NUM005", "NUM006", "NUM007")
def number_dropped(pair: Pair, scene: Scene) -> Pair | None:
    return _put(pair, scene.choice(_figures(pair)), "")


@kind("NUM002")
def scale_changed(pair: Pair, scene: Scene) -> Pair | None:
    return _twin(pair, scene, SCALES)


@kind("NUM003", "NUM001")
def separator_swapped(pair: Pair, scene: Scene) -> Pair | None:
    shape = re.compile(r"\d{1,3}[.,]\d{1,2}|\d{1,3}(?:[.,]\d{3})+")
    match = scene.choice(m for m in _figures(pair) if shape.fullmatch(m.group()))
    return match and _put(pair, match, match.group().translate(str.maketrans(".,", ",.")))


@kind("NUM004")
def day_changed(pair: Pair, scene: Scene) -> Pair | None:
    return _twin(pair, scene, DAYS)


@kind("NUM004")
def month_changed(pair: Pair, scene: Scene) -> Pair | None:
    return _twin(pair, scene, MONTHS)


@kind("NUM005")
def currency_changed(pair: Pair, scene: Scene) -> Pair | None:
    return _twin(pair, scene, CURRENCIES)


@kind("NUM006")
def percent_lost(pair: Pair, scene: Scene) -> Pair | None:
    if not PERCENT[scene.langs[0]].search(pair.source):
        return None
    return _put(pair, scene.choice(PERCENT[scene.langs[1]].finditer(pair.target)), "")


@kind("NUM006")
def unit_changed(pair: Pair, scene: Scene) -> Pair | None:
    return _twin(pair, scene, UNITS)


@kind("NAM002", "NAM001")
def name_misspelt(pair: Pair, scene: Scene) -> Pair | None:
    match = scene.choice(m for m in NAME.finditer(pair.target) if m.group() in scene.names)
    if match is None or match.group() not in pair.source:
        return None
    word, at = match.group(), scene.random.randrange(2, len(match.group()))
    new = scene.other("aeiou", word[at]) if word[at] in "aeiou" else word[at] * 2
    return _put(pair, match, word[:at] + new + word[at + 1 :])


@kind("NAM003", "NAM002", "NAM001")
def acronym_misspelt(pair: Pair, scene: Scene) -> Pair | None:
    match = scene.choice(m for m in ACRONYM.finditer(pair.target) if m.group() in pair.source)
    if match is None:
        return None
    at = scene.random.randrange(1, len(match.group()))
    new = scene.other("ABCDEGIKLMNOPRSTU", match.group()[at])
    return _put(pair, match, match.group()[:at] + new + match.group()[at + 1 :])


@kind("ACC001")
def untranslated(pair: Pair, scene: Scene) -> Pair | None:
    return Pair(pair.source, pair.source) if len(WORD.findall(pair.source)) >= 6 else None


@kind("ACC002")
def partly_untranslated(pair: Pair, scene: Scene) -> Pair | None:
    run = scene.choice(re.finditer(r"(?<= )(?:[a-z]{3,} ){6}", pair.source))
    place = scene.choice(re.finditer(r"(?<= )(?:[a-z]{2,} ){5}", pair.target))
    return run and _put(pair, place, run.group())


@kind("ACC003")
def empty(pair: Pair, scene: Scene) -> Pair | None:
    return Pair(pair.source, "")


@kind("ACC004")
def clause_omitted(pair: Pair, scene: Scene) -> Pair | None:
    match = re.search(r", (?:[^,.;:]+ ){7,}[^,.;:]+(?=[.]$)", pair.target)
    return match and _put(pair, match, "")


@kind("ACC004")
def half_omitted(pair: Pair, scene: Scene) -> Pair | None:
    words = pair.target.split(" ")
    return Pair(pair.source, " ".join(words[: len(words) // 2]) + ".") if len(words) >= 16 else None


@kind("ACC005", "ACC007")
def sentence_added(pair: Pair, scene: Scene) -> Pair | None:
    more = scene.random.choice(scene.pairs).target
    return Pair(pair.source, f"{pair.target} {more}") if 8 <= len(more.split()) <= 20 else None


@kind("ACC006")
def negation_lost(pair: Pair, scene: Scene) -> Pair | None:
    sides = zip(scene.langs, pair, strict=True)
    if any(len(NEGATION[lang].findall(text)) != 1 for lang, text in sides):
        return None
    return _put(pair, NEGATED[scene.langs[1]].search(pair.target), "")


@kind("ACC007", "ACC005")
def sentence_repeated(pair: Pair, scene: Scene) -> Pair | None:
    long = len(pair.target.split()) >= 6
    return Pair(pair.source, f"{pair.target} {pair.target}") if long else None


@kind("TYP001")
def quote_lost(pair: Pair, scene: Scene) -> Pair | None:
    marks = list(re.finditer('"', pair.target))
    return _put(pair, scene.choice(marks), "") if len(marks) == 2 else None


@kind("TYP002")
def bracket_lost(pair: Pair, scene: Scene) -> Pair | None:
    marks = list(re.finditer(r"[()]", pair.target))
    return _put(pair, scene.choice(marks), "") if len(marks) == 2 else None


@kind("TYP003")
def word_doubled(pair: Pair, scene: Scene) -> Pair | None:
    match = scene.choice(re.finditer(r"(?<= )[a-z]{3,}(?= [a-z])", pair.target))
    return match and _put(pair, match, f"{match.group()} {match.group()}")


@kind("TYP004")
def space_misplaced(pair: Pair, scene: Scene) -> Pair | None:
    match = scene.choice(re.finditer(r"(?<=[a-z]), (?=[a-z])", pair.target))
    return _put(pair, match, scene.random.choice((" , ", ",")))


@kind("TYP005")
def end_mark_changed(pair: Pair, scene: Scene) -> Pair | None:
    if not all(re.search(r"[^.]\.$", text) for text in pair):
        return None
    return Pair(pair.source, pair.target[:-1] + scene.random.choice(("", "?", "!")))


@kind("TYP007")
def start_lowered(pair: Pair, scene: Scene) -> Pair | None:
    match = re.match(r"[A-Z][a-z]+", pair.target)
    if match is None or not pair.source[:1].isupper() or match.group() in scene.names:
        return None
    return _put(pair, match, match.group().lower())


def _marked(pair: Pair, right: str, wrong: str) -> Pair:
    return Pair(f"{pair.source} {right}", f"{pair.target} {wrong}")


@kind("MRK001")
def placeholder_changed(pair: Pair, scene: Scene) -> Pair | None:
    marks = ("{total}", "{count}"), ("%d", ""), ("%(user)s", "%(pengguna)s"), ("${sum}", "$sum")
    return _marked(pair, *scene.random.choice(marks))


@kind("MRK002")
def url_changed(pair: Pair, scene: Scene) -> Pair | None:
    right = f"https://example.com/{scene.random.randrange(10, 99)}/news"
    return _marked(pair, right, right.replace("news", "nws"))


@kind("MRK003")
def address_changed(pair: Pair, scene: Scene) -> Pair | None:
    marks = ("desk@example.com", "desk@exampel.com"), ("@redaksi_kota", "@redaksikota")
    return _marked(pair, *scene.random.choice(marks))


@kind("MRK004")
def tag_changed(pair: Pair, scene: Scene) -> Pair | None:
    marks = ("<b>2</b>", "<b>2<b>"), ("<br/>", ""), ('<a href="x">2</a>', "2")
    return _marked(pair, *scene.random.choice(marks))


@kind("MRK005")
def markdown_changed(pair: Pair, scene: Scene) -> Pair | None:
    marks = ("[2](https://example.com/a)", "[2] (https://example.com/a)"), ("`tqa -h`", "tqa -h")
    return _marked(pair, *scene.random.choice(marks))


@kind("MRK006")
def accelerator_lost(pair: Pair, scene: Scene) -> Pair | None:
    if len(pair.source) > 60:
        return None
    return Pair(f"&{pair.source}", pair.target)


def _terms(concept: Concept, lang: str, *statuses: Status) -> list[str]:
    return [term.text for term in concept.terms_in(lang, *statuses)]


def _term(pair: Pair, scene: Scene, wrong: Callable[[Concept], list[str]]) -> Pair | None:
    """A term that both sides hold, replaced in the target by a wrong one of its concept."""
    source, target = scene.langs
    found = []
    for concept in scene.concepts:
        there = any(text in pair.source for text in _terms(concept, source, Status.PREFERRED))
        here = [text for text in _terms(concept, target, Status.PREFERRED) if text in pair.target]
        if there and here and (words := wrong(concept)):
            match = re.search(rf"\b{re.escape(here[0])}\b", pair.target)
            found += [(match, word) for word in words if match]
    return _put(pair, *scene.random.choice(found)) if found else None


@kind("TRM002", "TRM001")
def term_forbidden(pair: Pair, scene: Scene) -> Pair | None:
    bad = (Status.FORBIDDEN, Status.DEPRECATED)
    return _term(pair, scene, lambda concept: _terms(concept, scene.langs[1], *bad))


@kind("TRM004", "TRM001")
def term_confused(pair: Pair, scene: Scene) -> Pair | None:
    known = {concept.id: concept for concept in scene.concepts}

    def wrong(concept: Concept) -> list[str]:
        rivals = [known[each] for each in concept.confusable_with if each in known]
        return [t for each in rivals for t in _terms(each, scene.langs[1], Status.PREFERRED)]

    return _term(pair, scene, wrong)


@kind("TRM001")
def term_missing(pair: Pair, scene: Scene) -> Pair | None:
    """A required term, replaced by the term of another concept."""

    def wrong(concept: Concept) -> list[str]:
        if concept.bundled and "required" not in concept.flags:
            return []
        return _terms(scene.random.choice(scene.concepts), scene.langs[1], Status.PREFERRED)[:1]

    return _term(pair, scene, wrong)


@kind("TRM007", "TRM001")
def term_left_foreign(pair: Pair, scene: Scene) -> Pair | None:
    return _term(pair, scene, lambda concept: _terms(concept, scene.langs[0], Status.PREFERRED)[:1])
