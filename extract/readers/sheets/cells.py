"""The cells of a workbook as JSON, bytes in and text out: a program of its own, for its library may fail without an error.

It prints {"error": code} or a list of the sheets that are seen, each [index in the workbook, name, first row, first
column, rows, merged cells]; a cell is a number or words, a merged cell its first row and column and its last ones.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from io import BytesIO
from typing import Final

from python_calamine import CalamineSheet, PasswordError, SheetMetadata, SheetTypeEnum, SheetVisibleEnum, load_workbook

_MEMORY: Final = 2 * 2**30  # bytes that the library may take
_MOST_CELLS: Final = 2_000_000
Cell = str | int | float
Sheet = tuple[int, str, int, int, list[list[Cell]], list[tuple[int, int, int, int]]]


def cells(content: bytes) -> list[Sheet] | dict[str, str]:
    """Return the sheets of a workbook that are seen, or why there are none: password, too_large."""
    found: list[Sheet] = []
    try:
        with load_workbook(BytesIO(content)) as book:
            for index, about in enumerate(book.sheets_metadata):
                if not _is_seen(about):
                    continue
                sheet = book.get_sheet_by_index(index)
                if sheet.total_height * sheet.total_width > _MOST_CELLS:
                    return {"error": "too_large"}
                found.append(_sheet(index, about.name, sheet))
    except PasswordError:
        return {"error": "password"}
    return found


def _is_seen(about: SheetMetadata) -> bool:
    return about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet


def _sheet(index: int, name: str, sheet: CalamineSheet) -> Sheet:
    top, left = sheet.start or (0, 0)
    rows = [[_cell(value) for value in row] for row in sheet.to_python()]
    return index, name, top, left, rows, [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]


def _cell(value: object) -> Cell:
    """A date as 2024-01-05, a number as it is."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return value
    if isinstance(value, dt.datetime):
        return str(value.date()) if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)


def _within_limits() -> None:
    """Hold the memory of this process; systems that cannot do so leave it open."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _within_limits()
    sys.stdout.write(json.dumps(cells(sys.stdin.buffer.read())))
