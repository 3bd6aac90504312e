"""Glossaries as JSON: everything that a concept says, in the field's own names."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tqa.base.errors import GlossaryError
from tqa.base.textio import decode
from tqa.glossary.format import GlossaryFormat, glossary_format
from tqa.model import Concept, Matching, Status, Term

_TEXTS = ("id", "domain", "definition", "note", "valid_from", "valid_until", "source")


@glossary_format
class JsonGlossary(GlossaryFormat):
    """`{"concepts": [{"id": ..., "terms": [{"text": ..., "lang": ...}]}]}`, or the list alone."""

    name = "json"
    extensions = (".json",)

    def read(self, data: bytes, path: str) -> Iterable[Concept]:
        try:
            content = json.loads(decode(data, path))
        except json.JSONDecodeError as error:
            raise GlossaryError(
                f"not valid JSON: {error.msg.lower()}", where=f"{path}:{error.lineno}"
            ) from None
        except RecursionError:
            raise GlossaryError("JSON nested too deeply", where=path) from None
        concepts = content.get("concepts") if isinstance(content, dict) else content
        if not isinstance(concepts, list):
            raise GlossaryError("no list of concepts", where=path, hint='write {"concepts": []}')
        return [_concept(each, number, path) for number, each in enumerate(concepts, 1)]

    def encode(self, concepts: Sequence[Concept]) -> bytes:
        content = {"concepts": [_object(concept) for concept in concepts]}
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _object(concept: Concept) -> dict[str, Any]:
    values: dict[str, Any] = {"id": concept.id, "terms": list(map(_term_object, concept.terms))}
    values |= {name: getattr(concept, name) for name in _TEXTS}
    values["flags"] = sorted(concept.flags)
    values["cues"] = {lang: list(cues) for lang, cues in concept.cues.items()}
    values["confusable_with"] = list(concept.confusable_with)
    return {name: value for name, value in values.items() if value}


def _term_object(term: Term) -> dict[str, Any]:
    values: dict[str, Any] = {
        "text": term.text,
        "lang": term.lang,
        "status": term.status.value,
        "pos": term.pos,
        "case_sensitive": term.case_sensitive,
    }
    if term.matching is not Matching.INFLECTED:
        values["matching"] = term.matching.value
    return {name: value for name, value in values.items() if value}


class _Fields:
    """The fields of one JSON object, each of the kind it must have."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise GlossaryError("not an object", where=where)
        self.values: Mapping[str, object] = value
        self.where = where

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        if not isinstance(value, str):
            raise GlossaryError(f"{name!r} is no text", where=self.where)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        return _texts(self.values.get(name, ()), name, self.where)

    def one_of(self, name: str, kinds: Iterable[str], default: str) -> str:
        value = self.text(name) or default
        if value not in (known := list(kinds)):
            raise GlossaryError(
                f"{name} {value!r}", where=self.where, hint=f"known: {', '.join(known)}"
            )
        return value


def _texts(value: object, name: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise GlossaryError(f"{name!r} is no list of texts", where=where)
    return tuple(value)


def _concept(value: object, number: int, path: str) -> Concept:
    fields = _Fields(value, f"{path}: concept {number}")
    terms = fields.values.get("terms", [])
    if not isinstance(terms, list) or not terms:
        raise GlossaryError("no list of terms", where=fields.where)
    cues = fields.values.get("cues", {})
    if not isinstance(cues, Mapping):
        raise GlossaryError("'cues' is no object", where=fields.where)
    made = tuple(_terms(terms, fields.where))
    return Concept(
        id=fields.text("id") or f"c{number}",
        terms=made,
        domain=fields.text("domain"),
        definition=fields.text("definition"),
        note=fields.text("note"),
        flags=frozenset(fields.texts("flags")),
        cues={lang: _texts(words, "cues", fields.where) for lang, words in cues.items()},
        confusable_with=fields.texts("confusable_with"),
        valid_from=fields.text("valid_from"),
        valid_until=fields.text("valid_until"),
        source=fields.text("source"),
        file=path,
        line=number,
    )


def _terms(values: Sequence[object], where: str) -> Iterator[Term]:
    for number, value in enumerate(values, 1):
        fields = _Fields(value, f"{where}, term {number}")
        if not fields.text("text") or not fields.text("lang"):
            raise GlossaryError("a term needs 'text' and 'lang'", where=fields.where)
        yield Term(
            text=fields.text("text"),
            lang=fields.text("lang"),
            status=Status(fields.one_of("status", (s.value for s in Status), "preferred")),
            pos=fields.text("pos"),
            case_sensitive=fields.values.get("case_sensitive") is True,
            matching=Matching(fields.one_of("matching", (m.value for m in Matching), "inflected")),
        )
