"""Serial numbers in the forms of Word's numbering: 一, ①, Ⅳ, 甲, aa."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST: Final = 9999


def serial(value: int, form: str) -> str:
    """Return a number in a form (Word's numFmt); a form that is unknown, or ends before the number, gives digits."""
    write = _FORMS.get(form)
    written = write(value) if write is not None and 0 < value <= _LARGEST else ""
    return written or str(value)


def _chinese(value: int, digits: str = _DIGITS, places: str = "十百千", zero: str = "零") -> str:
    """十二, 二十, 一百零五."""
    written, is_gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            written += (zero if is_gap and written else "") + digits[digit] + (places[power - 1] if power else "")
        is_gap = not digit
    return written[1:] if written.startswith("一十") else written


def _legal(value: int) -> str:
    return _chinese(value, _LEGAL_DIGITS, "拾佰仟")


def _by_digit(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _roman(value: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (value // size)
        value %= size
    return written


def _letters(value: int) -> str:
    """A ... z, aa, bb, as Word counts."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _circled(value: int) -> str:
    for first, last, start in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= value <= last:
            return chr(ord(start) + value - first)
    return ""


def _from(start: str, count: int) -> Callable[[int], str]:
    return lambda value: chr(ord(start) + value - 1) if value <= count else ""


def _of(names: str) -> Callable[[int], str]:
    return lambda value: names[(value - 1) % len(names)]


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "koreanCounting": _chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "taiwaneseDigital": _by_digit,
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": lambda value: str(value).translate({ord("0") + i: ord("０") + i for i in range(10)}),
    "decimalFullWidth2": lambda value: str(value).translate({ord("0") + i: ord("０") + i for i in range(10)}),
    "decimalZero": lambda value: f"{value:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
}
