"""The aligner: bilingual words, numbers, names, cognates and lengths in one likelihood ratio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tqa.aligning.aligner import Aligner, aligner
from tqa.aligning.aligners._band import Boundaries, corridor, narrowed
from tqa.aligning.aligners._beads import BeadScores, LengthModel, SentenceModel
from tqa.aligning.aligners._dictionary import read_dictionaries
from tqa.aligning.aligners._gains import (
    WIDEST,
    Band,
    Evidence,
    Mixture,
    Tally,
    WordGains,
    backward_rows,
    evidence,
    forward_rows,
    word_gains,
)
from tqa.aligning.aligners._links import Linker, Trust, transposed
from tqa.aligning.aligners._nulls import NullModel
from tqa.aligning.aligners._posterior import expected_path
from tqa.aligning.aligners._search import Lattice, Shape, Step, search, trace
from tqa.aligning.aligners._split import Piece, pieces
from tqa.aligning.aligners._steps import beads, doubted
from tqa.aligning.aligners._words import phrases_in, sentence_counts, words
from tqa.model import Bead, Segment


@dataclass(frozen=True)
class Weights:
    """The parameters: log scores, found by coordinate search for strict F1 of whole documents."""

    mixture: Mixture = field(default_factory=Mixture)
    trust: Trust = field(default_factory=Trust)
    length: LengthModel = field(default_factory=LengthModel)
    sentence: SentenceModel = field(default_factory=SentenceModel)
    # tuned on NTREX-128 (half) and PANL, seeds 1-3: scripts/bench/README.md; effect: constants.py
    temperature: float = 5.0  # of the posterior: the evidence is not independent
    worth: float = 0.35  # of a segment rightly left alone, against a right bead
    null: NullModel = field(default_factory=NullModel)
    priors: Mapping[tuple[int, int], float] = field(
        default_factory=lambda: {
            (1, 1): -0.6,
            (1, 2): -9.5,
            (2, 1): -9.5,
            (2, 2): -15.0,
            (1, 3): -15.0,
            (3, 1): -15.0,
        }
    )


_COARSE = 2  # segments of one side in a bead of the first alignment
_REACH = 5  # segments on either side of the first path that the second may go


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both documents as numbered words."""

    words: tuple[list[list[int]], list[list[int]]]
    sizes: tuple[int, int]  # of the vocabularies
    lengths: tuple[list[int], list[int]]  # characters of each segment
    marked: tuple[list[bool], list[bool]]  # whether each segment is not of the article
    sentences: tuple[list[int], list[int]]  # of each segment


@aligner
class Lexical(Aligner):
    """Moore's (2002) likelihood ratio over many kinds of evidence, searched in a band."""

    name = "lexical"
    unrelated = 0.3  # translations have .42 and more, others .18 and less

    def __init__(self, weights: Weights | None = None, lexicons: Sequence[str] = ()) -> None:
        """An aligner with other weights, or with further dictionaries read from files."""
        self.weights = weights or Weights()
        self._further = read_dictionaries(lexicons)

    def align(
        self, source: Sequence[Segment], target: Sequence[Segment], langs: tuple[str, str]
    ) -> list[Bead]:
        steps = self.steps(
            [s.text for s in source],
            [s.text for s in target],
            langs,
            ([s.mark is not None for s in source], [s.mark is not None for s in target]),
        )
        if set(langs) == {"id", "en"}:
            steps = doubted(steps, [s.text for s in source], [s.text for s in target])
        return beads(steps, source, target, langs)

    def steps(
        self,
        source: Sequence[str],
        target: Sequence[str],
        langs: tuple[str, str],
        marked: tuple[list[bool], list[bool]] | None = None,
    ) -> list[Step]:
        """The best path, from the texts of the segments and which are not of the article."""
        left, names = _numbered(source, langs[0])
        phrases = {
            phrase for text in source for phrase in phrases_in(words(text, langs[0]), langs[0])
        }
        right, others = _numbered(target, langs[1])
        links = Linker(langs, self.weights.trust, self._further).links(names, others, phrases)
        whole = _Sides(
            (left, right),
            (len(names), len(others)),
            ([len(text) for text in source], [len(text) for text in target]),
            marked or ([False] * len(source), [False] * len(target)),
            (sentence_counts(source, langs[0]), sentence_counts(target, langs[1])),
        )
        parts = pieces(left, right, links)
        if len(parts) == 1:
            return self._piece(whole, links)
        return [
            step.shifted(piece.source, piece.target)
            for piece in parts
            for step in self._piece(*_part(whole, links, piece))
        ]

    def _piece(self, sides: _Sides, links: list[dict[int, float]]) -> list[Step]:
        """The best path through one piece: a first alignment, then one that has learnt from it."""
        boundaries, band = corridor(sides.words, links)
        proofs = _proofs(sides, links, self.weights.mixture)
        shapes = self._shapes(_COARSE)
        gains = self._gains(proofs, (None, None), _COARSE)
        first = trace(self._search(sides, proofs, boundaries, band, gains, shapes), shapes)
        lean = self.weights.null.lean(first, sides.marked)
        boundaries, band = narrowed(boundaries, first, _REACH)
        shapes = self._shapes(WIDEST)
        gains = self._gains(proofs, _tallies(first, proofs), WIDEST)
        lattice = self._search(sides, proofs, boundaries, band, gains, shapes, lean)
        return expected_path(lattice, shapes, self.weights.temperature, self.weights.worth)

    def _shapes(self, widest: int) -> list[Shape]:
        priors = self.weights.priors
        return [Shape(*shape, prior) for shape, prior in priors.items() if max(shape) <= widest]

    def _gains(
        self,
        proofs: tuple[Evidence, Evidence],
        tallies: tuple[Tally | None, Tally | None],
        widest: int,
    ) -> tuple[WordGains, WordGains]:
        mixture = self.weights.mixture
        forward, backward = (
            word_gains(proof, mixture, widest, tally)
            for proof, tally in zip(proofs, tallies, strict=True)
        )
        return forward, backward

    def _search(
        self,
        sides: _Sides,
        proofs: tuple[Evidence, Evidence],
        boundaries: Boundaries,
        band: Band,
        gains: tuple[WordGains, WordGains],
        shapes: Sequence[Shape],
        lean: float | None = None,
    ) -> Lattice:
        """The best ways; where the null prior is given a `lean`, all beads are kept."""
        weights = self.weights
        widest = len(gains[0].present)
        scores = BeadScores(
            band,
            forward_rows(proofs[0], gains[0], band, widest),
            backward_rows(proofs[1], gains[1], band, widest),
            sides.lengths,
            weights.length,
            sides.marked,
            sides.sentences,
            weights.sentence,
        )
        left, right = (
            weights.null.scores(lengths, marked, lean or 0.0)
            for lengths, marked in zip(sides.lengths, sides.marked, strict=True)
        )
        return search(boundaries, shapes, (left, right), scores.row, keep=lean is not None)


def _proofs(
    sides: _Sides, links: list[dict[int, float]], mixture: Mixture
) -> tuple[Evidence, Evidence]:
    """The evidence of the source for the target, and of the target for the source."""
    source, target = sides.words
    sizes = sides.sizes
    back = transposed(links, sizes[1])
    return (
        evidence(source, target, links, mixture, sizes[1]),
        evidence(target, source, back, mixture, sizes[0]),
    )


def _tallies(steps: Sequence[Step], proofs: tuple[Evidence, Evidence]) -> tuple[Tally, Tally]:
    """How often each word's translation stood opposite it: of target words, of source words."""
    tallies: tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]] = ({}, {})
    for step in steps:
        ranges = range(step.source, step.source_end), range(step.target, step.target_end)
        if not (ranges[0] and ranges[1]):
            continue
        for proof, tally, given, predicted in zip(
            proofs, tallies, ranges, ranges[::-1], strict=True
        ):
            present = {word for at in given for word in proof.expected(at)}
            for word in {word for at in predicted for word in proof.predicted[at]}:
                hit, seen = tally.get(word, (0, 0))
                tally[word] = (hit + (word in present), seen + 1)
    return tallies


def _numbered(texts: Sequence[str], lang: str) -> tuple[list[list[int]], list[str]]:
    """The words of each segment as places in the vocabulary, and the vocabulary."""
    numbers: dict[str, int] = {}
    segments = [
        [numbers.setdefault(word, len(numbers)) for word in words(text, lang)] for text in texts
    ]
    return segments, list(numbers)


def _part(
    whole: _Sides, links: list[dict[int, float]], piece: Piece
) -> tuple[_Sides, list[dict[int, float]]]:
    """The words of one piece, renumbered, and the links among them."""
    left, names = _renumbered(whole.words[0][piece.source : piece.source_end])
    right, others = _renumbered(whole.words[1][piece.target : piece.target_end])
    inner = [
        {others[other]: weight for other, weight in links[word].items() if other in others}
        for word in names
    ]
    ranges = slice(piece.source, piece.source_end), slice(piece.target, piece.target_end)
    lengths = whole.lengths[0][ranges[0]], whole.lengths[1][ranges[1]]
    marked = whole.marked[0][ranges[0]], whole.marked[1][ranges[1]]
    sentences = whole.sentences[0][ranges[0]], whole.sentences[1][ranges[1]]
    return _Sides((left, right), (len(names), len(others)), lengths, marked, sentences), inner


def _renumbered(segments: Sequence[Sequence[int]]) -> tuple[list[list[int]], dict[int, int]]:
    numbers: dict[int, int] = {}
    renumbered = [[numbers.setdefault(word, len(numbers)) for word in words] for words in segments]
    return renumbered, numbers
