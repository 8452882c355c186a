"""Characters and ruled lines of PDF pages, as they stand on the page; the only module that calls PDFium."""

from __future__ import annotations

import ctypes
import math
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Lock
from typing import Any, Final, Literal, TypeVar

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # as above

from extract.readers.limits import check_page, check_pages
from extract.readers.original import ReadError
from extract.readers.package import DAMAGED
from extract.readers.pdf.letters import usual
from extract.readers.pdf.streams import check_streams

_Taken = TypeVar("_Taken")
_PDFIUM: Final = Lock()  # the library is not made for threads
_END_MARK: Final = b"%%EOF"
_END_BYTES: Final = 4096  # at the end of a whole file, in which its mark stands
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_TURN: Final = 90
_TILTED: Final = 5  # degrees off a right angle
_STRAIGHT: Final = 1.5  # points that a ruled line may lean
_MOST_RULES: Final = 50_000  # of a page; more is a drawing
_HIGH, _LOW = 0xD800 >> 10, 0xDC00 >> 10  # halves of a character, as some systems give them
_UNSEEN: Final = frozenset({"Cc", "Cf"})
_GIVEN: Final = {0: "\ufffd", 2: "-", 0xAD: "-"}  # codes of the library: no known character, hyphens at line ends
_LEAST: Final = 0.5  # points: smaller type is not meant to be read


@dataclass(frozen=True, slots=True)
class Glyph:
    """One visible character in points, y upwards, with its type size, and whether a space was written before it."""

    char: str
    left: float
    right: float
    base: float
    size: float
    is_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: `at` is its y where it lies, its x where it stands, from `first` to `last` along it."""

    way: Literal["lies", "stands"]
    at: float
    first: float
    last: float


@dataclass(slots=True)
class Sheet:
    """One page, turned so that most of its text is upright; `unmapped` characters have no usual form."""

    edges: tuple[float, float, float, float]  # left, bottom, right, top
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    unmapped: int = 0
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class _Raw:
    char: str
    box: tuple[float, float, float, float]  # left, bottom, right, top
    origin: tuple[float, float]
    size: float
    turn: int
    is_spaced: bool


def each_sheet(content: bytes, take: Callable[[Sheet, int], _Taken]) -> list[_Taken]:
    """Return what is taken of each page, called with the page and its number from 0; no page is kept.

    Raises ReadError: damaged (cut off, or not to be parsed), password, too_large, zip_bomb.
    """
    if _END_MARK not in content.rstrip(b"\x00")[-_END_BYTES:]:
        raise ReadError("damaged", DAMAGED)
    check_streams(content)
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        try:
            check_pages(len(document))
            return [take(_sheet(document, index), index) for index in range(len(document))]
        except pypdfium2.PdfiumError as error:
            raise ReadError("damaged", DAMAGED) from error
        finally:
            document.close()


def _refusal(error: Exception) -> ReadError:
    if getattr(error, "err_code", None) == _PASSWORD:
        return ReadError("password", "PDF 加了密码，请去掉密码另存 / the PDF has a password: save it without one")
    return ReadError("damaged", DAMAGED)


def _sheet(document: Any, index: int) -> Sheet:
    page = document[index]
    try:
        words = page.get_textpage()
        try:
            check_page(pdfium.FPDFText_CountChars(words.raw))
            raw = list(_characters(words.raw))
        finally:
            words.close()
        frame = page.get_cropbox()
        turn = Counter(r.turn for r in raw if r.turn >= 0).most_common(1)[0][0] if raw else 0
        sheet = Sheet(_turned_box(frame, turn))
        _place(sheet, raw, turn, frame)
        _draw(sheet, page, turn)
        return sheet
    finally:
        page.close()


def _place(sheet: Sheet, raw: list[_Raw], turn: int, frame: tuple[float, float, float, float]) -> None:
    """Keep the upright characters inside the page."""
    for one in raw:
        left, bottom, right, top = one.box
        inside = frame[0] <= (left + right) / 2 <= frame[2] and frame[1] <= (bottom + top) / 2 <= frame[3]
        if one.turn != turn or not inside or one.size < _LEAST:
            continue
        char = usual(one.char)
        sheet.unmapped += char == "\ufffd" or "\ue000" <= char <= "\uf8ff"
        x0, _, x1, _ = _turned_box(one.box, turn)
        sheet.glyphs.append(Glyph(char, x0, x1, _turned(*one.origin, turn)[1], one.size, one.is_spaced))


def _characters(words: Any) -> Iterator[_Raw]:
    """The characters that are drawn; of spaces only what was written before which: some are too narrow to be seen."""
    x, y = ctypes.c_double(), ctypes.c_double()
    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    is_spaced = False
    for index, char in _written(words):
        if char.isspace():
            is_spaced = True
            continue
        placed = pdfium.FPDFText_GetLooseCharBox(words, index, loose) and pdfium.FPDFText_GetMatrix(
            words, index, matrix
        )
        pdfium.FPDFText_GetCharOrigin(words, index, x, y)
        box = (loose.left, loose.bottom, loose.right, loose.top)
        size = pdfium.FPDFText_GetFontSize(words, index) * math.hypot(matrix.c, matrix.d)
        if placed and math.isfinite(sum(box) + x.value + y.value + size):
            yield _Raw(char, box, (x.value, y.value), size, _turn(matrix.a, matrix.b), is_spaced)
        is_spaced = False


def _written(words: Any) -> Iterator[tuple[int, str]]:
    """The characters that the file holds, each with its place; those that the library adds are left out."""
    high = ""
    for index in range(pdfium.FPDFText_CountChars(words)):
        code = pdfium.FPDFText_GetUnicode(words, index)
        char = _GIVEN.get(code) or high * (code >> 10 == _LOW) + chr(min(code, sys.maxunicode))
        high = char if code >> 10 == _HIGH else ""
        if high or pdfium.FPDFText_IsGenerated(words, index) == 1:
            continue
        if unicodedata.category(char[-1]) == "Cs":
            char = char.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")[:1]
        if char.isspace() or unicodedata.category(char) not in _UNSEEN:
            yield index, char


def _turn(a: float, b: float) -> int:
    """Quarters of a turn of a character, -1 where it is tilted."""
    angle = math.degrees(math.atan2(b, a)) % 360
    turns = round(angle / _TURN)
    return turns % 4 if abs(angle - turns * _TURN) <= _TILTED else -1


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point on the page turned back by quarters."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _turned_box(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    (a, b), (c, d) = _turned(box[0], box[1], turn), _turned(box[2], box[3], turn)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _draw(sheet: Sheet, page: Any, turn: int) -> None:
    """Take the ruled lines of a page, and whether it shows pictures."""
    for thing in page.get_objects(max_depth=1):
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            sheet.has_picture = True
        elif thing.type == pdfium.FPDF_PAGEOBJ_PATH and len(sheet.rules) < _MOST_RULES:
            sheet.rules += _rules(thing.raw, turn)


def _rules(path: Any, turn: int) -> Iterator[Rule]:
    """The straight segments of a path that lie or stand; a filled area without an outline has none, unless it is thin."""
    fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    points = list(_points(path, turn))
    if not stroke.value and min(_extent(p[0] for _, p in points), _extent(p[1] for _, p in points)) > 2 * _STRAIGHT:
        return
    for (_, (x0, y0)), (kind, (x1, y1)) in pairwise(points):
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            continue
        if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
            yield Rule("lies", (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
            yield Rule("stands", (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _extent(values: Iterator[float]) -> float:
    found = list(values)
    return max(found) - min(found) if found else 0.0


def _points(path: Any, turn: int) -> Iterator[tuple[int, tuple[float, float]]]:
    """The points of a path on the page, each with how it is reached; a closed part ends where it began."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        at = _turned(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f, turn
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        start = at if kind == pdfium.FPDF_SEGMENT_MOVETO else start
        yield kind, at
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield pdfium.FPDF_SEGMENT_LINETO, start
