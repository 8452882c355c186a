"""Measure words after a numeral, and the hedges around both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

_LOOSE: Final = frozenset("余多来几")
_SPACES: Final = frozenset(" 　")
_BEFORE: Final = (
    (re.compile(r"(?:近|约|约为|大约|将近|接近|逼近|大概)$"), "about"),
    (re.compile(r"(?:超|超过|突破|不少于|不低于|至少|逾|高于|大于|达到或超过)$"), "at_least"),
    (re.compile(r"(?:不足|不超过|不高于|低于|不到|少于|不满|未超过)$"), "at_most"),
)
_BEFORE_ENDS: Final = frozenset("近约为概超过破于少逾足到满")
_AFTER: Final = {
    "左右": "about", "上下": "about", "以上": "at_least", "及以上": "at_least",
    "以内": "at_most", "以下": "at_most", "之内": "at_most", "之下": "at_most",
}  # fmt: skip
_AFTER_STARTS: Final = frozenset("左上以及之 　")


class Measure(NamedTuple):
    """A measure word behind a numeral: the word, where it ends, and whether 余 or 多 stands before it."""

    unit: str
    end: int
    is_loose: bool


class Measures:
    """The measure words of a catalogue, longest first."""

    def __init__(self, units: Iterable[str]) -> None:
        self._lengths: dict[str, list[int]] = {}
        self._units = frozenset(units)
        for unit in sorted(self._units, key=len, reverse=True):
            lengths = self._lengths.setdefault(unit[0], [])
            if len(unit) not in lengths:
                lengths.append(len(unit))
        self.starts = frozenset(self._lengths) | _LOOSE | _SPACES

    def after(self, text: str, position: int) -> Measure | None:
        """Return the measure word that begins at a position; one space and one of 余多来几 may stand before it."""
        first = text[position : position + 1]
        if first not in self.starts:
            return None
        if first in _SPACES:
            position += 1
            first = text[position : position + 1]
        is_loose = first in _LOOSE
        if is_loose:
            position += 1
            first = text[position : position + 1]
        for length in self._lengths.get(first, ()):
            unit = text[position : position + length]
            if unit in self._units:
                return Measure(unit, position + len(unit), is_loose)
        return None


def hedge(text: str, start: int, end: int, *, loose: bool) -> str:
    """Return approx of a figure between start (of the numeral) and end (of its unit)."""
    last = text[start - 1 : start]
    if last in _BEFORE_ENDS or last.isspace():
        before = text[max(0, start - 6) : start].rstrip()
        for pattern, approx in _BEFORE if before[-1:] in _BEFORE_ENDS else ():
            if pattern.search(before):
                return approx
    if text[end : end + 1] in _AFTER_STARTS:
        after = text[end : end + 4].lstrip()
        for word, approx in _AFTER.items():
            if after.startswith(word):
                return approx
    return "about" if loose else "exact"
