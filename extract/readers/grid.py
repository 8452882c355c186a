"""Grids: tables with merged cells as lines of text, cells parted by tabs, so that each row can be read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_FIGURE: Final = re.compile(r"[-−\d０-９.,，%％\s]+")
_SPACE: Final = re.compile(r"[ \t\r\n\v\f\xa0\u200b\u2028\u2029\ufeff]+")


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that covers several: its first row and column, and those behind its last."""

    top: int
    left: int
    bottom: int
    right: int


def lines(rows: list[list[str]], merged: Iterable[Merged] = ()) -> list[str]:
    """Return the rows that are not empty as lines.

    The words of a merged cell are repeated in each cell that it covers, a figure stands once; a row that is one cell
    (a caption, a band) is one line without tabs.
    """
    cells = [[_SPACE.sub(" ", words).strip(" ") for words in row] for row in rows]
    width = max((len(row) for row in cells), default=0)
    for row in cells:
        row.extend([""] * (width - len(row)))
    for span in merged:
        _spread(cells, span, width)
    return [line for row in cells if (line := "\t".join(row).rstrip("\t")).strip()]


def _spread(cells: list[list[str]], span: Merged, width: int) -> None:
    bottom, right = min(span.bottom, len(cells)), min(span.right, width)
    if span.top >= bottom or span.left >= right:
        return
    words = cells[span.top][span.left]
    again = "" if _FIGURE.fullmatch(words) else words
    is_line = span.left == 0 and right == width and width > 1
    for row in range(span.top, bottom):
        for column in range(span.left, right):
            if (row, column) != (span.top, span.left):
                cells[row][column] = "" if is_line else again
