"""The lines of a page: one for each block and each row of a table, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from extract.readers.html_tables import Cell, Table, span
from extract.readers.html_tree import Element, walk

_ODD: Final = r"\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f"
_ODD_SPACE: Final = re.compile(f"[{_ODD}]")
_SPACE: Final = re.compile(rf"[ \t\n{_ODD}]+")
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
# a line break of the source that parts no words: before it prose, behind it neither a heading nor a label
_WRAPPED: Final = re.compile(r"(?<=\S{3}[一-龥，、）》”])[ \t\r]*\n[ \t\r\n]*(?=[一-龥（《“])(?!\S{1,6}[:：])")
_HEADING: Final = re.compile(
    r"[ 　\xa0]*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十]{1,3}[章节部])[^，。；\n]*\n"
)
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def lines_of(body: Element, is_left_out: Callable[[Element], bool]) -> list[str]:
    """Return the lines of a page without what is left out."""
    writer = _Writer()
    for node, opens in walk(body, is_left_out):
        if isinstance(node, str):
            writer.write(node)
        elif opens:
            writer.open(node)
        else:
            writer.close(node)
    return writer.lines


class _Writer:
    """Collects blocks; inside a table, cells."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []
        self._targets = [self.lines]  # where lines go: the page, the open tables and cells, the innermost last
        self._tables: list[Table] = []
        self._cells: list[tuple[Element, Cell]] = []
        self._kept = 0  # open elements whose line breaks stand
        self._raised = 0  # open elements of raised figures: marks of notes, no digits of the figure before

    def write(self, text: str) -> None:
        """Add text to the open block."""
        if not self._words and text.isspace() and not self._kept:
            return
        if self._raised and text.strip().isdigit():
            text = text.translate(_RAISED)
        first, *others = text.split("\n") if self._kept else [text]
        self._words.append(first)
        for line in others:
            self._end_block()
            self._words.append(line)

    def open(self, element: Element) -> None:
        """Begin what the element begins: a block, a table, a row, a cell."""
        tag = element.tag
        if element.is_block or tag == "br":
            self._end_block()
        if tag == "table":
            self._tables.append(Table())
            self._targets.append(self._tables[-1].captions)
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in {"td", "th"} and self._tables and self._tables[-1].rows:
            cell = Cell(span(element.attributes.get("colspan")), span(element.attributes.get("rowspan")))
            self._tables[-1].rows[-1].append(cell)
            self._cells.append((element, cell))
            self._targets.append(cell.lines)
        self._kept += element.keeps_breaks
        self._raised += tag == "sup"

    def close(self, element: Element) -> None:
        """End what the element began."""
        if element.is_block:
            self._end_block()
        if element.tag == "table":
            self._targets.pop()
            self._targets[-1] += self._tables.pop().lines()
            if self._tables and self._cells:
                self._cells[-1][1].is_nested = True
        elif self._cells and self._cells[-1][0] is element:
            self._targets.pop()
            self._cells.pop()
        self._kept -= element.keeps_breaks
        self._raised -= element.tag == "sup"

    def _end_block(self) -> None:
        if not self._words:
            return
        line = "".join(self._words)
        self._words = []
        if "\n" in line and not _HEADING.match(line):
            line = _WRAPPED.sub("", line)
        line = _ODD_SPACE.sub(" ", line) if self._kept else _SPACE.sub(" ", line)
        line = _INVISIBLE.sub("", line).strip(" \t　")
        if line:
            self._targets[-1].append(line)
