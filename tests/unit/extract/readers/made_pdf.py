"""PDF files made for the tests: prose, tables, running heads and feet, in a font that needs no file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image
from reportlab.lib import colors, pdfencrypt  # type: ignore[import-untyped]  # it ships no types
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # as above
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]  # as above
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # as above
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]  # as above
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]  # as above
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # as above
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table  # type: ignore[import-untyped]  # as above

FONT = "STSong-Light"
WIDTH, HEIGHT = A4
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=22, firstLineIndent=24, wordWrap="CJK")
BLOCK = ParagraphStyle("block", parent=BODY, firstLineIndent=0, spaceAfter=10)
TITLE = ParagraphStyle("title", parent=BODY, fontSize=18, leading=28, firstLineIndent=0, alignment=1)
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=13, wordWrap="CJK")
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 10)]
Draw = Callable[[Any, int], None]


def paragraphs(text: str, style: Any = BODY) -> list[Any]:
    """Return the lines of a text that are not empty as paragraphs."""
    return [Paragraph(escape(words), style) for line in text.split("\n") if (words := line.strip(" 　\xa0\r"))]


def cell(words: str) -> Any:
    """Return words that wrap inside a cell."""
    return Paragraph(escape(words), CELL)


def gap(points: float) -> Any:
    """Return empty space."""
    return Spacer(1, points)


def table(rows: Sequence[Sequence[Any]], widths: Sequence[float], *spans: tuple[Any, ...], ruled: bool = True) -> Any:
    """Return a table, with spans as ((column, row), (column, row))."""
    style = [*(GRID if ruled else GRID[1:]), *(("SPAN", *span) for span in spans)]
    return Table(rows, colWidths=widths, style=style)


def pdf(story: Sequence[Any] | str, draw: Draw | None = None, password: str | None = None, margin: float = 80) -> bytes:
    """Return a document; `draw` draws on each page, with its number."""
    target = io.BytesIO()
    encrypt = pdfencrypt.StandardEncryption(password, ownerPassword="owner") if password else None
    document = SimpleDocTemplate(
        target, pagesize=A4, leftMargin=margin, rightMargin=margin, topMargin=72, bottomMargin=72, encrypt=encrypt
    )

    def page(canvas: Any, made: Any) -> None:
        if draw is not None:
            draw(canvas, made.page)

    found = paragraphs(story) if isinstance(story, str) else list(story)
    document.build(found, onFirstPage=page, onLaterPages=page)
    return target.getvalue()


def drawn(*pages: Draw) -> bytes:
    """Return a document whose pages are drawn one by one."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for number, draw in enumerate(pages, 1):
        canvas.setFont(FONT, 12)
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def head_and_foot(head: str, foot: str = "- {} -") -> Draw:
    """Return what draws a running head and a numbered foot."""

    def draw(canvas: Any, number: int) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, head)
        canvas.drawCentredString(WIDTH / 2, 30, foot.format(number))

    return draw


def scan(canvas: Any, _number: int) -> None:
    """Draw a picture that fills the page."""
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)
