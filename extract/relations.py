"""The relations of a text: what its figures say about each other without any word of the catalogue."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from extract.arithmetic.rates import rates
from extract.arithmetic.relation import Relation, clause, make_sum, value
from extract.arithmetic.sums import sums
from extract.mentions import Mention

_JOIN: Final = frozenset("、，,")
_LARGE: Final = Decimal(100)  # smaller figures of two paragraphs add up by chance
_KIND: Final = re.compile(r"[一-龥]{3}$")  # what the names of two joined parts share at their end


def relations(text: str, mentions: Sequence[Mention]) -> list[Relation]:
    """Return the sums and rates of a text, in order of their sentences, then the sums across sentences."""
    found: list[Relation] = []
    before: list[Mention] = []
    figures: list[Mention] = []
    quantities = [m for m in mentions if m.kind == "quantity"]
    for figure in quantities:
        if figures and figure.sentence != figures[0].sentence:
            found += _of_sentence(text, figures, before)
            near = "\n" not in text[figures[0].sentence[1] : figure.sentence[0]]
            before = figures if near else []
            figures = []
        figures.append(figure)
    if figures:
        found += _of_sentence(text, figures, before)
    found += _across(text, quantities)
    return found


def relation_id(doc_id: str, relation: Relation) -> str:
    """Return an id that a document keeps over readings: of its bytes, the kind and the members."""
    key = f"{doc_id}|{relation.kind}|{'+'.join(map(str, relation.members))}"
    return hashlib.sha256(key.encode()).hexdigest()[:24]


def _of_sentence(text: str, figures: Sequence[Mention], before: Sequence[Mention]) -> list[Relation]:
    found = sums(text, figures, before) if len(figures) > 1 else []
    if (before or len(figures) > 1) and "percent" in [f.family for f in figures]:
        found += rates(text, figures, before)
    return found


def _across(text: str, quantities: Sequence[Mention]) -> Iterator[Relation]:
    """Two joined parts of one kind whose sum is printed in a later sentence."""
    pairs = [
        (index, first, second)
        for index, (first, second) in enumerate(pairwise(quantities))
        if text[first.unit_end] in _JOIN
        and first.unit == second.unit
        and first.unit is not None
        and first.sentence == second.sentence
        and _are_of_one_kind(text, first, second)
    ]
    if not pairs:
        return
    printed: dict[tuple[Decimal, str | None], list[int]] = {}
    for index, figure in enumerate(quantities):
        if figure.value is not None and figure.value > _LARGE and figure.approx == "exact":
            printed.setdefault((figure.value, figure.unit), []).append(index)
    for index, first, second in pairs:
        totals = printed.get((value(first) + value(second), first.unit), [])
        at = bisect_right(totals, index + 1)
        if at < len(totals) and quantities[totals[at]].sentence != second.sentence:
            yield make_sum(quantities[totals[at]], [first, second], "matched")


def _are_of_one_kind(text: str, first: Mention, second: Mention) -> bool:
    if any(f.value is None or f.value < _LARGE or f.approx != "exact" for f in (first, second)):
        return False
    left = _KIND.search(clause(text, first.sentence[0], first.start))
    right = _KIND.search(clause(text, first.unit_end, second.start)) if left else None
    return left is not None and right is not None and left[0] == right[0]
