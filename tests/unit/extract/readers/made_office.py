"""Word documents and workbooks made for the tests, as their own programs or a plain text editor would write them."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Mapping, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships no types

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def docx(text: str = "", *blocks: str, numbering: Sequence[str] = ()) -> bytes:
    """Return a document of the lines of a text, then of blocks and lists written as XML without namespaces."""
    document = Document()
    for line in text.split("\n") if text else ():
        document.add_paragraph(line)
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, _xml(block))
    if numbering:
        lists = document.part.numbering_part.element
        for child in list(lists):
            lists.remove(child)
        for block in numbering:
            lists.append(_xml(block))
    return _saved(document)


def _xml(block: str) -> Any:
    return parse_xml(re.sub(r"^<[\w:]+", lambda name: f"{name[0]} {nsdecls('w')}", block))


def _saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def paragraph(words: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph as XML."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"
    )


def with_part(content: bytes, name: str, part: bytes | str) -> bytes:
    """Return a package with one part replaced or added."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return target.getvalue()


def part(content: bytes, name: str) -> str:
    """Return one part of a package."""
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[Any]]], *merged: str, formats: Mapping[str, str] | None = None
) -> bytes:
    """Return a workbook; the merged cells and the number formats are those of its first sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    first = book.worksheets[0]
    for cells in merged:
        first.merge_cells(cells)
    for cell, form in (formats or {}).items():
        first[cell].number_format = form
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def xls(rows: Sequence[Sequence[str | float]], number_format: int = 0) -> bytes:
    """Return an old workbook (BIFF8) of one sheet named 统计表, its cells in one built-in number format."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def begun(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 0x06))

    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                words = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                cells += record(0x0204, place + words)
            else:
                cells += record(0x0203, place + struct.pack("<d", value))
    name = "统计表".encode("utf-16-le")
    style = record(0x00E0, struct.pack("<HHH", 0, number_format, 1) + bytes(14))
    sheet_at = len(begun(5)) + len(style) + 4 + 8 + len(name) + 4
    bound = record(0x0085, struct.pack("<IBBBB", sheet_at, 0, 0, 3, 1) + name)
    stream = begun(5) + style + bound + record(0x0A, b"") + begun(0x10) + cells + record(0x0A, b"")
    return ole({"Workbook": stream})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """Return an OLE file with its streams, each as long as whole sectors."""
    padded = [content.ljust(-(-max(len(content), 4096) // _SECTOR) * _SECTOR, b"\0") for content in streams.values()]
    table = [_FAT, _END]
    starts = []
    for content in padded:
        starts.append(len(table))
        table += [*range(len(table) + 1, len(table) + len(content) // _SECTOR), _END]
    assert len(table) <= _SECTOR // 4
    entries = [_entry("Root Entry", 5, _END, 0, 1)]
    entries += [
        _entry(name, 2, start, len(content), _FREE)
        for name, start, content in zip(streams, starts, padded, strict=True)
    ]
    fat = struct.pack(f"<{_SECTOR // 4}I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    return head + fat + b"".join(entries).ljust(_SECTOR, b"\0") + b"".join(padded)


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    words = name.encode("utf-16-le")
    named = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
    return named + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<IQ", start, size)
