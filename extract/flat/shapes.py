"""Tables inside a text: stretches of lines that are rows of cells, and each figure of them with its headers and labels.

Forms: a row a line (cells parted by tabs, |, or spaces), several name and figure pairs a line, a cell a line, and one
line of names with glued figures behind a heading (各镇调解纠纷数（件）：甲镇12；乙镇15；丙镇9). Only shapes are read
here; what the words mean is read elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.flat import words as said
from extract.flat.grid import Figure, figures
from extract.flat.named import named_lines
from extract.language.cells import COMMA_ROW, Cell, Cells, Line

_CAPTION: Final = re.compile(
    r"[表数量率]|情况|统计|一览|对比|排序|单位|截至|如下|汇总|^[（(]?[一二三四五六七八九十]{1,3}[)）、]|^注|^备注|^说明"
)
_NOTE: Final = re.compile(
    r"[（(].*[）)]$|(?:计量|数据)?单位[:：]|(?:附?表|附件|图)\s*[\d一二三四五六七八九十]+[-－.\d]*\s*[:：]?$|截[至止]|统计(?:期间|时间|时段|区间|口径|范围)|填报|制表|(?:报告|统计)期[:：]"
)
_REMARK: Final = re.compile(
    r"[（(]?(?:注|备注|说明|附?[表图]\s*[\d一二三四五六七八九十]*|以上|上表)[：:是为数均]|数据(?:来源|说明)"
)
_LEFT_OUT: Final = re.compile(r"不含|不包括|未包括|未计入|除外")
_SERIAL_HEAD: Final = re.compile(r"序\s*号|名\s*次|排\s*名|编\s*号|位\s*次|No\.?")
_GLUED: Final = re.compile(r"[ \t　]*([^：:。；\n]{4,50})[：:]([^：:。\n]+)。?")
_ITEM: Final = re.compile(r"[；;、，]|,(?!\d{3})")
_PAIR: Final = re.compile(r"\s*([一-龥（）()]{2,14}?)\s*(\d[\d,]*(?:\.\d+)?[^\d；;、，,]{0,3})\s*")
# what every table has, looked for before any line is parted: a figure that stands alone, or names with glued figures
_SPACES: Final = " \t\n\r\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # \\s, but faster
_LONE_FIGURE: Final = re.compile(
    rf"[{_SPACES}|｜](?=[0-9０-９约近超不≥≤＞＜><−+＋-])(?:约|近|超过?|不低于|不少于|不高于|不超过|[≥≤＞＜><])?[-−+＋]?[0-9０-９][0-9０-９,，.．]*[^\s|｜，。；]{{0,5}}(?=[\s|｜]|$)"
)
_GLUED_FIGURE: Final = re.compile(r"[：:](?:[^：:。\n\d]{2,16}\d[\d,.]*[^\d；;、，,：:。\n]{0,3}[；;、，,]){2}")
_UNIT_NAME: Final = re.compile(r"[（(][^（()）]{1,4}[）)]$")
_SHAPES: Final = {"value": "v", "missing": "v", "year": "y", "period": "p"}
_ALIKE: Final = ({"v", "y"}, {"t", "p"})  # a figure may look like a year; a label may name a period
_DEEPEST_HEAD: Final = 3  # header lines of one table
_WIDEST: Final = 12  # lines of one record where each cell has a line of its own


@dataclass(frozen=True, slots=True)
class FlatTable:
    """One table: where it stands, what is written above it, and its figures; `others` are its cells that hold none."""

    start: int
    end: int
    captions: tuple[Cell, ...]
    figures: tuple[Figure, ...]
    others: tuple[Cell, ...]
    is_marked: bool  # parted by tabs or |, or with a header: a table by its form alone


@dataclass(slots=True)
class _Block:
    heads: list[Line] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)  # data, and lines of one cell that head a group of rows


class FlatTables:
    """Finds the tables of texts."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def find(self, text: str) -> list[FlatTable]:
        """Return the tables of a text in order; they do not overlap."""
        named = [
            FlatTable(*span, captions, tuple(figures), (), is_marked=True)
            for span, captions, figures in named_lines(text, self._cells)
        ]
        found = self._gridded(text) if _LONE_FIGURE.search(text) or COMMA_ROW.search(text) else self._glued(text, ())
        apart = [t for t in found if not any(t.start < n.end and n.start < t.end for n in named)]
        return sorted([*named, *apart], key=lambda t: t.start)

    def _gridded(self, text: str) -> list[FlatTable]:
        lines = list(self._cells.lines(text))
        shapes = "".join(_shape(line.cells[0]) if _is_single(line) else "x" for line in lines)
        found: list[FlatTable] = []
        index = floor = 0  # lines before the floor belong to the table before
        while index < len(lines):
            table, following = self._at(lines, shapes, index, floor)
            if table is not None:
                found.append(table)
                floor = following
            index = following
        return found + self._glued(text, frozenset(t.start for t in found))

    def _at(self, lines: Sequence[Line], shapes: str, index: int, floor: int) -> tuple[FlatTable | None, int]:
        """Read the table whose first figure stands in a line, and return where to go on."""
        if lines[index].is_data or _is_lone_record(lines, index, floor):
            top = _first_band(lines, index, floor)
            first = _first_head(lines, top, floor)
            if first == top:  # no header above: what stands there is a caption
                first = top = index
            following = _last_row(lines, index)
            start = _first_row(lines, first, top)
            block = _Block(list(lines[first:start]), list(lines[start:following]))
            return _built(lines, first, floor, block), max(following, index + 1)
        if shapes[index] == "v":
            first, following, records = _columnwise(lines, shapes, floor, index)
            return (_built(lines, first, floor, records), following) if records else (None, index + 1)
        return None, index + 1

    def _glued(self, text: str, taken: Container[int]) -> list[FlatTable]:
        """Lines of names with glued figures behind a caption: 各县收案：青石县12件、白沙县9件."""
        tables = []
        for hint in _GLUED_FIGURE.finditer(text):
            begin = text.rfind("\n", 0, hint.start()) + 1
            end = text.find("\n", hint.end())
            raw = text[begin : len(text) if end < 0 else end]
            begin += len(raw) - len(raw.lstrip())
            raw = raw.strip()
            match = _GLUED.fullmatch(raw) if begin not in taken else None
            items = self._items(begin + match.start(2), match[2]) if match else None
            if match and items:
                caption = self._cells.cell(begin + match.start(1), match[1])
                row = (begin, begin + len(raw))
                cells = [Figure(value, (), (name,), None, None, row) for name, value in items]
                tables.append(
                    FlatTable(items[0][0].start, items[-1][1].end, (caption,), tuple(cells), (), is_marked=False)
                )
        return tables

    def _items(self, start: int, words: str) -> list[tuple[Cell, Cell]] | None:
        """Names with glued figures, at least three and nothing else."""
        found, position = [], start
        for part in _ITEM.split(words):
            match = _PAIR.fullmatch(part)
            if match is None:
                return None
            found.append(
                (
                    self._cells.cell(position + match.start(1), match[1]),
                    self._cells.cell(position + match.start(2), match[2]),
                )
            )
            position += len(part) + 1
        figures_only = all(v.kind in {"value", "year"} for _, v in found)
        return found if len(found) > 2 and figures_only and _are_names([n.value for n, _ in found]) else None


def _are_names(names: Sequence[str]) -> bool:
    """Tell whether glued names are those of a table: areas and bodies, or headers with a unit in brackets; else prose."""
    bodies = sum(said.is_body(n) or said.is_total(n) for n in names)
    changes = sum(said.is_change(n) for n in names)
    return (bodies > 2 and bodies + changes == len(names)) or (not changes and any(_UNIT_NAME.search(n) for n in names))


def _is_single(line: Line) -> bool:
    return len(line.cells) == 1


def _first_head(lines: Sequence[Line], index: int, floor: int) -> int:
    first = index
    while (
        first > floor and index - first < _DEEPEST_HEAD and lines[first - 1].is_head and _near(lines, first - 1, first)
    ):
        first -= 1
    return first


def _is_lone_record(lines: Sequence[Line], index: int, floor: int) -> bool:
    """Tell whether a line holds one figure for each name of the line above, and no label."""
    return (
        index > floor
        and lines[index].has_figures_only
        and lines[index - 1].is_head
        and len(lines[index - 1].cells) == len(lines[index].cells)
        and _near(lines, index - 1, index)
    )


def _first_band(lines: Sequence[Line], index: int, floor: int) -> int:
    """Go back over lines between header and first figures that head a group of rows (行政复议; 一、行政复议 — —)."""
    top = index
    while top > floor and index - top < 2 and _near(lines, top - 1, top):
        below_head = top - 1 > floor and lines[top - 2].is_head and _is_single(lines[top - 1])
        if not (lines[top - 1].is_bare or below_head or _is_band(lines[top - 1])):
            break
        top -= 1
    return top


def _first_row(lines: Sequence[Line], first: int, index: int) -> int:
    """Go back over rows whose figures look like years, below a header of words (地区 受理 审结; 甲县 2016 2023)."""
    while index - first > 1 and lines[index - 1].has_years_only and not lines[first].has_years_only:
        index -= 1
    return index


def _near(lines: Sequence[Line], one: int, other: int) -> bool:
    """Tell whether two lines can be of one table: at most one empty line between, and cells parted in one way."""
    a, b = lines[one], lines[other]
    return b.number - a.number <= 2 and (a.mark == b.mark or 1 in {len(a.cells), len(b.cells)})


def _last_row(lines: Sequence[Line], index: int) -> int:
    """Return the line after the last row: group headings and repeated headers count where rows follow them."""
    end = index + 1
    while end < len(lines) and _near(lines, end - 1, end):
        line = lines[end]
        follows = end + 1 < len(lines) and lines[end + 1].is_data and _near(lines, end, end + 1)
        opens = _is_band(line) or line.is_head or (follows and _is_numbered_band(lines, end))
        if line.is_head and not _continues(lines[end - 1], line):
            break
        years = line.is_head and any(c.kind == "year" for c in line.cells[1:])
        if not (line.is_data or line.is_bare or years or (opens and follows)):
            break
        end += 1
    return end


def _continues(above: Line, head: Line) -> bool:
    """Tell whether a header below rows is of their table: not one of another width behind an empty line."""
    return head.number - above.number < 2 or len(head.cells) == len(above.cells)


def _is_band(line: Line) -> bool:
    """Tell whether a line of one cell heads a group of rows, and is no caption of another table."""
    return _is_single(line) and line.cells[0].kind == "text" and not _CAPTION.search(line.cells[0].value)


def _is_numbered_band(lines: Sequence[Line], band: int) -> bool:
    """Tell whether a numbered line (二、行政应诉) stands inside a table: rows of one width right above and below it."""
    above, line, below = lines[band - 1 : band + 2]
    adjacent = below.number - above.number == 2
    return adjacent and _is_single(line) and above.mark != "space" and len(above.cells) == len(below.cells) > 2


def _columnwise(lines: Sequence[Line], shapes: str, floor: int, value: int) -> tuple[int, int, _Block | None]:
    """Find the records of a run of one-cell lines: the same number of lines each, a label and its figures."""
    best = (0, 0, 0, 0)  # lines covered, minus the width, width, first line of the first record
    for width in range(2, _WIDEST + 1):
        for first in (value, value - 1, value - 2):
            if first - width < floor or (
                first == value
                and not _SERIAL_HEAD.match(lines[first - width].cells[0].value if shapes[first - width] != "x" else "")
            ):
                continue
            records = _records(shapes, first, width, width)
            if records > 1:
                best = max(best, (records * width, -width, width, first))
    covered, _, width, first = best
    if covered:
        last = first + covered
        rows = _regrouped(lines[first - width : last], width)
        if shapes[first] == "v" and _matches(shapes[last : last + width - 1], shapes[first + 1 : first + width]):
            rows += _regrouped(lines[last : last + width - 1], width - 1)  # the total has no serial number
            last += width - 1
        return first - width, last, _Block(rows[:1], rows[1:])
    first = value - 1
    records = _records(shapes, first, 2, 0) if first >= floor else 0
    if records < 3:
        return value, value + 1, None
    return first, first + 2 * records, _Block([], _regrouped(lines[first : first + 2 * records], 2))


def _shape(cell: Cell) -> str:
    return _SHAPES.get(cell.kind, "t")


def _records(shapes: str, first: int, width: int, head: int) -> int:
    """Count the records of one width from a line on that look like the first one, below a header without figures."""
    model = shapes[first : first + width]
    above = shapes[first - head : first]
    if "v" not in model or "x" in model or not model.strip("v") or "v" in above or "x" in above:
        return 0
    if model.lstrip("v").lstrip("typ").count("t"):
        return 0  # a second label behind figures: no record of a table
    count = 0
    while _matches(shapes[first + count * width : first + (count + 1) * width], model):
        count += 1
    return count


def _matches(record: str, model: str) -> bool:
    return len(record) == len(model) and all(a == b or {a, b} in _ALIKE for a, b in zip(record, model, strict=True))


def _regrouped(lines: Sequence[Line], width: int) -> list[Line]:
    groups = [lines[i : i + width] for i in range(0, len(lines) - width + 1, width)]
    return [Line(g[0].number, g[0].start, g[-1].end, tuple(line.cells[0] for line in g), "line") for g in groups]


def _built(lines: Sequence[Line], first: int, floor: int, block: _Block) -> FlatTable | None:
    """Put a block together, or return None where it is too little of a table."""
    data = [r for r in block.rows if len(r.cells) > 1]
    widths = Counter(len(r.cells) for r in data)
    width, usual = widths.most_common(1)[0]
    marked = data[0].mark in {"tab", "pipe"}
    if usual * 2 < len(data) or (len(data) < 2 and not (block.heads and len(block.heads[-1].cells) == width > 2)):
        return None
    found, others, loose = figures(block.heads, block.rows, width)
    captions = _remarks(lines, block.rows[-1].end) + _captions(lines, first, floor) + loose
    is_marked = marked or bool(block.heads) or any("单位" in c.value for c in captions)
    start = min([r.start for r in (*block.heads, *block.rows)])
    return FlatTable(start, block.rows[-1].end, tuple(captions), tuple(found), tuple(others), is_marked)


def _remarks(lines: Sequence[Line], end: int) -> list[Cell]:
    """The lines right below a table that say what it is about: 注：以上为行政复议案件; （表：各县行政应诉情况）."""
    below = bisect_left(lines, end, key=lambda line: line.start)
    said_there: list[Cell] = []
    for line in lines[below : below + 2]:
        if not _REMARK.match(line.words) or _LEFT_OUT.search(line.words):
            break
        said_there.append(Cell(line.start, line.end, line.words))
    return said_there


def _captions(lines: Sequence[Line], first: int, floor: int) -> list[Cell]:
    """The lines right above a table that say what it is about: units, dates in brackets, and its title."""
    found: list[Cell] = []
    index = first - 1
    while index >= floor and len(found) < 4 and lines[index + 1].number - lines[index].number <= 3:
        line = lines[index]
        opens = line.words.endswith(("：", ":", "如下", "下表"))
        if line.is_data or ("。" in line.words.rstrip("。") and not opens) or len(line.words) > (120 if opens else 60):
            break
        begin = line.words.rstrip("。").rfind("。") + 1
        found.insert(0, Cell(line.start + begin, line.end, line.words[begin:]))
        if not _NOTE.match(line.words):
            break
        index -= 1
    return found
