"""The form of a term that a dictionary or a glossary cites."""

from tqa.lang.forms.morphology import inflects, lemma
from tqa.lang.words.clitics import clitics
from tqa.lang.words.lexicon import entries


def citation(text: str, lang: str) -> str:
    """The term with its last word in base form, if it is surely inflected; else as it stands.

    Sure are single English plurals, and Indonesian words with a clitic or doubled for plurality,
    whose base is in the lexicon while the form itself is not. A capitalised word is a name's;
    the plural of a phrase may be its own term (`public relations`).
    """
    start, space, last = text.rpartition(" ")
    if not last.islower():
        return text
    known = entries(lang) if lang in ("id", "en") else {}
    if last in known or (space and lang == "en"):
        return text
    base = _indonesian(last) if lang == "id" else _english(last)
    return f"{start}{space}{base}" if base != last and base in known else text


def _english(word: str) -> str:
    base = lemma(word, "en")
    return base if word.endswith("s") and inflects(word, base, "en") else word


def _indonesian(word: str) -> str:
    one, hyphen, other = word.partition("-")
    if hyphen:
        return one if one == other else word
    for clitic in clitics():
        if word.endswith(clitic):
            return word.removesuffix(clitic)
    return word
