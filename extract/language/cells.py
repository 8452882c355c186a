"""Lines of a text as cells: how a table that was flattened to text parts its columns, and what each cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_NUMBER: Final = r"[-−+＋]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_HEDGE: Final = r"约|近|超过?|不低于|不少于|不高于|不超过|[≥≤＞＜><]"
_MISSING: Final = re.compile(
    r"[-—–－‐/／\\*]{1,4}|…+|\.{2,}|空|无|缺|N/?A|未报送|未上报|不适用|暂无|暂缺", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PERIOD: Final = re.compile(
    r"(?:(?:19|20)\d\d年度?)?(?:第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9])(?:\s*[-—–~至]\s*(?:1[0-2]|[1-9]))?月份?|[一二三四五六七八九十]{1,2}月份?)"
    r"|(?:19|20)\d\d年(?:度|底|末)?|(?:19|20)\d\d\s*[-—–~至]\s*(?:19|20)\d\d年?"
)
_PROSE: Final = re.compile(r"[。；;！？!?]|，|,(?!\d)")
_PROSE_START: Final = re.compile(r"注[:：]|备注|说明[:：]|来源|资料来源")
_RULE: Final = re.compile(r"[\s|｜:：+=-]*")
_WIDE: Final = re.compile(r"[ 　\xa0]{2,}|　")
_TOKEN: Final = re.compile(r"[^ 　\xa0]+")
_GAP: Final = re.compile(r"[ 　\xa0]+")
_LETTERED: Final = re.compile(r"[一-龥](?:[ 　\xa0]+[一-龥])+")
_HAN: Final = re.compile(r"[一-龥]")
_NUMBERED: Final = re.compile(r"附?表\s*[\d一二三四五六七八九十]{1,3}(?:[-－.]\d{1,2})*[:：.、]?")
_LEVELS: Final = frozenset("省市州县区乡镇街村")
COMMA_ROW: Final = re.compile(r"[,，][0-9][0-9.]*[%％]?[,，][0-9][0-9.]*[%％]?[ \t\r]*(?:\n|$)")  # 3月末,18,6
_COMMAS: Final = re.compile("[,，]")
_LONGEST: Final = 400  # characters of a line; longer ones are paragraphs
_LONGEST_CELL: Final = 24
_LONGEST_NAME: Final = 14  # characters of a cell that only commas part from the next
_FEWEST_BY_COMMAS: Final = 3
_STOPS: Final = re.compile(r"[。；;：:！？!?\s]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value, and where the value stands in the text."""

    start: int
    end: int
    value: str
    kind: str = "text"  # value | missing | year | period | unit | text


@dataclass(frozen=True, slots=True)
class Line:
    """One line that may be the row of a table; a paragraph has no cells."""

    number: int  # in the text, counted with empty lines
    start: int
    end: int
    cells: tuple[Cell, ...]
    mark: str  # tab | pipe | comma | space: what parts the cells; line: they stand on lines of their own
    words: str = ""  # as written; a paragraph only with its last sentence

    @property
    def is_data(self) -> bool:
        """Tell whether it is a row with figures under a label."""
        kinds = [c.kind for c in self.cells]
        figures = kinds[1:].count("value")
        if not figures or (kinds[0] == "value" and ("text" not in kinds[1:3] or "value" not in kinds[2:])):
            return False
        measured = figures + sum(kinds.count(k) for k in ("missing", "unit", "year"))
        return self.mark != "space" or kinds.count("text") + kinds.count("period") <= measured + 1

    @property
    def is_bare(self) -> bool:
        """Tell whether it is a row whose figures are missing, or look like years."""
        kinds = [c.kind for c in self.cells]
        return (
            len(kinds) > 1
            and kinds[0] in {"text", "year", "period"}
            and "missing" in kinds[1:]
            and {*kinds[1:]} <= {"missing", "year"}
        )

    @property
    def has_years_only(self) -> bool:
        """Tell whether it is a label with bare years: the header of year columns, or figures that look like years."""
        return self.cells[0].kind == "text" and {c.kind for c in self.cells[1:]} == {"year"}

    @property
    def is_head(self) -> bool:
        """Tell whether it can be the header of a table."""
        kinds = {c.kind for c in self.cells if c.value}  # merged cells leave empty ones behind
        if sum(bool(c.value) for c in self.cells) < 2:
            return False
        numbered = len(self.cells) == 2 and _NUMBERED.fullmatch(self.cells[0].value) is not None  # 表2  应诉情况
        return kinds <= {"text", "year", "period", "unit"} and not numbered

    @property
    def has_figures_only(self) -> bool:
        """Tell whether it is a row of figures without any label."""
        return len(self.cells) > 2 and {c.kind for c in self.cells} <= {"value", "year"}


class Cells:
    """Parts the lines of texts into cells, by one list of measure words."""

    def __init__(self, units: Iterable[str]) -> None:
        words = "|".join(re.escape(u) for u in sorted(units, key=len, reverse=True))
        self._unit = re.compile(rf"(?:百万|千万|[千万亿])?(?:{words})")
        self._value = re.compile(
            rf"(?:{_HEDGE})?{_NUMBER}(?:余|多)?(?:百万|千万|[千万亿])?(?:{words})?(?:及?以上|及?以下|以内|左右)?"
        )

    def lines(self, text: str) -> Iterator[Line]:
        """Return the lines of a text that are not empty."""
        position = 0
        for number, raw in enumerate(text.split("\n")):
            if raw and not raw.isspace() and not (raw[0] in "|+-=" and len(raw) > 4 and _RULE.fullmatch(raw)):
                yield self._line(number, position, raw)
            position += len(raw) + 1

    def cell(self, start: int, raw: str) -> Cell:
        """Return the cell of a stretch of text, without the spaces around it."""
        value = raw.strip()
        begin = start + (raw.index(value) if value else 0)
        plain = _GAP.sub("", value)
        words = plain if _LETTERED.fullmatch(value) else value  # 合　计
        return Cell(begin, begin + len(value), words, self._kind(plain))

    def _kind(self, value: str) -> str:
        for kind, pattern in (("year", _YEAR), ("period", _PERIOD), ("missing", _MISSING), ("value", self._value)):
            if pattern.fullmatch(value):
                return kind
        if not value:
            return "missing"
        return "unit" if self._unit.fullmatch(value) else "text"

    def _line(self, number: int, start: int, raw: str) -> Line:
        if len(raw) > _LONGEST:
            last = raw.rstrip("。 　").rfind("。") + 1
            return Line(number, start + last, start + len(raw), (), "space", raw[last : last + _LONGEST].strip())
        inner = raw.strip(" 　\xa0\r")
        begin = start + raw.index(inner)
        end = begin + len(inner)
        if "|" in inner or "｜" in inner:
            return Line(number, begin, end, tuple(self._parted(begin, inner.replace("｜", "|"), "|")), "pipe", inner)
        if "\t" in inner.strip("\t"):
            return Line(number, begin, end, tuple(self._parted(begin, inner, "\t")), "tab", inner)
        if parted := self._by_commas(begin, inner):
            return Line(number, begin, end, tuple(parted), "comma", inner)
        return Line(number, begin, end, tuple(self._spaced(begin, inner)), "space", inner)

    def _by_commas(self, start: int, inner: str) -> list[Cell]:
        """The cells of a line that only commas part: a row of a label and figures, or a header of short names."""
        parts = _COMMAS.split(inner)
        if len(parts) < _FEWEST_BY_COMMAS or any(len(p) > _LONGEST_NAME for p in parts) or _STOPS.search(inner):
            return []
        cells, position = [], start
        for raw in parts:
            cells.append(self.cell(position, raw))
            position += len(raw) + 1
        kinds = {c.kind for c in cells[1:]}
        is_row = cells[0].kind in {"text", "period", "year"} and kinds <= {"value", "missing", "year"}
        return cells if is_row or (cells[0].kind == "text" and kinds <= {"text", "year", "period"}) else []

    def _parted(self, start: int, inner: str, mark: str) -> list[Cell]:
        cells, position = [], start
        for raw in inner.split(mark):
            cells.append(self.cell(position, raw))
            position += len(raw) + 1
        if mark == "|":  # the frame | a | b | has an empty stretch at both ends
            cells = cells[1:] if not cells[0].value else cells
            cells = cells[:-1] if cells and not cells[-1].value else cells
        return [] if any(_is_prose(c.value) for c in cells[:-1]) else cells

    def _spaced(self, start: int, inner: str) -> list[Cell]:
        if _PROSE.search(inner) or _PROSE_START.match(inner):
            return []
        wide = [m.span() for m in _WIDE.finditer(inner)]
        edges = [0, *(e for span in wide for e in span), len(inner)]
        stretches = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
        if not wide or any(re.search(r"\d [^\d]|[^\d] \d", inner[a:b]) for a, b in stretches):
            stretches = [m.span() for m in _TOKEN.finditer(inner)]
        stretches = self._joined(inner, stretches)
        cells = [self.cell(start + a, inner[a:b]) for a, b in stretches]
        colon = len(cells) > 1 and any(re.search(r"(?<!其中)[：:]", c.value) for c in cells)
        return [] if colon or any(len(c.value) > _LONGEST_CELL for c in cells) else cells

    def _joined(self, text: str, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Put single characters that only spaces part (合 计) together again; measure words and 市 县 stay apart."""
        kept: list[tuple[int, int]] = []
        last = ""  # the character before, where it stands alone
        for start, end in stretches:
            alone = text[start:end] if end - start == 1 and _HAN.match(text, start) else ""
            apart = {last, alone} <= _LEVELS or (self._unit.fullmatch(last) and self._unit.fullmatch(alone))
            if kept and last and alone and not apart:
                kept[-1] = (kept[-1][0], end)
            else:
                kept.append((start, end))
            last = alone
        return kept


def _is_prose(value: str) -> bool:
    return "。" in value or len(value) > 60
