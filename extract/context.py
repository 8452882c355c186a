"""Context of a figure: its clause, the words around it, and the topic that the text is on when it comes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.catalogue import NO_TOPIC, Topic
from extract.language.clauses import breaks, items
from extract.lexicon import Claim, Hit, Lexicon
from extract.mentions import Frame, Mention

MIXED: Final = "*"  # several values of a dimension together
_FILLER: Final = re.compile(
    r"(?:[\s共计为达到有约近超过已仅其中的了至是多总均都在案件率：:（(“”\"]|总数|合计|总计|累计|分别|保持|高达|全年|数量)*"
)
_NOUN: Final = re.compile(r"[一-龥](?<![的以左和及中余案申事为是在占])")
_BESIDE: Final = re.compile(r"[、，,]?(?:余|多)?[、，,]?")
_ROUNDS: Final = frozenset({"time", "item"})
_REACH: Final = 2000  # characters that a topic holds for; further back it is stale
_LINE: Final = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Window:
    """The words that may say what a figure is: those before it in its own part of the clause, and those after it."""

    left: int
    clause: int  # where the clause begins, 、 not counted as its mark
    before: tuple[Hit, ...]
    after: tuple[Hit, ...]
    listed: tuple[Hit, ...]  # in the clause, behind the figure before: 受理率、结案率均为100%


@dataclass(frozen=True, slots=True)
class Held:
    """The topic that holds at a figure."""

    topic: Topic | None
    breakdown: str | None
    is_carried: bool = False  # named in an earlier sentence or a heading, not in the figure's own

    def admits(self, claim: Claim, kind: str, mention: Mention) -> bool:
        """Tell whether a claim counts here: its kind, its topics and its measure words fit."""
        if claim.kind != kind:
            return False
        if claim.topics and (self.topic.topic if self.topic else NO_TOPIC) not in claim.topics:
            return False
        if not claim.topics and self.topic is not None and self.topic.dominates:
            return False
        return kind != "count" or mention.unit is None or bool({mention.family, mention.unit} & claim.units)


class Context:
    """Looks up windows and topics of one text's figures; figures are asked for in reading order."""

    def __init__(self, pieces: Frame, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        self._text = pieces.text
        self._pieces = pieces
        self._hits = [h for h in lexicon.hits(pieces.text) if not self._in_long_title(h)]
        self._hit_starts = [h.start for h in self._hits]
        marks = breaks(pieces.text, 0, len(pieces.text))
        self._breaks = [b for b in marks if not _inside(b, self._hits, self._hit_starts)]
        self._figures = [m for m in mentions if m.kind == "quantity"]
        self._numbers = [(m.start, m.unit_end) for m in self._figures]
        self._number_starts = [start for start, _ in self._numbers]
        self._item_starts = _item_starts(pieces)

    def _in_long_title(self, hit: Hit) -> bool:
        title = self._pieces.titles.at(hit.start)
        return title is not None and title[1] - title[0] > 14

    def hits(self, start: int, end: int) -> list[Hit]:
        """Return the lexicon's words that lie wholly between two positions."""
        low = bisect_left(self._hit_starts, start)
        high = bisect_left(self._hit_starts, end)
        return [h for h in self._hits[low:high] if h.end <= end]

    def _break_before(self, position: int, *, lists: bool) -> int:
        """Position after the last clause mark before a position; 、 counts only with `lists`."""
        index = bisect_left(self._breaks, position) - 1
        while index >= 0 and not lists and self._text[self._breaks[index]] == "、":
            index -= 1
        return self._breaks[index] + 1 if index >= 0 else 0

    def _break_after(self, position: int) -> int:
        index = bisect_left(self._breaks, position)
        return self._breaks[index] if index < len(self._breaks) else len(self._text)

    def window(self, mention: Mention) -> Window:
        """Return the words around a figure that may say what it is."""
        index = bisect_left(self._number_starts, mention.start)
        previous = self._numbers[index - 1][1] if index else 0
        following = self._numbers[index + 1][0] if index + 1 < len(self._numbers) else len(self._text)
        sentence_start = mention.sentence[0]
        right = min(self._break_after(mention.unit_end), following, mention.sentence[1])
        after = tuple(self.hits(mention.unit_end, right))
        left = max(self._break_before(mention.start, lists=True), previous, sentence_start)
        for _ in range(0 if any(h.claims for h in after) else 2):  # （38件） and “，共38件” lean on the words before
            if left <= max(previous, sentence_start) or not _FILLER.fullmatch(self._text, left, mention.start):
                break
            if left == mention.start and _NOUN.match(self._text, mention.unit_end):
                break  # ，24名工勤人员退出: its own noun follows
            left = max(self._break_before(left - 1, lists=True), previous, sentence_start)
        clause = min(max(self._break_before(mention.start, lists=False), sentence_start), left)
        listed = tuple(self.hits(max(clause, previous), mention.start))
        before = tuple(self.hits(left, mention.start))
        if not before and not any(h.claims for h in after) and index:
            before = self._shared(mention, self._figures[index - 1])
        return Window(left, clause, before, after, listed)

    def _shared(self, mention: Mention, rounds: Mention) -> tuple[Hit, ...]:
        """The words before the figure that stands right beside another measure: 培训15场次、2300余人次; 清单5类280项."""
        if (
            rounds.sentence != mention.sentence
            or rounds.family not in _ROUNDS
            or mention.family not in {"person", "item"}
            or rounds.unit == mention.unit
            or not _BESIDE.fullmatch(self._text, rounds.unit_end, mention.start)
        ):
            return ()
        return self.window(rounds).before

    def topic(self, mention: Mention, window: Window) -> Held:
        """Return the topic that holds at a figure, with the breakdown that the text last gave for it."""
        sentence = self.hits(mention.sentence[0], mention.start)
        marks = [t for h in sentence for t in h.topics]
        dominating = _dominating(marks)
        if dominating is not None:
            return Held(dominating, None)
        in_clause = [t for h in self.hits(window.clause, mention.start) for t in h.topics]
        after = [t for h in window.after for t in h.topics]
        above, earlier = self._above(mention), self._earlier(mention)
        if in_clause and in_clause[-1].foreign and any(not t.foreign for t in after):
            in_clause = []  # 区法院审理的64件行政案件: the noun behind the figure says what it is
        chosen = _standing([*reversed(in_clause), *after, *reversed(marks), *reversed(earlier), *reversed(above)])
        if chosen is None:
            later = [t for h in self.hits(mention.unit_end, mention.sentence[1]) for t in h.topics]
            return Held(next(iter(later), None), None, is_carried=True)
        is_carried = not in_clause and not after and not marks
        trail = [*above, *(t for t in (*earlier, *marks) if t.carries)]
        here = [t for h in window.listed for t in h.topics] or in_clause or after
        named = _values(here, chosen) or _values(self._part_marks(mention), chosen)
        if len(named) > 1:
            return Held(chosen, MIXED, is_carried)  # 一审、二审行政案件11272件: both together
        last = next((t.breakdown for t in reversed([*trail, *here]) if t.topic == chosen.topic and t.breakdown), None)
        return Held(chosen, next(iter(named), last), is_carried)

    def _part_marks(self, mention: Mention) -> list[Topic]:
        """Topics since the last semicolon of the sentence: 一审行政机关败诉20件,败诉率为4% speaks of one instance."""
        start = max(self._text.rfind(m, mention.sentence[0], mention.start) for m in "；;") + 1
        return [t for h in self.hits(max(start, mention.sentence[0]), mention.start) for t in h.topics]

    def _earlier(self, mention: Mention) -> list[Topic]:
        """Topics of the sentences before this one in the same item."""
        index = bisect_right(self._item_starts, mention.sentence[0]) - 1
        start = max(self._item_starts[index] if index >= 0 else 0, mention.sentence[0] - _REACH)
        return [t for h in self.hits(start, mention.sentence[0]) for t in h.topics]

    def _above(self, mention: Mention) -> list[Topic]:
        """Topics of the title and of the headings above a figure, outermost first."""
        headings = [
            (s.number_end, s.number_end + len(s.heading) + 4)
            for s in self._pieces.sections
            if s.start <= mention.start < s.end
        ]
        stretches = [h for h in (self._pieces.title, *headings) if h is not None]
        return [t for start, end in stretches for h in self.hits(start, min(end, mention.start))[:3] for t in h.topics]


def _standing(marks: Sequence[Topic]) -> Topic | None:
    """The first of the marks, nearest first, unless it yields to the one behind it."""
    first = next(iter(marks), None)
    if first is not None and first.yields:
        lasting = next((m for m in marks if not m.yields), None)
        return lasting if lasting is not None and lasting.topic in first.yields else first
    return first


def _values(marks: Sequence[Topic], chosen: Topic) -> set[str]:
    """The values of a topic's dimension that words name for their own clause."""
    return {t.breakdown for t in marks if t.topic == chosen.topic and t.breakdown and not t.carries}


def _dominating(marks: Sequence[Topic]) -> Topic | None:
    held = None
    for mark in marks:
        if mark.resets:
            held = None
        elif mark.dominates:
            held = mark
    return held


def _inside(position: int, hits: Sequence[Hit], starts: Sequence[int]) -> bool:
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < hits[index].end


def _item_starts(pieces: Frame) -> list[int]:
    """Where the topic starts anew: at headings and at the items 一是 二是 of a line."""
    starts = {s.start for s in pieces.sections}
    for line in _LINE.finditer(pieces.text):
        starts.update(items(pieces.text, line.start(), line.end()))
    return sorted(starts)
