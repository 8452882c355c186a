"""What all lists of figures share: the words that end, split or complete one, and the tests of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from extract.arithmetic.relation import clause, value
from extract.mentions import Mention

SOFT: Final = re.compile(r"[；;]")
NEW_COUNT: Final = re.compile(r"共|累计|全年|另|此外|同时|合计|总计|[一二三四五六七八九]是")
_LEFT: Final = re.compile(r"余下|其余|剩余|余[^\d，,。]{0,4}$|尚[余有未在]|正在|在审|在办|未[结办]|待[审办结]|结转")
_FALSE_START: Final = re.compile(r"(?:增加|减少|增长|下降|上升|提高|降低|新增|多|少|增|减)了?$")
CHANGE_ENDS: Final = frozenset("加少长降升高低增多减了")
RATES: Final = frozenset({"percent", "points", "ratio", "score", "level"})
LONGEST: Final = 16  # parts of the longest list that is followed
LIKELY: Final = 7
_TENTH: Final = 10


def is_change(text: str, figure: Mention) -> bool:
    """同比增加5件 counts nothing that is listed."""
    start = figure.start
    return text[start - 1 : start] in CHANGE_ENDS and _FALSE_START.search(text, max(0, start - 4), start) is not None


def is_left(gap: str) -> bool:
    """Tell whether the words before a figure say that it is what is left."""
    return _LEFT.search(clause(gap, 0, len(gap))) is not None


def is_exact(figures: Sequence[Mention]) -> bool:
    """Tell whether all figures are written without a hedge."""
    return all(f.approx == "exact" and f.value is not None for f in figures)


def is_close(computed: Decimal, printed: Decimal) -> bool:
    """Tell whether a sum is within a tenth of its whole: then it was meant to make it up."""
    return abs(computed - printed) * _TENTH <= printed


def total_of(parts: Sequence[Mention]) -> Decimal:
    """Return the sum of figures that have values."""
    return sum((value(p) for p in parts), Decimal(0))
