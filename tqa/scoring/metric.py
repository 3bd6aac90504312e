"""What a metric is, and the registry: segment statistics -> totals -> scores."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, fields
from threading import RLock
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeVar, cast

from tqa.base.errors import UsageError
from tqa.base.registry import Registry
from tqa.neural.batches import OnProgress, no_progress

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tqa.glossary.termbase import Termbase
    from tqa.model import Term

T = TypeVar("T")


class Memo:
    """A cache, so that several metrics share a computation."""

    def __init__(self, lock: "RLock | None" = None) -> None:
        self.lock = lock or RLock()
        self._known: dict[Hashable, Any] = {}

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The value of `key`, computed on the first call, whichever thread makes it."""
        with self.lock:
            if key not in self._known:
                self._known[key] = compute()
            return cast(T, self._known[key])


class Segments(Memo):
    """The lines of one side of a test set, with a cache for metrics.

    The sides of one test set (references and the hypotheses of all systems)
    share a second memo, in which metrics keep their vocabularies.
    """

    def __init__(
        self, texts: Sequence[str], shared: Memo | None = None, *, private: bool = False
    ) -> None:
        """The sides that several threads use share one lock; a `private` side has its own."""
        self.texts = texts
        self.shared = Memo() if shared is None else shared
        super().__init__(None if private else self.shared.lock)

    def __len__(self) -> int:
        return len(self.texts)


class TermPair(NamedTuple):
    """A term of one segment's source, and the translations that are right for it."""

    source: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """What hypotheses are scored with: references, and other data of each segment."""

    references: Sequence[Segments]
    source: Segments | None = None
    documents: Sequence[str] | None = None  # the document that each segment belongs to
    termbase: "Termbase | None" = None
    terms: Sequence[Sequence[TermPair]] | None = None  # of each segment
    langs: tuple[str, str] = ("", "")  # of source and target: id, en, "" where unknown
    # What terms may be rendered as in the whole test set, where this is a part of one.
    targets: "tuple[Term, ...] | None" = None
    on_progress: OnProgress = no_progress  # called with the number of segments just scored


class Metric(ABC):
    """Scores hypotheses against references, by statistics that add up over segments.

    A metric is a frozen dataclass: its fields are its options. Scores of a
    corpus, of a document, of a segment and of a resample differ only in which
    rows of the statistics were summed.
    """

    key: ClassVar[str]  # on the command line and in files
    higher_is_better: ClassVar[bool] = True
    # Fields of Material that it cannot do without, beside references; "termbase|terms": either.
    needs: ClassVar[tuple[str, ...]] = ()
    uses_gpu: ClassVar[bool] = False
    sacrebleu: ClassVar[bool] = False  # reproduces the numbers of sacrebleu, and its signature

    @property
    def segmentwise(self) -> bool:
        """Whether the statistics of a segment depend on that segment alone."""
        return True

    @property
    @abstractmethod
    def name(self) -> str:
        """As printed, such as chrF2++."""

    @abstractmethod
    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        """One row of statistics for each segment, float64."""

    @abstractmethod
    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        """The score of each row of summed statistics, in the precision of their type.

        float64 rows are real totals, int64 rows those of randomised systems
        and float32 rows those of resamples: sacrebleu computes with these types.
        """

    @abstractmethod
    def traits(self) -> Mapping[str, object]:
        """The options, as the signature shows them."""

    def segment_scores(self, statistics: "NDArray[Any]") -> "NDArray[Any]":
        """The score of each segment by itself."""
        return self.scores(statistics)

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        """Other values computed from one row of totals, such as precisions."""
        return {}

    def tables(self, hypothesis: Segments, material: Material) -> Mapping[str, object]:
        """Results that are not sums over segments, such as a table by term."""
        return {}

    def joined(
        self, tables: Mapping[str, object], more: Mapping[str, object]
    ) -> Mapping[str, object]:
        """The tables of two parts of a test set, made those of both."""
        return {**tables, **more}

    def state(self) -> str:
        """Other data that statistics depend on, such as the content of a model."""
        return ""

    def signature(self, references: int, **resampling: object) -> str:
        """The signature, with all that is needed to reproduce the score."""
        traits = {"nrefs": references, **resampling, **self.traits()}
        return signature(traits, f"version:{SACREBLEU}" if self.sacrebleu else self.made_by())

    @classmethod
    def made_by(cls) -> str:
        """The end of the signature: `name:version` of the package that holds the metric."""
        from importlib.metadata import packages_distributions, version

        package = cls.__module__.partition(".")[0]
        name = package if package == "tqa" else packages_distributions().get(package, [""])[0]
        return f"{name}:{version(name)}" if name else package

    @classmethod
    def with_options(cls, options: Mapping[str, object]) -> Self:
        """The metric with options by name, read from text where they are text.

        Raises:
            UsageError: an option that it does not have, or a value of another kind.
        """
        return cls(**{name: cls._option(name, each) for name, each in options.items()})

    @classmethod
    def _option(cls, name: str, value: object) -> object:
        known = {field.name: field for field in fields(cast(Any, cls))}
        if name not in known:
            hint = f"known: {', '.join(known)}" if known else f"{cls.key} has no options"
            raise UsageError(f"unknown option {name!r} of the metric {cls.key!r}", hint=hint)
        default = known[name].default
        kind = float if default is None else type(default)
        read = READERS.get(kind, str)
        try:
            if isinstance(value, str):
                return read(value)
            if type(value) is not kind and (type(value), kind) != (int, float):
                raise ValueError
            return value
        except (KeyError, ValueError):
            hint = f"such as {cls.key}.{name}={default}"
            raise UsageError(f"{cls.key}.{name}: not {value!r}", hint=hint) from None


READERS: dict[type, Callable[[str], object]] = {
    bool: lambda text: {"yes": True, "true": True, "no": False, "false": False}[text.lower()],
    int: int,
    float: float,
}
METRICS: Registry[type[Metric]] = Registry("tqa.scoring.metrics", "metric", group="tqa.metrics")
M = TypeVar("M", bound=type[Metric])

# The release of sacrebleu whose numbers are reproduced; its signatures end with it.
SACREBLEU = "2.6.0"


def metric(cls: M) -> M:
    """Class decorator: registers a metric under its key."""
    METRICS.add(cls.key, cls)
    return cls


def signature(traits: Mapping[str, object], ending: str) -> str:
    """A signature as sacrebleu writes it; None is omitted, booleans are yes or no.

    `ending` is the name and version of the package that computes the score.
    """
    written = {True: "yes", False: "no"}
    pairs = [
        f"{key}:{written[value] if isinstance(value, bool) else value}"
        for key, value in traits.items()
        if value is not None
    ]
    return "|".join([*pairs, ending])
