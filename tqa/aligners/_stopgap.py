"""Stand-ins until tqa.lang.lexicon and tqa.lang.morphology exist; to be removed."""
# ruff: noqa
import os
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "lang/data/id-en/lexicon"


@lru_cache(None)
def _lex() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {"id": {}, "en": {}}
    extra = os.environ.get("TQA_STOPGAP_LEXICON")
    for path in [Path(extra)] if extra else sorted(_FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or "\t" not in line:
                continue
            a, b = line.lower().split("\t")[:2]
            for y in b.split("|"):
                for lang, k, v in (("id", a, y), ("en", y, a)):
                    row = found[lang].setdefault(k, [])
                    if v not in row:
                        row.append(v)
    return found


def translations(word: str, lang: str) -> tuple[str, ...]:
    return tuple(_lex().get(lang, {}).get(word, ()))


@lru_cache(65536)
def bases(word: str, lang: str) -> tuple[str, ...]:
    return tuple((_id if lang == "id" else _en)(word))


def _id(w: str) -> list[str]:
    out = [w]

    def add(x: str) -> None:
        if len(x) >= 3 and x not in out:
            out.append(x)

    bs = [w]
    for s in ("nya", "lah", "kah", "pun"):
        if w.endswith(s) and len(w) > len(s) + 2:
            bs.append(w[: -len(s)])
    for b in list(bs):
        for s in ("kan", "an", "i"):
            if b.endswith(s) and len(b) > len(s) + 2:
                bs.append(b[: -len(s)])
    for b in bs:
        add(b)
    table = {"memper": "", "meng": "|k", "meny": "s", "mem": "|p", "men": "|t", "me": "", "peng": "|k",
             "peny": "s", "pem": "|p", "pen": "|t", "per": "", "pel": "", "pe": "", "diper": "", "di": "",
             "ber": "", "bel": "", "be": "", "ter": "", "te": "", "se": "", "ke": ""}
    for b in list(bs):
        for p, reps in table.items():
            if b.startswith(p) and len(b) > len(p) + 2:
                for r in reps.split("|"):
                    add(r + b[len(p):])
    return out


def _en(w: str) -> list[str]:
    out = [w]

    def add(x: str) -> None:
        if len(x) >= 3 and x not in out:
            out.append(x)

    if w.endswith("ies"):
        add(w[:-3] + "y")
    if w.endswith("es"):
        add(w[:-2])
    if w.endswith("s"):
        add(w[:-1])
    if w.endswith("ied"):
        add(w[:-3] + "y")
    for s in ("ed", "ing", "er", "est", "ly"):
        if w.endswith(s):
            b = w[: -len(s)]
            add(b)
            add(b + "e")
            if len(b) > 3 and b[-1] == b[-2]:
                add(b[:-1])
    return out


_FUNC = {
    "id": set("yang dan di ke dari untuk dengan pada ini itu dalam adalah akan oleh sebagai juga karena tidak ada atau telah bahwa mereka ia dia kami kita saya para tersebut sudah bisa dapat lebih namun tetapi saat setelah hingga antara seperti secara kepada hal agar".split()),
    "en": set("the a an of to in and for on with at by from as is was were are be been has have had that this it its he his they their will would which who not but or after also more than said one we our i you she her him them there when up out into about over no can could".split()),
}


def is_function_word(word: str, lang: str) -> bool:
    return word in _FUNC.get(lang, ())
