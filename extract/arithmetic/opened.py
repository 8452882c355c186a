"""Sums that 其中 or 分别为 opens: a whole and the list of its parts.

A list that is off by more than a tenth of its whole is a selection or overlaps, and no sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from extract.arithmetic.lists import (
    LIKELY,
    LONGEST,
    NEW_COUNT,
    RATES,
    SOFT,
    is_change,
    is_close,
    is_exact,
    is_left,
    total_of,
)
from extract.arithmetic.relation import Relation, is_cut, key, make_sum, value
from extract.mentions import Mention

_SELECTION: Final = re.compile(r"其中主要|主要[有为是]|如[：:]?$|等\d*$")
_BRACKETS: Final = frozenset("（(")
_INNER: Final = 80  # characters of the longest bracket inside a list
_SELECTED: Final = 50  # parts that fall short of their whole by more than this part of it are a selection


def _is_meant(computed: Decimal, printed: Decimal, *, ends: bool, is_whole: bool) -> bool:
    """Tell whether a list that misses its whole was meant to make it up; a selection falls short by more."""
    if computed > printed or is_whole:
        return is_close(computed, printed)
    return ends and (printed - computed) * _SELECTED <= printed


class OpenedLists:
    """The lists of one sentence that 其中 or 分别为 opens."""

    def __init__(self, text: str, counts: Sequence[Mention], before: Sequence[Mention]) -> None:
        self._text, self._counts = text, counts
        self._before = [b for b in before if b.family not in RATES and not is_change(text, b)]

    def read(self, opened: Sequence[int]) -> Iterator[Relation]:
        """Read the list behind each opener; a later opener in its midst ends it, unless in brackets."""
        at = 0
        for number, position in enumerate(opened):
            while at < len(self._counts) and self._counts[at].start < position:
                at += 1
            if at == len(self._counts):
                return
            behind = number + 1
            while behind < len(opened) and (
                opened[behind] <= self._counts[at].start or self._in_brackets(opened[behind])
            ):
                behind += 1
            limit = opened[behind] if behind < len(opened) else None
            yield from self._read(at, position, limit)

    def _in_brackets(self, opener: int) -> bool:
        return self._text[opener] in _BRACKETS or self._text[opener - 1 : opener] in _BRACKETS

    def _read(self, first: int, opener: int, limit: int | None) -> Iterator[Relation]:
        of = key(self._counts[first])
        if of is None or _SELECTION.search(self._text[opener : self._counts[first].start]):
            return
        parts, more, left = self._parts(first, opener, limit)
        wholes = [c for c in reversed(self._counts[max(0, first - LONGEST) : first]) if key(c) == of]
        earlier = not wholes
        if earlier and self._opens_sentence(opener):
            wholes = [c for c in reversed(self._before) if key(c) == of]
        if not parts or not is_exact(parts):
            return
        if not wholes:
            yield from self._other_units(first, parts)
            return
        found = list(self._holding(wholes, parts, more, left))
        if found:
            yield from found
        elif not (earlier and len(wholes) > 1) and is_exact(wholes[:1]):
            yield from self._failing(wholes, parts, left, ends=limit is None or left is not None)

    def _opens_sentence(self, opener: int) -> bool:
        return opener - self._counts[0].sentence[0] < LONGEST and not self._text[
            self._counts[0].sentence[0] : opener
        ].strip(" 　(（")

    def _parts(self, first: int, opener: int, limit: int | None) -> tuple[list[Mention], list[Mention], Mention | None]:
        """Return the parts up to a semicolon, those behind it, and the figure that says what is left."""
        text, is_soft = self._text, False
        parts: list[Mention] = []
        more: list[Mention] = []
        bracket = self._in_brackets(opener)
        end, nested_end = opener, 0
        for count in self._counts[first : first + LONGEST]:
            if limit is not None and count.start > limit:
                break
            if count.start < nested_end:
                continue
            gap = text[end : count.start]
            end = count.unit_end
            if parts and (
                (bracket and re.search(r"[）)]", gap) and not re.search(r"[（(]", gap)) or NEW_COUNT.search(gap)
            ):
                break
            if key(count) != key(self._counts[first]):
                continue
            inner = re.search(r"[（(](?:其中|含)", gap)
            if parts and inner:
                close = re.search(r"[）)]", text[count.start : count.start + _INNER])
                nested_end = count.start + close.start() if close else 0
                continue
            if parts and is_left(gap):
                return parts, more, count
            is_soft = is_soft or (bool(parts) and SOFT.search(gap) is not None)
            (more if is_soft else parts).append(count)
        return parts, more, None

    def _holding(
        self, wholes: Sequence[Mention], parts: list[Mention], more: list[Mention], left: Mention | None
    ) -> Iterator[Relation]:
        """Yield the first whole that the parts make up, nearest first."""
        groups = [g for g in ([*parts, *more], [*parts, *more, left] if left else [], parts) if len(g) > 1]
        for whole in wholes[:4]:
            if whole.approx != "exact" or not whole.value:
                continue
            for group in groups if whole is wholes[0] else [g for g in groups if left not in g]:
                if is_exact(group) and total_of(group) == value(whole):
                    yield make_sum(whole, group, "stated")
                    return

    def _failing(
        self, wholes: Sequence[Mention], parts: list[Mention], left: Mention | None, *, ends: bool
    ) -> Iterator[Relation]:
        """A list that misses its whole, the grouping that would hold, and what is left against the total before."""
        whole, computed = wholes[0], total_of(parts)
        printed = value(whole)
        if any(is_cut(self._text, figure) for figure in (whole, *parts)):
            return
        if value(parts[0]) > printed and len(parts) == 1:
            yield make_sum(whole, parts, "stated")
        elif len(parts) > 1 and _is_meant(computed, printed, ends=ends, is_whole=left is not None):
            yield make_sum(whole, parts, "stated")
            for size in range(2, len(parts)):
                if total_of(parts[:size]) == printed:
                    yield make_sum(whole, parts[:size], "matched")
        if left is None or not is_exact([left]):
            return
        above = next((w for w in wholes[1:] if is_exact([w]) and value(w) > printed), None)
        if above is not None and is_close(printed + value(left), value(above)):
            yield make_sum(above, [whole, left], "stated")
        if above is not None and len(parts) > 1 and computed + value(left) == value(above):
            yield make_sum(above, [*parts, left], "matched")

    def _other_units(self, first: int, parts: list[Mention]) -> Iterator[Relation]:
        """处理问题30件，其中处分10人、诫勉20人: parts of another measure word, told only where they add up."""
        whole = self._counts[first - 1] if first else None
        if whole is None or len(parts) < 2 or not is_exact([whole]) or value(whole) < 2 * LIKELY:
            return
        if whole.family in {"case", "item", "body", "person"} and total_of(parts) == value(whole):
            yield make_sum(whole, parts, "stated")
