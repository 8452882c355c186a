"""Sums that a sentence states: a whole with its parts, a list with its total, outcomes with what is left."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from extract.arithmetic.lists import CHANGE_ENDS, RATES, is_change
from extract.arithmetic.opened import OpenedLists
from extract.arithmetic.relation import Relation
from extract.arithmetic.unopened import unopened
from extract.mentions import Mention

_OPEN: Final = re.compile(r"[其分（(](?:(?<=其)中|(?<=分)别[为是]|(?<=[（(])含)")  # 其中, 分别为, （含


def sums(text: str, figures: Sequence[Mention], before: Sequence[Mention]) -> list[Relation]:
    """Return the sums among the figures of a sentence; `before` are those of the sentence in front, in its paragraph."""
    counts = [
        f for f in figures if f.family not in RATES and not (text[f.start - 1] in CHANGE_ENDS and is_change(text, f))
    ]
    if len(counts) < 2:
        return []
    found: dict[tuple[int, ...], Relation] = {}
    opened = [m.start() for m in _OPEN.finditer(text, figures[0].sentence[0], counts[-1].start)]
    lists = OpenedLists(text, counts, before) if opened else None
    if lists:
        for relation in lists.read(opened):
            found.setdefault(relation.members, relation)
    if len(counts) > 2:
        for relation in unopened(text, counts):
            if not opened or not _crosses(relation, opened):
                found.setdefault(relation.members, relation)
    return list(found.values())


def _crosses(relation: Relation, opened: Sequence[int]) -> bool:
    low, high = min(relation.members), max(relation.members)
    at = bisect_right(opened, low)
    return at < len(opened) and opened[at] < high
