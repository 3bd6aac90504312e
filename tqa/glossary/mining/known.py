"""What a glossary has already."""

from collections.abc import Iterable

from tqa.glossary.mining.sentences import key
from tqa.lang.tokens import words
from tqa.model import Concept

_Key = tuple[str, ...]


def _key(text: str, lang: str) -> _Key:
    return tuple(key(token.text, lang) for token in words(text))


class Known:
    """The pairs of terms of concepts, in whatever form: what they forbid is known as well."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._pairs: set[tuple[_Key, _Key]] = set()
        self._renderings: dict[_Key, dict[str, None]] = {}
        for concept in concepts:
            ids = {_key(term.text, "id") for term in concept.terms_in("id")}
            ens = {_key(term.text, "en") for term in concept.terms_in("en")}
            self._pairs |= {(one, other) for one in ids for other in ens}
            allowed = [term.text for term in concept.terms_in("en") if term.status.allowed]
            for one in ids:
                self._renderings.setdefault(one, {}).update(dict.fromkeys(allowed))

    def has(self, id: str, en: str) -> bool:
        """Whether one concept has both terms."""
        return (_key(id, "id"), _key(en, "en")) in self._pairs

    def renderings(self, id: str) -> tuple[str, ...]:
        """The English terms that the concepts of an Indonesian term allow."""
        return tuple(self._renderings.get(_key(id, "id"), ()))
