"""Forms of words, for either language: base form, base forms, and "is this a form of that".

`inflects` is inflection proper (the same word in another form), which term matching needs;
`lemma` and `bases` also go through derivation (another word of the same root), which
alignment and word evidence need. See `tqa.lang.forms.indonesian` and `tqa.lang.forms.english`.
"""

from tqa.lang.forms import english, indonesian


def lemma(word: str, lang: str) -> str:
    """The most likely base form in lower case; the word itself for a language not known."""
    if lang == "id":
        return indonesian.lemma(word)
    return english.lemma(word) if lang == "en" else word.lower()


def bases(word: str, lang: str) -> tuple[str, ...]:
    """All plausible base forms in lower case, the nearest first: the word itself, ... its root."""
    if lang == "id":
        return indonesian.bases(word)
    return english.bases(word) if lang == "en" else (word.lower(),)


def inflects(surface: str, term_word: str, lang: str) -> bool:
    """Whether `surface` is `term_word` or an inflected form of this very word."""
    if lang == "id":
        return indonesian.inflects(surface, term_word)
    if lang == "en":
        return english.inflects(surface, term_word)
    return surface.lower() == term_word.lower()
