"""Train a small Marian model on the CPU from a bitext, without any download.

  scripts/train_marian.py FOLDER --table news.tsv [--table more.tsv] [--minutes 20] [--evaluate TSV]

A table holds two columns without a header: source TAB target. The clean articles of corpora/ are
added. The model starts as a translator word for word (marian_start.py): its vectors come from the
word links of the bitext (word_links.py) and from the built-in dictionary; it then learns order,
inflection and the small words from pairs in which names, figures and words are replaced again in
each epoch (marian_lessons.py), and from parts of them (marian_rows.py). FOLDER is a standard folder
(source.spm, target.spm, vocab.json, target_vocab.json, config.json, model.safetensors) that
transformers and tqa load as any other. --minutes are minutes of processor time on one core, all
preparation counted; --steps are steps of training instead, the same on any machine. --evaluate
prints chrF and BLEU beside those of the dictionary word for word; pairs of which a side stands in
that table are not trained on. Needs: pip install tqa[neural]
"""

import argparse
import math
import random
import re
import sys
import time
import tomllib
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from marian_lessons import Lessons, Row
from marian_pieces import END, PAD, UNKNOWN, Pieces, Texts, save_pieces
from marian_rows import Trainer
from marian_start import start, vectors
from word_links import links

_WORDS = re.compile(r"\w+(?:-\w+)*|[^\w\s]|\s+")
_RATE = 2e-3
_WARM = 150  # steps until the learning rate is whole
_FALL = 0.7  # the last share of the time, in which it falls to 0
_COPIED = 0.5  # the share of names and figures that others stand for
_TRANSLATED = 0.1  # ... and of words


class Size(NamedTuple):
    """What decides the size of a model."""

    vocabulary: int = 3000  # syllables, for the words that are no piece of their own
    width: int = 256
    feedforward: int = 512
    encoder_layers: int = 2
    decoder_layers: int = 1
    heads: int = 4
    tokens: int = 1500  # of a batch, padding counted
    longest: int = 80  # tokens of a side; longer pairs are left out


def read_table(path: str) -> list[Texts]:
    """The pairs of a table, without those that lack a side."""
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\r\n").split("\t") for line in file]
    wrong = next((n for n, row in enumerate(rows, 1) if len(row) != 2), 0)
    if wrong:
        raise SystemExit(f"{path}:{wrong}: not two columns")
    return [(s.strip(), t.strip()) for s, t in rows if s.strip() and t.strip()]


def corpora(langs: Texts) -> Iterator[Texts]:
    """The aligned sentences of the project's own clean articles."""
    from tqa.model import Input
    from tqa.project.config import Config
    from tqa.reading.bitexts import align

    for path in sorted(Path(__file__).parents[1].glob("corpora/*/pair.toml")):
        settings = tomllib.loads(path.read_text("utf-8"))
        if settings["kind"] != "clean":
            continue
        source, target = (str(path.parent / settings[side]) for side in ("source", "target"))
        bitext = align(Input.pair(source, target), Config())
        for bead in bitext.beads:
            source, target = (
                " ".join(segment.text for segment in side) for side in (bead.source, bead.target)
            )
            if source and target:
                yield (source, target) if bitext.langs == langs else (target, source)


def gloss(text: str, lang: str) -> str:
    """Word for word by the dictionary; what it does not know stays."""
    from tqa.lang.forms.translations import translations

    def one(word: str) -> str:
        found = translations(word, lang) if word[0].isalpha() else ()
        if not found:
            return word
        return found[0][:1].upper() + found[0][1:] if word[0].isupper() else found[0]

    return "".join(map(one, _WORDS.findall(text)))


def new_model(pieces: Pieces, size: Size) -> Any:
    """An untrained model for a tokenizer."""
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    numbers: dict[str, Any] = {
        "pad_token_id": PAD,
        "eos_token_id": END,
        "forced_eos_token_id": END,
        "decoder_start_token_id": PAD,
    }
    config = MarianConfig(
        vocab_size=len(pieces.source),
        decoder_vocab_size=len(pieces.target),
        share_encoder_decoder_embeddings=False,
        d_model=size.width,
        encoder_layers=size.encoder_layers,
        decoder_layers=size.decoder_layers,
        encoder_attention_heads=size.heads,
        decoder_attention_heads=size.heads,
        encoder_ffn_dim=size.feedforward,
        decoder_ffn_dim=size.feedforward,
        max_position_embeddings=256,
        activation_function="relu",
        scale_embedding=True,
        dropout=0.0,
        **numbers,
    )
    model = MarianMTModel(config)
    model.set_attn_implementation("eager")  # the only one that returns attention
    model.generation_config = GenerationConfig(
        bad_words_ids=[[PAD], [UNKNOWN]],
        max_length=200,
        num_beams=4,
        no_repeat_ngram_size=2,  # a model that has learnt for minutes says things again
        repetition_penalty=1.15,
        length_penalty=2.5,  # as long as a translation of people
        **numbers,
    )
    return model


def numbered(pieces: Pieces, pairs: Sequence[Texts], longest: int) -> list[Row]:
    """The pairs as numbers of pieces with the links between them, without the long ones."""
    tokenizer = pieces.tokenizer
    sides = tokenizer([s for s, _ in pairs], text_target=[t for _, t in pairs])
    both = zip(sides["input_ids"], sides["labels"], strict=True)
    rows = [(s, t) for s, t in both if max(len(s), len(t)) <= longest]
    return [Row(s, t, found) for (s, t), found in zip(rows, links(rows), strict=True)]


def batches(rows: Sequence[Row], tokens: int, draw: random.Random) -> list[list[Row]]:
    """Rows of about one length together, in random order."""
    order = sorted(
        rows, key=lambda row: len(row.target) + 0.3 * len(row.source) + 3 * draw.random()
    )
    found: list[list[Row]] = [[]]
    widest = 0
    for row in order:
        widest = max(widest, len(row.source), len(row.target))
        if found[-1] and widest * (len(found[-1]) + 1) > tokens:
            found.append([])
            widest = max(len(row.source), len(row.target))
        found[-1].append(row)
    draw.shuffle(found)
    return [batch for batch in found if batch]


class Budget(NamedTuple):
    """Limits of a training: minutes of processor time, minutes on the clock, steps."""

    minutes: float = math.inf
    clock: float = math.inf
    steps: float = math.inf

    def spent(self, processor: float, clock: float, steps: int) -> float:
        """The share that is used, given the seconds since the start and the steps done."""
        return max(processor / (60 * self.minutes), clock / (60 * self.clock), steps / self.steps)


def train(
    pairs: Sequence[Texts],
    folder: Path,
    langs: Texts,
    budget: Budget,
    seed: int,
    size: Size,
    *,
    dictionary: bool,
) -> None:
    """Train until the budget is used up, and save the folder."""
    import torch
    import transformers  # noqa: F401  (to load it is no part of the budget)

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    draw = random.Random(seed)
    began, began_clock = time.process_time(), time.monotonic()
    pieces = save_pieces(pairs, folder, langs, size.vocabulary, dictionary=dictionary)
    rows = numbered(pieces, pairs, size.longest)
    model = new_model(pieces, size)
    start(model, *vectors(pieces, rows, size.width, langs[0], dictionary=dictionary))
    lessons = Lessons(rows, pieces, pairs, langs[0], draw, dictionary=dictionary)
    trainer = Trainer(model, rows)
    done, shown, step, epoch, mean = 0.0, 0.0, 0, 0, 0.0
    while done < 1:
        for batch in batches(lessons.epoch(_COPIED, _TRANSLATED), size.tokens, draw):
            used = time.process_time() - began
            done = budget.spent(used, time.monotonic() - began_clock, step)
            if done >= 1:
                break
            step += 1
            rate = _RATE * min(1, max(step / _WARM, 10 * done), (1 - done) / _FALL)
            loss = trainer.step(batch, rate, 1 - done / 2)
            mean = loss if step == 1 else 0.98 * mean + 0.02 * loss
            if done - shown >= 0.02:
                shown = done
                print(f"{done:4.0%} epoch {epoch} step {step} loss {mean:.3f}", file=sys.stderr)
        epoch += 1
    minutes = (time.process_time() - began) / 60
    print(f"{step} steps in {minutes:.1f} minutes of processor time", file=sys.stderr)
    trainer.finish()
    model.save_pretrained(folder)


def translate(folder: Path, texts: Sequence[str], rows: int = 32) -> list[str]:
    """The translations by a folder, in the order of the texts."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True).eval()
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    found = [""] * len(texts)
    for first in range(0, len(order), rows):
        some = order[first : first + rows]
        given = tokenizer(
            [texts[n] for n in some], return_tensors="pt", padding=True, truncation=True
        )
        with torch.inference_mode():
            made = model.generate(**given)
        for n, text in zip(
            some, tokenizer.batch_decode(made, skip_special_tokens=True), strict=True
        ):
            found[n] = text
    return found


def report(folder: Path, rows: Sequence[Texts], lang: str) -> None:
    """Print the scores of the model and of the dictionary."""
    import sacrebleu

    sources, targets = [s for s, _ in rows], [t for _, t in rows]
    made = translate(folder, sources)
    for name, hypotheses in (
        ("model", made),
        ("dictionary", [gloss(text, lang) for text in sources]),
        ("source as it is", sources),
    ):
        chrf = sacrebleu.corpus_chrf(hypotheses, [targets]).score
        bleu = sacrebleu.corpus_bleu(hypotheses, [targets]).score
        print(f"{name}: chrF {chrf:.1f}, BLEU {bleu:.1f} ({len(rows)} segments)")


def main(words: Sequence[str] | None = None) -> None:
    warnings.simplefilter("ignore")  # transformers recommends what is not needed
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = Size()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--table", action="append", default=[], metavar="TSV")
    parser.add_argument("--langs", default="id-en", help="id-en or en-id")
    parser.add_argument("--swap", action="store_true", help="the tables hold target TAB source")
    parser.add_argument("--minutes", type=float, help="default: 20, or no limit with --steps")
    parser.add_argument("--clock-minutes", type=float, default=math.inf, help="at most so many")
    parser.add_argument("--steps", type=int, help="stop after this number of training steps")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only-tables", action="store_true", help="no dictionary, no corpora/")
    parser.add_argument("--evaluate", default="", metavar="TSV")
    for name, value in default._asdict().items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=value)
    args = parser.parse_args(words)
    source, _, target = args.langs.partition("-")

    def table(path: str) -> list[Texts]:
        return [(t, s) if args.swap else (s, t) for s, t in read_table(path)]

    held = table(args.evaluate) if args.evaluate else []
    out = {text for pair in held for text in pair}
    pairs = [pair for path in args.table for pair in table(path)]
    if not args.only_tables:
        pairs += corpora((source, target))
    pairs = [pair for pair in dict.fromkeys(pairs) if out.isdisjoint(pair)]
    if not pairs:
        raise SystemExit("nothing to train on: give a bitext with --table")
    print(f"{len(pairs)} pairs", file=sys.stderr)
    size = Size(**{name: getattr(args, name) for name in Size._fields})
    langs = (source, target)
    own = not args.only_tables
    minutes = args.minutes or (math.inf if args.steps else 20)
    budget = Budget(minutes, args.clock_minutes, args.steps or math.inf)
    train(pairs, args.folder, langs, budget, args.seed, size, dictionary=own)
    if held:
        report(args.folder, held, source)


if __name__ == "__main__":
    main()
