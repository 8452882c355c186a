"""The arithmetic of a text as data: a sum or a rate that figures of the text make, and whether it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Final

from extract.language.clauses import Span
from extract.mentions import Mention

_NO_MARKS: Final = re.compile(r"[^，,、；;：:（(）)。]*")
_CLAUSE: Final = 40
_start = attrgetter("start")


@dataclass(slots=True)
class Relation:
    """A sum or a rate; members are the starts of its mentions, printed is what the text gives as the result."""

    kind: str  # sum | rate
    basis: str  # stated: the words say so | matched: found by arithmetic
    members: tuple[int, ...]
    expression: str
    printed: Decimal
    computed: Decimal
    decimals: int
    verdict: str  # holds | exceeds | falls_short: the computed result against the printed one
    difference: Decimal  # computed, rounded as printed, less printed
    sentence: Span
    section_id: int | None
    total: int | None = None
    parts: tuple[int, ...] = ()
    rate: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    match: str | None = None  # of a rate: rounding | truncation | both | neither
    by_rounding: tuple[int, ...] = ()  # whole counts that give the rate where one of the two is not in the text
    by_truncation: tuple[int, ...] = ()


def verdict(difference: Decimal) -> str:
    """Say how a computed result stands to the printed one."""
    if not difference:
        return "holds"
    return "exceeds" if difference > 0 else "falls_short"


def value(mention: Mention) -> Decimal:
    """Return the value of a figure that is known to have one."""
    assert mention.value is not None
    return mention.value


def is_cut(text: str, figure: Mention) -> bool:
    """Tell whether the writer rounded the figure (1.75万件), so that nothing can be held against it."""
    return figure.decimals > 0 or text[figure.end - 1] in "万亿千"


def written(number: Decimal) -> str:
    """Return a number without an exponent or trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def key(mention: Mention) -> str | None:
    """Return what figures share that may be added: their measure word; 件, 宗 and 起 are one."""
    return "件" if mention.family == "case" else mention.unit


def clause(text: str, start: int, position: int) -> str:
    """Return the words between the last mark after `start` and a position, at most 40 characters."""
    first = max(start, position - _CLAUSE)
    behind = _NO_MARKS.match(text[first:position][::-1])  # read backwards: the last mark is near
    return text[position - behind.end() : position] if behind else ""


def make_sum(total: Mention, parts: Sequence[Mention], basis: str) -> Relation:
    """Compare the sum of the parts with the total."""
    computed = sum((value(p) for p in parts), Decimal(0))
    printed = value(total)
    left = "+".join([written(value(p)) for p in parts])
    relation = "=" if computed == printed else "≠"
    starts = tuple([p.start for p in parts])
    first, last = min(total, parts[0], key=_start), max(total, parts[-1], key=_start)
    return Relation(
        "sum", basis, (total.start, *starts), f"{left}{relation}{written(printed)}", printed, computed,
        total.decimals, verdict(computed - printed), computed - printed,
        (first.sentence[0], last.sentence[1]), parts[0].section_id, total=total.start, parts=starts,
    )  # fmt: skip
