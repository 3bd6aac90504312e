"""What the report says in words, in both languages."""

from tqa.glossary.mining.candidates import Kind
from tqa.model import Status, Text
from tqa.pages.figures import number
from tqa.termreport.content import Outcome

OUTCOMES = {
    Outcome.PREFERRED: Text("preferred", "utama"),
    Outcome.ADMITTED: Text("admitted", "diterima"),
    Outcome.DEPRECATED: Text("outdated", "usang"),
    Outcome.FORBIDDEN: Text("forbidden", "terlarang"),
    Outcome.CONFUSED: Text("confused", "tertukar"),
    Outcome.MISSING: Text("missing", "tanpa istilah"),
    Outcome.OTHERWISE: Text("said otherwise", "diungkapkan lain"),
}
STATUSES = {
    Status.PREFERRED: OUTCOMES[Outcome.PREFERRED],
    Status.ADMITTED: OUTCOMES[Outcome.ADMITTED],
    Status.DEPRECATED: OUTCOMES[Outcome.DEPRECATED],
    Status.FORBIDDEN: OUTCOMES[Outcome.FORBIDDEN],
}
KINDS = {
    Kind.TERM: Text("term", "istilah"),
    Kind.NAME: Text("name", "nama"),
    Kind.ACRONYM: Text("acronym", "akronim"),
}
MEANINGS = {
    Outcome.PREFERRED: Text(
        "the translation uses the term that the glossary prefers",
        "terjemahan memakai istilah utama menurut glosarium",
    ),
    Outcome.ADMITTED: Text(
        "it uses another term that the glossary allows",
        "terjemahan memakai istilah lain yang dibolehkan glosarium",
    ),
    Outcome.DEPRECATED: Text(
        "it uses a term that is out of date",
        "terjemahan memakai istilah yang sudah usang",
    ),
    Outcome.FORBIDDEN: Text(
        "it uses a term that the glossary forbids for this concept",
        "terjemahan memakai istilah yang dilarang glosarium untuk konsep ini",
    ),
    Outcome.CONFUSED: Text(
        "it uses the term of another concept that this one is easily confused with",
        "terjemahan memakai istilah konsep lain yang mudah tertukar dengan konsep ini",
    ),
    Outcome.MISSING: Text(
        "it has none of the glossary's terms, and should have one",
        "terjemahan tidak memuat istilah glosarium, padahal semestinya ada",
    ),
    Outcome.OTHERWISE: Text(
        "it leaves the concept out or says it freely; this does not count against it",
        "konsep tidak disebut atau diungkapkan secara bebas; ini tidak dihitung sebagai kesalahan",
    ),
}


def counted(n: int, en: str, id: str, plural: str = "") -> Text:
    """A count with its noun: English has a plural, Indonesian none."""
    noun = en if n == 1 else plural or f"{en}s"
    return Text(f"{number(n, 'en')} {noun}", f"{number(n, 'id')} {id}")
