"""Inputs and settings -> a report on the glossary."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tqa.checking import run
from tqa.checking.run import OnProgress
from tqa.glossary.kin import are_forms
from tqa.glossary.mining.candidates import Candidate
from tqa.glossary.mining.mine import mine
from tqa.model import Concept, Finding, Input, Report, Severity, Status
from tqa.project.config import Config
from tqa.project.glossaries import load_termbase
from tqa.termreport.census import Census, ConceptPlace, finding_key
from tqa.termreport.content import (
    ConceptUse,
    DocumentUse,
    Inconsistency,
    Presence,
    Problem,
    Quote,
    Rendering,
    ReportedVariant,
    Tally,
    TermOutcome,
    TermReport,
)

RULES = ("TRM001", "TRM002", "TRM003", "TRM004", "TRM005", "NAM", "CON003")
_JUDGING = ("TRM001", "TRM002", "TRM004", "TRM005")  # they judge one place


def build(
    inputs: Sequence[Input],
    config: Config,
    date: str,
    on_progress: OnProgress | None = None,
    jobs: int = 1,
    *,
    candidates: int = 0,
) -> TermReport:
    """Check the inputs by the rules on terms and names, and count what the glossary's terms do.

    Args:
        inputs: documents, pairs of them, bilingual files.
        config: the settings; of the rules, those that do not concern terms and names are not run.
        date: the day of the report, ISO 8601.
        on_progress: called with the number of beads just checked.
        jobs: processes.
        candidates: how many new terms are proposed at most, found in the first 20,000 beads.

    Raises:
        UsageError: the settings are invalid.
        GlossaryError: a glossary cannot be read.
    """
    census = Census(keep_beads=candidates > 0)
    settings = replace(config, select=RULES, extend_select=())
    report = run.check(inputs, settings, on_progress, jobs, census)
    made = _Builder(census, report).report(config, date)
    return replace(made, candidates=_mined(census, config, candidates)) if census.beads else made


def _mined(census: Census, config: Config, limit: int) -> tuple[Candidate, ...]:
    """Terms that the glossaries lack, those among them that wait for a decision included."""

    known = load_termbase(config, candidates=True).concepts
    return mine(census.beads, known, limit=limit).candidates


class _Builder:
    """The findings of a run joined to what was counted."""

    def __init__(self, census: Census, report: Report) -> None:
        self.census = census
        self.failures = report.failures
        self.findings = [f for f in report.findings if f.severity > Severity.NEUTRAL]
        self.langs = {
            file: census.langs[n]
            for (source, target, _), n in census.documents.items()
            for file in (source, target)
        }
        self.at: dict[tuple[int, str], list[Finding]] = defaultdict(list)
        for finding in self.findings:
            if finding.code in _JUDGING:
                self.at[finding_key(finding), finding.concept].append(finding)
        self.judged = [
            (place, outcome) for place in census.places if (outcome := self.outcome(place))
        ]
        self.outcomes = {(place.key, place.concept): outcome for place, outcome in self.judged}

    def report(self, config: Config, date: str) -> TermReport:
        """The whole report."""
        uses = sorted(self.uses(), key=_urgency)
        seen = {use.concept.id for use in uses}
        concepts = self.census.termbase.concepts
        return TermReport(
            date=date,
            glossaries=(*config.glossary, *(["bundled"] if config.bundled else [])),
            concepts=len(concepts),
            documents=tuple(self.documents(uses)),
            uses=tuple(uses),
            never=tuple(concept for concept in concepts if concept.id not in seen),
            inconsistencies=tuple(self.inconsistencies(uses)),
            words=self.variants(("CON003",)),
            names=self.variants(("NAM001", "NAM002", "NAM003")),
            failures=self.failures,
            fingerprints=tuple(sorted(finding.fingerprint for finding in self.findings)),
        )

    def outcome(self, place: ConceptPlace) -> TermOutcome | None:
        """What stands in a place, None where it is not certain that the concept is meant."""
        codes = {finding.code for finding in self.at.get((place.key, place.concept), ())}
        statuses = {status for _, status in place.terms}
        if "TRM004" in codes:
            return TermOutcome.CONFUSED
        if "TRM002" in codes:
            outdated = Status.DEPRECATED in statuses and Status.FORBIDDEN not in statuses
            return TermOutcome.DEPRECATED if outdated else TermOutcome.FORBIDDEN
        if codes:
            return TermOutcome.MISSING
        if Status.PREFERRED in statuses:
            return TermOutcome.PREFERRED
        if Status.ADMITTED in statuses:
            return TermOutcome.ADMITTED
        return TermOutcome.OTHERWISE if place.certain else None

    def uses(self) -> Iterator[ConceptUse]:
        """The concepts that occur."""
        places: dict[str, list[tuple[ConceptPlace, TermOutcome]]] = defaultdict(list)
        for place, outcome in self.judged:
            places[place.concept].append((place, outcome))
        alone: dict[str, dict[int, int]] = defaultdict(dict)
        for (id, document), count in self.census.alone.items():
            alone[id][document] = count
        problems: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            if finding.code in _JUDGING:
                problems[finding.concept].append(finding)
        for concept in self.census.termbase.concepts:
            mine, others = places.pop(concept.id, []), alone.pop(concept.id, {})
            if mine or others:
                presences = tuple(_presences(mine, others))
                rendered = self.renderings(concept, [place for place, _ in mine])
                found = tuple(map(self.problem, problems[concept.id]))
                yield ConceptUse(concept, presences, rendered, found)

    def renderings(self, concept: Concept, places: Iterable[ConceptPlace]) -> tuple[Rendering, ...]:
        """The terms that stand in a concept's places, the most frequent first."""
        counts: Counter[tuple[str, Status]] = Counter()
        documents: dict[tuple[str, Status], set[int]] = defaultdict(set)
        for place in places:
            for term in set(place.terms):
                counts[term] += 1
                documents[term].add(place.document)
        return tuple(
            Rendering(
                term,
                status,
                count,
                len(documents[term, status]),
                tuple(self.census.quotes[concept.id, term]),
            )
            for (term, status), count in sorted(counts.items(), key=_frequent)
        )

    def documents(self, uses: Sequence[ConceptUse]) -> Iterator[DocumentUse]:
        """The documents in the order of the run."""
        present: dict[int, list[Presence]] = defaultdict(list)
        for use in uses:
            for presence in use.presences:
                present[presence.document].append(presence)
        for key, n in self.census.documents.items():
            tally = Tally.sum(presence.tally for presence in present[n])
            langs = self.census.langs[n]
            yield DocumentUse(*key, langs, len(present[n]), tally)

    def inconsistencies(self, uses: Iterable[ConceptUse]) -> Iterator[Inconsistency]:
        """Concepts that go by several terms: in one document (TRM003), or from one to another."""
        flagged: dict[str, list[Problem]] = defaultdict(list)
        for finding in self.findings:
            if finding.code == "TRM003":
                flagged[finding.concept].append(self.problem(finding))
        differing = self.differing()
        for use in uses:
            id = use.concept.id
            terms = [r for r in use.renderings if r.status.allowed]
            if id not in flagged and id not in differing:
                continue
            main = max(terms, key=lambda r: (r.status is Status.PREFERRED, r.count))
            others = [r for r in terms if not are_forms(r.term, main.term)]
            if others:
                yield Inconsistency(
                    use.concept, main.term, (main, *others), tuple(flagged.get(id, ()))
                )

    def differing(self) -> frozenset[str]:
        """The project's concepts that one document renders mainly so and another otherwise."""
        counts: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        followed = _following(self.census.places)
        for place in self.census.places:
            if place.certain and place.concept not in followed:
                allowed = {term for term, status in place.terms if status.allowed}
                counts[place.concept][place.document].update(allowed)
        return frozenset(
            id
            for id, documents in counts.items()
            if not self.is_bundled(id) and _differ([c for c in documents.values() if c])
        )

    def is_bundled(self, id: str) -> bool:
        """Whether a concept is of tqa's own glossaries, whose admitted terms are all welcome."""
        concept = self.census.termbase.concept(id)
        return concept is not None and concept.bundled

    def variants(self, codes: tuple[str, ...]) -> tuple[ReportedVariant, ...]:
        """The findings of some rules by the two spellings that they are about."""
        groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
        for finding in self.findings:
            if finding.code in codes:
                right = finding.suggestions[0] if finding.suggestions else ""
                groups[right, finding.text].append(self.problem(finding))
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(
            ReportedVariant(right, wrong, tuple(found)) for (right, wrong), found in ordered
        )

    def problem(self, finding: Finding) -> Problem:
        """A finding as the report shows it."""
        quote = Quote(
            finding.file,
            finding.line,
            finding.column,
            self.langs.get(finding.file, ("", "")),
            finding.source_text,
            finding.target_text,
            finding.source_spans,
            finding.target_spans,
        )
        return Problem(
            finding.code,
            finding.severity,
            finding.message,
            quote,
            finding.text,
            finding.suggestions,
            finding.fingerprint,
            self.outcome_of(finding) if finding.code in _JUDGING else None,
        )

    def outcome_of(self, finding: Finding) -> TermOutcome:
        """What a finding says of its place."""
        if finding.code == "TRM004":
            return TermOutcome.CONFUSED
        if finding.code != "TRM002":
            return TermOutcome.MISSING
        place = (finding_key(finding), finding.concept)
        return self.outcomes.get(place, TermOutcome.FORBIDDEN)


def _presences(
    places: Iterable[tuple[ConceptPlace, TermOutcome]], alone: dict[int, int]
) -> Iterator[Presence]:
    """A concept in each document that has it."""
    groups: dict[int, list[tuple[ConceptPlace, TermOutcome]]] = {n: [] for n in sorted(alone)}
    for place, outcome in places:
        groups.setdefault(place.document, []).append((place, outcome))
    for document, group in sorted(groups.items()):
        said = sum(place.said for place, _ in group)
        found = sum(len(place.terms) for place, _ in group) + alone.get(document, 0)
        yield Presence(document, said, found, Tally.of(outcome for _, outcome in group))


def _differ(documents: Sequence[Counter[str]]) -> bool:
    """Whether the main terms of documents are different words."""
    mains = {max(sorted(counts), key=lambda term: counts[term]) for counts in documents}
    first = min(mains, default="")
    return any(not are_forms(term, first) for term in mains)


def _following(places: Iterable[ConceptPlace]) -> frozenset[str]:
    """Concepts whose translation varies as the source does: each term has one rendering."""
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for place in places:
        for term, status in place.terms:
            if status.allowed:
                pairs[place.concept].add((place.opposite, term))
    return frozenset(
        concept
        for concept, found in pairs.items()
        if len(found) == len({opposite for opposite, _ in found}) > 1
    )


def _urgency(use: ConceptUse) -> tuple[int, int, str]:
    """Most wrong places first, then most places, then by name."""
    tally = use.tally
    return -tally.wrong, -tally.places, use.concept.id


def _frequent(item: tuple[tuple[str, Status], int]) -> tuple[int, str]:
    (term, _), count = item
    return -count, term
