"""Numerals of a text: digit runs and Chinese numerals with their scale, as values with exact spans.

A digit run is what a reader sees as one number: digits, half or full width, with inner points and commas. A directly
attached 万, 亿 or 千 belongs to it; where 余 or 多 stands between (1200多万) the span is the digits and the value is full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

# the second group stands inside the first so that plain runs, which are most, enter no loop
DIGIT_RUN: Final = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+(?:[.,．，][0-9０-９]+)*)?")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?")
_SPACED: Final = re.compile(r"(?<![\d０-９.] )\d{1,3}(?: \d{3})+(?= ?[一-龥])")  # 2 846件
_NARROW: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
SCALES: Final = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12, "": 1}
# 千 opens 千瓦, 千米, 千克; 万 opens nothing that follows a number
_SCALE_TAIL: Final = re.compile(r"(?P<loose>余|多)?(?P<scale>百万|千万|万亿|万|亿|千(?![瓦米克伏]))(?P<after>余|多)?")
_SCALE_STARTS: Final = frozenset("余多百千万亿")

_CN_DIGIT: Final = dict(zip("零〇○一二三四五六七八九两", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_CN_UNIT: Final = {"十": 10, "百": 100, "千": 1000}
_DIGITS: Final = 16  # of a number at most: with its scale it is exact; longer runs are serial numbers, or no numbers
CN_NUMERAL: Final = "零〇○一二三四五六七八九十百千万亿两"
_CN_MORE: Final = rf"分之[{CN_NUMERAL}点]+|点[零〇一二三四五六七八九]+"
CN_RUN: Final = re.compile(rf"[{CN_NUMERAL}]+({_CN_MORE})?")


@dataclass(slots=True)
class Numeral:
    """One number of a text: span in characters, value with its scale, decimals as printed before scaling."""

    start: int
    end: int
    value: Decimal | None  # None: the run is no single number (2017,100)
    decimals: int
    scale: int = 1
    loose: bool = False  # 余 or 多 between the number and its scale
    percent: bool = False  # 百分之N
    fraction: bool = False  # N分之N


@lru_cache(maxsize=8192)
def _parse_run(run: str) -> tuple[Decimal | None, int]:
    """Return the value and printed decimals of a digit run; no value where its commas are no thousands marks."""
    if len(run) > 2 * _DIGITS:
        return None, 0
    if run.isascii() and run.isdigit():
        return (Decimal(run) if len(run) <= _DIGITS else None), 0
    plain = run.translate(_NARROW)
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _PLAIN.fullmatch(plain) or len(plain.replace(".", "")) > _DIGITS:
        return None, 0
    return Decimal(plain), len(plain.partition(".")[2])


def digit_numerals(text: str) -> list[Numeral]:
    """Return every digit run of the text, in order, each in exactly one numeral.

    Digits that only spaces part as thousands (2 846) become one numeral.
    """
    found: list[Numeral] = []
    position = 0
    for match in DIGIT_RUN.finditer(text):
        start, end = match.span()
        if start < position:
            continue
        run, follower = match.group(), text[end : end + 1]
        if follower == " " and (spaced := _SPACED.match(text, start)):
            end = spaced.end()
            run, follower = text[start:end].replace(" ", ""), text[end : end + 1]
        value, decimals = _parse_run(run)
        if follower in _SCALE_STARTS:
            numeral = _scaled(text, start, end, value, decimals)
        else:
            numeral = Numeral(start, end, value, decimals)
        found.append(numeral)
        position = numeral.end
    return found


def _scaled(text: str, start: int, end: int, value: Decimal | None, decimals: int) -> Numeral:
    """Take in the scale that follows a number."""
    tail = _SCALE_TAIL.match(text, end)
    if value is None or tail is None or (tail["loose"] and tail["after"]):
        return Numeral(start, end, value, decimals)
    scale = SCALES[tail["scale"]]
    loose = tail["loose"] is not None
    return Numeral(start, end if loose else tail.end("scale"), value * scale, decimals, scale, loose)


@lru_cache(maxsize=4096)
def chinese_value(written: str) -> Decimal | None:
    """Return the value of a Chinese numeral such as 二十一, 一百零三, 三万五千 or 九十八点五; None if it is none."""
    if len(written) > _DIGITS:
        return None
    whole, _, tenths = written.partition("点")
    if tenths:
        head = chinese_value(whole)
        digits = "".join(str(_CN_DIGIT[c]) for c in tenths if c in _CN_DIGIT)
        return None if head is None or len(digits) != len(tenths) else head + Decimal(f"0.{digits}")
    if whole and all(c in _CN_DIGIT for c in whole):
        return Decimal("".join(str(_CN_DIGIT[c]) for c in whole)) if len(whole) == 1 or whole[0] != "两" else None
    return _chinese_positional(whole)


def _chinese_positional(written: str) -> Decimal | None:
    total = section = digit = 0
    for char in written:
        if char in _CN_DIGIT:
            digit = _CN_DIGIT[char]
        elif char in _CN_UNIT:
            section += (digit or 1) * _CN_UNIT[char]
            digit = 0
        elif char in "万亿":
            section += digit
            total = (total + section or 1) * (10**4 if char == "万" else 10**8)
            section = digit = 0
        else:
            return None
    value = total + section + digit
    return Decimal(value) if 0 < value < 10**_DIGITS else None


def followed_run(followers: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of Chinese runs without whole numbers that none of some characters follows (一 of 进一步).

    The first look-ahead passes over most of them before the run is read.
    """
    behind = re.escape("".join(sorted(followers)))
    return re.compile(rf"[{CN_NUMERAL}](?=[{CN_NUMERAL}分点{behind}])[{CN_NUMERAL}]*+(?:({_CN_MORE})|(?=[{behind}]))")


def chinese_numerals(text: str, runs: re.Pattern[str] = CN_RUN) -> list[Numeral]:
    """Return every run of Chinese numerals that is a number by its form, in order; runs: the pattern of those wanted."""
    found = []
    for match in runs.finditer(text):
        numeral = _chinese_numeral(match.group(), *match.span())
        if numeral is not None:
            found.append(numeral)
    return found


def _chinese_numeral(written: str, start: int, end: int) -> Numeral | None:
    if "分之" not in written:
        value = chinese_value(written)
        return None if value is None else Numeral(start, end, value, 0)
    below, above = written.split("分之", 1)
    part = chinese_value(above.rstrip("点"))
    if below == "百":
        return None if part is None else Numeral(start, end, part, len(above.partition("点")[2]), percent=True)
    whole = chinese_value(below)
    if not whole or part is None:
        return None
    return Numeral(start, end, (part / whole).quantize(Decimal("0.0001")), 4, fraction=True)
