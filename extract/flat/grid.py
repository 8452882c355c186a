"""The grid of one table: which header and which label stand over and before each figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from extract.flat.words import is_total, opens_part
from extract.language.cells import Cell, Line
from extract.language.numerals import digit_numerals

_SERIAL_HEAD: Final = re.compile(r"序\s*号|名\s*次|排\s*名|编\s*号|位\s*次|No\.?", re.IGNORECASE)
_SERIAL: Final = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．]?")
_LABELS: Final = frozenset({"text", "period"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a table with its headers (outermost first), the labels of its row, and the row as evidence."""

    cell: Cell
    heads: tuple[Cell, ...]
    labels: tuple[Cell, ...]
    corner: Cell | None  # the header over the labels
    unit: Cell | None  # of a column of measure words
    row: tuple[int, int]
    is_placed: bool = True  # False: its row does not fit the columns


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[Cell, ...]
    span: tuple[int, int]
    band: Cell | None


@dataclass(frozen=True, slots=True)
class _Columns:
    width: int
    serial: bool
    labels: int  # leading columns that hold the labels, a serial number left out
    units: int | None
    heads: tuple[tuple[Cell, ...], ...]  # by column


def figures(heads: Sequence[Line], lines: Sequence[Line], width: int) -> tuple[list[Figure], list[Cell], list[Cell]]:
    """Return the figures of a table, its other cells, and the cells of lines above that turned out to be no header."""
    found: list[Figure] = []
    others: list[Cell] = []
    loose: list[Cell] = []
    rows: list[_Row] = []
    current, band = list(heads), None
    corners = {h.cells[0].value for h in heads}
    for line in (*lines, None):
        if line is not None and len(line.cells) == 1:
            band = line.cells[0]
            others.append(band)
            continue
        is_head = (
            line is not None
            and line.is_head
            and not (line.has_years_only and len(line.cells) == width and line.cells[0].value not in corners)
        )
        if line is not None and not is_head:
            band = line.cells[0] if line.is_bare and not _has_years(line) else band
            rows.append(_Row(line.cells, (line.start, line.end), band))
            continue
        if rows:
            part, rest, unused = _read(current, rows, width)
            found, others, loose, rows, current = [*found, *part], [*others, *rest], [*loose, *unused], [], []
        if line is not None:
            current, band = [*current, line], None
    return found, others, loose


def _has_years(line: Line) -> bool:
    return any(c.kind == "year" for c in line.cells)


def _read(heads: Sequence[Line], rows: list[_Row], width: int) -> tuple[list[Figure], list[Cell], list[Cell]]:
    head_cells = [h.cells for h in heads]
    size = 2 if _is_pairs(rows) else _repeated(head_cells, rows)
    dropped: list[Cell] = []
    if size:
        rows = [replace(r, cells=r.cells[i : i + size]) for r in rows for i in range(0, len(r.cells) - size + 1, size)]
        dropped = [c for h in heads for c in h.cells[size:] if len(h.cells) % size == 0]
        head_cells, width = [h[:size] if len(h) % size == 0 else h for h in head_cells], size
    serial = _has_serial(head_cells, rows)
    labels = _label_columns(rows, width, 1 if serial else 0)
    columns, unused = _aligned(head_cells, rows, width, labels, serial=serial)
    found: list[Figure] = []
    others = [*dropped, *(c for h in head_cells for c in h)]
    above: tuple[Cell, ...] = ()
    for row in rows:
        part, rest, above = _row_figures(row, columns, above)
        found += part
        others += rest
    return found, others, unused


def _is_pairs(rows: Sequence[_Row]) -> bool:
    """Tell whether every row is a run of names with a figure each."""
    return max(len(r.cells) for r in rows) > 3 and all(
        len(r.cells) % 2 == 0
        and all(c.kind in _LABELS for c in r.cells[::2])
        and all(c.kind in {"value", "missing", "year"} for c in r.cells[1::2])
        for r in rows
    )


def _repeated(heads: Sequence[Sequence[Cell]], rows: Sequence[_Row]) -> int:
    """The cells of one record where several stand side by side under a header that says them again: 领域 件数 占比 领域 件数 占比."""
    names = [c.value for c in heads[-1]] if heads else []
    size = next((n for n in range(2, len(names) // 2 + 1) if len(names) % n == 0 and names[:-n] == names[n:]), 0)
    told = size and all(
        len(r.cells) % size == 0 and all(c.kind in _LABELS for c in r.cells[::size] if c.value) for r in rows
    )
    return size if told else 0


def _has_serial(heads: Sequence[Sequence[Cell]], rows: Sequence[_Row]) -> bool:
    if any(_SERIAL_HEAD.match(h[0].value) for h in heads):
        return True
    firsts = [r.cells[0] for r in rows]
    numbered = [c for c in firsts if _SERIAL.fullmatch(c.value)]
    texts = sum(len(r.cells) > 2 and r.cells[1].kind in _LABELS for r in rows)
    return len(numbered) * 2 > len(firsts) and texts * 2 > len(rows)


def _label_columns(rows: Sequence[_Row], width: int, first: int) -> int:
    """Count the leading columns whose cells are words or years, and no figures."""
    full = [r.cells for r in rows if len(r.cells) == width] or [r.cells for r in rows]
    count = 0
    for column in range(first, min(width, *map(len, full)) - 1):
        kinds = Counter(cells[column].kind for cells in full)
        wordy = sum(kinds[k] for k in _LABELS) + (kinds["year"] if column == first else 0)
        if wordy * 2 < len(full) or (not wordy and kinds["missing"]):
            break
        count += 1
    return count


def _aligned(
    heads: Sequence[Sequence[Cell]], rows: Sequence[_Row], width: int, labels: int, *, serial: bool
) -> tuple[_Columns, list[Cell]]:
    """Give each column its headers; a header of fewer cells spreads evenly, one that cannot is a caption."""
    lead = labels + serial
    chains: list[list[Cell]] = [[] for _ in range(width)]
    unused: list[Cell] = []
    nested = next((i for i, c in enumerate(heads[-1]) if c.value), 0) if heads and len(heads[-1]) == width else 0
    group = _split_group(heads, rows, width, lead)
    for index, cells in enumerate(heads):
        is_last = index + 1 == len(heads)
        placed = _spread(cells, width, lead if is_last else max(lead, nested), is_last=is_last)
        if not is_last:
            placed = _over_runs(cells, heads[-1], width, lead) or placed
        if group is not None and index + 2 >= len(heads):
            placed = _under_one(heads[-2], heads[-1], lead, group, is_last=is_last)
        if placed is None:
            unused += cells
            continue
        for column, cell in placed:
            if cell.value and not (chains[column] and chains[column][-1].value == cell.value):
                chains[column].append(cell)
    full = [r.cells for r in rows if len(r.cells) == width]
    units = next(
        (c for c in range(lead, width) if full and sum(r[c].kind == "unit" for r in full) * 2 > len(full)), None
    )
    return _Columns(width, serial, labels, units, tuple(map(tuple, chains))), unused


def _spread(cells: Sequence[Cell], width: int, lead: int, *, is_last: bool) -> list[tuple[int, Cell]] | None:
    if len(cells) == width:
        return list(enumerate(cells if is_last else _merged(cells, lead)))
    if not is_last and len(cells) < width and any(not c.value for c in cells[max(lead, 1) :]):
        filled = _merged(cells, lead)  # the line has lost its last empty cells
        return [*enumerate(filled), *((column, filled[-1]) for column in range(len(filled), width))]
    measures = width - lead
    if len(cells) == measures:  # the corner is empty
        return [(lead + i, c) for i, c in enumerate(cells)]
    if is_last:
        return None
    if lead < len(cells) < width and measures % (len(cells) - lead) == 0:
        each = measures // (len(cells) - lead)
        return [*enumerate(cells[:lead])] + [
            (lead + i * each + k, c) for i, c in enumerate(cells[lead:]) for k in range(each)
        ]
    if 0 < len(cells) < measures and measures % len(cells) == 0 and len(cells) > 1:
        each = measures // len(cells)
        return [(lead + i * each + k, c) for i, c in enumerate(cells) for k in range(each)]
    return None


def _over_runs(cells: Sequence[Cell], below: Sequence[Cell], width: int, lead: int) -> list[tuple[int, Cell]] | None:
    """Spread headers over runs of unequal width, where each run below begins with the same word: 本年 上年 同比 | 本年 上年."""
    names = [c.value for c in below[-(width - lead) :]]
    if len(below) not in {width, width - lead} or len(cells) not in {
        lead + names.count(names[0]),
        names.count(names[0]),
    }:
        return None
    groups = cells[-names.count(names[0]) :]
    if len(groups) < 2:
        return None
    run, placed = -1, [*enumerate(cells[: len(cells) - len(groups)])]
    for column, name in enumerate(names, lead):
        run += name == names[0]
        placed.append((column, groups[run]))
    return placed


def _split_group(heads: Sequence[Sequence[Cell]], rows: Sequence[_Row], width: int, lead: int) -> int | None:
    """The one upper header that all lower ones stand under: 持证人员 | 监督证 over 地方核发 部委核发 小计.

    It is the one that says 其中, or whose columns add up to the lower header that is a total.
    """
    if len(heads) < 2 or not lead:
        return None
    upper, lower = heads[-2][lead:], [c for c in heads[-1] if c.value]
    if len(upper) < 2 or len(lower) < 2 or len(lower) + len(upper) - 1 != width - lead:
        return None
    named = [i for i, c in enumerate(upper) if opens_part(c.value)]
    total = next((i for i, c in enumerate(lower) if is_total(c.value)), None)
    if named or total is None:
        return named[0] if len(named) == 1 else None
    full = [[_number(c) for c in r.cells[lead:]] for r in rows if len(r.cells) == width]
    fits = [
        i for i in range(len(upper))
        if full and all(sum(r[i : i + len(lower)]) == 2 * r[i + total] for r in full)
    ]  # fmt: skip
    return fits[0] if len(fits) == 1 else None


def _number(cell: Cell) -> Decimal:
    numerals = digit_numerals(cell.value)
    return numerals[0].value or Decimal(0) if numerals else Decimal(0)


def _under_one(
    upper: Sequence[Cell], lower: Sequence[Cell], lead: int, group: int, *, is_last: bool
) -> list[tuple[int, Cell]]:
    """The columns of two lines of headers where all of the lower one stand under one of the upper."""
    below = [c for c in lower if c.value]
    if is_last:
        return [(lead + group + i, c) for i, c in enumerate(below)]
    placed = [*enumerate(upper[:lead])]
    for index, cell in enumerate(upper[lead:]):
        first = lead + index + (len(below) - 1 if index > group else 0)
        placed += [(first + i, cell) for i in range(len(below) if index == group else 1)]
    return placed


def _merged(cells: Sequence[Cell], lead: int) -> list[Cell]:
    """Give the empty cells behind a merged header the header's words (复议 | | 应诉 | )."""
    filled = list(cells)
    for index in range(lead + 1, len(filled)):
        if not filled[index].value:
            filled[index] = filled[index - 1]
    return filled


def _row_figures(
    row: _Row, columns: _Columns, above: tuple[Cell, ...]
) -> tuple[list[Figure], list[Cell], tuple[Cell, ...]]:
    """Return the figures of a row, its other cells, and its labels for rows below that leave them out."""
    lead = columns.labels + columns.serial
    cells, missing = row.cells, columns.width - len(row.cells)
    placed = missing == 0
    if 0 < missing <= columns.labels - 1 and cells[0].kind in _LABELS:
        labels = (*above[:missing], *cells[: columns.labels - missing])
        shifted, placed = missing, True
    elif missing == 1 and columns.serial and cells[0].kind in _LABELS:  # a total has no serial number
        labels, shifted, placed = cells[: columns.labels], 1, True
    else:
        labels, shifted = cells[columns.serial : lead], 0
        labels = tuple(
            above[i] if not c.value and i < len(above) and i + 1 < len(labels) else c for i, c in enumerate(labels)
        )
    found, others = [], []
    unit = cells[columns.units - shifted] if placed and columns.units is not None else None
    shown = (*((row.band,) if row.band else ()), *labels)
    corner = columns.heads[lead - 1][-1] if lead and columns.heads[lead - 1] else None
    for index, cell in enumerate(cells):
        column = index + shifted
        if column >= lead and cell.kind in {"value", "year"}:
            heads = columns.heads[column] if placed else ()
            known = placed and (bool(heads) or columns.width - lead == 1)
            found.append(Figure(cell, heads, shown, corner, unit, row.span, is_placed=known))
        else:
            others.append(replace(cell, kind="note") if column >= lead else cell)
    return found, others, tuple(labels)
