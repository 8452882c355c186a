"""Ruled tables of a PDF page: the cells that lines enclose, merged ones too, and what stands in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import compress
from typing import Final

from extract.readers import grid
from extract.readers.joins import joined
from extract.readers.pdf.glyphs import Glyph, Rule
from extract.readers.pdf.lines import lines

_NEAR: Final = 3.0  # points within which lines meet, or are one line
_SHORTEST: Final = 6.0  # points: a shorter rule borders no cell
_MOST: Final = 1_000  # rules of a page; more is a drawing
_MOST_CELLS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its place on the page; its rows are lines of tab-parted cells."""

    top: float
    rows: tuple[str, ...]
    page: int = 0


@dataclass(slots=True)
class _Frame:
    """Rules that touch each other: the heights of those that lie (from the top), the places of those that stand."""

    lying: list[Rule] = field(default_factory=list)
    standing: list[Rule] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a character stands inside."""
        middle = glyph.base + 0.35 * glyph.size
        return self.xs[0] <= (glyph.left + glyph.right) / 2 <= self.xs[-1] and self.ys[-1] <= middle <= self.ys[0]


def tables(glyphs: Sequence[Glyph], rules: Iterable[Rule]) -> tuple[list[Table], list[Glyph]]:
    """Return the tables with at least two columns and two cells, and the characters outside of them."""
    found: list[Table] = []
    left = list(glyphs)
    for frame in _frames(rules):
        inside = [g for g in left if frame.holds(g)]
        table = _table(frame, inside) if inside else None
        if table is not None:
            found.append(table)
            left = [g for g in left if not frame.holds(g)]
    return found, left


def _frames(rules: Iterable[Rule]) -> list[_Frame]:
    """Gather the rules that touch, each gathering with its grid; those without columns are no tables."""
    known = list(rules)
    lying = _merged(r for r in known if r.way == "lies")
    standing = _merged(r for r in known if r.way == "stands")
    if len(lying) + len(standing) > _MOST:
        return []
    frames = []
    while lying:
        frame = _gathered(lying.pop(), lying, standing)
        if len(frame.xs) > 2 and len(frame.ys) > 1 and len(frame.xs) * len(frame.ys) <= _MOST_CELLS:
            frames.append(frame)
    return frames


def _gathered(first: Rule, lying: list[Rule], standing: list[Rule]) -> _Frame:
    """Take the rules that touch a first one, and those that touch these, out of the others."""
    frame = _Frame([first])
    fresh = [first]
    while fresh:
        rest = standing if fresh[0].way == "lies" else lying
        touched = [any(_meet(rule, known) for known in fresh) for rule in rest]
        met = list(compress(rest, touched))
        rest[:] = [rule for rule, is_met in zip(rest, touched, strict=True) if not is_met]
        (frame.standing if rest is standing else frame.lying).extend(met)
        fresh = met
    frame.xs = _places([*(r.at for r in frame.standing), *(e for r in frame.lying for e in (r.first, r.last))])
    frame.ys = _places([*(r.at for r in frame.lying), *(e for r in frame.standing for e in (r.first, r.last))])[::-1]
    return frame


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Make one rule of those that continue or cover each other: each cell may have drawn its own."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at / _NEAR), r.first)):
        last = found[-1] if found else None
        if last is not None and abs(last.at - rule.at) <= _NEAR and rule.first <= last.last + _NEAR:
            found[-1] = Rule(rule.way, last.at, min(last.first, rule.first), max(last.last, rule.last))
        else:
            found.append(rule)
    return [r for r in found if r.last - r.first >= _SHORTEST]


def _meet(one: Rule, other: Rule) -> bool:
    across = other.first - _NEAR <= one.at <= other.last + _NEAR
    return across and one.first - _NEAR <= other.at <= one.last + _NEAR


def _places(values: Iterable[float]) -> list[float]:
    """Distinct places in order; those that lie within a line's width are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _table(frame: _Frame, glyphs: Sequence[Glyph]) -> Table | None:
    """Lay the characters out in the cells that rules part."""
    height, width = len(frame.ys) - 1, len(frame.xs) - 1
    owner = _owners(frame, height, width)
    inside: dict[tuple[int, int], list[Glyph]] = {}
    depths = [-y for y in frame.ys]
    for glyph in glyphs:
        row = bisect_right(depths, -(glyph.base + 0.35 * glyph.size)) - 1
        column = bisect_right(frame.xs, (glyph.left + glyph.right) / 2) - 1
        place = owner[min(max(row, 0), height - 1)][min(max(column, 0), width - 1)]
        inside.setdefault(place, []).append(glyph)
    spans: dict[tuple[int, int], grid.Merged] = {}
    for row in range(height):
        for column in range(width):
            top, left = owner[row][column]
            known = spans.get((top, left), grid.Merged(top, left, top, left))
            spans[top, left] = grid.Merged(top, left, max(known.bottom, row + 1), max(known.right, column + 1))
    if len({left for _, left in spans}) < 2:
        return None
    cells = [[_words(inside.get((row, column), ())) for column in range(width)] for row in range(height)]
    return Table(frame.ys[0], tuple(grid.lines(cells, spans.values())))


def _owners(frame: _Frame, height: int, width: int) -> list[list[tuple[int, int]]]:
    """For each square of the grid the first square of its cell: a side without a rule makes one cell of two."""
    owner: list[list[tuple[int, int]]] = []
    for row in range(height):
        middle = (frame.ys[row] + frame.ys[row + 1]) / 2
        owner.append([])
        for column in range(width):
            place = (row, column)
            if column and not _parts(frame.standing, frame.xs[column], middle):
                place = owner[row][column - 1]
            elif row and not _parts(frame.lying, frame.ys[row], (frame.xs[column] + frame.xs[column + 1]) / 2):
                place = owner[row - 1][column]
            owner[row].append(place)
    return owner


def _parts(rules: Sequence[Rule], at: float, along: float) -> bool:
    return any(abs(r.at - at) <= _NEAR and r.first <= along <= r.last for r in rules)


def _words(glyphs: Iterable[Glyph]) -> str:
    def in_cell(first: str, second: str) -> str:
        return joined(first, second, in_cell=True)

    return reduce(in_cell, _texts(glyphs), "")


def _texts(glyphs: Iterable[Glyph]) -> Iterator[str]:
    return (line.text.replace("　", " ") for line in lines(glyphs))
