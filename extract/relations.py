"""The relations of a text: what its figures say about each other without any word of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from extract.arithmetic.rates import rates
from extract.arithmetic.relation import Relation, clause, key, make_sum, value
from extract.arithmetic.sums import sums
from extract.mentions import Mention

_JOIN: Final = "、，,"
_LARGE: Final = Decimal(100)  # smaller figures of two paragraphs add up by chance
_KIND: Final = re.compile(r"[一-龥]*$")
_SAME_KIND: Final = 3  # characters that the names of two joined parts share at their end


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


def _of_sentence(text: str, figures: Sequence[Mention], before: Sequence[Mention]) -> list[Relation]:
    found = sums(text, figures, before) if len(figures) > 1 else []
    if (before or len(figures) > 1) and "percent" in [f.family for f in figures]:
        found += rates(text, figures, before)
    return found


def _across(text: str, quantities: Sequence[Mention]) -> Iterator[Relation]:
    """Two joined parts of one kind whose sum is printed in a later sentence."""
    later: dict[tuple[Decimal, str | None], Mention] = {}
    for index in range(len(quantities) - 1, 0, -1):
        second, first = quantities[index], quantities[index - 1]
        if first.value is None or second.value is None or second.value < _LARGE:
            continue
        if first.value >= _LARGE and first.unit == second.unit and first.unit is not None:
            total = later.get((first.value + second.value, key(first)))
            if total and total.sentence != second.sentence and _are_of_one_kind(text, first, second):
                yield make_sum(total, [first, second], "matched")
        later[second.value, key(second)] = second


def _are_of_one_kind(text: str, first: Mention, second: Mention) -> bool:
    between = text[first.unit_end : second.start]
    if between[:1] not in _JOIN or first.approx != "exact" or second.approx != "exact":
        return False
    names = [_KIND.search(words) for words in (clause(text, first.sentence[0], first.start), between)]
    left, right = (name[0] if name else "" for name in names)
    return left[-_SAME_KIND:] == right[-_SAME_KIND:] and len(right) >= _SAME_KIND and value(first) > 0
