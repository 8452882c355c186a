"""Joins: what stands between two pieces of text that only the end of a line parted."""

from __future__ import annotations

import re
from typing import Final

HAN: Final = r"〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
_HAN_LAST: Final = re.compile(rf"[{HAN}]$")
_HAN_FIRST: Final = re.compile(rf"[{HAN}]")
_HYPHENS: Final = ("-", "‐", "\u00ad")
_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百")


def joined(first: str, second: str, *, in_cell: bool = False) -> str:
    """Return two pieces as one: no space beside Chinese text, one between words, none within a number.

    The lines of a cell are parted more often than wrapped: two numbers there stay apart.
    """
    parted = first != first.rstrip(" ") or second != second.lstrip(" ")
    first, second = first.rstrip(" "), second.lstrip(" ")
    if not first or not second:
        return first + second
    before, after = first[-1], second[0]
    if before in _HYPHENS and len(first) > 1:
        return _without_hyphen(first, second)
    if not (before.isascii() and after.isascii()):
        return first + second
    is_word = before.isalpha() and after.isalpha()
    is_number = before.isdigit() and after.isdigit()
    return first + (" " if is_word or (is_number and in_cell) or (parted and after.isalnum()) else "") + second


def _without_hyphen(first: str, second: str) -> str:
    """Drop a hyphen that only the end of a line made: inside a word, or between Chinese characters that are no numbers."""
    bare = first[:-1]
    in_word = bare[-1].isascii() and bare[-1].isalpha() and second[0].isascii() and second[0].islower()
    in_text = _HAN_LAST.search(bare) and _HAN_FIRST.match(second) and second[0] not in _NUMERALS
    return (bare if in_word or in_text or first[-1] == "\u00ad" else first) + second
