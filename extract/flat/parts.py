"""Columns and rows of a table that only part the one before them: 调解员 | 其中专职; 行政调解, below it 其中：公安机关."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.catalogue import Topic
from extract.flat import words as said
from extract.flat.claims import Claimed, joined
from extract.flat.grid import Figure
from extract.table_words import TableWords, Unit

_GROUP: Final = re.compile(
    r"(?:[正副]职|专职|兼职|专兼职|主要负责人|一把手|分管负责人|分管领导|班子成员|女性|党员)(?:人数|[数的])?(?:[（(/].{1,5})?"
)
_KINDS: Final = {"percent": "rate", "money": "money", "duration": "duration"}
_INDENT: Final = frozenset(" 　\xa0")


class Wholes:
    """The wholes of one table that its parts lean on; figures are asked for in reading order."""

    def __init__(self, text: str, words: TableWords) -> None:
        self._text, self._words = text, words
        self._row: tuple[int, int] | None = None
        self._in_part = False
        self._left: Claimed | None = None  # the last figure of the row that a header of its own claims
        self._base: Claimed | None = None  # what the label of the last whole row claims
        self.labels: tuple[str, ...] = ()  # of the whole row that the row of the last figure asked for is a part of
        self._whole_labels: tuple[str, ...] = ()

    def claim(self, figure: Figure, found: Claimed | None, units: Sequence[Unit | None]) -> Claimed | None:
        """Return the claim on a figure: its own, else as a part that of the column to its left or of the row above it."""
        self.enter(figure)
        if found is not None:
            if found.source == "head" and not is_part(joined(figure.heads)):
                self._left = found
            if found.source == "label" and not self._in_part:
                self._base = found
            return found
        for whole, name in ((self._left, joined(figure.heads)), (self._base, _label(figure))):
            opens = is_part(name) if whole is self._left else self._in_part
            if whole is not None and opens and self._fits(whole, name, units):
                return replace(whole, subject=None, is_part=True)
        if not is_part(joined(figure.heads)):
            self._left = None  # 受理 | 走访户数 | 其中贫困户: a part of what no word claims
        return None

    def topic(self, figure: Figure, several: Sequence[Topic]) -> Topic | None:
        """Of several topics the one that the column to the left is on: 建议数 | 办结数 | 提案数 | 办结数."""
        self.enter(figure)
        topics = self._left.claim.topics if self._left else frozenset()
        return next((t for t in several if t.topic in topics), None)

    def enter(self, figure: Figure) -> None:
        """Come to the row of a figure: a part where its label says 其中, or stands indented below such a row."""
        if figure.row == self._row:
            return
        self._row, self._left = figure.row, None
        indented = self._text[figure.row[0] - 1 : figure.row[0]] in _INDENT
        self._in_part = said.opens_part(_label(figure)) or (self._in_part and indented)
        if not self._in_part:
            self._base, self._whole_labels = None, tuple(c.value for c in figure.labels)
        self.labels = self._whole_labels if self._in_part else ()

    def _fits(self, whole: Claimed, name: str, units: Sequence[Unit | None]) -> bool:
        """Tell whether a part could be counted by what claims its whole, and is no other body's business."""
        unit = units[0] if units else None
        if unit is not None:
            measured = unit.family in whole.claim.units or unit.word in whole.claim.units
            if _KINDS.get(unit.family, "count") != whole.claim.kind or (whole.claim.kind == "count" and not measured):
                return False
        return not self._words.is_foreign(name)


def is_part(name: str) -> bool:
    """Tell whether a header names a part of the column before it: 其中专职, #正职, 副职（人）."""
    return said.opens_part(name) or _GROUP.fullmatch(name) is not None


def _label(figure: Figure) -> str:
    return next((c.value for c in reversed(figure.labels) if c.value), "")
