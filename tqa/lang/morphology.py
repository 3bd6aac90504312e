"""Interim."""
from functools import lru_cache


@lru_cache(maxsize=65536)
def bases(word: str, lang: str) -> tuple[str, ...]:
    w = word.lower()
    out = [w]
    if "-" in w and lang == "id":
        out.append(w.split("-")[0])
    if lang == "en":
        for s, r in (("'s", ""), ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", "")):
            if w.endswith(s) and len(w) > len(s) + 2:
                out.append(w[: -len(s)] + r)
    else:
        forms = [w]
        for s in ("nya", "lah", "kah", "ku", "mu", "kan", "an", "i", "nya"):
            forms += [f[: -len(s)] for f in forms if f.endswith(s) and len(f) > len(s) + 3]
        for f in list(forms):
            for p, r in (("meng", ""), ("meng", "k"), ("mem", ""), ("mem", "p"), ("men", ""), ("men", "t"), ("meny", "s"), ("me", ""), ("di", ""), ("ber", ""), ("ter", ""), ("se", ""), ("ke", ""), ("peng", ""), ("pem", ""), ("pen", ""), ("peny", "s"), ("pe", ""), ("per", "")):
                if f.startswith(p) and len(f) > len(p) + 2:
                    forms.append(r + f[len(p):])
        out += forms
    return tuple(dict.fromkeys(out))


def lemma(word: str, lang: str) -> str:
    return bases(word, lang)[0]


def inflects(surface: str, term_word: str, lang: str) -> bool:
    return term_word.lower() in bases(surface, lang)
