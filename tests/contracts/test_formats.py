"""Every file format reads any content, or reports what is wrong with it and where."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.contracts.texts import HOSTILE, TEXTS
from tqa.aligning.writer import WRITERS
from tqa.base.errors import InputError, MissingExtra
from tqa.model import Bead, Bitext, Segment, Source
from tqa.reading.format import FORMATS, BitextFormat, DocumentFormat, Format, format_of

KEYS = FORMATS.keys()
LINES = ("One line.", "Two\nlines.\n", *HOSTILE)


def segments(reader: Format, source: Source) -> Iterator[Segment]:
    if isinstance(reader, DocumentFormat):
        yield from reader.read(source).segments
    elif isinstance(reader, BitextFormat):
        for bitext in reader.read(source):
            for bead in bitext.beads:
                yield from (*bead.source, *bead.target)


def check(extension: str, data: bytes) -> list[Segment]:
    """The segments of a file, each with its place; none where the content is refused."""
    name = f"file{extension}"
    refused = ""
    found: list[Segment] = []
    try:
        found = list(segments(format_of(name), Source(name, data)))
    except MissingExtra:
        pytest.skip("its library is not installed")
    except InputError as error:
        refused = str(error)
    assert not refused or refused.startswith(name)
    for segment in found:
        places = [segment.locate(at) for at in range(len(segment.text))]
        assert all(place.line >= 1 and place.column >= 1 for place in places)
        assert all(one.offset <= two.offset for one, two in pairwise(places))
    return found


@pytest.mark.parametrize("extension", KEYS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=60), TEXTS.map(str.encode)))
@example(b"")
@example(b"\n")
@example(b"\xef\xbb\xbf")
@example(b"PK\x03\x04")
@example(b"<?xml version='1.0'?><a")
@example(b"[1, {")
def test_any_content_is_read_or_refused(extension: str, data: bytes) -> None:
    check(extension, data)


@pytest.mark.parametrize("extension", KEYS)
def test_lines_are_read_or_refused(extension: str) -> None:
    for text in LINES:
        check(extension, text.encode())


def test_the_contract_is_not_empty() -> None:
    assert [segment.text for segment in check(".txt", b"One line.")] == ["One line."]
    assert {FORMATS[key].name for key in KEYS} >= {"plain", "po", "xliff", "tmx", "docx"}


@pytest.mark.parametrize("key", KEYS)
def test_a_format_is_found_by_its_extensions(key: str) -> None:
    assert key in FORMATS[key].extensions
    assert isinstance(format_of(f"A{key.upper()}"), FORMATS[key])


WRITTEN = {"tsv": ".tsv", "jsonl": ".jsonl", "tmx": ".tmx", "xliff": ".xlf"}  # that are read back


def texts_of(beads: Sequence[Bead]) -> list[tuple[str, ...]]:
    return [tuple(" ".join(s.text.split()) for s in (*b.source, *b.target)) for b in beads]


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(*[st.text("aé😀 <>&\"'\t\\{}%日", min_size=1)] * 2), min_size=1, max_size=4)
)
def test_what_is_written_is_read_back(name: str, pairs: list[tuple[str, str]]) -> None:
    langs = ("id", "en")
    beads = tuple(
        Bead(str(n), (Segment(f"s{n}", f"a{one}b"),), (Segment(f"t{n}", f"a{two}b"),), langs)
        for n, (one, two) in enumerate(pairs, 1)
    )
    data = WRITERS[name]().text([Bitext(beads, langs, document="d")]).encode()
    path = f"file{WRITTEN[name]}"
    reader = format_of(path)
    assert isinstance(reader, BitextFormat)
    read = [bead for bitext in reader.read(Source(path, data)) for bead in bitext.beads]
    assert texts_of(read) == texts_of(beads)
