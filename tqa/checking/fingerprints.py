"""The order of findings in a report, and the fingerprints that identify them between runs."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from tqa.base.textio import squeezed
from tqa.lang.words.known import TEXTS
from tqa.model import Finding


def order(finding: Finding) -> tuple[object, ...]:
    """The sort key of a finding in a report."""
    return (
        finding.file,
        finding.line,
        finding.column,
        finding.code,
        finding.segment,
        finding.source_spans,
        finding.target_spans,
    )


def fingerprinted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with stable fingerprints.

    A fingerprint depends on the rule, the words of the segment pair, the words flagged, and
    the ordinal of the finding among equal ones of its file; neither on line numbers nor on
    the language of messages.
    """
    seen: Counter[tuple[str, str]] = Counter()
    done = []
    for finding in findings:
        digest = _begun(finding.code, finding.source_text, finding.target_text).copy()
        digest.update(squeezed(finding.text).encode("utf-8", "replace"))
        key = digest.hexdigest()[:16]
        number = seen[finding.file, key]
        seen[finding.file, key] += 1
        done.append(replace(finding, fingerprint=f"{key}-{number}" if number else key))
    return tuple(done)


@lru_cache(maxsize=TEXTS)
def _begun(*words: str) -> "hashlib._Hash":
    """The digest state after these words, cached for the many findings of a long text."""
    return hashlib.sha256(
        "".join(f"{squeezed(word)}\0" for word in words).encode("utf-8", "replace")
    )
