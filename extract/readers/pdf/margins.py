"""Margins of PDF pages: running heads and feet, page numbers, and the dotted lines of a table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final

from extract.readers.pdf.lines import Line
from extract.readers.pdf.ruled import Table

Item = Line | Table
_BAND: Final = 0.15  # of a page's height at its top and bottom in which heads and feet stand
_EDGE: Final = 3  # lines at each edge that may be heads and feet
_SAME_HEIGHT: Final = 8.0  # points
_DIGITS: Final = re.compile(r"\d{1,4}")
_MOST_NUMBERS: Final = 6  # of a head or foot that may be its page's
_SPACES: Final = re.compile(r"[\s　]+")
_NUMBER: Final = re.compile(
    r"[-—–－―·•~|]+\d{1,4}[-—–－―·•~|]+|第?\d{1,4}页?[/／,，]?共?\d{1,4}页|第\d{1,4}页|第[一二三四五六七八九十百]{1,4}页"
    r"|\d{1,4}[/／]\d{1,4}|(?:[Pp]age|[Pp]\.?)\d{1,4}(?:of\d{1,4})?"
)
_TAIL: Final = 80  # characters at the end of a line that show whether it leads to a page
_PROSE: Final = re.compile(r"[，。；]")
_CONTENTS: Final = re.compile(r"(?:[.．·•…‥⋯][\s　]?){6,}[（(]?\d{1,4}[)）]?$")


@dataclass(slots=True)
class Leaf:
    """What stands on a page from its top, and the edges of the paper."""

    left: float
    bottom: float
    right: float
    top: float
    items: list[Item]


def without_margins(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Leave out what a printer adds to pages: outermost lines that number or repeat, and lines of a table of contents."""
    seen: dict[str, list[tuple[int, float]]] = {}
    for number, leaf in enumerate(leaves):
        for line, height in _edges(leaf):
            for key in set(_keys(line, number)):
                seen.setdefault(key, []).append((number, height))

    def is_margin(item: Item, leaf: Leaf, number: int) -> bool:
        height = _height(item, leaf)
        if isinstance(item, Table) or height is None or _PROSE.search(item.text):
            return False
        again = (_repeats(seen.get(key, ()), number, height) for key in _keys(item, number))
        return _NUMBER.fullmatch(_SPACES.sub("", item.text)) is not None or any(again)

    return [_bare(leaf, [is_margin(item, leaf, number) for item in leaf.items]) for number, leaf in enumerate(leaves)]


def _bare(leaf: Leaf, outside: list[bool]) -> Leaf:
    first, last = 0, len(leaf.items)
    while first < last and outside[first]:
        first += 1
    while first < last and outside[last - 1]:
        last -= 1
    kept = [i for i in leaf.items[first:last] if isinstance(i, Table) or not _CONTENTS.search(i.text[-_TAIL:])]
    return replace(leaf, items=kept)


def _edges(leaf: Leaf) -> Iterator[tuple[Line, float]]:
    items = leaf.items
    for item in chain(items[:_EDGE], items[max(_EDGE, len(items) - _EDGE) :]):
        height = _height(item, leaf)
        if isinstance(item, Line) and height is not None:
            yield item, height


def _height(item: Item, leaf: Leaf) -> float | None:
    """How far a line is from the nearer edge (below it negative), none where it stands in the body of the page."""
    if isinstance(item, Table):
        return None
    down, up = leaf.top - item.base, item.base - leaf.bottom
    reach = (leaf.top - leaf.bottom) * _BAND
    return down if down <= min(reach, up) else -up if up <= reach else None


def _keys(line: Line, number: int) -> Iterator[str]:
    """What a line has in common with that of another page: its words, or those with the page's number left open."""
    words = _SPACES.sub("", line.text)
    yield words
    for match in islice(_DIGITS.finditer(words), _MOST_NUMBERS):
        yield f"{words[: match.start()]}\0{int(match[0]) - number}\0{words[match.end() :]}"


def _repeats(found: Sequence[tuple[int, float]], number: int, height: float) -> bool:
    return any(page != number and abs(other - height) <= _SAME_HEIGHT for page, other in found)
