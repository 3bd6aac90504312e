"""What a rule is: the four kinds, its card, its examples, and the registry.

A rule is a frozen dataclass under `@rule`, alone in `tqa/checking/rules/FAMILY/NAME.py`.
Its class attributes are its card, its fields are its options
(`[tool.tqa.rules.NAME]`), its docstring is its page.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from tqa.base.messages import Message as Message
from tqa.base.registry import Registry
from tqa.checking.inline_ignores import Ignore
from tqa.glossary.compatibility import Correction
from tqa.glossary.termbase import Termbase
from tqa.model import (
    Bead,
    Bitext,
    Concept,
    Document,
    Finding,
    Position,
    Region,
    Related,
    Run,
    Segment,
    Severity,
    Side,
    Span,
    Term,
)
from tqa.reading.boilerplate import mark

Spans = Span | Iterable[Span]


@dataclass(frozen=True)
class Context:
    """What a rule may use besides the bead; immutable."""

    termbase: Termbase = field(default_factory=Termbase)
    date: str = ""  # ISO 8601 date of the document, "" where it is not known
    texts: tuple[tuple[str, str], ...] = ()  # (text, language) that a glossary is compared with


@dataclass(frozen=True)
class Flag:
    """A finding that an example must have: the words flagged, and all else that it says."""

    text: str  # as `Finding.text`; "" where no words are flagged
    severity: Severity | None = None  # None: the rule's own
    suggestions: tuple[str, ...] = ()
    fix: str = ""  # "safe" or "unsafe"


@dataclass(frozen=True)
class Example:
    """A case that documents a rule and tests it. Each line of the texts is a bead."""

    texts: tuple[str, ...]  # (source, target), or (text,) for a monolingual document
    flags: tuple[Flag, ...] = ()  # what must be found, in order; empty: nothing
    pair: str = "id-en"  # languages; one ("id") for a monolingual document
    terms: tuple[Mapping[str, str], ...] = ()  # glossary rows, with the columns of a glossary table
    options: Mapping[str, Any] = field(default_factory=dict)
    held_against: tuple[tuple[str, str], ...] = ()  # (text, language) for a rule about glossaries
    article: bool = False  # the lines are an article's blocks: boilerplate and headlines are marked
    former: str = ""  # the source as it was when it was translated

    @property
    def bitext(self) -> Bitext:
        """The bitext of the example."""
        langs = ("", self.pair) if len(self.texts) == 1 else tuple(self.pair.split("-"))
        sides = [("",), *map(_lines, self.texts)][-2:]
        texts = sides[0] if len(self.texts) == 2 else ("",) * len(sides[1])
        sources = self._segments(texts, langs[0], "source")
        targets = self._segments(sides[1], langs[1], "target")
        beads = tuple(
            Bead(str(n), source, target, (langs[0], langs[1]), former=self.former)
            for n, (source, target) in enumerate(zip(sources, targets, strict=True))
        )
        return Bitext(beads, (langs[0], langs[1]), "source", "target")

    def _segments(self, texts: Sequence[str], lang: str, file: str) -> list[tuple[Segment, ...]]:
        """One segment a line, none for an empty line."""
        lines = []
        offset = 0
        for n, text in enumerate(texts):
            runs = (Run(0, Position(n + 1, 1, offset)),)
            lines.append(Segment(f"{file[0]}{n}", text, lang, file, runs, n))
            offset += len(text) + 1
        if self.article:
            marked = mark(Document(file, tuple(line for line in lines if line.text))).segments
            lines = [next((m for m in marked if m.id == line.id), line) for line in lines]
        return [(line,) if line.text else () for line in lines]

    @property
    def context(self) -> Context:
        """The context of the example: its termbase and texts."""
        return Context(Termbase.from_rows(self.terms), texts=self.held_against)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def good(*texts: str, pair: str = "id-en", **rest: Any) -> Example:
    """An example in which the rule must find nothing."""
    return Example(texts, pair=pair, **rest)


def flag(
    text: str,
    *,
    severity: Severity | None = None,
    suggestion: str | None = None,
    suggestions: tuple[str, ...] = (),
    fix: str = "",
) -> Flag:
    """A finding of an example: all that it says, where it is not the rule's severity alone."""
    return Flag(text, severity, suggestions if suggestion is None else (suggestion,), fix)


def _flags(flags: Iterable[str | Flag]) -> tuple[Flag, ...]:
    """Words alone are flagged with the rule's severity, without a suggestion."""
    return tuple(each if isinstance(each, Flag) else Flag(each) for each in flags)


def bad(source: str, target: str, *flags: str | Flag, pair: str = "id-en", **rest: Any) -> Example:
    """A bilingual example in which the rule must find exactly this, in order."""
    return Example((source, target), _flags(flags), pair=pair, **rest)


def bad_text(text: str, *flags: str | Flag, lang: str = "id", **rest: Any) -> Example:
    """A monolingual example in which the rule must find exactly this, in order."""
    return Example((text,), _flags(flags), pair=lang, **rest)


def good_text(text: str, *, lang: str = "id", **rest: Any) -> Example:
    """A monolingual example in which the rule must find nothing."""
    return Example((text,), pair=lang, **rest)


def good_terms(*rows: Mapping[str, str], **rest: Any) -> Example:
    """A glossary in which the rule must find nothing."""
    return Example(("",), pair="id", terms=rows, **rest)


def bad_terms(*rows: Mapping[str, str], flags: tuple[str | Flag, ...], **rest: Any) -> Example:
    """A glossary in which the rule must find exactly this, in order."""
    return Example(("",), _flags(flags), pair="id", terms=rows, **rest)


class Rule(ABC):
    """The base class of rules: their metadata, and `flag`, which makes findings."""

    code: ClassVar[str]
    name: ClassVar[str]
    mqm: ClassVar[str]
    severity: ClassVar[Severity]
    message: ClassVar[Message]
    examples: ClassVar[tuple[Example, ...]]
    enabled: ClassVar[bool] = True  # part of the default selection
    monolingual: ClassVar[bool] = False  # also runs where there is no source side
    boilerplate: ClassVar[bool] = False  # also checks website boilerplate
    fix: ClassVar[str] = ""  # "safe" or "unsafe": whether its single suggestions are safe fixes
    history: ClassVar[bool] = False  # uses former sources: `Bead.former`
    needs: ClassVar[str] = ""  # an optional package; only the rule's code or name selects it

    def sees(self, bead: Bead) -> bool:
        """Whether the rule checks this bead: not all check boilerplate or monolingual texts."""
        return (self.monolingual or bead.bilingual) and (
            self.boilerplate or not bead.is_boilerplate
        )

    def prepare(self) -> None:  # noqa: B027  # most rules need nothing
        """Check that the dependencies of the rule are installed, before any text is read.

        Raises:
            MissingExtra: one is not installed.
        """

    def run(self, bitext: Bitext, ctx: Context) -> Iterator[Finding]:
        """All findings of this rule in one bitext."""
        raise NotImplementedError

    def flag(
        self,
        bead: Bead,
        *,
        source: Spans = (),
        target: Spans = (),
        severity: Severity | None = None,
        message: Message | None = None,
        suggestions: Iterable[str] = (),
        fix: str | None = None,
        concept: str = "",
        related: Iterable[Related] = (),
        **values: object,
    ) -> Finding:
        """Make a finding in `bead`.

        Args:
            bead: The bead that is wrong.
            source: The spans flagged in the text of the source side.
            target: The spans flagged in the text of the target side.
            severity: Where it differs from that of the rule.
            message: Where it differs from that of the rule.
            suggestions: Replacements for the span flagged, the best first.
            fix: "safe", "unsafe" or "" where a single suggestion differs from the rule's `fix`.
            concept: The id of the concept of the glossary that the finding is about.
            related: Other places that explain the finding.
            values: The values of the fields of the message.
        """
        source_spans, target_spans = _spans(source), _spans(target)
        proposed = tuple(suggestions)
        fixable = len(proposed) == 1 == len(target_spans)
        side = Side.TARGET if bead.target else Side.SOURCE
        spans = target_spans if side is Side.TARGET else source_spans
        segment, at = bead.find(side, spans[0].start if spans else 0)
        place = segment.locate(at)
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity if severity is None else severity,
            mqm=self.mqm,
            message=(message or self.message).fill(**values),
            source_file=bead.source[0].file if bead.source else "",
            target_file=bead.target[0].file if bead.target else "",
            line=place.line,
            column=place.column,
            segment=bead.id,
            source_segments=tuple(s.id for s in bead.source),
            target_segments=tuple(s.id for s in bead.target),
            source_spans=source_spans,
            target_spans=target_spans,
            source_regions=_regions(bead, Side.SOURCE, source_spans),
            target_regions=_regions(bead, Side.TARGET, target_spans),
            source_text=bead.text(Side.SOURCE),
            target_text=bead.text(Side.TARGET),
            suggestions=proposed,
            fix=(self.fix if fix is None else fix) if fixable else "",
            concept=concept,
            related=tuple(related),
        )


def _spans(spans: Spans) -> tuple[Span, ...]:
    return (spans,) if isinstance(spans, Span) else tuple(spans)


def _regions(bead: Bead, side: Side, spans: tuple[Span, ...]) -> tuple[Region, ...]:
    return tuple([bead.region(side, span) for span in spans]) if bead.segments(side) else ()


def related(bead: Bead, side: Side, span: Span) -> Related:
    """The place and words of a span, to attach to another finding."""
    segment, at = bead.find(side, span.start)
    place = segment.locate(at)
    return Related(segment.file, place.line, place.column, span.of(bead.text(side)))


class BeadRule(Rule):
    """Checks one bead: both sides of a translation, or one text of a monolingual document."""

    @abstractmethod
    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        """The findings in one bead."""

    def run(self, bitext: Bitext, ctx: Context) -> Iterator[Finding]:
        for bead in bitext.beads:
            if self.sees(bead):
                yield from self.check(bead, ctx)


class SegmentRule(BeadRule):
    """Checks the text of one side (the target by default), also in monolingual documents."""

    monolingual = True
    side: ClassVar[Side] = Side.TARGET

    @abstractmethod
    def spans(self, text: str, lang: str) -> Iterator[tuple[Span, Mapping[str, object]]]:
        """The faulty spans of one text, each with the values of the message.

        The values may include `suggestions`: replacements for the span.
        """

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        text = bead.text(self.side)
        for span, values in self.spans(text, bead.lang(self.side)):
            rest: dict[str, Any] = dict(values)
            where: dict[str, Any] = {self.side.name.lower(): span}
            yield self.flag(bead, **where, **rest)


class CorpusRule(Rule):
    """Checks many beads together: gathers facts from each bead, then judges all of them.

    Facts are grouped by document (`scope = "document"`, the default), or judged all together
    (`scope = "project"`). They should be small and must be picklable: beads are gathered from in
    several processes.
    """

    monolingual: ClassVar[bool] = True
    scope: ClassVar[str] = "document"

    @abstractmethod
    def gather(self, bead: Bead, ctx: Context) -> Iterator[Any]:
        """The facts of one bead."""

    @abstractmethod
    def judge(self, facts: list[Any], ctx: Context) -> Iterator[Finding]:
        """The findings, from all facts of the scope in the order of the text."""

    def run(self, bitext: Bitext, ctx: Context) -> Iterator[Finding]:
        groups: dict[Hashable, list[Any]] = {}
        for bead in bitext.beads:
            if self.sees(bead):
                key = bead.document if self.scope == "document" else ""
                groups.setdefault(key, []).extend(self.gather(bead, ctx))
        for facts in groups.values():
            yield from self.judge(facts, ctx)


class TermbaseRule(Rule):
    """Checks a glossary, for `tqa glossary lint`."""

    @abstractmethod
    def check(self, ctx: Context) -> Iterator[Finding]:
        """The findings in the concepts of `ctx.termbase`."""

    def corrections(self, ctx: Context) -> Iterator[Correction]:
        """The safe corrections, for `tqa glossary lint --fix`."""
        return iter(())

    def run(self, bitext: Bitext, ctx: Context) -> Iterator[Finding]:
        yield from self.check(ctx)

    def flag_term(
        self,
        concept: Concept,
        term: Term | None = None,
        *,
        severity: Severity | None = None,
        suggestions: Iterable[str] = (),
        others: Iterable[Concept] = (),
        **values: object,
    ) -> Finding:
        """A finding at a term of a concept, or at the concept; `others` are related concepts."""
        text = term.text if term else (concept.terms[0].text if concept.terms else concept.id)
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity if severity is None else severity,
            mqm=self.mqm,
            message=self.message.fill(**{"term": text, "concept": concept.id, **values}),
            source_file="",
            target_file=concept.file,
            line=concept.line,
            column=1,
            segment=concept.id,
            target_segments=(concept.id,),
            target_spans=(Span(0, len(text)),),
            target_text=text,
            suggestions=tuple(suggestions),
            concept=concept.id,
            related=tuple(Related(o.file, o.line, 1, o.id) for o in others),
        )


class SuppressionRule(Rule):
    """Checks the inline ignores of a file after all other findings are known."""

    monolingual = True

    @abstractmethod
    def unused(self, ignore: Ignore, idle: Sequence[str]) -> Finding:
        """The finding at an ignore that suppressed nothing.

        `idle` are its unused selectors; empty if the ignore has no selectors at all.
        """


RULES: Registry[type[Rule]] = Registry("tqa.checking.rules", "rule", group="tqa.rules")
R = TypeVar("R", bound=type[Rule])


def rule(cls: R) -> R:
    """Class decorator: registers a rule under its code."""
    RULES.add(cls.code, cls)
    return cls
