"""Checks of glossaries themselves: `tqa glossary lint`, and the corrections of `--fix`."""

from collections.abc import Iterator, Sequence
from itertools import chain

from tqa.base.errors import GlossaryError, TqaError
from tqa.base.textio import read_bytes
from tqa.checking.checker import chosen_rules
from tqa.checking.filters import ignored
from tqa.checking.fingerprints import fingerprinted, order
from tqa.checking.rule import Context, TermbaseRule
from tqa.glossary.compatibility import compatible
from tqa.glossary.format import glossary_format_of, read_glossary
from tqa.glossary.termbase import Termbase
from tqa.model import Concept, Failure, Input, Report, Side
from tqa.project.config import Config
from tqa.reading.bitexts import read_bitexts


def lint(
    paths: Sequence[str], config: Config, date: str = "", texts: Sequence[Input] = ()
) -> Report:
    """Check glossaries themselves, together, and against texts that use their terms.

    Args:
        paths: The glossaries.
        config: The settings; they choose the rules.
        date: An ISO 8601 date; entries out of date on it are reported. "": all that ever end.
        texts: Texts in which terms are searched, to report those that are never used.

    Returns:
        A report of the findings; glossaries that cannot be read are its failures.

    Raises:
        UsageError: invalid settings.
        InputError: a text cannot be read.
    """
    rules = [rule for rule in chosen_rules(config) if isinstance(rule, TermbaseRule)]
    concepts: list[Concept] = []
    failures: list[Failure] = []
    for path in paths:
        try:
            concepts += read_glossary(path)
        except GlossaryError as error:
            failures.append(Failure(path, str(error)))
    used = tuple(pair for text in texts for pair in _texts(text, config))
    ctx = Context(Termbase(concepts), date, used)
    found = [f for rule in rules for f in rule.check(ctx) if not ignored(f, config)]
    return Report(fingerprinted(sorted(found, key=order)), tuple(failures))


def fix(paths: Sequence[str], config: Config, date: str = "") -> dict[str, tuple[bytes, bytes]]:
    """The contents of glossary files before and after safe fixes, by path; nothing is written.

    Holds only files that change. Files that cannot be read are left out: `lint` reports them.

    Raises:
        UsageError: invalid settings, or a file cannot be corrected without loss.
    """
    rules = [rule for rule in chosen_rules(config) if isinstance(rule, TermbaseRule)]
    before: dict[str, bytes] = {}
    concepts: dict[str, Sequence[Concept]] = {}
    for path in paths:
        try:
            concepts[path] = read_glossary(path)
            before[path] = read_bytes(path)
        except TqaError:
            continue
    after = dict(before)
    last: dict[str, bytes] = {}
    while last != after:  # one fix may make another possible
        last = dict(after)
        ctx = Context(Termbase(chain.from_iterable(concepts.values())), date)
        edits = compatible(each for rule in rules for each in rule.corrections(ctx))
        for path in {edit.entry.file for edit in edits}:
            format = glossary_format_of(path)
            mine = [edit for edit in edits if edit.entry.file == path]
            after[path] = format.edit(after[path], path, mine)
            concepts[path] = tuple(format.read(after[path], path))
    return {path: (before[path], data) for path, data in after.items() if data != before[path]}


def _texts(text: Input, config: Config) -> Iterator[tuple[str, str]]:
    """(Text, language) of a document, or of both sides of a bilingual file."""
    for bitext in read_bitexts(text, config):
        for bead in bitext.beads:
            for side in Side:
                if bead.lang(side):
                    yield bead.text(side), bead.lang(side)
