"""Rows of cells on a PDF page without rules: lines whose wide gaps stand under each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from extract.readers.pdf.lines import Line, Piece

Gap = tuple[float, float]


def as_rows(found: Sequence[Line]) -> list[Line]:
    """Mark the lines that are rows of cells, those with several gaps or with one under another, and fill their empty cells."""
    marked = []
    for index, line in enumerate(found):
        near = [found[i] for i in (index - 1, index + 1) if 0 <= i < len(found)]
        is_row = len(line.pieces) > 2 or (len(line.pieces) > 1 and any(_share_gap(line, other) for other in near))
        marked.append(replace(line, is_row=is_row))
    rows: list[Line] = []
    for is_row, group in groupby(marked, key=lambda line: line.is_row):
        lines = list(group)
        rows += _aligned(lines) if is_row else lines
    return rows


def _share_gap(line: Line, other: Line) -> bool:
    return any(a < d and c < b for a, b in _gaps(line) for c, d in _gaps(other))


def _gaps(line: Line) -> Iterator[Gap]:
    return ((a.right, b.left) for a, b in pairwise(line.pieces))


def _aligned(rows: list[Line]) -> list[Line]:
    """Put the cells of rows with fewer of them under those of the fullest rows; what fits no column stays as it is."""
    width = max(len(row.pieces) for row in rows)
    full = [row.pieces for row in rows if len(row.pieces) == width]
    columns = [(min(p.left for p in cells), max(p.right for p in cells)) for cells in zip(*full, strict=True)]
    if any(a[1] >= b[0] for a, b in pairwise(columns)):
        return rows
    return [row if len(row.pieces) == width else _filled(row, columns) for row in rows]


def _filled(row: Line, columns: Sequence[Gap]) -> Line:
    cells = [Piece("", left, right, right) for left, right in columns]
    for piece in row.pieces:
        under = [i for i, (left, right) in enumerate(columns) if piece.left < right and left < piece.right]
        if len(under) != 1 or cells[under[0]].text:
            return row
        cells[under[0]] = piece
    return replace(row, pieces=tuple(cells))
