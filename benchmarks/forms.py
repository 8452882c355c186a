"""Makes files of every format that can be written here from the lines of a text, as offices and web sites write them."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Mapping, Sequence
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from typing import Any, Final
from xml.sax.saxutils import escape as xml_escape
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships no types
from PIL import Image
from reportlab.lib import pdfencrypt  # type: ignore[import-untyped]  # as above
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # as above
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]  # as above
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # as above
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]  # as above
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]  # as above
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # as above
from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]  # as above

FONT: Final = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
_BODY: Final = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=22, firstLineIndent=24, wordWrap="CJK")
_NAV: Final = "".join(f'<li><a href="/{n}.html">{n}</a></li>' for n in ("首页", "政务公开", "政务服务", "互动交流"))
_FOOT: Final = "<div class='footer'><p>主办单位：某市人民政府</p><p>某ICP备05012345号 浏览次数：684</p></div>"


def lines(text: str) -> list[str]:
    """Return the lines of a text that hold words, without the blanks around them."""
    return [words for line in text.split("\n") if (words := line.strip(" \t\r　\xa0\ufeff"))]


def txt(text: str) -> bytes:
    """Return a text in UTF-8."""
    return text.encode()


def gbk(text: str) -> bytes:
    """Return a text in GB18030."""
    return text.encode("gb18030")


def html(text: str) -> bytes:
    """Return a page in UTF-8 with navigation before the report and a foot behind it."""
    return _page(text, "utf-8").encode()


def gbk_html(text: str) -> bytes:
    """Return the same page in GBK."""
    return _page(text, "gb2312").encode("gb18030")


def _page(text: str, charset: str) -> str:
    body = "\n".join(f'<p style="text-indent: 2em">　　{escape(line)}</p>' for line in lines(text))
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>政府信息公开</title></head><body>'
        f'<ul class="nav">{_NAV}</ul><div class="article">{body}</div>{_FOOT}</body></html>'
    )


def mht(text: str) -> bytes:
    """Return the page as a browser saves it in one file."""
    archive = MIMEMultipart("related", type="text/html")
    archive["Snapshot-Content-Location"] = "https://www.example.gov.cn/report.html"
    archive.attach(MIMEText(_page(text, "utf-8"), "html", "utf-8"))
    return archive.as_bytes()


def pdf(text: str, password: str | None = None) -> bytes:
    """Return a document of paragraphs, closed by a password where one is given."""
    target = io.BytesIO()
    encrypt = pdfencrypt.StandardEncryption(password, ownerPassword="owner") if password else None
    SimpleDocTemplate(target, pagesize=A4, leftMargin=80, rightMargin=80, encrypt=encrypt).build(
        [Paragraph(xml_escape(line), _BODY) for line in lines(text)]
    )
    return target.getvalue()


def scan() -> bytes:
    """Return a PDF of one page that is a picture."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)
    canvas.save()
    return target.getvalue()


def png() -> bytes:
    """Return a picture."""
    target = io.BytesIO()
    Image.new("L", (60, 80), 200).save(target, "png")
    return target.getvalue()


def docx(text: str) -> bytes:
    """Return a Word document of paragraphs."""
    document = Document()
    for line in lines(text):
        document.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def csv(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return a table in UTF-8."""
    return "".join(",".join(map(str, row)) + "\n" for row in rows).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_part(package: bytes, name: str, part: bytes) -> bytes:
    """Return a package with one of its parts replaced, or one more."""
    with ZipFile(io.BytesIO(package)) as old:
        members = {entry.filename: old.read(entry) for entry in old.infolist()}
    return zipped({**members, name: part})


def encrypted_office() -> bytes:
    """Return the envelope (OLE) of an office document with a password, as its directory shows it."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    stream = bytes(range(256)) * 16
    sectors = len(stream) // 512
    table = [fat, end, *range(3, 2 + sectors), end]
    entries = b""
    for name, kind, start, size, child in (
        ("Root Entry", 5, end, 0, 1), ("EncryptedPackage", 2, 2, len(stream), free)
    ):  # fmt: skip
        words = name.encode("utf-16-le")
        entries += words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
        entries += struct.pack("<III", free, free, child) + bytes(36) + struct.pack("<IQ", start, size)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    return head + struct.pack("<128I", *table, *[free] * (128 - len(table))) + entries.ljust(512, b"\0") + stream


PROSE: Final[Mapping[str, Callable[[str], bytes]]] = {
    ".txt": txt, ".html": html, ".htm": gbk_html, ".mht": mht, ".pdf": pdf, ".docx": docx,
}  # fmt: skip
TABLES: Final[Mapping[str, Callable[[Sequence[Sequence[Any]]], bytes]]] = {".csv": csv, ".xlsx": xlsx}
