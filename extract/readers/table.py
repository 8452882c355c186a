"""Published statistics tables (CSV): rows and cells with their offsets in the canonical text.

Form: leading lines `# key:value` (标题 发布机构 来源标题 来源网址 期间 发布日期 说明), a header line, then rows. A long
table has one figure a row (columns 指标 and 数值); a wide table one column a measure, named in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from extract.readers.original import ReadError

_CELL: Final = re.compile(r'"((?:[^"]|"")*)"|([^,\n]*)')
_META: Final = re.compile(r"#\s*([^:：]{1,12})\s*[:：]\s*(.*)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value, and where the value stands in the text, quotes left out."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what its leading lines say about it."""

    metadata: Mapping[str, str]
    header: Row
    rows: tuple[Row, ...]


def parse(text: str) -> Table:
    """Read a table from its canonical text.

    Raises ReadError table_header where no header line follows the leading lines.
    """
    metadata: dict[str, str] = {}
    rows: list[Row] = []
    position = 0
    while position < len(text):
        if not rows and text.startswith("#", position):
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            match = _META.match(text, position, end)
            if match:
                metadata[match[1].strip()] = match[2].strip(" ,")
            position = end + 1
            continue
        row, position = _row(text, position)
        if any(cell.value for cell in row.cells):
            rows.append(row)
    if len(rows) < 2 or len(rows[0].cells) < 2:
        raise ReadError(
            "table_header",
            "表里没有表头或数据行（至少两列）/ the table has no header line with two columns and a row below it",
        )
    return Table(metadata, rows[0], tuple(rows[1:]))


def _row(text: str, position: int) -> tuple[Row, int]:
    cells, start = [], position
    while True:
        match = _CELL.match(text, position)
        assert match is not None  # the second branch matches the empty string
        group = 1 if match[1] is not None else 2
        begin, _end = match.span(group)
        raw = match[group]
        stripped = raw.strip()
        offset = begin + raw.index(stripped) if stripped else begin
        cells.append(Cell(offset, offset + len(stripped), stripped.replace('""', '"')))
        position = match.end()
        if position >= len(text) or text[position] != ",":
            break
        position += 1
    line_end = text.find("\n", position)
    return Row(start, position, tuple(cells)), len(text) if line_end < 0 else line_end + 1
