"""Train a small Marian model on the CPU from a bitext, without any download.

  scripts/train_marian.py FOLDER --table news.tsv [--table more.tsv] [--minutes 20] [--evaluate TSV]

A table holds two columns without a header: source TAB target. The clean articles of corpora/ are
added, and the built-in dictionary: as lines of random words with their translations, which teach
the model to attend in order, to copy names and to know rare words. Attention is guided by word
links of the bitext (word_links.py). FOLDER is then a standard folder (source.spm, target.spm,
vocab.json, config.json, model.safetensors) that transformers and tqa load as any other.
--minutes are minutes of processor time on one core. With --evaluate chrF and BLEU are printed
beside those of a translation word for word by the dictionary; pairs whose source stands in that
table are not trained on. Needs: pip install tqa[neural]
"""

import argparse
import json
import math
import random
import re
import sys
import time
import tomllib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from word_links import links

Texts = tuple[str, str]
_WORDS = re.compile(r"\w+(?:-\w+)*|[^\w\s]|\s+")
_SPECIAL = {"</s>": 0, "<unk>": 1}


class Size(NamedTuple):
    """What decides the size of a model."""

    vocabulary: int = 5000
    width: int = 256
    encoder_layers: int = 2
    decoder_layers: int = 1
    heads: int = 4
    tokens: int = 1200  # of a batch, padding counted
    longest: int = 90  # tokens of a side; longer pairs are left out


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
    from tqa.bitexts import align
    from tqa.config import Config, Pair

    for path in sorted(Path(__file__).parents[1].glob("corpora/*/pair.toml")):
        settings = tomllib.loads(path.read_text("utf-8"))
        if settings["kind"] != "clean":
            continue
        files = (str(path.parent / settings[side]) for side in ("source", "target"))
        bitext = align(Pair(*files), Config())
        for bead in bitext.beads:
            source, target = (
                " ".join(segment.text for segment in side) for side in (bead.source, bead.target)
            )
            if source and target:
                yield (source, target) if bitext.langs == langs else (target, source)


def gloss(text: str, lang: str) -> str:
    """Word for word by the dictionary; what it does not know stays."""
    from tqa.lang.lexicon import translations

    def one(word: str) -> str:
        found = translations(word, lang) if word[0].isalpha() else ()
        if not found:
            return word
        return found[0][:1].upper() + found[0][1:] if word[0].isupper() else found[0]

    return "".join(map(one, _WORDS.findall(text)))


def copied(pairs: Iterable[Texts]) -> list[str]:
    """Names and numbers that stand on both sides of a pair."""
    found = {
        word
        for source, target in pairs
        for word in set(_WORDS.findall(source)) & set(_WORDS.findall(target))
        if word[0].isupper() or word[0].isdigit()
    }
    return sorted(found)


def dictionary_lines(lang: str, names: Sequence[str], draw: random.Random) -> Iterator[Texts]:
    """All entries of the dictionary in random order, some in a line, names among them."""
    from tqa.lang.lexicon import entries

    words = [(head, joined.split("|")) for head, joined in entries(lang).items()]
    draw.shuffle(words)
    while words:
        line: list[Texts] = []
        for head, several in [words.pop() for _ in range(min(len(words), draw.randint(1, 12)))]:
            line.append((head, several[0] if draw.random() < 0.7 else draw.choice(several)))
            if names and draw.random() < 0.3:
                name = draw.choice(names)
                line.append((name, name))
        source, target = (" ".join(side) for side in zip(*line, strict=True))
        if draw.random() < 0.5:
            source, target = source[:1].upper() + source[1:], target[:1].upper() + target[1:]
        yield source, target


def save_tokenizer(pairs: Iterable[Texts], folder: Path, langs: Texts, size: Size) -> Any:
    """One SentencePiece model for both sides, and the vocabulary as Marian numbers it."""
    import sentencepiece
    from transformers import AutoTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(side for pair in pairs for side in pair),
        model_prefix=str(folder / "source"),
        vocab_size=size.vocabulary,
        hard_vocab_limit=False,
        character_coverage=0.9999,
        num_threads=1,
        minloglevel=2,
    )
    (folder / "source.vocab").unlink()
    model = folder / "source.model"
    (folder / "target.spm").write_bytes(model.read_bytes())
    model.rename(folder / "source.spm")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    names = [pieces.id_to_piece(n) for n in range(pieces.get_piece_size())]
    vocabulary = dict(_SPECIAL)
    for name in [*(n for n in names if n not in (*_SPECIAL, "<s>")), "<pad>"]:
        vocabulary[name] = len(vocabulary)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    settings = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": langs[0],
        "target_lang": langs[1],
        "model_max_length": 256,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), "utf-8")
    return AutoTokenizer.from_pretrained(folder, local_files_only=True)


def new_model(tokenizer: Any, size: Size) -> Any:
    """An untrained model for a tokenizer."""
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    pad, end = tokenizer.pad_token_id, tokenizer.eos_token_id
    config = MarianConfig(
        vocab_size=tokenizer.vocab_size,
        d_model=size.width,
        encoder_layers=size.encoder_layers,
        decoder_layers=size.decoder_layers,
        encoder_attention_heads=size.heads,
        decoder_attention_heads=size.heads,
        encoder_ffn_dim=4 * size.width,
        decoder_ffn_dim=4 * size.width,
        max_position_embeddings=256,
        activation_function="relu",
        scale_embedding=True,
        dropout=0.1,
        pad_token_id=pad,
        eos_token_id=end,
        forced_eos_token_id=end,
        decoder_start_token_id=pad,
    )
    model = MarianMTModel(config)
    model.set_attn_implementation("eager")  # faster to train on a CPU, and tells its attention
    model.generation_config = GenerationConfig(
        bad_words_ids=[[pad]],
        decoder_start_token_id=pad,
        pad_token_id=pad,
        eos_token_id=end,
        forced_eos_token_id=end,
        max_length=200,
        num_beams=4,
    )
    return model


class Row(NamedTuple):
    """A pair as numbers of pieces, and where each piece of the target should look."""

    source: list[int]
    target: list[int]
    links: Any = None


def numbered(tokenizer: Any, pairs: Sequence[Texts], longest: int) -> list[Row]:
    """The pairs as numbers of pieces, without the long ones."""
    if not pairs:
        return []
    sides = tokenizer([s for s, _ in pairs], text_target=[t for _, t in pairs])
    both = zip(sides["input_ids"], sides["labels"], strict=True)
    return [Row(s, t) for s, t in both if max(len(s), len(t)) <= longest]


def linked(rows: Sequence[Row]) -> list[Row]:
    """The rows with the links between their pieces."""
    found = links([(row.source, row.target) for row in rows])
    return [row._replace(links=each) for row, each in zip(rows, found, strict=True)]


def batches(rows: list[Row], tokens: int, draw: random.Random) -> list[list[Row]]:
    """Rows of about one length together, in random order."""
    rows = sorted(rows, key=lambda row: len(row.target) + 3 * draw.random())
    found: list[list[Row]] = [[]]
    widest = 0
    for row in rows:
        widest = max(widest, len(row.source), len(row.target))
        if found[-1] and widest * (len(found[-1]) + 1) > tokens:
            found.append([])
            widest = max(len(row.source), len(row.target))
        found[-1].append(row)
    draw.shuffle(found)
    return [batch for batch in found if batch]


def loss_of(model: Any, batch: list[Row], guidance: float) -> Any:
    """Cross entropy of a batch with smoothed labels, and how far attention is from the links."""
    import torch
    from torch.nn.utils.rnn import pad_sequence

    pad = model.config.pad_token_id
    sources = pad_sequence([torch.tensor(row.source) for row in batch], True, pad)
    labels = pad_sequence([torch.tensor(row.target) for row in batch], True, -100)
    shifted = pad_sequence([torch.tensor([pad, *row.target[:-1]]) for row in batch], True, pad)
    with torch.autocast("cpu", torch.bfloat16):
        output = model(
            input_ids=sources,
            attention_mask=sources != pad,
            decoder_input_ids=shifted,
            output_attentions=True,
        )
    flat = output.logits.float().flatten(0, 1)
    loss = torch.nn.functional.cross_entropy(flat, labels.flatten(), label_smoothing=0.1)
    wanted = torch.zeros(len(batch), labels.shape[1], sources.shape[1])
    for at, row in enumerate(batch):
        if row.links is not None:
            wanted[at, : len(row.target), : len(row.source)] = torch.from_numpy(row.links)
    looked = output.cross_attentions[-1].float().mean(1)
    missed = -(wanted * (looked + 1e-6).log()).sum() / wanted.sum().clamp(min=1)
    return loss + guidance * missed


class Budget(NamedTuple):
    """Minutes of processor time, and at most so many on the clock."""

    minutes: float
    clock: float = math.inf

    def spent(self, processor: float, clock: float) -> float:
        """The share that is spent, of seconds since the beginning."""
        return max(processor / (60 * self.minutes), clock / (60 * self.clock))


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
    """Train for some minutes, and save the folder."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    draw = random.Random(seed)
    names = copied(pairs)
    first = list(dictionary_lines(langs[0], names, draw)) if dictionary else []
    tokenizer = save_tokenizer([*pairs, *first], folder, langs, size)
    model = new_model(tokenizer, size)
    real = linked(numbered(tokenizer, pairs, size.longest))
    rate = 0.016 / math.sqrt(size.width)
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.98), weight_decay=0.01)
    model.train()
    began, began_clock = time.process_time(), time.monotonic()
    done, told, step, epoch, mean = 0.0, 0.0, 0, 0, 0.0
    while done < 1:
        again = dictionary and epoch
        lines = list(dictionary_lines(langs[0], names, draw)) if again else first
        rows = real + numbered(tokenizer, lines, size.longest)
        for batch in batches(rows, size.tokens, draw):
            done = budget.spent(time.process_time() - began, time.monotonic() - began_clock)
            if done >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, done / 0.04 + 1e-3, (1 - done) / 0.7)
            loss = loss_of(model, batch, 0.5 * (1 - done))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            mean = loss.item() if step == 1 else 0.98 * mean + 0.02 * loss.item()
            if done - told >= 0.02:
                told = done
                print(f"{done:4.0%} epoch {epoch} step {step} loss {mean:.3f}", file=sys.stderr)
        epoch += 1
    used = (time.process_time() - began) / 60
    print(f"{step} steps in {used:.1f} minutes of processor time", file=sys.stderr)
    model.eval().save_pretrained(folder)


def translate(folder: Path, texts: Sequence[str], rows: int = 32) -> list[str]:
    """The translations by a folder, in the order of the texts."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True).eval()
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    found = [""] * len(texts)
    for start in range(0, len(order), rows):
        some = order[start : start + rows]
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
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--clock-minutes", type=float, default=math.inf, help="at most so many")
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
    out = {text for text, _ in held}
    pairs = [pair for path in args.table for pair in table(path)]
    if not args.only_tables:
        pairs += corpora((source, target))
    pairs = [pair for pair in dict.fromkeys(pairs) if pair[0] not in out]
    if not pairs:
        raise SystemExit("nothing to train on: give a bitext with --table")
    print(f"{len(pairs)} pairs", file=sys.stderr)
    size = Size(**{name: getattr(args, name) for name in Size._fields})
    langs = (source, target)
    own = not args.only_tables
    budget = Budget(args.minutes, args.clock_minutes)
    train(pairs, args.folder, langs, budget, args.seed, size, dictionary=own)
    if held:
        report(args.folder, held, source)


if __name__ == "__main__":
    main()
