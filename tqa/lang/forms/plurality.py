"""Whether a noun is said of several, and English nouns in the plural."""

import re
from functools import lru_cache

from tqa.lang.forms import english, reduplication
from tqa.lang.forms.morphology import lemma
from tqa.lang.tables import rows, with_role, words_of

_WORD = re.compile(r"\w+(?:-\w+)*")


def is_plural(text: str, start: int, end: int, lang: str) -> bool:
    """Whether the words of `text` from `start` to `end` are said of several.

    English says so by the form of the last word, Indonesian by doubling, or by a word or a
    number before it (para, banyak, 12).
    """
    words = _WORD.findall(text[start:end].lower())
    if not words:
        return False
    if lang == "en":
        base: str = lemma(words[-1], "en")
        return bool(words[-1] != base and plural(base) == words[-1])
    before = _WORD.findall(text[:start].lower())[-1:]
    return bool(reduplication.single(words[0])) or any(
        word in words_of("id", "plural_words") or (word.isdigit() and int(word) > 1)
        for word in before
    )


@lru_cache(maxsize=1)
def _after_head() -> re.Pattern[str]:
    """The words with which a phrase goes on after its head."""
    return re.compile(rf"\s(?:{'|'.join(with_role('en/small_words', 'after a head'))})\s")


@lru_cache(maxsize=4096)
def plural(noun: str) -> str:
    """An English noun or noun phrase in the plural; one that is plural already stays, as do names.

    The head of a phrase takes it: ministries of finance, central banks.
    """
    head = _after_head().search(noun)
    if head:
        return plural(noun[: head.start()]) + noun[head.start() :]
    start, space, last = noun.rpartition(" ")
    if not (last.isalpha() and last.islower()) or lemma(last, "en") != last:
        return noun
    return f"{start}{space}{english.plural(last)}"


@lru_cache(maxsize=1)
def _articles() -> tuple[tuple[str, str], ...]:
    """Beginnings of words whose article is not the one of their first letter."""
    return tuple((row[0], row[1]) for row in rows("en/article_exceptions"))


def article(word: str) -> str:
    """`a` or `an` before an English word."""
    lower = word.lower()
    found = [(len(start), which) for start, which in _articles() if lower.startswith(start)]
    if found:
        return max(found)[1]
    return "an" if lower[:1] in set("aeiou") else "a"
