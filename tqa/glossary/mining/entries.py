"""Candidates as entries of a glossary, marked as such."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tqa.glossary.mining.candidates import Candidate, CandidateKind
from tqa.glossary.table import is_acronym
from tqa.glossary.termbase import CANDIDATE
from tqa.model import Concept, Status, Term

_KINDS = (CandidateKind.TERM, CandidateKind.NAME, CandidateKind.ACRONYM)


def entries(candidates: Iterable[Candidate], source: str = "") -> Iterator[Concept]:
    """A concept a candidate: terms first, then names, then acronyms, the best of each first.

    Each has the flag `candidate`, names and acronyms `name` as well; the note says how often it
    was seen and how sure it is, and gives an example. `source` says where it was seen.
    """
    ids: Counter[str] = Counter()
    for candidate in sorted(candidates, key=lambda c: (_KINDS.index(c.kind), -c.rank)):
        name = "-".join(candidate.en.lower().split())
        ids[name] += 1
        yield Concept(
            id=name if ids[name] == 1 else f"{name}-{ids[name]}",
            terms=tuple(_terms(candidate)),
            flags=frozenset(
                (CANDIDATE, *(() if candidate.kind is CandidateKind.TERM else ("name",)))
            ),
            note=note(candidate),
            source=source,
        )


def _terms(candidate: Candidate) -> Iterator[Term]:
    for lang, text, short in zip(
        ("id", "en"), (candidate.id, candidate.en), candidate.acronyms, strict=True
    ):
        yield Term(text, lang, Status.PREFERRED, case_sensitive=is_acronym(text))
        if short:
            yield Term(short, lang, Status.ADMITTED, case_sensitive=is_acronym(short))


def note(candidate: Candidate) -> str:
    """What a reviewer needs to know about a candidate, in one line."""
    seen = f"seen {candidate.count} times" if candidate.count else "in texts of the same things"
    seen = f"{seen} ({candidate.counts[0]} id, {candidate.counts[1]} en)"
    parts = [seen, f"confidence {candidate.confidence:.2f}"]
    if candidate.others:
        parts.append("also: " + ", ".join(f"{text} ({n})" for text, n in candidate.others))
    if candidate.known_as:
        parts.append("the glossary has: " + ", ".join(candidate.known_as))
    if any(candidate.meanings):
        parts.append("short for: " + " = ".join(text or "?" for text in candidate.meanings))
    example = " = ".join(" ".join(text.split()) for text in candidate.example)
    return f"{'; '.join(parts)}. {example}"


def record(candidate: Candidate) -> dict[str, object]:
    """A candidate as JSON."""
    return {
        "id": candidate.id,
        "en": candidate.en,
        "kind": candidate.kind.value,
        "confidence": candidate.confidence,
        "count": candidate.count,
        "count_id": candidate.counts[0],
        "count_en": candidate.counts[1],
        "acronyms": dict(zip(("id", "en"), candidate.acronyms, strict=True)),
        "short_for": dict(zip(("id", "en"), candidate.meanings, strict=True)),
        "others": dict(candidate.others),
        "glossary_has": list(candidate.known_as),
        "example": dict(zip(("id", "en"), candidate.example, strict=True)),
    }
