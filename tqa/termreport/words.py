"""The texts of the report."""

from tqa.base.messages import Message
from tqa.glossary.mining.candidates import CandidateKind
from tqa.model import Status
from tqa.termreport.content import TermOutcome

OUTCOMES = {
    TermOutcome.PREFERRED: Message("preferred"),
    TermOutcome.ADMITTED: Message("admitted"),
    TermOutcome.DEPRECATED: Message("outdated"),
    TermOutcome.FORBIDDEN: Message("forbidden"),
    TermOutcome.CONFUSED: Message("confused"),
    TermOutcome.MISSING: Message("missing"),
    TermOutcome.OTHERWISE: Message("other wording"),
}
STATUSES = {
    Status.PREFERRED: OUTCOMES[TermOutcome.PREFERRED],
    Status.ADMITTED: OUTCOMES[TermOutcome.ADMITTED],
    Status.DEPRECATED: OUTCOMES[TermOutcome.DEPRECATED],
    Status.FORBIDDEN: OUTCOMES[TermOutcome.FORBIDDEN],
}
KINDS = {
    CandidateKind.TERM: Message("term"),
    CandidateKind.NAME: Message("name"),
    CandidateKind.ACRONYM: Message("acronym"),
}
MEANINGS = {
    TermOutcome.PREFERRED: Message("the translation uses the term that the glossary prefers"),
    TermOutcome.ADMITTED: Message("it uses another term that the glossary allows"),
    TermOutcome.DEPRECATED: Message("it uses a term that is out of date"),
    TermOutcome.FORBIDDEN: Message("it uses a term that the glossary forbids for this concept"),
    TermOutcome.CONFUSED: Message(
        "it uses the term of another concept that this one is easily confused with"
    ),
    TermOutcome.MISSING: Message("it has none of the glossary's terms, and should have one"),
    TermOutcome.OTHERWISE: Message(
        "it leaves the concept out or says it freely; this does not count against it"
    ),
}
