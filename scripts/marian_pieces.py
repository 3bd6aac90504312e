"""The pieces of a small Marian: whole words that are known, syllables for all others.

Both sides split an unknown name into the same pieces, so that to copy it is to repeat them. The
vocabulary of the source holds every word that the bitext or the dictionary knows; no softmax goes
over it, so it may be large. That of the target is separate: *air* is a word of both languages.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Texts = tuple[str, str]
WORD = re.compile(r"\w+(?:-\w+)*")
END, UNKNOWN, PAD = 0, 1, 2
_SPECIAL = {"</s>": END, "<unk>": UNKNOWN, "<pad>": PAD}
_APART = "\"()[]/“”‘’'`«»—–…"  # stand apart in a source: the word behind a quotation mark is a word
_CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")  # of an Indonesian word that no table holds
_WHOLE = -4.0  # the log-probability of a known word: more than any two pieces have
_CLITIC = -3.0
_ENOUGH = 1500  # sentences that show all characters
_RARE = 6  # words that stand fewer times teach the syllables


class Pieces(NamedTuple):
    """The tokenizer of a folder, and the numbers of the pieces of each side."""

    tokenizer: Any
    source: dict[str, int]
    target: dict[str, int]

    def numbers(self, text: str, *, target: bool = False) -> list[int]:
        """The numbers of the pieces of a text, without an end."""
        model = self.tokenizer.spm_target if target else self.tokenizer.spm_source
        known = self.target if target else self.source
        return [known.get(piece, UNKNOWN) for piece in model.encode(text, out_type=str)]


def save_pieces(
    pairs: Sequence[Texts], folder: Path, langs: Texts, syllables: int, *, dictionary: bool
) -> Pieces:
    """Write the tokenizer of a folder: two SentencePiece models and two vocabularies."""
    from transformers import AutoTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    here, there = (Counter(w for p in pairs for w in WORD.findall(p[n])) for n in (0, 1))
    base = _trained(_lessons(pairs, here, there), folder, syllables)
    target = _extended(base, target_words(there, langs[1], dictionary=dictionary))
    source = _extended(target, source_words(here, langs[0], dictionary=dictionary))
    source = _extended(source, _APART)
    if langs[0] == "id":
        source = _extended(source, _CLITICS, _CLITIC, "")
    rules = folder / "rules.tsv"
    rules.write_text("".join(f"{ord(c):X}\t20 {ord(c):X} 20\n" for c in _APART) + "A0\t20\n")
    apart = _trained([s for s, _ in pairs[:2000]], folder, 100, normalization_rule_tsv=str(rules))
    rules.unlink()
    charsmap = apart.normalizer_spec.precompiled_charsmap
    source.normalizer_spec.precompiled_charsmap = charsmap
    for model, name, numbers in (
        (source, "source.spm", "vocab.json"),
        (target, "target.spm", "target_vocab.json"),
    ):
        (folder / name).write_bytes(model.SerializeToString())
        (folder / numbers).write_text(json.dumps(_numbered(model), ensure_ascii=False), "utf-8")
    settings = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": langs[0],
        "target_lang": langs[1],
        "model_max_length": 256,
        "separate_vocabs": True,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), "utf-8")
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    return Pieces(tokenizer, _numbered(source), _numbered(target))


def target_words(counts: Counter[str], lang: str, *, dictionary: bool) -> list[str]:
    """The words that a translation may have as one piece, each also with a capital letter.

    No hapax is among them but those of the dictionary.
    """
    found = [word for word, count in counts.items() if count > 1 and not word.isdigit()]
    if dictionary:
        from tqa.lang.words.lexicon import entries

        other = "en" if lang == "id" else "id"
        several = (t for joined in entries(other).values() for t in joined.split("|")[:2])
        found += [word for each in several for word in each.split()]
    return _with_capitals(found)


def source_words(counts: Counter[str], lang: str, *, dictionary: bool) -> list[str]:
    """The words that are one piece of a source, each also with a capital letter."""
    from tqa.lang.forms.translations import translations
    from tqa.lang.words.lexicon import entries

    found = [
        word
        for word, count in counts.items()
        if not word.isdigit() and (count > 1 or (dictionary and translations(word, lang)))
    ]
    if dictionary:
        found += [head for head in entries(lang) if " " not in head]
    return _with_capitals(found)


def _with_capitals(words: Sequence[str]) -> list[str]:
    more = (word[0].upper() + word[1:] for word in words if word.islower())
    return list(dict.fromkeys([*words, *more]))


def _lessons(pairs: Sequence[Texts], here: Counter[str], there: Counter[str]) -> list[str]:
    """What syllables are learnt from: rare words, names, and some sentences for all characters."""
    rare = [word for word, count in there.items() if count < _RARE]
    names = [word for word in here if word[0].isupper()]
    return [*rare, *names, *(side for pair in pairs[:: len(pairs) // _ENOUGH + 1] for side in pair)]


def _trained(texts: Iterable[str], folder: Path, size: int, **settings: Any) -> Any:
    """A SentencePiece model of texts."""
    import sentencepiece
    from sentencepiece.sentencepiece_model_pb2 import ModelProto

    prefix = folder / "pieces"
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(prefix),
        vocab_size=size,
        hard_vocab_limit=False,
        character_coverage=0.9999,
        num_threads=1,
        minloglevel=2,
        **settings,
    )
    model = ModelProto.FromString(prefix.with_suffix(".model").read_bytes())
    for suffix in (".model", ".vocab"):
        prefix.with_suffix(suffix).unlink()
    return model


def _extended(model: Any, words: Iterable[str], score: float = _WHOLE, before: str = "▁") -> Any:
    """A copy of a SentencePiece model in which words are pieces too."""
    copy = type(model)()
    copy.CopyFrom(model)
    known = {piece.piece: piece for piece in copy.pieces}
    for word in words:
        piece = known.get(before + word)
        if piece is None:
            piece = known[before + word] = copy.pieces.add()
            piece.piece, piece.score, piece.type = before + word, score, 1
        piece.score = max(piece.score, score)
    return copy


def _numbered(model: Any) -> dict[str, int]:
    """The vocabulary of a SentencePiece model as Marian numbers it."""
    found = dict(_SPECIAL)
    for piece in model.pieces:
        if piece.piece != "<s>":
            found.setdefault(piece.piece, len(found))
    return found
