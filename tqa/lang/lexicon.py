"""Interim."""
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _tables():
    both = {"id": {}, "en": {}}
    for path in sorted((Path(__file__).parent / "data/id-en/lexicon").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#") or "\t" not in line:
                continue
            a, b = line.split("\t")[:2]
            for e in b.split("|"):
                both["id"].setdefault(a.lower(), []).append(e.lower())
                both["en"].setdefault(e.lower(), []).append(a.lower())
    return both


@lru_cache(maxsize=65536)
def translations(word: str, lang: str) -> tuple[str, ...]:
    from tqa.lang.morphology import bases

    table = _tables().get(lang, {})
    for form in (word.lower(), *bases(word, lang)):
        if form in table:
            return tuple(table[form])
    return ()
