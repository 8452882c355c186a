"""Workbooks (xlsx, xls): each sheet as a line with its name and its rows as lines of tab-parted cells."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from extract.readers import grid
from extract.readers.apart import run_module
from extract.readers.limits import check_cells, check_text
from extract.readers.original import Original, ReadError
from extract.readers.package import unpack
from extract.readers.sheets.shown import SheetForm, Shown, has_percentages, sheet_forms

_CELLS: Final = "extract.readers.sheets.cells"  # reads a workbook in a process of its own
_OWN_NAME: Final = re.compile(r"(?:Sheet|工作表)\s?\d*", re.IGNORECASE)  # no one gave the sheet a name
_DIGITS: Final = 15  # that a number of a workbook holds
_LARGEST: Final = 10**_DIGITS
_REFUSED: Final = {
    "password": "文件加了密码，请去掉密码另存 / the file has a password: save it without one",
    "too_large": "表太大，请删去空行空列或拆分 / a sheet is too large: delete its empty rows and columns, or split it",
}


def read(content: bytes) -> Original:
    """Return the sheets of an xlsx workbook; hidden ones are left out.

    Raises ReadError: damaged, empty, too_large, timeout, and those of `unpack`.
    """
    package = unpack(content)
    forms = list(sheet_forms(package))
    for form in forms:
        check_cells(form.rows * form.columns)
    return _original(package.stored().getvalue(), forms)


def read_old(content: bytes) -> Original:
    """Return the sheets of an xls workbook.

    Raises ReadError: damaged, empty, password, too_large, timeout; percent_format where percentages could not be told
    from shares.
    """
    if has_percentages(content):
        raise ReadError(
            "percent_format",
            "旧版 xls 的百分比读不准，请另存为 .xlsx / percentages of an old xls cannot be told: save it as .xlsx",
        )
    return _original(content, [])


def _original(content: bytes, forms: Sequence[SheetForm]) -> Original:
    found = json.loads(run_module(_CELLS, content))
    if isinstance(found, dict):
        raise ReadError(found["error"], _REFUSED[found["error"]])
    lines: list[str] = []
    for index, name, top, left, rows, merged in found:
        shown = forms[index].shown if index < len(forms) else {}
        words = [
            [_words(value, shown.get((top + i, left + j))) for j, value in enumerate(row)] for i, row in enumerate(rows)
        ]
        spans = [
            grid.Merged(a - top, b - left, c - top + 1, d - left + 1) for a, b, c, d in merged if a >= top and b >= left
        ]
        lines += _named(name.strip(), grid.lines(words, spans))
    if not lines:
        raise ReadError("empty", "工作簿里没有内容，请换一份或去掉 / the workbook is empty: replace it or leave it out")
    text = "\n".join(lines) + "\n"
    check_text(len(text))
    return Original(text)


def _named(name: str, lines: list[str]) -> list[str]:
    """The lines of a sheet under its name, unless it has none of its own or no lines."""
    return [name, *lines] if name and lines and not _OWN_NAME.fullmatch(name) else lines


def _words(value: str | float, form: Shown | None) -> str:
    """A value as a person sees it: 85, 99.59%."""
    if isinstance(value, str):
        return value
    number = Decimal(f"{value:.{_DIGITS}g}")
    if form is not None and abs(number) < _LARGEST:
        return form.words(number)
    return format(number.normalize() if number else Decimal(0), "f")
