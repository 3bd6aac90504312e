"""How a phrase is written where it stands: its usual form, its capitals, what it is part of."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tqa.glossary.mining.sentences import Phrase, Sentence, is_common
from tqa.lang.forms.citation import citation
from tqa.lang.tables import words_of

# set by hand; scripts/bench/constants.py mine and scripts/bench/extract.py show the effect
_MOSTLY = 0.5
_CAPITAL = 0.7  # share from which a word of a term has a capital of its own


class Usage(NamedTuple):
    """What the places of a phrase have in common."""

    form: str  # as it is written most of the time
    capitals: float  # the share of places where all its words have capitals, and need not
    fragment: float  # the share of those where it is only part of a longer name
    alone: float  # the share of all places where no longer noun phrase goes on behind it

    @property
    def whole(self) -> float:
        """0..1: less where it is a name that is mostly part of a longer one."""
        return 1 - self.capitals * self.fragment


Places = Sequence[tuple[Sentence, Phrase]]


def usage(places: Places, lang: str) -> Usage:
    """The usage of a phrase over its places."""
    counted = [(s, p) for s, p in places if p.end - p.start > 1 or p.start not in s.initial]
    capitals = [(s, p) for s, p in counted if is_capitalised(s, p)]
    fragments = sum(is_fragment(s, p, lang) for s, p in capitals)
    share = len(capitals) / len(counted) if counted else 0.0
    return Usage(
        _form(places, lang, name=share > _MOSTLY),
        share,
        fragments / len(capitals) if capitals else 0.0,
        sum(not _goes_on(s, p) for s, p in places) / len(places),
    )


def is_capitalised(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether all words of a phrase but small ones begin with a capital."""
    words = [sentence.tokens[n].text for n in range(*phrase)]
    return words[0][0].isupper() and all(w[0].isupper() or len(w) < 4 for w in words)


def is_fragment(sentence: Sentence, phrase: Phrase, lang: str) -> bool:
    """Whether a capitalised phrase goes on in more capitals, before or behind it.

    The name of a person behind an office is no part of the name of the office.
    """
    start, end = phrase
    tokens, roles = sentence.tokens, words_of(lang, "roles")
    inside = [tokens[n].text for n in range(*phrase)]
    if end < len(tokens) and sentence.joined(end - 1) and _is_name_word(sentence, end):
        person = not is_common(tokens[end].text, lang)
        if not (person and any(word.lower() in roles for word in inside)):
            return True
    if start and sentence.joined(start - 1) and _is_name_word(sentence, start - 1):
        if tokens[start - 1].text.lower() in roles:
            return is_common(inside[0], lang)
        if start - 1 in sentence.initial:
            return False
        office = any(token.text.lower() in roles for token in tokens[max(0, start - 5) : start])
        holder = is_common(tokens[start - 1].text, lang) and not is_common(inside[0], lang)
        return not (office and holder)
    return False


def _is_name_word(sentence: Sentence, at: int) -> bool:
    """Whether a word is part of a name, and no acronym of the name before it."""
    explained = any(a.at == at and a.expansion for a in sentence.acronyms)
    return sentence.tokens[at].text[0].isupper() and not explained


def _goes_on(sentence: Sentence, phrase: Phrase) -> bool:
    return any(p.start == phrase.start and p.end > phrase.end for p in sentence.phrases)


def _form(places: Places, lang: str, *, name: bool) -> str:
    """The words as they are mostly written, without a clitic or possessive at their end.

    A name keeps its capitals; any other phrase those of words that mostly have them elsewhere
    than at a beginning.
    """
    forms = Counter(_written(sentence, phrase, lang).lower() for sentence, phrase in places)
    usual = forms.most_common(1)[0][0]
    if not name and citation(usual, lang) != usual:
        return citation(usual, lang)
    like = [(s, p) for s, p in places if _written(s, p, lang).lower() == usual]
    if name:
        return Counter(_written(s, p, lang) for s, p in like).most_common(1)[0][0]
    return " ".join(_word(low, n, like, lang) for n, low in enumerate(usual.split()))


def _word(low: str, n: int, places: Places, lang: str) -> str:
    """A word with the capital that it has where it needs none; else as the dictionary knows it."""
    spots = [(s, p.start + n) for s, p in places if p.start + n not in s.initial]
    forms = Counter(sentence.tokens[at].text[: len(low)] for sentence, at in spots)
    if not forms:
        first, phrase = places[0]
        return low if is_common(low, lang) else first.tokens[phrase.start + n].text[: len(low)]
    capitals = forms.total() - forms[low]
    return forms.most_common(1)[0][0] if capitals > _CAPITAL * forms.total() else low


def _written(sentence: Sentence, phrase: Phrase, lang: str) -> str:
    first, last = sentence.tokens[phrase.start], sentence.tokens[phrase.end - 1]
    key, word = sentence.keys[phrase.end - 1], last.text
    end = last.end
    if lang == "id" and word.lower().startswith(key) and len(key) < len(word):
        end = last.start + len(key)
    elif lang == "en" and word.endswith(("'s", "’s")):
        end -= 2
    elif lang == "en" and word.endswith(("'", "’")):
        end -= 1
    if lang == "id" and "-" in first.text and first is not last:  # proyek-proyek besar
        return f"{sentence.keys[phrase.start]} {sentence.text[first.end + 1 : end]}"
    return sentence.text[first.start : end]
