"""What the report says in words."""

from tqa.base.messages import Message
from tqa.glossary.mining.candidates import Kind
from tqa.model import Status
from tqa.termreport.content import Outcome

OUTCOMES = {
    Outcome.PREFERRED: Message("preferred"),
    Outcome.ADMITTED: Message("admitted"),
    Outcome.DEPRECATED: Message("outdated"),
    Outcome.FORBIDDEN: Message("forbidden"),
    Outcome.CONFUSED: Message("confused"),
    Outcome.MISSING: Message("missing"),
    Outcome.OTHERWISE: Message("other wording"),
}
STATUSES = {
    Status.PREFERRED: OUTCOMES[Outcome.PREFERRED],
    Status.ADMITTED: OUTCOMES[Outcome.ADMITTED],
    Status.DEPRECATED: OUTCOMES[Outcome.DEPRECATED],
    Status.FORBIDDEN: OUTCOMES[Outcome.FORBIDDEN],
}
KINDS = {
    Kind.TERM: Message("term"),
    Kind.NAME: Message("name"),
    Kind.ACRONYM: Message("acronym"),
}
MEANINGS = {
    Outcome.PREFERRED: Message("the translation uses the term that the glossary prefers"),
    Outcome.ADMITTED: Message("it uses another term that the glossary allows"),
    Outcome.DEPRECATED: Message("it uses a term that is out of date"),
    Outcome.FORBIDDEN: Message("it uses a term that the glossary forbids for this concept"),
    Outcome.CONFUSED: Message(
        "it uses the term of another concept that this one is easily confused with"
    ),
    Outcome.MISSING: Message("it has none of the glossary's terms, and should have one"),
    Outcome.OTHERWISE: Message(
        "it leaves the concept out or says it freely; this does not count against it"
    ),
}
