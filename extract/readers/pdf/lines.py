"""Lines of a PDF page: characters of one height in a row, with spaces and cells where they stand apart."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from extract.readers.joins import HAN
from extract.readers.pdf.glyphs import Glyph

_SAME_LINE: Final = 0.45  # parts of the type size that characters of one line may differ in height
_OVERPRINT: Final = 0.35  # parts of a width by which a character printed twice for weight is moved
_SPACE_GAP: Final = 0.08  # parts of the type size that show a written space
_WORD_GAP: Final = 0.16  # parts of the type size that part Latin words
_HAN_GAP: Final = 0.38  # the same beside Chinese characters: programs set a quarter between them and digits
_CELL_GAP: Final = 1.1
_HAN_EDGE: Final = re.compile(rf"[{HAN}、，。；：！？（）《》“”‘’【】〔〕]")
_CLOSING: Final = re.compile(r"[、，。；：！？）》”’】〕,.;:!?)%％]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line without a wide gap; `bare`: the end of its last character that may not hang over the edge."""

    text: str
    left: float
    right: float
    bare: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: its pieces, the height of its base line and its type size, in points."""

    pieces: tuple[Piece, ...]
    base: float
    size: float
    is_row: bool = False  # its pieces are cells
    page: int = 0

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.pieces[-1].right

    @property
    def bare(self) -> float:
        """Where its last character ends that is no punctuation."""
        return self.pieces[-1].bare

    @property
    def text(self) -> str:
        """Its words; wide gaps are tabs in a row of cells, else ideographic spaces."""
        return ("\t" if self.is_row else "　").join(piece.text for piece in self.pieces)


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of a page or of a cell, from the top."""
    found: list[list[Glyph]] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda g: (-_middle(g), g.left)):
        if found and base - _middle(glyph) <= _SAME_LINE * max(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
            if glyph.size > found[-1][0].size * 1.2:  # a note's mark came first: the line is that of its larger type
                base = _middle(glyph)
        else:
            found.append([glyph])
            base = _middle(glyph)
    return [_line(row) for row in found]


def _middle(glyph: Glyph) -> float:
    return glyph.base + 0.35 * glyph.size


def _line(row: list[Glyph]) -> Line:
    row.sort(key=lambda g: g.left)
    kept = [row[0]]
    for glyph in row[1:]:
        last = kept[-1]
        if glyph.char != last.char or glyph.left - last.left > _OVERPRINT * (last.right - last.left):
            kept.append(glyph)
    size = median(g.size for g in kept)
    runs: list[list[Glyph]] = [[kept[0]]]
    for last, glyph in pairwise(kept):
        if (glyph.left - last.right) / size > _CELL_GAP:
            runs.append([])
        runs[-1].append(glyph)
    return Line(tuple(_piece(run, size) for run in runs), median(g.base for g in kept), size)


def _piece(run: list[Glyph], size: float) -> Piece:
    words = run[0].char
    for last, glyph in pairwise(run):
        words += " " * ((glyph.left - last.right) / size > _least_gap(last, glyph)) + glyph.char
    bare = next((g.right for g in reversed(run) if not _CLOSING.match(g.char)), run[-1].right)
    return Piece(words, run[0].left, run[-1].right, bare)


def _least_gap(last: Glyph, glyph: Glyph) -> float:
    """What parts two words, in type sizes: a written space does, beside Chinese characters only one that is seen."""
    if not (_HAN_EDGE.match(last.char) or _HAN_EDGE.match(glyph.char)):
        return -math.inf if glyph.is_spaced else _WORD_GAP
    return _SPACE_GAP if glyph.is_spaced else _HAN_GAP
