"""Columns of text on a PDF page, as gazettes print them: each column is read to its end before the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from extract.readers.pdf.lines import Line

_LEAST_LINES: Final = 8  # of each column; fewer may be the rows of a table
_LEAST_CHARS: Final = 10  # on the average of a column's lines: cells of tables are shorter
_FULL: Final = 0.6  # of a column's lines that reach its right edge
_CROSSING: Final = 0.1  # of all lines that may run over both columns


def in_columns(found: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in stretches that are read one after the other: the whole page, or its columns between full lines."""
    middle = _gutter(found)
    if middle is None:
        return [list(found)]
    stretches: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in found:
        if line.left < middle < line.right and not _halves(line, middle):
            if left or right or not stretches:
                stretches += [left, right, []]
                left, right = [], []
            stretches[-1].append(line)
            continue
        for half in _split(line, middle):
            (left if half.right <= middle else right).append(half)
    return [s for s in [*stretches, left, right] if s]


def _gutter(found: Sequence[Line]) -> float | None:
    """Where the page is parted in its middle, if both halves are full lines of text."""
    if len(found) < _LEAST_LINES:
        return None
    middle = (min(line.left for line in found) + max(line.right for line in found)) / 2
    halves = [half for line in found for half in _split(line, middle)]
    left = [half for half in halves if half.right <= middle]
    right = [half for half in halves if half.left >= middle]
    crossing = len(halves) - len(left) - len(right)
    return middle if crossing <= _CROSSING * len(halves) and _is_text(left) and _is_text(right) else None


def _is_text(half: Sequence[Line]) -> bool:
    if len(half) < _LEAST_LINES or sum(len(line.text) for line in half) < _LEAST_CHARS * len(half):
        return False
    edge = max(line.right for line in half)
    return sum(edge - line.right <= 2 * line.size for line in half) >= _FULL * len(half)


def _halves(line: Line, middle: float) -> bool:
    return all(piece.right <= middle or piece.left >= middle for piece in line.pieces)


def _split(line: Line, middle: float) -> Iterator[Line]:
    if not _halves(line, middle):
        yield line
        return
    for pieces in ([p for p in line.pieces if p.right <= middle], [p for p in line.pieces if p.left >= middle]):
        if pieces:
            yield replace(line, pieces=tuple(pieces))
