"""PDF documents: the text layer as paragraphs and rows, without what a printer adds to pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.readers.limits import check_text
from extract.readers.original import Original, ReadError
from extract.readers.pdf.glyphs import Sheet, each_sheet
from extract.readers.pdf.lines import lines
from extract.readers.pdf.margins import Item, Leaf, without_margins
from extract.readers.pdf.paragraphs import written
from extract.readers.pdf.ruled import Table, tables
from extract.readers.pdf.stretches import body_size, stretches

_GARBLED: Final = 0.3  # of the characters that no font names


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as lines and tables, with what tells whether it has a text layer."""

    leaf: Leaf
    characters: int
    unmapped: int
    is_scan: bool


def read(content: bytes) -> Original:
    """Return the text of a document and where its pages begin; what it says of itself is left aside.

    Raises ReadError: damaged, password, too_large, zip_bomb, no_text_layer, garbled.
    """
    pages = each_sheet(content, _page)
    _check(pages)
    leaves = without_margins([page.leaf for page in pages])
    text, starts = written(stretches(leaves), len(leaves), body_size(leaves))
    if not text.strip():
        raise _no_text(len(pages), len(pages))
    check_text(len(text))
    return Original(text, starts)


def _page(sheet: Sheet, number: int) -> _Page:
    found, rest = tables(sheet.glyphs, sheet.rules)
    items: list[Item] = [replace(line, page=number) for line in lines(rest)]
    items += [replace(table, page=number) for table in found if table.rows]
    items.sort(key=lambda item: -(item.top if isinstance(item, Table) else item.base))
    is_scan = sheet.has_picture and not sheet.glyphs
    return _Page(Leaf(*sheet.edges, items), len(sheet.glyphs), sheet.unmapped, is_scan)


def _check(pages: Sequence[_Page]) -> None:
    characters = sum(page.characters for page in pages)
    scanned = sum(page.is_scan for page in pages)
    if not characters or scanned * 2 > len(pages):
        raise _no_text(scanned or len(pages), len(pages))
    if sum(page.unmapped for page in pages) > _GARBLED * characters:
        raise ReadError(
            "garbled",
            "文字层是乱码（字体没有对照表），请识别文字后另存，或用原文件 / the text layer is garbled: recognise its text, "
            "or use the original file",
        )


def _no_text(scanned: int, pages: int) -> ReadError:
    return ReadError(
        "no_text_layer",
        f"扫描件：{pages} 页中 {scanned} 页没有文字层，请先识别文字（OCR）另存 / scanned, {scanned} of {pages} pages without text: "
        "recognise the text first (OCR)",
    )
