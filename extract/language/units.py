"""Measure words after a numeral, and the hedges around both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LOOSE: Final = r"(?:余|多|来|几)?"
_BEFORE: Final = (
    (re.compile(r"(?:近|约|约为|大约|将近|接近|逼近|大概)$"), "about"),
    (re.compile(r"(?:超|超过|突破|不少于|不低于|至少|逾|高于|大于|达到或超过)$"), "at_least"),
    (re.compile(r"(?:不足|不超过|不高于|低于|不到|少于|不满|未超过)$"), "at_most"),
)
_AFTER: Final = (
    (re.compile(r"^(?:左右|上下)"), "about"),
    (re.compile(r"^(?:以上|及以上)"), "at_least"),
    (re.compile(r"^(?:以内|以下|之内|之下)"), "at_most"),
)


def unit_pattern(units: Iterable[str]) -> re.Pattern[str]:
    """Compile the longest-first pattern of all measure words, with the 余/多 that may stand before them."""
    words = "|".join(re.escape(u) for u in sorted(units, key=len, reverse=True))
    return re.compile(rf"[ 　]?(?P<loose>{_LOOSE})(?P<unit>{words})")


def hedge(text: str, start: int, end: int, *, loose: bool) -> str:
    """Return approx of a figure between start (of the numeral) and end (of its unit)."""
    before = text[max(0, start - 5) : start].rstrip()
    for pattern, approx in _BEFORE:
        if pattern.search(before):
            return approx
    after = text[end : end + 4].lstrip()
    for pattern, approx in _AFTER:
        if pattern.search(after):
            return approx
    return "about" if loose else "exact"
