"""Web pages: HTML to a canonical text, one line a block, the rows of tables as lines with cells parted by tabs.

A cell that spans rows or columns is repeated where it holds words, so that each row can be read by itself; a spanning
figure stands once. Offsets then point into this text, as they do for plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from extract.readers.original import Original, ReadError
from extract.readers.text import decode

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_HIDDEN: Final = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "select", "iframe", "object", "textarea"}
)
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
        "caption",
        "title",
    ]
)
_SPACE: Final = re.compile(r"[ \t\r\n\f\xa0\u200b\ufeff]+")
_FIGURE: Final = re.compile(r"[-−\d０-９.,，%％\s]+")
_WIDEST: Final = 60  # columns that a span may cover; more is a fault of the page


@dataclass(slots=True)
class _Cell:
    words: list[str] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)


def read(content: bytes) -> Original:
    """Return the visible text of a page. Raises ReadError as `canonical` does."""
    return Original(canonical(content))


def canonical(content: bytes) -> str:
    """Return the visible text of a page.

    Raises ReadError: empty, binary or encoding; empty also where the page shows no words.
    """
    parser = _Page()
    parser.feed(_decoded(content))
    parser.close()
    text = parser.text()
    if not text.strip():
        raise ReadError("empty", "网页里没有文字，请换一份或去掉 / the page shows no text: replace it or leave it out")
    return text


def _decoded(content: bytes) -> str:
    """Decode by the charset that the page names, where that fits; else as plain text is decoded."""
    named = _CHARSET.search(content[:4096])
    if named and named[1].lower() in {b"gb2312", b"gbk", b"gb18030"}:
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return decode(content)


class _Page(HTMLParser):
    """Collects blocks; inside a table, cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._hidden: list[str] = []
        self._tables: list[_Table] = []  # open ones, the innermost last
        self._cells: list[_Cell | None] = []  # the open cell of each open table
        self._in_title = False
        self._page_title: list[str] = []

    def text(self) -> str:
        """Return the lines; the page's own title comes first where no line repeats it."""
        self._end_block()
        while self._tables:
            self._end_table()
        return "\n".join(self._lines) + "\n" if self._lines else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "table":
            self._end_block()
            self._tables.append(_Table())
            self._cells.append(None)
        elif self._tables and tag == "tr":
            self._cells[-1] = None
            self._tables[-1].rows.append([])
        elif self._tables and tag in {"td", "th"}:
            self._open_cell(dict(attrs))
        elif tag in _BLOCKS:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
        elif tag == "table" and self._tables:
            self._end_table()
        elif self._tables and tag in {"td", "th", "tr"}:
            self._cells[-1] = None
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._tables:
            cell = self._cells[-1]
            if cell is not None:
                cell.words.append(data.replace("\n", " ").replace("\r", " "))
            elif data.strip():
                self._tables[-1].captions.append(_SPACE.sub(" ", data).strip())
            return
        self._words.append(data)

    def _open_cell(self, attrs: dict[str, str | None]) -> None:
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        cell = _Cell([], _span(attrs.get("colspan")), _span(attrs.get("rowspan")))
        table.rows[-1].append(cell)
        self._cells[-1] = cell

    def _end_block(self) -> None:
        if self._tables:
            cell = self._cells[-1]
            if cell is not None:
                cell.words.append(" ")
            return
        line = _SPACE.sub(" ", "".join(self._words)).strip(" ")
        self._words = []
        if line.strip("　"):
            self._lines.append(line)

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._cells.pop()
        lines = [*table.captions, *_lines(table)]
        if self._tables:  # a table inside a cell is a means of layout: its lines are words of the cell
            cell = self._cells[-1]
            if cell is not None:
                cell.words.append("\n".join(["", *lines, ""]))
            return
        self._lines += lines


def _span(written: str | None) -> int:
    return min(max(int(written), 1), _WIDEST) if written and written.strip().isdigit() else 1


def _lines(table: _Table) -> list[str]:
    """The rows of a table as lines; a table of one column, or with tables inside, is layout and gives its blocks."""
    plain = [[_own_lines(c) for c in row] for row in table.rows]
    if all(len(row) < 2 for row in table.rows) or any(len(lines) > 1 for row in plain for lines in row):
        return [line for row in plain for lines in row for line in lines]
    return [line for cells in _grid(table) if (line := "\t".join(cells).rstrip("\t")).strip()]


def _own_lines(cell: _Cell) -> list[str]:
    """The lines of a cell: one, unless a table stands in it, whose lines keep their tabs."""
    parts: list[str] = []
    inner: list[str] = []
    for word in cell.words:
        if word.startswith("\n") and word.endswith("\n") and len(word) > 2 and word.strip():
            parts += ["".join(inner), *word.strip("\n").split("\n")]
            inner = []
        else:
            inner.append(_SPACE.sub(" ", word))
    parts.append("".join(inner))
    return [p for part in parts if (p := part.strip(" "))]


def _grid(table: _Table) -> list[list[str]]:
    """Lay the cells out; words of a cell that spans are repeated, figures are not."""
    held: dict[int, tuple[int, str]] = {}  # column -> rows still covered, words
    grid = []
    for row in table.rows:
        line: list[str] = []
        waiting = list(row)
        while waiting or any(c >= len(line) for c in held):
            column = len(line)
            if column in held:
                left, words = held.pop(column)
                line.append(words)
                if left > 1:
                    held[column] = (left - 1, words)
                continue
            if not waiting:
                line.append("")
                continue
            cell = waiting.pop(0)
            words = (_own_lines(cell) or [""])[0]
            again = "" if _FIGURE.fullmatch(words) else words
            for index in range(cell.columns):
                if cell.rows > 1:
                    held[column + index] = (cell.rows - 1, again)
                line.append(words if index == 0 else again)
        grid.append(line)
    return grid
