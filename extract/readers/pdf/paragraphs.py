"""Paragraphs of a PDF text: lines that belong together as one, over the ends of pages too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from extract.readers.joins import HAN, joined
from extract.readers.pdf.lines import Line
from extract.readers.pdf.ruled import Table
from extract.readers.pdf.stretches import Stretch, alike

_INDENT: Final = 1.2  # type sizes that set off the first line
_SAME: Final = 0.6  # type sizes within which lines begin at one place
_ROOM: Final = 0.7  # type sizes that may be left over at the end of a full line
_GAP: Final = 1.22  # of the usual distance of lines that parts paragraphs
_TITLE_GAP: Final = 2.2  # type sizes from one line of a title to the next
_LARGE: Final = 1.12  # of the size of the text, in which titles are set
_HEADING: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,4}[章节条编]|附[件表]|\d{1,2}[.．、](?!\d)"
    r"|[（(]\d{1,2}[）)]"
)
_BULLET: Final = re.compile(r"(?:[•●■◆▪·—\-*]|\d{1,2}[.．、]|[（(]\d{1,2}[）)])\s?")
_TOKEN: Final = re.compile(  # what no printer parts: a mark stays behind its word, and a figure behind a mark without a space
    r"[（《“‘【〔(\[<]*(?:[A-Za-z0-9.,%:/\-–—~]+|.)(?:[,.;:!?][A-Za-z0-9.,%]+|[、，。；：！？）》】〕,.;:!?%]|[“”‘’][A-Za-z0-9]*.?)*"
)
_ENDED: Final = tuple("。！？；：.!?;:”）")
_PROSE: Final = re.compile(r"[。，；]")
_CJK: Final = rf"[{HAN}、，。；：！？（）《》“”‘’【】〔〕]"
_NEEDLESS: Final = re.compile(rf"(?<={_CJK}) (?={_CJK})(?<!^第.[章节条编] )(?<!^第..[章节条编] )(?<!^第...[章节条编] )")


@dataclass(slots=True)
class Paragraph:
    """Lines that make one line of text, as they are to be joined."""

    lines: list[Line]

    def pieces(self) -> Iterator[tuple[int, str]]:
        """Yield the page and the words of each line, without spaces that mean nothing in Chinese prose."""
        is_prose = any(_PROSE.search(line.text) for line in self.lines)
        for line in self.lines:
            yield line.page, _NEEDLESS.sub("", line.text) if is_prose else line.text


def written(found: Sequence[Stretch], pages: int, size: float) -> tuple[str, tuple[int, ...]]:
    """Return the text of a document, a line a paragraph or a row, and where each of its pages begins."""
    lines: list[str] = []
    starts: list[int] = []
    length = 0
    for item in _paragraphs(found, size):
        words = ""
        for page, piece in item.pieces() if isinstance(item, Paragraph) else [(item.page, "\n".join(item.rows))]:
            whole = joined(words, piece) if words else piece
            starts += [length + len(whole) - len(piece.lstrip(" "))] * (page + 1 - len(starts))
            words = whole
        lines.append(words)
        length += len(words) + 1
    starts += [length] * (pages - len(starts))
    return "\n".join(lines) + "\n" if lines else "", tuple(starts)


def _paragraphs(found: Sequence[Stretch], size: float) -> Iterator[Paragraph | Table]:
    """Gather the lines; notes at the foot of a page follow the paragraph that runs over it."""
    opened: Paragraph | None = None
    notes: list[Line] = []
    before: Stretch | None = None
    for stretch in found:
        for item in stretch.items:
            if (
                opened is not None
                and isinstance(item, Line)
                and _continues(opened, item, (before or stretch, stretch), size)
            ):
                opened.lines.append(item)
            else:
                yield from _closed(opened, notes)
                opened, notes = (Paragraph([item]), []) if isinstance(item, Line) else (None, [])
                if isinstance(item, Table):
                    yield item
            before = stretch
        notes += [note for note in stretch.notes if isinstance(note, Line)]
    yield from _closed(opened, notes)


def _closed(opened: Paragraph | None, notes: Sequence[Line]) -> Iterator[Paragraph]:
    return chain([opened] if opened is not None else [], (Paragraph([note]) for note in notes))


def _continues(opened: Paragraph, line: Line, around: tuple[Stretch, Stretch], size: float) -> bool:
    """Tell whether a line goes on with a paragraph; around: the stretch of its last line, and that of the line.

    Lines of large type under each other are one title.
    """
    last = opened.lines[-1]
    before, stretch = around
    if last.is_row or line.is_row or not alike(last, line):
        return False
    is_next = before is stretch
    if min(last.size, line.size) > _LARGE * size:
        return is_next and last.base - line.base < _TITLE_GAP * line.size and not _HEADING.match(line.text)
    if is_next and last.base - line.base > _GAP * stretch.pitch:
        return False
    if _is_set_off(opened, line, stretch, size) or _is_short(last, line, before):
        return False
    ended = last.text.endswith(_ENDED)
    if _HEADING.match(line.text) and ended:
        return False
    return is_next or not ended or _has_indents(before)


def _is_set_off(opened: Paragraph, line: Line, stretch: Stretch, size: float) -> bool:
    """A first line is set off from the left edge; the lines under a bullet, or of a block set in, are not."""
    if line.left <= stretch.left + _INDENT * size:
        return False
    last = opened.lines[-1]
    if len(opened.lines) > 1:
        return abs(line.left - last.left) > _SAME * size
    bullet = _BULLET.match(last.text)
    hung = last.left + size * 0.5 < line.left <= last.left + size * 2.2
    return bullet is None or not hung


def _is_short(last: Line, line: Line, stretch: Stretch) -> bool:
    """A line is the last of its paragraph where the next word would have found room on it."""
    token = _TOKEN.match(line.text)
    share = len(token[0].encode("gbk", "replace")) / 2 if token else 1.0
    return stretch.right - last.right > (share + _ROOM) * line.size


def _has_indents(stretch: Stretch) -> bool:
    """Tell whether first lines are set off, so that a line at the edge goes on with the one before."""
    lines = [item for item in stretch.items if isinstance(item, Line) and not item.is_row]
    return any(_INDENT * line.size < line.left - stretch.left < 3 * line.size for line in lines)
