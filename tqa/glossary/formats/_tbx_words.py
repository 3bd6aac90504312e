"""The words of TBX-Basic (ISO 30042:2019, its modules Min and Basic)."""

from tqa.model import Status

PREFIX = "tqa:"  # begins a note that holds what TBX-Basic has no category for

# ISO 30042 calls a term that must not be used *deprecated*, and one out of date *superseded*.
STATUSES = {
    "preferredTerm-admn-sts": Status.PREFERRED,
    "admittedTerm-admn-sts": Status.ADMITTED,
    "supersededTerm-admn-sts": Status.DEPRECATED,
    "deprecatedTerm-admn-sts": Status.FORBIDDEN,
    "preferredTerm": Status.PREFERRED,
    "admittedTerm": Status.ADMITTED,
    "supersededTerm": Status.DEPRECATED,
    "deprecatedTerm": Status.FORBIDDEN,
}
NAMES = {status: name for name, status in STATUSES.items() if name.endswith("-admn-sts")}
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "other")
