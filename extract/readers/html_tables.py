"""Tables of pages: their rows as lines of cells parted by tabs, or, where a table is a means of layout, its blocks.

A cell that spans rows or columns is repeated where it holds words, so that each row can be read by itself; a spanning
figure and a spanning paragraph stand once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_FIGURE: Final = re.compile(r"[-−+约\d０-９.,，%％‰\s]*[\d０-９][-−\d０-９.,，%％‰\s]*|[-−—/\s]*")
_SPACED: Final = re.compile(r"[一-龥](?:[ 　]+[一-龥]){1,4}")
_SPACES: Final = re.compile(r"[ 　]+")
_HAN_ENDS: Final = re.compile(r"(?<=[一-龥])\n(?=[一-龥])")
_SHORT: Final = 16  # characters of a header whose words are broken over lines
_WIDEST: Final = 60  # columns or rows that a cell may span; more is a fault of the page
_LABEL: Final = 60  # characters: longer words are no label of rows
_PARAGRAPH: Final = 40  # characters: a line as long with a full stop is prose


@dataclass(slots=True)
class Cell:
    """A cell: its blocks, and whether some are rows of a table inside it."""

    columns: int = 1
    rows: int = 1
    lines: list[str] = field(default_factory=list)
    is_nested: bool = False

    @property
    def words(self) -> str:
        """The blocks of the cell as one line."""
        words = self.lines[0] if len(self.lines) == 1 else "\n".join(self.lines)
        if "\n" in words:
            words = (_HAN_ENDS.sub("", words) if len(words) <= _SHORT else words).replace("\n", " ")
        return _SPACES.sub("", words) if _SPACED.fullmatch(words) else words.replace("\t", " ")

    @property
    def is_prose(self) -> bool:
        """Whether a paragraph stands in it."""
        return any(len(line) >= _PARAGRAPH and "。" in line for line in self.lines)

    @property
    def is_figure(self) -> bool:
        """Whether it holds a figure and nothing else."""
        return len(self.lines) == 1 and _FIGURE.fullmatch(self.lines[0]) is not None


@dataclass(slots=True)
class Table:
    """The rows of a table, and the words in it outside its cells."""

    captions: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the table as lines."""
        if self._is_layout():
            return [*self.captions, *(line for row in self.rows for cell in row for line in cell.lines)]
        lines = list(self.captions)
        for row, cells in zip(self.rows, _grid(self.rows), strict=True):
            if _is_paragraphs(row):
                lines += [line for cell in row for line in cell.lines]
            elif any(cells):
                lines.append("\t".join(cells).rstrip("\t"))
        return lines

    def _is_layout(self) -> bool:
        """One column of words, or tables inside."""
        if all(sum(bool(cell.lines) for cell in row) < 2 for row in self.rows):
            return True
        return any(
            cell.is_nested and (len(cell.lines) > 1 or "\t" in cell.lines[0]) for row in self.rows for cell in row
        )


def span(written: str | None) -> int:
    """Return how many rows or columns an attribute says that a cell covers."""
    if not written:
        return 1
    digits = written.strip()
    return min(max(int(digits), 1), _WIDEST) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1


def _is_paragraphs(row: list[Cell]) -> bool:
    """A row of prose with labels, no row of figures."""
    return any(cell.is_prose for cell in row) and not any(cell.is_figure and cell.lines for cell in row[1:])


def _grid(rows: list[list[Cell]]) -> Iterator[list[str]]:
    """Lay the cells out, row by row."""
    held: dict[int, tuple[int, str]] = {}  # column -> rows still covered, words
    for row in rows:
        line: list[str] = []
        waiting = iter(row)
        cell = next(waiting, None)
        while cell is not None or any(column >= len(line) for column in held):
            column = len(line)
            if column in held:
                left, words = held.pop(column)
                line.append(words)
                if left > 1:
                    held[column] = (left - 1, words)
            elif cell is None:
                line.append("")
            else:
                line += _across(cell, column, held)
                cell = next(waiting, None)
        yield line


def _across(cell: Cell, column: int, held: dict[int, tuple[int, str]]) -> list[str]:
    """The columns of a cell; what it repeats in the rows below is held."""
    words = cell.words
    again = "" if cell.is_figure or cell.is_prose or len(words) > _LABEL else words
    if cell.rows > 1:
        held.update((column + index, (cell.rows - 1, again)) for index in range(cell.columns))
    return [words, *[again] * (cell.columns - 1)]
