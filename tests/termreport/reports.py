"""Reports for tests, on texts and glossaries of a few lines."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tqa.model import Input
from tqa.project.config import Config
from tqa.termreport.build import build
from tqa.termreport.content import TermReport

Row = Mapping[str, str]
Pairs = Sequence[tuple[str, str]]

GLOSSARY: tuple[Row, ...] = (
    {"concept": "workshop", "id": "lokakarya", "en": "workshop", "en_admitted": "training session",
     "en_forbidden": "garage", "domain": "events"},
    {"concept": "disinfo", "id": "disinformasi", "en": "disinformation",
     "confusable_with": "misinfo", "domain": "media"},
    {"concept": "misinfo", "id": "misinformasi", "en": "misinformation", "domain": "media"},
    {"concept": "participant", "id": "peserta", "en": "participant",
     "en_deprecated": "partaker", "domain": "events"},
    {"concept": "fact-check", "id": "cek fakta", "en": "fact check",
     "en_admitted": "verification", "domain": "media"},
    {"concept": "never", "id": "penyu belimbing", "en": "leatherback turtle", "domain": "sea"},
)  # fmt: skip


def write_glossary(folder: Path, rows: Sequence[Row] = GLOSSARY) -> str:
    """A table of the rows; its path."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    path = folder / "terms.tsv"
    path.write_text("".join("\t".join(line) + "\n" for line in lines), "utf-8")
    return str(path)


def records(documents: Mapping[str, Pairs]) -> bytes:
    """The pairs of each document as a bilingual file of JSON lines."""
    lines = [
        json.dumps({"id": f"{name}-{n}", "document": name, "source": source, "target": target})
        for name, pairs in documents.items()
        for n, (source, target) in enumerate(pairs)
    ]
    return "\n".join(lines).encode()


def report_on(
    folder: Path,
    documents: Mapping[str, Pairs],
    rows: Sequence[Row] = GLOSSARY,
    candidates: int = 0,
) -> TermReport:
    """The report on Indonesian documents and their English translations."""
    config = Config(
        source_lang="id", target_lang="en", glossary=(write_glossary(folder, rows),), bundled=False
    )
    source = Input.file("pairs.jsonl", records(documents))
    return build([source], config, "2025-01-31", candidates=candidates)
