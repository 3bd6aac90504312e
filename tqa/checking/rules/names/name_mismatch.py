"""NAM002 name-mismatch."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from tqa.checking.rule import Context, CorpusRule, Message, bad, flag, good, rule
from tqa.checking.rules.names._short_forms import is_contraction
from tqa.lang.evidence.cognates import skeleton
from tqa.lang.evidence.exonyms import equivalent
from tqa.lang.language import is_entry, is_word
from tqa.lang.words.known import Known
from tqa.lang.words.names import NameWord, name_words
from tqa.lang.words.spelling import adapted, derived, distance, fold, modern, near, recognisable
from tqa.lang.words.tokens import written
from tqa.model import Bead, Finding, Severity, Side, Span

Names = bytes  # the names of one source text, four bytes each: small enough to keep for a project

_NO_SENTENCE = 400  # different names on a side; a text with more is not compared


class Differs(NamedTuple):
    """A name that is spelt differently, with digests of both spellings."""

    finding: Finding
    right: bytes  # the source's spelling
    wrong: bytes


@rule
@dataclass(frozen=True)
class NameMismatch(CorpusRule):
    """A name of the source is spelled differently in the translation.

    The translation has a word that can only be a name, and the source lacks it but has one that
    differs by a letter or two. Names that the two languages write differently (Jerman/Germany,
    Katolik/Catholic), people named after places (Australia/Australian), and old and new
    spellings (Soekarno/Sukarno) are ignored. A spelling in which readers still recognise the
    name is minor: one that sounds the same (Burhanudin/Burhanuddin), or one wrong letter after
    the first of a longer name (Pyongyang/Pyonyang); but not in the short form of an organisation
    (Kominfo/Komifo), which has one spelling. Where the other source segments spell the name as
    the translation does, and none as this one, the error is in the source: the finding is
    neutral, a note for the reviewer.

    Fix: copy the spelling of the source.
    """

    code = "NAM002"
    name = "name-mismatch"
    mqm = "accuracy/mistranslation/name"
    severity = Severity.MAJOR
    fix = "unsafe"
    monolingual = False
    scope = "project"
    message = Message("“{wrong}” should be “{right}”, as in the source")
    examples = (
        good("Kata Usman, Jerman menang.", "Germany won, Usman said."),
        good("Tim Australia menang.", "The Australian team won."),
        good("Gereja Katolik di Kolombia.", "The Catholic Church in Colombia."),
        good("Presiden Soekarno berpidato.", "President Sukarno gave a speech."),
        good("Menteri Parlemen hadir.", "A minister of Parliament attended."),
        bad(
            "Kata Usman Kansong, ya.",
            "Yes, said Osman Kansong.",
            flag("Osman", suggestion="Usman", fix="unsafe"),
        ),
        bad(
            "Melati Anggraini menilai itu.",
            "Melati Anggraeni thinks so.",
            flag("Anggraeni", severity=Severity.MINOR, suggestion="Anggraini", fix="unsafe"),
        ),
        bad(
            "The talks in Makassar ended.",
            "Perundingan di Makasar usai.",
            flag("Makasar", severity=Severity.MINOR, suggestion="Makassar", fix="unsafe"),
            pair="en-id",
        ),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Differs | Names]:
        if not bead.source:
            return
        source = bead.text(Side.SOURCE)
        if bead.target:
            yield from self._differing(bead, _strange(bead, source), ctx)
        yield b"".join(_marks().of([word[0] for word in name_words(source)]))

    def _differing(
        self, bead: Bead, strange: Sequence[NameWord], ctx: Context
    ) -> Iterator[Differs]:
        lang = bead.lang(Side.SOURCE)
        for word, right, again in _rivals(bead, strange) if strange else ():
            if again and not is_entry(again.text, lang):
                right = again  # the translation has the right spelling as well
            if right and not _are_words(word, right, bead.langs):
                severity = _severity(word.text, right.text)
                if severity and is_contraction(right.text, lang, ctx):
                    severity = None
                finding = self.flag(
                    bead,
                    severity=Severity.NEUTRAL if again and severity is None else severity,
                    source=Span(right.start, right.end),
                    target=Span(word.start, word.end),
                    suggestions=(right.text,),
                    wrong=word.text,
                    right=right.text,
                )
                yield Differs(finding, _mark(right.text), _mark(word.text))

    def judge(self, facts: list[Differs | Names], ctx: Context) -> Iterator[Finding]:
        found = [fact for fact in facts if isinstance(fact, Differs)]
        asked = {mark for fact in found for mark in (fact.right, fact.wrong)}
        said: Counter[bytes] = Counter()
        for fact in facts if asked else ():
            if isinstance(fact, bytes):
                said.update({fact[at : at + 4] for at in range(0, len(fact), 4)} & asked)
        own = Counter(fact.right for fact in found)
        for fact in found:
            slip = said[fact.wrong] and said[fact.right] <= own[fact.right]
            yield replace(fact.finding, severity=Severity.NEUTRAL) if slip else fact.finding


@lru_cache(maxsize=1)
def _marks() -> Known[bytes]:
    return Known(_mark)


def _mark(name: str) -> bytes:
    return crc32(fold(name).encode()).to_bytes(4)


def _strange(bead: Bead, source: str) -> list[NameWord]:
    """The words of the target that can only be names and that the source lacks."""
    langs = bead.langs
    unknown = [
        word
        for word in name_words(bead.text(Side.TARGET))
        if len(word.text) >= 4 and not _is_ordinary(word, langs)
    ]
    if not unknown:
        return unknown
    said = set(written(source))
    if all(word.text in said for word in unknown):
        return []  # the usual case: names are copied
    known = set(map(fold, said))
    return [word for word in unknown if fold(word.text) not in known]


def _is_ordinary(word: NameWord, langs: tuple[str, str]) -> bool:
    """Whether a capitalised word may not be a name: it is in a dictionary or begins a sentence.

    Inside a sentence, a form that is only derived by rule (hamed from ham) is taken for a name.
    """
    known = is_word if word.initial else is_entry
    return any(known(word.text.lower(), lang) for lang in langs)


def _are_words(word: NameWord, right: NameWord, langs: tuple[str, str]) -> bool:
    """Whether two names may be ordinary words, one of them a form of the other."""
    source, target = langs
    if not any(is_word(word.text.lower(), lang) for lang in langs):
        return False
    if any(is_word(right.text.lower(), lang) for lang in langs):
        return True
    return skeleton(word.text.lower(), target) == skeleton(right.text.lower(), source)


def _free(bead: Bead) -> list[NameWord]:
    """The names of the source that the target lacks, or has less often."""
    names = name_words(bead.text(Side.SOURCE))
    kept = Counter(fold(word.text) for word in name_words(bead.text(Side.TARGET)))
    said = Counter(fold(word.text) for word in names)
    return [word for word in names if kept[fold(word.text)] < said[fold(word.text)]]


def _rivals(
    bead: Bead, strange: Sequence[NameWord]
) -> Iterator[tuple[NameWord, NameWord | None, NameWord | None]]:
    """Each strange word with the unused name that it misspells, else with any name of the source.

    Each spelling is compared once; a text with more names than any sentence has is skipped.
    """
    lang = bead.lang(Side.SOURCE)
    free, names = _each_once(_free(bead)), _each_once(name_words(bead.text(Side.SOURCE)))
    if max(len(names), len({word.text for word in strange})) > _NO_SENTENCE:
        return
    known: dict[str, tuple[NameWord | None, NameWord | None]] = {}
    for word in strange:
        if word.text not in known:
            right = _spelt(word, free, lang)
            known[word.text] = right, None if right else _spelt(word, names, lang)
        yield word, *known[word.text]


def _each_once(names: Sequence[NameWord]) -> Sequence[NameWord]:
    """The first name of each spelling."""
    found: dict[str, NameWord] = {}
    for name in names:
        found.setdefault(name.text, name)
    return tuple(found.values())


def _severity(wrong: str, right: str) -> Severity | None:
    """The severity of a misspelling; minor where the name is still recognised."""
    return Severity.MINOR if recognisable(wrong, right) else None


def _spelt(word: NameWord, free: Sequence[NameWord], lang: str) -> NameWord | None:
    """The name of the source of which this one is a misspelling; None if there is none."""
    close = [other for other in free if near(word.text, other.text)]
    if not close:
        return None
    best = min(close, key=lambda other: distance(word.text, other.text, 3))
    a, b = word.text, best.text
    if (derived(a, b) or adapted(a, b)) and not _lost_s(a, b, lang):
        return None
    return None if modern(a) == modern(b) or equivalent(a, b) else best


def _lost_s(a: str, b: str, lang: str) -> bool:
    """Whether only the other name ends in s, and not the English one: then it is not a plural.

    `lang` is the language of `b`.
    """
    english, other = (b, a) if lang == "en" else (a, b)
    return fold(other) == fold(english) + "s"
