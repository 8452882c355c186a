"""PDF documents: the text layer as paragraphs and rows, without what a printer adds to pages."""

from __future__ import annotations

from dataclasses import replace

from extract.readers.limits import check_text
from extract.readers.original import Original, ReadError
from extract.readers.pdf.glyphs import Sheet, sheets
from extract.readers.pdf.lines import lines
from extract.readers.pdf.margins import Item, Leaf, without_margins
from extract.readers.pdf.paragraphs import written
from extract.readers.pdf.ruled import Table, tables
from extract.readers.pdf.stretches import body_size, stretches

_GARBLED = 0.3  # of the characters that no font names


def read(content: bytes) -> Original:
    """Return the text of a document and where its pages begin; what it says of itself is left aside.

    Raises ReadError: damaged, password, too_large, no_text_layer, garbled.
    """
    found = sheets(content)
    _check(found)
    check_text(sum(len(sheet.glyphs) for sheet in found))
    leaves = without_margins([_leaf(sheet, number) for number, sheet in enumerate(found)])
    text, starts = written(stretches(leaves), len(leaves), body_size(leaves))
    if not text.strip():
        raise _no_text(len(found), len(found))
    return Original(text, starts)


def _leaf(sheet: Sheet, number: int) -> Leaf:
    found, rest = tables(sheet.glyphs, sheet.rules)
    items: list[Item] = [replace(line, page=number) for line in lines(rest)]
    items += [replace(table, page=number) for table in found if table.rows]
    return Leaf(*sheet.edges, sorted(items, key=lambda i: -(i.top if isinstance(i, Table) else i.base)))


def _check(found: list[Sheet]) -> None:
    characters = sum(len(sheet.glyphs) for sheet in found)
    scanned = sum(sheet.has_picture and not sheet.glyphs for sheet in found)
    if not characters or scanned * 2 > len(found):
        raise _no_text(scanned or len(found), len(found))
    if sum(sheet.unmapped for sheet in found) > _GARBLED * characters:
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
