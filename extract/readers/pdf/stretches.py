"""Stretches of a PDF text that share their edges: a page, or one column of it, with the distance of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from extract.readers.pdf.cells import as_rows
from extract.readers.pdf.columns import in_columns
from extract.readers.pdf.lines import Line
from extract.readers.pdf.margins import Item, Leaf
from extract.readers.pdf.ruled import Table

_FEW: Final = 3  # lines at the right edge that show where it is
_WIDE: Final = 0.3  # of the page's width: text is as wide at least
_FULL: Final = 1.5  # parts of the type size within which a line reaches the right edge
_ALIKE: Final = 1.12  # of two type sizes that pass for one
_PITCH: Final = 1.6  # the usual distance of lines, in type sizes
_SMALL: Final = 0.88  # type of notes, in parts of that of the text
_NOTE: Final = re.compile(r"[①-⑳*＊※\[［〔]|\d{1,2}(?![\d年月日.])")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Items in reading order, the edges of their lines in points, and the notes at its foot."""

    items: list[Item]
    left: float
    right: float
    pitch: float
    notes: list[Item]


def alike(one: Line, other: Line) -> bool:
    """Tell whether two lines are set in one size."""
    return max(one.size, other.size) <= _ALIKE * min(one.size, other.size)


def body_size(leaves: Iterable[Leaf]) -> float:
    """Return the type size in which most of a document is set."""
    sizes: Counter[float] = Counter()
    for leaf in leaves:
        for item in leaf.items:
            if isinstance(item, Line):
                sizes[round(item.size * 2) / 2] += len(item.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def stretches(leaves: Sequence[Leaf]) -> list[Stretch]:
    """Return the stretches of a document; one that does not show its right edge takes that of the others."""
    size = body_size(leaves)
    found = [(leaf, _stretch(items, size)) for leaf in leaves for items in _parted(leaf)]
    usual = Counter(round(s.right) for leaf, s in found if _shows_edge(s, leaf)).most_common(1)
    return [
        s
        if _shows_edge(s, leaf)
        else replace(s, right=max(s.right, usual[0][0] if usual else leaf.right - (s.left - leaf.left)))
        for leaf, s in found
    ]


def _shows_edge(stretch: Stretch, leaf: Leaf) -> bool:
    if stretch.right - stretch.left < _WIDE * (leaf.right - leaf.left):
        return False
    lines = [i for i in stretch.items if isinstance(i, Line) and not i.is_row]
    return sum(stretch.right - line.right <= _FULL * line.size for line in lines) >= _FEW


def _parted(leaf: Leaf) -> list[list[Item]]:
    """The items of a page as they are read; a page with ruled tables has one column."""
    found = [item for item in leaf.items if isinstance(item, Line)]
    if len(found) < len(leaf.items):
        rows = iter(as_rows(found))
        return [[item if isinstance(item, Table) else next(rows) for item in leaf.items]]
    return [list(as_rows(part)) for part in in_columns(found)]


def _stretch(items: list[Item], size: float) -> Stretch:
    body, notes = _without_notes(items, size)
    found = [i for i in body if isinstance(i, Line) and not i.is_row]
    if not found:
        return Stretch(body, 0.0, 0.0, size * _PITCH, notes)
    usual = [line for line in found if abs(line.size - size) <= (_ALIKE - 1) * size] or found
    right = max(line.bare for line in usual)
    behind_full = [b.left for a, b in pairwise(usual) if right - a.right <= _FULL * a.size]
    left = min(behind_full or [line.left for line in usual])
    gaps = [a.base - b.base for a, b in pairwise(found) if alike(a, b) and a.base > b.base]
    return Stretch(body, left, right, median(gaps) if gaps else size * _PITCH, notes)


def _without_notes(items: list[Item], size: float) -> tuple[list[Item], list[Item]]:
    """Part the small type at the foot that begins with the mark of a note."""
    first = len(items)
    for index in range(len(items) - 1, 0, -1):
        item = items[index]
        if not isinstance(item, Line) or item.size > _SMALL * size:
            break
        if _NOTE.match(item.text):
            first = index
    return items[:first], items[first:]
