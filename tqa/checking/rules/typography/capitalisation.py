"""TYP007 capitalisation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tqa.checking.rule import BeadRule, Context, Message, bad, bad_text, flag, good, good_text, rule
from tqa.lang.language import is_word
from tqa.lang.tables import words_of
from tqa.lang.words.abbreviations import is_calendar_word
from tqa.model import Bead, BlockKind, Finding, Severity, Side, Span

# the first word, after quotation marks and brackets, unless part of a file name or address
_FIRST = re.compile(
    r"\s*+(?P<before>[\"“„«'‘(\[]*+)(?P<word>[^\W\d_][^\W\d_'’-]*+)(?![\w@&=+$'’-]|[./:\\(][^\s.])"
)
_ENDS = ".?!…"
_CLOSERS = "\"”“’'»)] \t\n"
_TITLE_WORD = re.compile(r"[^\W\d_][^\W_'’]*")
_LONGEST_TITLE = 300  # characters
_LEAST_WORDS = 3  # minimum number of capitalised words, without function words, in a title
_SMALL = Message("“{word}” begins in lower case, the source with a capital letter")
_CAPITAL = Message("“{word}” begins with a capital letter, the source in lower case")


@rule
@dataclass(frozen=True)
class Capitalisation(BeadRule):
    """A sentence begins in lower case where the source's does not, or a title's case is wrong.

    Whole sentences (both sides end with a mark), headings and messages of programs are compared,
    and only where the first words are ordinary ones: `iPhone`, names, commands and words that the
    source has too are ignored. In an Indonesian title written with capitals, `di`, `ke`, `dan`,
    `yang` and similar words stay in lower case inside it, and both halves of a full reduplication
    are capitalised (EYD V).

    Fix: begin as the source does; write the function word in lower case.
    """

    code = "TYP007"
    name = "capitalisation"
    mqm = "linguistic-conventions/capitalization"
    severity = Severity.MINOR
    fix = "unsafe"
    message = Message("“{word}” should be “{right}” in a title")
    monolingual = True
    examples = (
        good("Harga beras naik lagi.", "The price of rice rose again."),
        good("Jual iPhone di sini.", "iPhones are sold here."),
        good("Perintah tar membuka arsip.", "tar unpacks archives."),
        good("berkas", "File"),
        good("lalu mereka pulang.", "Then they went home."),
        good_text("# Cara Merawat Kucing di Rumah"),
        good_text("# Cara merawat kucing di rumah"),
        bad(
            "Harga beras naik lagi.",
            "the price of rice rose again.",
            flag("the", suggestion="The", fix="unsafe"),
        ),
        bad(
            "The price rose again.",
            "harga naik lagi.",
            flag("harga", suggestion="Harga", fix="unsafe"),
            pair="en-id",
        ),
        bad(
            "berkas baru",
            "New file",
            flag("New", suggestion="new", fix="unsafe"),
            options={"fragments": True},
        ),
        bad(
            "Open the file",
            "buka berkas",
            flag("buka", suggestion="Buka", fix="unsafe"),
            pair="en-id",
            options={"fragments": True},
        ),
        bad_text(
            "# Cara Merawat Kucing Di Rumah Sendiri", flag("Di", suggestion="di", fix="unsafe")
        ),
        bad_text(
            "# Isi Undang-undang Baru Tentang Pajak",
            flag("Undang-undang", suggestion="Undang-Undang", fix="unsafe"),
            flag("Tentang", suggestion="tentang", fix="unsafe"),
        ),
    )

    fragments: bool = False  #: whether texts that are not sentences are compared too

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        target = bead.text(Side.TARGET)
        if bead.source and target:
            source = bead.text(Side.SOURCE)
            # the usual case: both begin with a capital
            if not (source[:1].isupper() and target[:1].isupper()):
                yield from self._start(bead, source, target)
        if _is_heading(bead, target) and bead.lang(Side.TARGET) == "id":
            for span, right in _faults(target):
                yield self.flag(
                    bead, target=span, suggestions=(right,), word=span.of(target), right=right
                )

    def _start(self, bead: Bead, source: str, target: str) -> Iterator[Finding]:
        there, here = _FIRST.match(source), _FIRST.match(target)
        if not there or not here or bool(there["before"]) != bool(here["before"]):
            return
        upper = there["word"][0].isupper()
        if upper == here["word"][0].isupper():
            return
        first = bead.target[0]
        label = self.fragments or first.kind is BlockKind.MESSAGE
        if not (label or (upper and _is_sentence(source) and _is_sentence(target))):
            return
        if first.kind is BlockKind.CODE or not _ordinary(bead, there["word"], here["word"]):
            return
        if not upper and _next_capital(target, here.end()):
            return  # a title with its name: Presiden Habibie
        word = here["word"]
        yield self.flag(
            bead,
            target=Span(*here.span("word")),
            message=_SMALL if upper else _CAPITAL,
            suggestions=(word.capitalize() if upper else word.lower(),),
            word=word,
        )


def _is_sentence(text: str) -> bool:
    bare = text.rstrip(_CLOSERS)
    return bare[-1:] in _ENDS and not bare.endswith(("...", "…"))


def _ordinary(bead: Bead, there: str, here: str) -> bool:
    """Whether both are ordinary words of their languages, neither names nor equal words."""
    if not (there[1:].islower() or len(there) == 1) or not (here[1:].islower() or len(here) == 1):
        return False  # iPhone, BBC
    langs = bead.lang(Side.SOURCE), bead.lang(Side.TARGET)
    for word, lang in zip((there, here), langs, strict=True):
        if is_calendar_word(word.lower(), lang) or not is_word(word, lang):
            return False
    if here == "I":
        return False
    lower, source = here.lower(), bead.text(Side.SOURCE)
    if there.lower() == lower:
        return True
    return not re.search(rf"\b{re.escape(lower)}\b", source, re.IGNORECASE) and not (
        len(lower) > 3 and re.search(rf"\b{re.escape(lower[:4].capitalize())}", source)
    )


def _next_capital(text: str, at: int) -> bool:
    return text[at:].lstrip(" ")[:1].isupper()


def _is_heading(bead: Bead, text: str) -> bool:
    if not bead.target or len(text) > _LONGEST_TITLE:
        return False
    return bead.target[0].kind is BlockKind.HEADING or text.startswith("#")


def _faults(text: str) -> Iterator[tuple[Span, str]]:
    """The wrongly capitalised words of an Indonesian title, with the right form."""
    words = list(_TITLE_WORD.finditer(text))
    if not _has_capitals(text, words):
        return
    for before, word in pairwise(words):
        joined = before.end() + 1 == word.start() and text[before.end()] == "-"
        if joined and word.group() == before.group().lower():
            right = f"{before.group()}-{word.group().capitalize()}"
            yield Span(before.start(), word.end()), right
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        small = _is_small(word.group()) and word.group().istitle()
        apart = text[before.end() : word.start()] == text[word.end() : after.start()] == " "
        if small and apart and is_word(after.group(), "id"):
            yield Span(*word.span()), word.group().lower()


def _has_capitals(text: str, words: list[re.Match[str]]) -> bool:
    """Whether all words but the function words begin with a capital, and are not all capitals."""
    content = [
        word.group()
        for word in words
        if not _is_small(word.group()) and text[word.start() - 1 : word.start()] != "-"
    ]
    capitals = all(word[0].isupper() for word in content)
    return capitals and len(content) >= _LEAST_WORDS and not all(map(str.isupper, content))


def _is_small(word: str) -> bool:
    return word.lower() in words_of("id", "title_small")
