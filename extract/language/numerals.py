"""Numerals of a text: digit runs and Chinese numerals with their scale, as values with exact spans.

A digit run is what a reader sees as one number: digits, half or full width, with inner points and commas. A directly
attached 万, 亿 or 千 belongs to it; where 余 or 多 stands between (1200多万) the span is the digits and the value is full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

DIGIT_RUN: Final = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?")
_SPACED: Final = re.compile(r"(?<![\d０-９.] )(?<![\d０-９.])\d{1,3}(?: \d{3})+(?= ?[一-龥])")
_NARROW: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_SCALE: Final = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12, "": 1}
# 千 opens 千瓦, 千米, 千克; 万 opens nothing that follows a number
_SCALE_TAIL: Final = re.compile(r"(?P<loose>余|多)?(?P<scale>百万|千万|万亿|万|亿|千(?![瓦米克伏]))(?P<after>余|多)?")

_CN_DIGIT: Final = dict(zip("零〇○一二三四五六七八九两", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_CN_UNIT: Final = {"十": 10, "百": 100, "千": 1000}
CN_NUMERAL: Final = "零〇○一二三四五六七八九十百千万亿两"
CN_RUN: Final = re.compile(
    rf"百分之[{CN_NUMERAL}点]+"
    rf"|[{CN_NUMERAL}]+分之[{CN_NUMERAL}]+"
    rf"|[{CN_NUMERAL}]+(?:点[零〇一二三四五六七八九]+)?"
)


@dataclass(frozen=True, slots=True)
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


def _parse_run(run: str) -> tuple[Decimal | None, int]:
    """Return the value and printed decimals of a digit run; no value where its commas are no thousands marks."""
    plain = run.translate(_NARROW)
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _PLAIN.fullmatch(plain):
        return None, 0
    return Decimal(plain), len(plain.partition(".")[2])


def digit_numerals(text: str) -> list[Numeral]:
    """Return every digit run of the text, in order, each in exactly one numeral.

    Digits that only spaces part as thousands (2 846) become one numeral.
    """
    spaced = {m.start(): m.end() for m in _SPACED.finditer(text)} if " " in text else {}
    found: list[Numeral] = []
    position = 0
    for match in DIGIT_RUN.finditer(text):
        if match.start() < position:
            continue
        start, end = match.span()
        if start in spaced:
            end = spaced[start]
        value, decimals = _parse_run(text[start:end].replace(" ", ""))
        numeral = _scaled(text, start, end, value, decimals)
        found.append(numeral)
        position = numeral.end
    return found


def _scaled(text: str, start: int, end: int, value: Decimal | None, decimals: int) -> Numeral:
    """Take in the scale that follows a number."""
    tail = _SCALE_TAIL.match(text, end)
    if value is None or tail is None or (tail["loose"] and tail["after"]):
        return Numeral(start, end, value, decimals)
    scale = _SCALE[tail["scale"]]
    loose = tail["loose"] is not None
    return Numeral(start, end if loose else tail.end("scale"), value * scale, decimals, scale, loose)


def chinese_value(written: str) -> Decimal | None:
    """Return the value of a Chinese numeral such as 二十一, 一百零三, 三万五千 or 九十八点五; None if it is none."""
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
    return Decimal(value) if value else None


def chinese_numerals(text: str) -> list[Numeral]:
    """Return every run of Chinese numerals that is a number by its form, in order."""
    found = []
    for match in CN_RUN.finditer(text):
        numeral = _chinese_numeral(match)
        if numeral is not None:
            found.append(numeral)
    return found


def _chinese_numeral(match: re.Match[str]) -> Numeral | None:
    written, start, end = match.group(), match.start(), match.end()
    if written.startswith("百分之"):
        value = chinese_value(written[3:].rstrip("点"))
        decimals = len(written[3:].partition("点")[2])
        return None if value is None else Numeral(start, end, value, decimals, percent=True)
    if "分之" in written:
        below, above = (chinese_value(part) for part in written.split("分之", 1))
        if not below or above is None:
            return None
        return Numeral(start, end, (above / below).quantize(Decimal("0.0001")), 4, fraction=True)
    value = chinese_value(written)
    return None if value is None else Numeral(start, end, value, 0)
