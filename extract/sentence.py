"""One sentence with figures: its words, its clause marks and what it holds at all, worked out once for all its figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from extract.catalogue import Topic
from extract.language.clauses import Span
from extract.lexicon import Hit


class Sign:
    """What a wording cannot do without: where it stands nowhere in a sentence, no figure of it is asked for the wording."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        compiled = re.compile(pattern)
        self.search: Final = compiled.search
        self.finditer: Final = compiled.finditer


COMPARED: Final = Sign(  # 收1.03万件，系法院收案（4,216件）的2.4倍
    r"(?:系|是|为|相当于|超过)(?:[^，,。；;]|(?<=[0-9]),(?=[0-9])){0,40}?的[0-9.]+[余多]?倍"
)


@dataclass(slots=True)
class Sentence:
    """The lexicon's words of a sentence and its clause marks outside them."""

    span: Span
    hits: tuple[Hit, ...]
    starts: list[int]
    marks: list[int]
    firm: list[int]  # marks other than 、
    semicolons: list[int]
    opened: list[Topic]  # the topics that its words open, in order
    opened_by: list[int]  # how many of them the first words open
    speaks: bool  # any word that claims figures
    dominates: bool  # any topic that does, among those opened
    has_foreign: bool  # the business of another body, among those
    has_values: bool  # any word that names a value of a dimension
    words: str
    signs: dict[Sign, bool]  # those that have been looked for

    def has(self, sign: Sign) -> bool:
        """Tell whether a sign stands in the sentence; it is looked for once."""
        known = self.signs.get(sign)
        if known is None:
            known = self.signs[sign] = sign.search(self.words) is not None
        return known

    def between(self, start: int, end: int) -> tuple[Hit, ...]:
        """The words that lie wholly between two positions."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        while last > first and self.hits[last - 1].end > end:
            last -= 1
        return self.hits[first:last]

    def not_compared(self, hits: Sequence[Hit], position: int) -> list[Hit]:
        """The words without those of a comparison that ends before a position: 系法院收案数的2.4倍；审结9420件."""
        first = self.span[0]
        spans = [(m.start() + first, m.end() + first) for m in COMPARED.finditer(self.words)]
        return [h for h in hits if not any(s <= h.start and h.end <= e < position for s, e in spans)]

    def begin(self, position: int) -> int:
        """Where the part of the clause begins that a position is in; 、 parts it."""
        index = bisect_left(self.marks, position)
        return self.marks[index - 1] + 1 if index else self.span[0]

    def clause(self, position: int) -> int:
        """Where the clause begins that a position is in."""
        index = bisect_left(self.firm, position)
        return self.firm[index - 1] + 1 if index else self.span[0]

    def stop(self, position: int) -> int:
        """Where the part of the clause ends that a position is in."""
        index = bisect_left(self.marks, position)
        return self.marks[index] if index < len(self.marks) else self.span[1]

    def stop_firm(self, position: int) -> int:
        """Where the clause ends that a position is in; 、 does not part it."""
        index = bisect_left(self.firm, position)
        return self.firm[index] if index < len(self.firm) else self.span[1]

    def part(self, position: int) -> int:
        """Where the part of the sentence begins that a position is in; only semicolons part it."""
        index = bisect_left(self.semicolons, position) if self.semicolons else 0
        return self.semicolons[index - 1] + 1 if index else self.span[0]

    def opened_from(self, start: int, count: int) -> list[Topic]:
        """The topics that those of the first `count` words open which begin at a position or behind it."""
        return self.opened[self.opened_by[bisect_left(self.starts, start, 0, count)] : self.opened_by[count]]


def sentence(text: str, span: Span, hits: tuple[Hit, ...], marks: list[int]) -> Sentence:
    """Return a sentence with what its words and marks say of all its figures."""
    words = text[span[0] : span[1]]
    opened = [t for h in hits for t in h.opens]
    dominating = [t for t in opened if t.dominates]
    return Sentence(
        span, hits, [h.start for h in hits], marks, [m for m in marks if text[m] != "、"] if "、" in words else marks,
        [m for m in marks if text[m] in "；;"] if "；" in words or ";" in words else [],
        opened, list(accumulate([len(h.opens) for h in hits], initial=0)),
        any(h.claims for h in hits), bool(dominating), any(t.topic == "foreign" for t in dominating),
        any(h.breakdowns for h in hits), words, {},
    )  # fmt: skip
