"""How the numbers of a workbook are shown: decimals and percent signs, which its number formats tell and its values do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from extract.readers.package import Package

_ATTRIBUTE: Final = re.compile(r"([\w:]+)\s*=\s*\"([^\"]*)\"")
_FORMAT: Final = re.compile(r"<(?:\w+:)?numFmt\s([^>]*)>")
_CELL_FORMATS: Final = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT: Final = re.compile(r"<(?:\w+:)?xf\s([^>]*)>")
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_POSITION: Final = re.compile(r"<(?:\w+:)?(row|c)(?=[\s>/])([^>]*)>")
_UNSHOWN: Final = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[[^\]]*\]")
_NUMBER: Final = re.compile(r"[^0#?.,%A-Za-z]*[#,?]*[0#?][0#,?]*(?<!,)(?:\.([0#?]+))?(%?)[^0#?.,%A-Za-z]*")
_BUILT_IN: Final = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
                    40: "#,##0.00"}  # fmt: skip
_OLD_FORMAT: Final = re.compile(rb"\x1e\x04(..)(..)(..)([\x00\x01])", re.DOTALL)  # a FORMAT record of an xls file
_OLD_STYLE: Final = re.compile(rb"\xe0\x00\x14\x00..(..)(.)", re.DOTALL)  # an XF record of an xls file
_NAMED_STYLE: Final = 4  # the flag of an XF record that is a style to choose, not that of cells
_LETTERS: Final = 26
_LONGEST: Final = 255  # characters of a number format
Place = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True, slots=True)
class Shown:
    """The form of a number: its decimals, `fixed` of them even where they are 0, and whether it is a percentage."""

    decimals: int
    fixed: int
    is_percent: bool

    def words(self, value: Decimal) -> str:
        """Return a value as it is shown, without separators of thousands."""
        shown = (value * 100 if self.is_percent else value).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        written = format(shown, "f")
        for _ in range(self.decimals - self.fixed):
            written = written.removesuffix("0")
        return written.removesuffix(".") + "%" * self.is_percent


@dataclass(frozen=True, slots=True)
class SheetForm:
    """The size of a sheet up to its last value, and the cells whose format says how a number is shown."""

    rows: int
    columns: int
    shown: Mapping[Place, Shown]


def shown(code: str) -> Shown | None:
    """Return how a number format shows numbers, by its section for positive ones; none for dates, fractions and others."""
    match = len(code) <= _LONGEST and _NUMBER.fullmatch(_UNSHOWN.sub("", code.partition(";")[0]))
    if not match:
        return None
    decimals = match[1] or ""
    return Shown(len(decimals), len(decimals.rstrip("#?")), bool(match[2]))


def sheet_forms(package: Package) -> Iterator[SheetForm]:
    """Yield the form of each sheet of a workbook, in its order."""
    main = package.main()
    names = {key: name for key, _, name in package.relations(main)}
    styles = _styles((package.related(main, "styles") or b"").decode("utf-8", "replace"))
    for match in _SHEET.finditer(package.parts[main].decode("utf-8", "replace")):
        said = dict(_ATTRIBUTE.findall(match[1]))
        key = next((value for name, value in said.items() if name.endswith(":id")), "")
        part = package.parts.get(names.get(key, ""), b"")
        yield _sheet_form(part.decode("utf-8", "replace"), styles)


def has_percentages(content: bytes) -> bool:
    """Tell whether cells of an old workbook (xls) may be shown as percentages, which its values do not tell from shares."""
    percent = {9, 10}
    for match in _OLD_FORMAT.finditer(content):
        size, key, letters = (int.from_bytes(number, "little") for number in match.groups()[:3])
        width = letters * (1 + match[4][0])
        if size == width + 5 and b"%" in content[match.end() : match.end() + width]:
            percent.add(key)
    styles = ((int.from_bytes(m[1], "little"), m[2][0]) for m in _OLD_STYLE.finditer(content))
    return any(key in percent and not flags & _NAMED_STYLE for key, flags in styles)


def _styles(raw: str) -> list[Shown | None]:
    """How each style of cells shows a number."""
    codes = dict(_BUILT_IN)
    for match in _FORMAT.finditer(raw):
        said = dict(_ATTRIBUTE.findall(match[1]))
        codes[_whole(said.get("numFmtId"))] = said.get("formatCode", "").replace("&quot;", '"')
    block = _CELL_FORMATS.search(raw)
    found = _CELL_FORMAT.finditer(block[0]) if block else ()
    return [shown(codes.get(_whole(dict(_ATTRIBUTE.findall(match[1])).get("numFmtId")), "")) for match in found]


def _sheet_form(raw: str, styles: list[Shown | None]) -> SheetForm:
    row, column, rows, columns = -1, -1, 0, 0
    forms: dict[Place, Shown] = {}
    for match in _POSITION.finditer(raw):
        said = dict(_ATTRIBUTE.findall(match[2]))
        if match[1] == "row":
            row, column = _whole(said.get("r"), row + 2) - 1, -1
            continue
        row, column = _place(said["r"]) if "r" in said else (row, column + 1)
        if match[2].endswith("/"):  # a cell without a value
            continue
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        style = _whole(said.get("s"))
        form = styles[style] if style < len(styles) else None
        if form is not None:
            forms[row, column] = form
    return SheetForm(rows, columns, forms)


def _place(reference: str) -> Place:
    """AB12 as row and column."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return _whole(reference[len(letters) :], 1) - 1, column - 1


def _whole(written: str | None, default: int = 0) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else default
