"""What a glossary has already."""

from collections.abc import Iterable

from tqa.glossary.mining.sentences import keys_of
from tqa.model import Concept

_Key = tuple[str, ...]


class KnownPairs:
    """The pairs of terms of concepts, in whatever form: what they forbid is known as well."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._pairs: set[tuple[_Key, _Key]] = set()
        self._renderings: dict[_Key, dict[str, None]] = {}
        for concept in concepts:
            ids = {keys_of(term.text, "id") for term in concept.terms_in("id")}
            ens = {keys_of(term.text, "en") for term in concept.terms_in("en")}
            self._pairs |= {(one, other) for one in ids for other in ens}
            allowed = [term.text for term in concept.terms_in("en") if term.status.allowed]
            for one in ids:
                self._renderings.setdefault(one, {}).update(dict.fromkeys(allowed))

    def has(self, id: str, en: str) -> bool:
        """Whether one concept has both terms."""
        return (keys_of(id, "id"), keys_of(en, "en")) in self._pairs

    def renderings(self, id: str) -> tuple[str, ...]:
        """The English terms that the concepts of an Indonesian term allow."""
        return tuple(self._renderings.get(keys_of(id, "id"), ()))
