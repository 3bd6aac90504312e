"""CON001 same-source-different-target."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import Context, CorpusRule, Message, bad, good, rule
from tqa.checking.rules.consistency._repeats import Repeat, named, place, repeats, substance, whole
from tqa.lang.forms.morphology import bases
from tqa.lang.forms.translations import translations
from tqa.lang.words.tokens import words
from tqa.model import Bead, Finding, Severity, Side

_LONG = 12  # words; a longer source is neither a message nor a heading
_OFTEN = 3  # minimum number of equal renderings of a single word before another is reported


@rule
@dataclass(frozen=True)
class SameSourceDifferentTarget(CorpusRule):
    """The same source segment is translated in different ways.

    Readers take two translations for two things, and a translation memory keeps both.
    Sources are compared without regard to case, spacing, punctuation, numbers and placeholders,
    translations also without regard to inflection, word order and pronouns. The most frequent
    translation is taken as the right one, else the first. A single word may mean two things
    (*Open*): it is reported only where no dictionary knows the odd rendering. Messages with
    different contexts (`msgctxt`) are different sources. For a long sentence of an article,
    which nobody translates twice in the same words, the finding is neutral.

    Fix: use one translation, or give the messages a context.
    """

    code = "CON001"
    name = "same-source-different-target"
    mqm = "terminology/inconsistent-use-of-terminology"
    severity = Severity.MINOR
    monolingual = False
    scope = "project"
    message = Message("the same source is translated “{other}” at {place}")
    examples = (
        good("Simpan berkas.\nSimpan berkas!", "Save the file.\nSave file!"),
        good("3 berkas dihapus.\n4 berkas dihapus.", "3 files deleted.\nFour files deleted."),
        good("Dia tertawa lagi.\nDia tertawa lagi.", "He laughed again.\nShe laughs again."),
        good("Open\nOpen\nOpen\nOpen", "Buka\nBuka\nBuka\nTerbuka", pair="en-id"),
        bad(
            "Hubungi layanan pelanggan.\nIa pulang.\nHubungi layanan  pelanggan",
            "Contact customer service.\nHe left.\nCall the help desk.",
            "Call the help desk.",
        ),
        bad(
            "Delete 3 files?\nDelete 12 files?\nDelete {n} files?",
            "Buang 3 dokumen?\nHapus 12 berkas?\nHapus {n} berkas?",
            "Buang 3 dokumen?",
            pair="en-id",
        ),
        bad(
            "Download\nDownload\nDownload\nDownload",
            "Unduh\nUnduh\nUnduh\nSedot",
            "Sedot",
            pair="en-id",
        ),
    )

    min_words: int = 1  #: shorter sources are ignored

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Repeat]:
        yield from repeats(bead, self.min_words)

    def judge(self, facts: list[Repeat], ctx: Context) -> Iterator[Finding]:
        groups: dict[bytes, list[Repeat]] = {}
        for fact in facts:
            groups.setdefault(fact.source, []).append(fact)
        for group in groups.values():
            if len({fact.target for fact in group}) > 1:
                yield from self._odd_ones(group)

    def _odd_ones(self, group: list[Repeat]) -> Iterator[Finding]:
        renderings = [substance(fact.bead) for fact in group]
        (usual, often), *_ = Counter(renderings).most_common(1)
        main = group[renderings.index(usual)].bead
        size = len(words(main.text(Side.SOURCE)))
        alone = size == 1
        if alone and often < _OFTEN:
            return
        there = place(main, Side.TARGET)
        for fact, rendering in zip(group, renderings, strict=True):
            if rendering == usual or (alone and _in_dictionary(fact.bead)):
                continue
            yield self.flag(
                fact.bead,
                target=whole(fact.bead, Side.TARGET),
                severity=Severity.NEUTRAL if size > _LONG else None,
                related=(there,),
                **named(there),
            )


def _in_dictionary(bead: Bead) -> bool:
    """Whether the dictionary has the target as a translation of the one word of the source."""
    known = translations(words(bead.text(Side.SOURCE))[0].text, bead.lang(Side.SOURCE))
    here = [token.text.lower() for token in words(bead.text(Side.TARGET))]
    lang = bead.lang(Side.TARGET)
    return " ".join(here) in known or any(
        base in known for word in here for base in bases(word, lang)
    )
