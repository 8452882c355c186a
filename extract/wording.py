"""Wordings of the catalogue: (新|)收案(数|量) stands for every choice of one alternative in each pair of brackets.

Brackets without | stand for themselves: 合同(协议).
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

MOST_WORDS: Final = 300  # of one wording
_CHOICE: Final = re.compile(r"\(([^()]*\|[^()]*)\)")


def written_out(wording: str) -> list[str]:
    """Return the words that a wording stands for; one without a choice stands for itself.

    An empty alternative leaves the place empty. Raises ValueError for | outside brackets, where a choice leaves no word, and
    where the choices multiply beyond what anybody could check.
    """
    parts = _CHOICE.split(wording)
    if any("|" in part for part in parts[::2]):
        raise ValueError(f"{wording}: | stands between the alternatives of one pair of brackets, as in (新|)收案")
    if (number := math.prod(len(p.split("|")) for p in parts[1::2])) > MOST_WORDS:
        raise ValueError(f"{wording}: stands for {number} words; leave out choices that nobody writes, or split it")
    words = ["".join(choice) for choice in itertools.product(*(_choice(*p) for p in enumerate(parts)))]
    if not all(words):
        raise ValueError(f"{wording}: one of the choices leaves no word")
    return words


def _choice(index: int, part: str) -> list[str]:
    return part.split("|") if index % 2 else [part]


def _all_written_out(wordings: Any) -> Any:
    if isinstance(wordings, str) or not isinstance(wordings, Iterable):
        return wordings  # pydantic says what it wants instead
    found = [word for wording in wordings for word in (written_out(wording) if isinstance(wording, str) else [wording])]
    return tuple(dict.fromkeys(found))


Words = Annotated[tuple[str, ...], BeforeValidator(_all_written_out)]  # of an entry of the catalogue, all written out
