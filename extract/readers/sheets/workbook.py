"""Workbooks (xlsx, xls): each sheet as a line with its name and its rows as lines of tab-parted cells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Final

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from extract.readers import grid
from extract.readers.limits import check_cells, check_text
from extract.readers.original import Original, ReadError
from extract.readers.package import DAMAGED, unpack
from extract.readers.sheets.shown import Place, SheetForm, Shown, has_percentages, sheet_forms

_OWN_NAME: Final = re.compile(r"(?:Sheet|工作表)\s?\d*", re.IGNORECASE)  # no one gave the sheet a name
_DIGITS: Final = 15  # that a number of a workbook holds
_LARGEST: Final = 10**_DIGITS


def read(content: bytes) -> Original:
    """Return the sheets of an xlsx workbook; hidden ones are left out.

    Raises ReadError: damaged, empty, too_large, and those of `unpack`.
    """
    package = unpack(content)
    forms = list(sheet_forms(package))
    for form in forms:
        check_cells(form.rows * form.columns)
    return _original(lambda: load_workbook(package.stored()), forms)


def read_old(content: bytes) -> Original:
    """Return the sheets of an xls workbook.

    Raises ReadError: damaged, empty, password, too_large; percent_format where percentages could not be told from shares.
    """
    if has_percentages(content):
        raise ReadError(
            "percent_format",
            "旧版 xls 的百分比读不准，请另存为 .xlsx / percentages of an old xls cannot be told: save it as .xlsx",
        )
    return _original(lambda: load_workbook(BytesIO(content)), [])


def _original(opened: Callable[[], CalamineWorkbook], forms: list[SheetForm]) -> Original:
    lines: list[str] = []
    try:
        with opened() as book:
            for index, sheet in enumerate(book.sheets_metadata):
                if _is_seen(sheet):
                    form = forms[index].shown if index < len(forms) else {}
                    lines += _sheet(sheet.name, book.get_sheet_by_index(index), form)
    except (ReadError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError as error:
        raise ReadError(
            "password", "文件加了密码，请去掉密码另存 / the file has a password: save it without one"
        ) from error
    except BaseException as error:  # on damaged bytes the library may panic, which is no Exception
        raise ReadError("damaged", DAMAGED) from error
    if not lines:
        raise ReadError("empty", "工作簿里没有内容，请换一份或去掉 / the workbook is empty: replace it or leave it out")
    text = "\n".join(lines) + "\n"
    check_text(len(text))
    return Original(text)


def _is_seen(sheet: SheetMetadata) -> bool:
    return sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet


def _sheet(name: str, sheet: CalamineSheet, shown: Mapping[Place, Shown]) -> list[str]:
    check_cells(sheet.total_height * sheet.total_width)
    top, left = sheet.start or (0, 0)
    rows = [
        [_words(value, shown.get((top + i, left + j))) for j, value in enumerate(row)]
        for i, row in enumerate(sheet.to_python())
    ]
    merged = [
        grid.Merged(a - top, b - left, c - top + 1, d - left + 1)
        for (a, b), (c, d) in sheet.merged_cell_ranges or ()
        if a >= top and b >= left
    ]
    lines = grid.lines(rows, merged)
    return [name.strip(), *lines] if lines and not _OWN_NAME.fullmatch(name.strip()) else lines


def _words(value: object, form: Shown | None) -> str:
    """A value as a person sees it: 85, 99.59%, 2024-01-05."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        number = Decimal(f"{value:.{_DIGITS}g}")
        if form is not None and abs(number) < _LARGEST:
            return form.words(number)
        return format(number.normalize() if number else Decimal(0), "f")
    if isinstance(value, dt.datetime):
        return str(value.date()) if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)
