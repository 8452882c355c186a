"""Tables of two columns written as lines of a name, its measure word and a figure: 3.领导干部学法（次）：17."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.flat.grid import Figure
from extract.language.cells import Cell, Cells

_SIGN: Final = re.compile(r"[)）][ \t　]*[:：][ \t　]*[0-9]")
_LINE: Final = re.compile(
    r"[ \t　]*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）.、．][ \t　]*)?(?P<names>[^：:。；;，,\n]{2,40}[（(][^（()）\n0-9]{1,5}[)）])[ \t　]*[:：]"
    r"[ \t　]*(?P<values>[-−]?[0-9][0-9,.]*(?:/[0-9][0-9,.]*){0,3})[ \t　]*[。；;，,]?[ \t　\r]*(?:\n|$)"
)
_PART: Final = re.compile(r"[^/／]+")
_LONGEST_CAPTION: Final = 60
_FEWEST: Final = 2


def named_lines(text: str, cells: Cells) -> list[tuple[tuple[int, int], tuple[Cell, ...], list[Figure]]]:
    """Return the spans, captions and figures of runs of at least two such lines."""
    if len(_SIGN.findall(text)) < _FEWEST:
        return []
    found = []
    run: list[re.Match[str]] = []
    for match in _lines(text):
        if run and match.start() != run[-1].end():
            found.append(run)
            run = []
        run.append(match)
    return [_table(text, cells, lines) for lines in (*found, run) if len(lines) >= _FEWEST]


def _lines(text: str) -> Sequence[re.Match[str]]:
    starts = dict.fromkeys(text.rfind("\n", 0, m.start()) + 1 for m in _SIGN.finditer(text))
    return [m for start in starts if (m := _LINE.match(text, start))]


def _table(
    text: str, cells: Cells, lines: Sequence[re.Match[str]]
) -> tuple[tuple[int, int], tuple[Cell, ...], list[Figure]]:
    start, end = lines[0].start(), lines[-1].end("values")
    begin = text.rfind("\n", 0, max(start - 1, 0)) + 1
    above = text[begin:start].strip()
    captions = (cells.cell(begin, text[begin : start - 1]),) if start and 0 < len(above) <= _LONGEST_CAPTION else ()
    return (start, end), captions, [figure for line in lines for figure in _figures(cells, line)]


def _figures(cells: Cells, line: re.Match[str]) -> list[Figure]:
    """The figures of a line; 审计项目（个）/移送线索（条）：41/13 names two."""
    names, values = ([*_PART.finditer(line[group])] for group in ("names", "values"))
    if len(names) != len(values):
        names = [m for m in [re.match(".*", line["names"])] if m] * len(values)
    row = (line.start("names"), line.end("values"))
    return [
        Figure(
            cells.cell(line.start("values") + value.start(), value[0]), (),
            (cells.cell(line.start("names") + name.start(), name[0]),), None, None, row,
        )
        for name, value in zip(names, values, strict=True)
    ]  # fmt: skip
