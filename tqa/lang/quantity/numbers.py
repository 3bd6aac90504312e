"""Plain numbers in digits and in words, both languages: reading and writing them."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from tqa.lang.quantity.numerals import read_digits, write_digits
from tqa.lang.quantity.values import Kind, Number, whole
from tqa.lang.tables import rows
from tqa.lang.words.lexemes import Line

Roles = dict[str, tuple[str, Number]]

_INSIDE = frozenset((" ", "-", "‑", "\u00a0", "  "))
_BEYOND = 10**18  # nobody multiplies further
_DECIMALS = 12
_NEVER_INSIDE = ("", "short", "vague", "multiple", "and", "article")  # a number in words
_VALUED = frozenset(("unit", "teen", "ten"))


class Words(NamedTuple):
    """A number written in words: lexemes [start, end) of a line."""

    value: Number | None
    kind: Kind
    end: int
    scale: int = 0  # the power of ten of the last magnitude word
    precision: int = 0


@lru_cache(maxsize=4)
def roles(lang: str) -> Roles:
    """What each number word of the language does: word -> (role, value)."""
    return {
        word: (role, whole(Fraction(value)))
        for word, role, value, _ in (rows(f"{lang}/number_words") if lang in ("id", "en") else ())
        if role != "money"
    }


@lru_cache(maxsize=4)
def money_letters(lang: str) -> dict[str, int]:
    """The letters that stand for a magnitude after a sum of money: M, T (case matters)."""
    found = rows(f"{lang}/number_words") if lang in ("id", "en") else ()
    return {word: int(value) for word, role, value, _ in found if role == "money"}


class _Reader:
    """Reads number words from left to right; `step` says whether the next one still belongs."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.total: Number = 0
        self.group: Number | None = None  # below the next magnitude word
        self.room = 1000  # what is added next must be smaller
        self.last: Number = 0  # the value added last
        self.scale = 0
        self.kind = Kind.CARDINAL
        self.closed = False
        self.decimals = 0  # the place of the next digit after “point”

    @property
    def value(self) -> Number:
        value = self.total + (self.group or 0)
        return whole(value) if isinstance(value, Fraction) else value

    def step(self, role: str, value: Number) -> bool:
        if self.closed:
            return False
        return bool(getattr(self, f"_{role}")(value))

    def _add(self, value: Number, room: int) -> bool:
        if self.group is not None and value >= self.room:
            return False
        self.group = (self.group or 0) + value
        self.last, self.room = value, room
        return True

    def _unit(self, value: Number) -> bool:
        if self.decimals:
            if self.decimals > _DECIMALS or value > 9:
                return False
            self.group = (self.group or 0) + Fraction(value) / 10**self.decimals
            self.decimals += 1
            return True
        return self._add(value, 1) if self.group is None or self.room >= 10 else False

    def _teen(self, value: Number) -> bool:
        return self._add(value, 1) if self.group is None or self.room >= 100 else False

    def _ten(self, value: Number) -> bool:
        return self._add(value, 10) if self.group is None or self.room >= 100 else False

    def _belas(self, value: Number) -> bool:
        if self.group is None or not 0 < self.last < 10:
            return False
        self.group, self.last, self.room = self.group + 10, self.last + 10, 1
        return True

    def _puluh(self, value: Number) -> bool:
        if self.group is None or not 0 < self.last < 10:
            return False
        self.group, self.last, self.room = self.group + self.last * 9, self.last * 10, 10
        return True

    def _hundred(self, value: Number) -> bool:
        if self.group is None or not 0 < self.group < 100:
            return False
        self.group, self.last, self.room = self.group * 100, 0, 100
        return True

    def _scale(self, value: Number) -> bool:
        factor, self.kind = 10 ** int(value), self.kind if self.total else Kind.CARDINAL
        self.decimals = 0
        if (self.group is None and not self.total) or self.value >= _BEYOND:
            return False
        if self.group is None or (self.total and value >= self.scale):
            self.total = self.value * factor  # seribu triliun
        else:
            self.total += self.group * factor
        self.group, self.room, self.scale = None, 1000, int(value)
        return True

    def _fused(self, value: Number) -> bool:
        if self.group is not None:
            return False
        if value == 100:
            return self._add(value, 100)
        self.total += value
        self.scale = len(str(value)) - 1 if str(value).strip("0") == "1" else 0
        self.closed = value in (12, 20)
        return True

    def _dozen(self, value: Number) -> bool:
        if not self.value:
            return False
        self.total, self.group, self.closed = whole(Fraction(self.value) * value), None, True
        self.kind = Kind.CARDINAL
        return True

    def _fraction(self, value: Number) -> bool:
        if self.group is None and not self.total:
            self.kind = Kind.FRACTION
        elif self.room < 1 or isinstance(self.value, Fraction):
            return False
        if self.group is None and self.total:  # satu juta setengah: not how it is said
            return False
        self.group, self.last, self.room = (self.group or 0) + value, value, 0
        return True

    def _denominator(self, value: Number) -> bool:
        if self.group is None or self.total or not 0 < self.group < value:
            return False
        self.group = whole(Fraction(self.group) / value)
        self.kind, self.closed = Kind.FRACTION, True
        return True

    def _ordinal(self, value: Number) -> bool:
        if self.lang == "id":
            if self.value:
                return False
            self.kind = Kind.ORDINAL
            return self._add(value, 1 if value < 100 else 100)
        if self.value == 1 and value > 2 and self.group is not None:  # one third, a fifth
            return self._denominator(value)
        if self.group is not None and (isinstance(self.group, Fraction) or value >= self.room):
            return False
        self.group, self.kind, self.closed = (self.group or 0) + value, Kind.ORDINAL, True
        return True

    def _point(self, value: Number) -> bool:
        if self.group is None or self.total or self.decimals:
            return False
        self.decimals = 1
        return True

    def _decade(self, value: Number) -> bool:
        if self.group not in (None, 18, 19):
            return False
        self.total, self.kind, self.closed = (self.group or 0) * 100 + value, Kind.DECADE, True
        self.group = None
        return True


def words_at(line: Line, i: int) -> Words | None:
    """The number in words that begins at lexeme `i`, read as far as it goes."""
    table = roles(line.lang)
    role, value = table.get(line.low(i), ("", 0))
    if role == "vague":
        return _vague(line, i, table)
    if role == "multiple":
        return Words(value, Kind.MULTIPLE, i + 1)
    reader, end = _Reader(line.lang), i
    if role == "article":
        part, share = table.get(line.low(i + 1), ("", 0))
        if part == "ordinal" and share > 2 and line.low(i + 2) == "of":  # a third of
            return _fraction(line, Fraction(1) / share, i + 2)
        if table.get(line.low(i + 1), ("",))[0] not in (
            "hundred", "scale", "dozen", "denominator", "fraction",
        ) or line.gap(i) not in _INSIDE:  # fmt: skip
            return None
        reader.step("unit", 1)
        end = i + 1
        if table[line.low(i + 1)][0] == "fraction":
            reader = _Reader(line.lang)
    elif role in ("", "and", "short", "point"):
        return None
    while (role := table.get(line.low(end), ("",))[0]) and (
        end == i or line.gap(end - 1) in _INSIDE
    ):
        skipped = _glue(line, end, table) if role in ("and", "article") else 0
        if role in ("and", "article") and not skipped:
            break
        role, value = table.get(line.low(end + skipped), ("", 0))
        if role in _NEVER_INSIDE or not reader.step(role, value):
            break
        end += skipped + 1
    if reader.decimals == 1:
        end -= 1  # the “point” belongs to something else
    if end == i or not (reader.value or reader.kind is Kind.CARDINAL):
        return None
    after = table.get(line.low(end), ("",))[0]
    if line.lang == "id" and after == "vague" and line.gap(end - 1) == " ":  # dua ratusan
        return Words(None, Kind.VAGUE, end + 1)
    if reader.kind is Kind.FRACTION and line.lang == "en":
        return _fraction(line, reader.value, end)
    precision = reader.scale if reader.group is None else 0
    return Words(reader.value, reader.kind, end, reader.scale, precision)


def _fraction(line: Line, value: Number, end: int) -> Words:
    """A fraction that ends before lexeme `end`, with what it is of: a quarter of a million."""
    i = end
    for word in ("of", "a"):
        i += line.low(i) == word and line.gap(i - 1) == " "
    role, power = roles("en").get(line.low(i), ("", 0))
    if role != "scale" or line.gap(i - 1) != " ":
        return Words(value, Kind.FRACTION, end)
    return Words(whole(Fraction(value) * 10 ** int(power)), Kind.CARDINAL, i + 1, int(power))


def _glue(line: Line, i: int, table: Roles) -> int:
    """How many small words at lexeme `i` a number may run over: hundred and five, half a million.

    0 where the number ends before them.
    """
    before = table.get(line.low(i - 1), ("",))[0]
    words = [line.low(i + n) for n in range(3)]
    after = [table.get(word, ("",))[0] for word in words]
    if line.gap(i) not in _INSIDE:
        return 0
    if after[0] == "and":
        if before in ("hundred", "scale") and after[1] in _VALUED:
            return 1
        if after[1] == "fraction":
            return 1
        return 2 if after[1] == "article" and after[2] in ("fraction", "denominator") else 0
    if before == "fraction" and after[1] in ("scale", "dozen", "hundred"):  # half a million
        return 1
    return 0


def _vague(line: Line, i: int, table: Roles) -> Words:
    end = i + 1
    while True:
        step = 2 if line.low(end) == "of" and line.lang == "en" else 1
        role = table.get(line.low(end + step - 1), ("",))[0]
        if role not in ("vague", "scale") or line.gap(end - 1) not in _INSIDE:
            return Words(None, Kind.VAGUE, end)
        end += step


def read_number(text: str, lang: str) -> Number | None:
    """The value of a number in digits or words of `lang` ("1.500", "dua juta"); None if it is none.

    Magnitude words after digits count: "2,5 juta" is 2,500,000.
    """
    line = Line(text, lang)
    if not line.size:
        return None
    if not line.numeral(0):
        found = words_at(line, 0)
        return found.value if found and found.end == line.size else None
    reading = read_digits(line.word(0), lang)
    if reading is None:
        return None
    scale, end = scale_at(line, 1)
    return whole(Fraction(reading.value) * 10**scale) if end == line.size else None


def scale_at(line: Line, i: int) -> tuple[int, int]:
    """The power of ten of the magnitude words at lexeme `i`, after a numeral; the index after."""
    if line.low(i) not in _scaling(line.lang):
        return 0, i
    scale, table = 0, roles(line.lang)
    other = roles("en" if line.lang == "id" else "id")
    while True:
        word = line.low(i)
        role, value = table.get(word) or other.get(word, ("", 0))
        gap = line.gap(i - 1)
        if role == "puluh" and word in table:
            value = 1
        elif role == "vague" and value and word in table:  # 52 thousands
            pass
        elif role not in ("scale", "hundred", "short") or (role == "short" and word not in table):
            return scale, i
        if (gap not in _INSIDE and gap != "") or scale > 18:
            return scale, i
        if role == "short" and value == 3 and gap:  # "k" only right behind the digits
            return scale, i
        scale += int(value)
        i += 1


@lru_cache(maxsize=4)
def _scaling(lang: str) -> frozenset[str]:
    """The words that may be magnitude words after a numeral: all number words of both languages."""
    return frozenset((*roles(lang), *roles("en" if lang == "id" else "id")))


def scale_word(power: int, lang: str) -> str:
    """The magnitude word of a power of ten (6: million, juta), "" where there is none."""
    return _names(lang).get(("scale", power), "") if lang in ("id", "en") else ""


@lru_cache(maxsize=1)
def roman_numerals() -> dict[str, int]:
    """The Roman numerals in use as ordinals (abad XX, World War II), 1 to 39, in lower case."""
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return {"x" * (n // 10) + units[n % 10]: n for n in range(1, 40)}


def write_number(value: int, lang: str) -> str:
    """A whole number in words; in digits from 10^18 on.

    Raises:
        ValueError: the number is negative, or the language has no number words.
    """
    if value < 0 or lang not in ("id", "en"):
        raise ValueError(f"no words for {value} in {lang!r}")
    if value >= 10**18:
        return write_digits(value, lang)
    if value == 0:
        return _names(lang)["unit", 0]
    parts = []
    for power in (15, 12, 9, 6, 3, 0):
        group = value // 10**power % 1000
        if not group:
            continue
        if lang == "id" and power == 3 and group == 1:
            parts.append(_names(lang)["fused", 1000])
            continue
        scale = [_names(lang)["scale", power]] if power else []
        parts.append(" ".join([*_hundreds(group, lang), *scale]))
    return " ".join(parts)


def _hundreds(value: int, lang: str) -> list[str]:
    names = _names(lang)
    hundreds, rest = divmod(value, 100)
    found = []
    if hundreds:
        one = lang == "id" and hundreds == 1
        found += [names["fused", 100]] if one else [names["unit", hundreds], names["hundred", 2]]
    if rest:
        found.append(_tens(rest, lang))
    return found


def _tens(value: int, lang: str) -> str:
    names = _names(lang)
    tens, units = divmod(value, 10)
    if value < 10:
        return names["unit", value]
    if ("teen", value) in names:
        return names["teen", value]
    if lang == "en":
        return names["ten", tens * 10] + (f"-{names['unit', units]}" if units else "")
    if tens == 1:
        return f"{names['unit', units]} {names['belas', 10]}"
    return f"{names['unit', tens]} {names['puluh', 1]}" + (
        f" {names['unit', units]}" if units else ""
    )


@lru_cache(maxsize=2)
def _names(lang: str) -> dict[tuple[str, Number], str]:
    """The usual word of each role and value."""
    usual = {word for word, _, _, mark in rows(f"{lang}/number_words") if mark == "*"}
    return {key: word for word, key in roles(lang).items() if word in usual}
