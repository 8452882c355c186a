"""The ledger of a table inside a text: the mention of each figure, and of the numerals in its headers and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from extract.flat.grid import Figure
from extract.language.cells import Cell
from extract.language.numerals import digit_numerals
from extract.mentions import Mention
from extract.table_words import TableWords, Unit

_DATE: Final = re.compile(r"(?:19|20)\d\d(?!\d)|\d{1,2}\s*(?:[-—–~至]\s*\d{1,2}\s*)?[月日](?!\d)|[1-4]季度")
_ORDINAL: Final = re.compile(
    r"(?:第|No\.?\s?)\s*\d+|^[（(]?\d{1,3}[)）.、．]?$|^\d{1,2}[.、．]|^[（(]\d{1,2}[)）]|(?:附?表|附件|图)\s*\d+(?:[-－.]\d+)*"
)
_TABLE_NUMBER: Final = re.compile(r"(?:附?表|附件|图)\s*(\d+(?:[-－.]\d+)*)")
_HEDGES: Final = (
    (re.compile(r"^(?:≥|＞|>|超|不低于|不少于)|以上$"), "at_least"),
    (re.compile(r"^(?:≤|＜|<|不高于|不超过)|以[下内]$"), "at_most"),
    (re.compile(r"^[约近]|左右$|\d[余多]"), "about"),
)
_SIGN: Final = "-−"
_VALUE_TYPES: Final = {"percent": "rate", "money": "money", "duration": "duration"}


def figure_value(cell: Cell) -> tuple[int, int, Decimal | None, int, str]:
    """Return span, value, printed decimals and the words behind the number of a figure's cell."""
    numerals = digit_numerals(cell.value)
    first = numerals[0]
    start, end = cell.start + first.start, cell.start + first.end
    value = first.value if len(numerals) == 1 else None
    if value is not None and first.start and cell.value[first.start - 1] in _SIGN:
        start, value = start - 1, -value
    return start, end, value, first.decimals, cell.value[first.end :].strip()


def figure_mention(figure: Figure, unit: Unit | None, section_id: int | None) -> Mention:
    """Return the mention of a figure in a unit; its value takes the unit's scale in."""
    start, end, value, decimals, _ = figure_value(figure.cell)
    family = unit.family if unit else None
    return Mention(
        start, end, "quantity", value * unit.scale if unit and value is not None else value, None, decimals,
        unit.word if unit else None, end, family, _VALUE_TYPES.get(family or "", "count"), _approx(figure.cell.value),
        figure.row, section_id, suspect=value is None,
    )  # fmt: skip


def _approx(words: str) -> str:
    return next((approx for pattern, approx in _HEDGES if pattern.search(words)), "exact")


def cell_mentions(words: TableWords, cell: Cell, section_id: int | None) -> Iterator[Mention]:
    """The numerals of headers, labels, serial numbers and notes."""
    forms = [("ordinal", m.span()) for m in _ORDINAL.finditer(cell.value)]
    forms += [("date", m.span()) for m in _DATE.finditer(cell.value)]
    for numeral in digit_numerals(cell.value):
        start, end = cell.start + numeral.start, cell.start + numeral.end
        kind = next((k for k, (a, b) in forms if a <= numeral.start < b), "name")
        unit = words.behind(cell.value[numeral.end :]) if cell.kind == "note" and kind == "name" else None
        if unit is not None and numeral.value is not None:
            yield Mention(
                start, end, "quantity", numeral.value * unit.scale, None, numeral.decimals, unit.word, end, unit.family,
                _VALUE_TYPES.get(unit.family, "count"), "exact", (cell.start, cell.end), section_id,
            )  # fmt: skip
            continue
        yield Mention(
            start, end, kind, numeral.value, unit_end=end, sentence=(cell.start, cell.end), section_id=section_id
        )


def caption_number(cell: Cell) -> Iterator[Mention]:
    """The number of a table in its caption (表3), which counts nothing."""
    for match in _TABLE_NUMBER.finditer(cell.value):
        for numeral in digit_numerals(match[1]):
            start = cell.start + match.start(1) + numeral.start
            end = start + numeral.end - numeral.start
            yield Mention(start, end, "ordinal", numeral.value, unit_end=end, sentence=(cell.start, cell.end))
