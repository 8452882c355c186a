"""The body of a Word document in reading order: paragraphs, tables, text boxes and notes as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from extract.readers import grid
from extract.readers.joins import joined
from extract.readers.word.numbering import Numbering
from extract.readers.word.styles import Styles, W, child, is_on, value

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE: Final = frozenset(
    W + name for name in ("del", "moveFrom", "delText", "pPr", "rPr", "sdtPr", "rt", "tblPr", "tcPr")
)
_WORDS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_PAGES: Final = re.compile(r"\s*(?:PAGEREF|PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_SPACE: Final = re.compile(r"[\xa0\r\f\v\u2028\u2029]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff\u00ad]")
_GALLERY: Final = "sdtPr/docPartObj/docPartGallery"
_WIDEST: Final = 60  # columns that a span may cover; more is a fault of the file


class Body:
    """Reads blocks; what stands beside the text (boxes, notes) follows the block that it belongs to."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Mapping[str, Element]) -> None:
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self._noted: set[str] = set()
        self._beside: list[tuple[str, Element]] = []  # with the mark of a note
        self._fields: list[str] = []  # instructions of the open fields

    def lines(self, parent: Element) -> list[str]:
        """Return the lines of the blocks below an element."""
        found: list[str] = []
        for block in _blocks(parent):
            found += self._paragraph(block) if block.tag == f"{W}p" else self._table(block)
            beside, self._beside = self._beside, []
            for mark, element in beside:
                found += _marked(mark, self.lines(element))
        return found

    def _paragraph(self, paragraph: Element) -> list[str]:
        style = value(paragraph, "pPr/pStyle")
        number = self._numbering.before(paragraph)
        words = "".join(self._inline(paragraph, is_hidden=self._styles.is_hidden(style)))
        if self._styles.is_contents(style):
            return []
        first, *rest = _CONTROL.sub("", _SPACE.sub(" ", words)).split("\n")
        lines = [number + first.strip(" \t") if first.strip() else "", *(line.strip(" \t") for line in rest)]
        return [line for line in lines if line.strip()]

    def _inline(self, parent: Element, *, is_hidden: bool) -> Iterator[str]:
        for element in parent:
            if element.tag == f"{W}r":
                yield from self._run(element, is_hidden=is_hidden)
            elif element.tag == f"{W}fldSimple" and _PAGES.match(element.get(f"{W}instr") or ""):
                continue
            elif element.tag == _MATH:
                yield element.text or ""
            elif element.tag not in _GONE and isinstance(element.tag, str):
                yield from self._inline(_chosen(element), is_hidden=is_hidden)

    def _run(self, run: Element, *, is_hidden: bool) -> Iterator[str]:
        if is_hidden or is_on(run, "rPr/vanish") or self._styles.is_hidden(value(run, "rPr/rStyle")):
            return
        for element in run:
            if element.tag == f"{W}t":
                yield "" if self._fields and _PAGES.match(self._fields[-1]) else element.text or ""
            elif element.tag in _WORDS:
                yield _WORDS[element.tag]
            elif element.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
                yield self._mark(element)
            elif element.tag in {f"{W}fldChar", f"{W}instrText"}:
                self._field(element)
            elif element.tag not in _GONE and isinstance(element.tag, str):
                self._beside += [("", box) for box in _boxes(element)]
                yield from self._ruby(element)

    def _ruby(self, element: Element) -> Iterator[str]:
        base = child(element, "rubyBase")
        if base is not None:
            yield from self._inline(base, is_hidden=False)

    def _field(self, element: Element) -> None:
        if element.tag == f"{W}instrText":
            if self._fields:
                self._fields[-1] += element.text or ""
        elif element.get(f"{W}fldCharType") == "begin":
            self._fields.append("")
        elif element.get(f"{W}fldCharType") == "end" and self._fields:
            self._fields.pop()

    def _mark(self, reference: Element) -> str:
        """The mark of a note, which then follows its paragraph."""
        key = f"{reference.tag.removeprefix(W).removesuffix('Reference')}:{reference.get(f'{W}id')}"
        note = self._notes.get(key)
        if note is None or key in self._noted:
            return ""
        self._noted.add(key)
        mark = f"[{len(self._noted)}]"
        self._beside.append((mark, note))
        return mark

    def _table(self, table: Element) -> list[str]:
        rows: list[list[str]] = []
        merged: list[list[int]] = []
        lines: list[str] = []
        upright: dict[int, list[int]] = {}  # the merged cell that is open in a column
        for row in _rows(table):
            words: list[str] = [""] * _count(value(row, "trPr/gridBefore"), 0)
            still: dict[int, list[int]] = {}
            for cell in _below(row, f"{W}tc"):
                own = self.lines(cell)
                lines += own
                span = _span(cell, len(rows), len(words), upright, still)
                merged.append(span)
                words += [reduce(_in_cell, own, ""), *[""] * (span[3] - span[1] - 1)]
            upright = still
            rows.append(words)
        return lines if _is_layout(table, rows) else grid.lines(rows, [grid.Merged(*span) for span in merged])


def _span(cell: Element, row: int, left: int, upright: dict[int, list[int]], still: dict[int, list[int]]) -> list[int]:
    """Top, left, bottom and right of a cell, or of the one above that it continues; `still` takes what stays open."""
    merge = child(cell, "tcPr/vMerge")
    span = upright.get(left) if merge is not None and merge.get(f"{W}val") != "restart" else None
    if span is None:
        span = [row, left, row, left + _count(value(cell, "tcPr/gridSpan"), 1)]
    span[2] = row + 1
    if merge is not None:
        still[left] = span
    return span


def _in_cell(first: str, second: str) -> str:
    return joined(first, second, in_cell=True)


def _marked(mark: str, lines: list[str]) -> list[str]:
    return [f"{mark} {lines[0]}", *lines[1:]] if mark and lines else lines


def _is_layout(table: Element, rows: list[list[str]]) -> bool:
    """A table of one column, or with tables inside, only places what it holds."""
    return max((len(row) for row in rows), default=0) < 2 or table.find(f".//{W}tbl") is not None


def _blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables below an element; a table of contents is none of the text."""
    for element in parent:
        if element.tag in {f"{W}p", f"{W}tbl"}:
            yield element
        elif element.tag == f"{W}sdt" and (value(element, _GALLERY) or "").startswith("Table of Contents"):
            continue
        elif element.tag not in _GONE and isinstance(element.tag, str):
            yield from _blocks(_chosen(element))


def _rows(table: Element) -> Iterator[Element]:
    return (row for row in _below(table, f"{W}tr") if child(row, "trPr/del") is None)


def _below(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those inside controls too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _below(element, tag)


def _boxes(element: Element) -> list[Element]:
    """The text boxes of a drawing, each once."""
    if element.tag == f"{W}txbxContent":
        return [element]
    return [box for inner in _chosen(element) if isinstance(inner.tag, str) for box in _boxes(inner)]


def _chosen(element: Element) -> Element:
    """Of the forms in which one thing is written, the first."""
    if element.tag != f"{_MC}AlternateContent":
        return element
    return next((e for e in element if e.tag in {f"{_MC}Choice", f"{_MC}Fallback"}), element)


def _count(written: str | None, default: int) -> int:
    return min(int(written), _WIDEST) if written and written.isascii() and written.isdigit() else default
