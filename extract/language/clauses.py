"""Sentences and clauses of a text under both punctuation styles, as character spans."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]

_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’」』）)》]*")
_LONGEST: Final = (
    4_000  # characters of a sentence: no writer comes near it, and what is worked out for each figure stays short
)
_PAUSE: Final = re.compile(r".*[，,；;、：:\s](?![0-9])", re.DOTALL)
_COUNTED: Final = "[0-9件起宗个人%％元次份名场卷本]"
_MARKS: Final = "，；：。！？、;:!?()（）|｜丨／\n"
_PERHAPS: Final = ",—\t 　"  # marks in some places
MARKS: Final = frozenset(_MARKS + _PERHAPS)
_BREAK: Final = re.compile(  # one set of first characters, so that a search is fast
    rf"[{_MARKS}{_PERHAPS}]"
    r"(?:(?<=[（(])(?:[县市区州镇乡村街次]|社区|街道|、){1,6}[）)]"  # 县(市), 村（社区）: part of a word
    rf"|(?P<mark>(?<=[{_MARKS}])|(?<=—)—|(?<=,)(?![0-9])|(?<![0-9],)(?<=,)"
    rf"|(?<={_COUNTED}\t)(?=[一-龥]{{2}})"  # 受理：45件  审结：40件
    rf"|(?<={_COUNTED}[ 　])(?:[ 　]+(?=[一-龥]{{2}})|(?=[一-龥]{{2,8}}[：:]?[ 　]?[0-9]))))"
)
_TITLE: Final = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|“[^“”\n]{1,24}”")
_COUNTING: Final = frozenset("一二三四五六七八九十")
_ITEM: Final = re.compile("是(?!否)")


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text without the spaces around them; a line end always ends one, as does excessive length."""
    found = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if text[start].isspace() or text[end - 1].isspace():
            words = text[start:end]
            start = end - len(words.lstrip())
            end = start + len(words.strip())
        while end - start > _LONGEST:
            pause = _PAUSE.match(text, start + 1, start + _LONGEST)
            cut = pause.end() if pause else start + _LONGEST
            found.append((start, cut))
            start = cut
        if start < end:
            found.append((start, end))
    return found


def breaks(text: str, start: int, end: int) -> list[int]:
    """Return the positions of clause marks between start and end; a comma inside a number is none.

    Full-width commas between digits are thousands marks only in groups of three, which the caller's numerals hold.
    """
    return [m.start() for m in _BREAK.finditer(text, start, end) if m.lastgroup]


def titles(text: str) -> list[Span]:
    """Return the spans inside 《…》 and short “…”: names, whose numerals and words say nothing about figures."""
    return [m.span() for m in _TITLE.finditer(text)]


def items(text: str) -> list[int]:
    """Return where the enumerated items (一是 二是 …) of a text begin."""
    found = []
    for match in _ITEM.finditer(text):
        end = start = match.start()
        while start > 0 and text[start - 1] in _COUNTING:
            start -= 1
        if 0 < end - start <= 2:
            found.append(start)
    return found


class Spans:
    """A sorted set of disjoint spans that answers which one holds a position."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)

    def outside(self, starts: list[int]) -> list[slice]:
        """Return the stretches of a sorted list of positions that no span holds."""
        kept, first = [], 0
        for start, end in self._spans:
            kept.append(slice(first, bisect_left(starts, start, first)))
            first = bisect_left(starts, end, kept[-1].stop)
        return [*kept, slice(first, len(starts))]

    def held(self, positions: list[int]) -> set[int]:
        """Return those of a sorted list of positions that a span holds: one look-up a span, not one a position."""
        found: set[int] = set()
        for start, end in self._spans:
            first = bisect_left(positions, start)
            found.update(positions[first : bisect_left(positions, end, first)])
        return found

    def at(self, position: int) -> Span | None:
        """Return the span that holds the position, or None."""
        if not self._starts:
            return None
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self._spans[index][1]:
            return self._spans[index]
        return None
