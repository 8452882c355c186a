"""Context of a figure: its clause, the words around it, and the topic that the text is on when it comes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from extract.catalogue import Topic
from extract.language.clauses import Span, breaks, items
from extract.lexicon import Claim, Hit, Lexicon
from extract.mentions import Frame, Mention

_CARRIED: Final = frozenset({"earlier", "above"})
MIXED: Final = "*"  # several values of a dimension together
_FILLER: Final = re.compile(
    r"(?:[\s共计为达到有约近超过已仅其中的了至是多总均都在案件率：:（(“”\"]|总数|合计|总计|累计|分别|保持|高达|全年|数量)*"
)
REACH: Final = 2000  # characters that a topic holds for; further back it is stale


@dataclass(slots=True)
class Window:
    """The words that may say what a figure is: those before it in its own part of the clause, and those after it."""

    left: int
    clause: int  # where the clause begins, 、 not counted as its mark
    before: tuple[Hit, ...]
    after: tuple[Hit, ...]
    listed: tuple[Hit, ...]  # in the clause, behind the figure before: 受理率、结案率均为100%
    spoken: tuple[Hit, ...]  # in the whole sentence, before the figure


@dataclass(slots=True)
class Held:
    """The topic that holds at a figure."""

    topic: Topic | None
    breakdown: str | None
    is_carried: bool = False  # named in an earlier sentence or a heading, not in the figure's own
    source: str = ""  # where it was named: clause | after | sentence | earlier | above | dominating

    def admits(self, claim: Claim, kind: str, mention: Mention) -> bool:
        """Tell whether a claim counts here: its kind, its topics and its measure words fit."""
        return self.refuses(claim, kind, mention) is None

    def refuses(self, claim: Claim, kind: str, mention: Mention) -> str | None:
        """Say what keeps a claim from counting here (kind, topic, dominated or unit); None: it counts."""
        if claim.kind != kind:
            return "kind"
        if claim.topics and (self.topic is None or self.topic.topic not in claim.topics):
            return "topic"
        if not claim.topics and self.topic is not None and self.topic.dominates:
            return "dominated"
        if kind == "count" and mention.unit is not None and not {mention.family, mention.unit} & claim.units:
            return "unit"
        return None

    def note(self, verdict: str, hit: Hit | None = None, claim: Claim | None = None) -> None:
        """Hear why a figure ends with or without an indicator; only the topics of extract.explain listen."""


class Context:
    """Looks up windows and topics of one text's figures; figures are asked for in reading order."""

    def __init__(self, pieces: Frame, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        self._text = pieces.text
        self._pieces = pieces
        self._lexicon = lexicon
        self._spans = [s for s in lexicon.spans(pieces.text) if not pieces.long_titles.at(s[1])]
        self._starts = [start for _, start, _ in self._spans]
        self._hits: list[Hit | None] = [None] * len(self._spans)
        self._numbers = [(m.start, m.unit_end) for m in mentions if m.kind == "quantity"]
        self._number_starts = [start for start, _ in self._numbers]
        self._item_starts = _item_starts(pieces)
        self._breaks: list[int] = []
        self._broken: Span = (0, 0)  # the sentence that the breaks are of
        self._above_of: dict[int | None, list[Topic]] = {}

    def speaks(self, sentence: Span) -> bool:
        """Tell whether any word of the lexicon stands in a sentence."""
        index = bisect_left(self._starts, sentence[0])
        return index < len(self._starts) and self._starts[index] < sentence[1]

    def hits(self, start: int, end: int) -> list[Hit]:
        """Return the lexicon's words that lie wholly between two positions."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while last > first and self._spans[last - 1][2] > end:
            last -= 1
        if None in (found := self._hits[first:last]):
            found = self._hits[first:last] = [self._lexicon.hit(*span) for span in self._spans[first:last]]
        return found  # type: ignore[return-value]

    def _break(self, sentence: Span) -> list[int]:
        """The clause marks of a sentence that stand in no word of the lexicon."""
        if self._broken != sentence:
            self._broken = sentence
            self._breaks = [b for b in breaks(self._text, *sentence) if not self._inside(b)]
        return self._breaks

    def _inside(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._spans[index][2]

    def _break_before(self, sentence: Span, position: int, *, lists: bool) -> int:
        """Position after the last clause mark before a position; 、 counts only with `lists`."""
        marks = self._break(sentence)
        index = bisect_left(marks, position) - 1
        while index >= 0 and not lists and self._text[marks[index]] == "、":
            index -= 1
        return marks[index] + 1 if index >= 0 else sentence[0]

    def _break_after(self, sentence: Span, position: int) -> int:
        marks = self._break(sentence)
        index = bisect_left(marks, position)
        return marks[index] if index < len(marks) else sentence[1]

    def window(self, mention: Mention) -> Window:
        """Return the words around a figure that may say what it is."""
        index = bisect_left(self._number_starts, mention.start)
        previous = self._numbers[index - 1][1] if index else 0
        following = self._numbers[index + 1][0] if index + 1 < len(self._numbers) else len(self._text)
        sentence = mention.sentence
        sentence_start = sentence[0]
        right = min(self._break_after(sentence, mention.unit_end), following, sentence[1])
        after = tuple(self.hits(mention.unit_end, right))
        left = max(self._break_before(sentence, mention.start, lists=True), previous, sentence_start)
        for _ in range(0 if any(h.claims for h in after) else 2):  # （38件） and “，共38件” lean on the words before
            if left <= max(previous, sentence_start) or not _FILLER.fullmatch(self._text, left, mention.start):
                break
            left = max(self._break_before(sentence, left - 1, lists=True), previous, sentence_start)
        clause = min(max(self._break_before(sentence, mention.start, lists=False), sentence_start), left)
        spoken = tuple(self.hits(sentence_start, mention.start))
        listed = _since(spoken, max(clause, previous))
        return Window(left, clause, _since(spoken, left), after, listed, spoken)

    def topic(self, mention: Mention, window: Window) -> Held:
        """Return the topic that holds at a figure, with the breakdown that the text last gave for it."""
        marks = _topics(window.spoken)
        dominating = _dominating(marks)
        if dominating is not None:
            return Held(dominating, None, source="dominating")
        in_clause = _topics(_since(window.spoken, window.clause))
        after = _topics(window.after)
        if in_clause and in_clause[-1].foreign and any(not t.foreign for t in after):
            in_clause = []  # 区法院审理的64件行政案件: the noun behind the figure says what it is
        if in_clause:
            source, chosen = "clause", in_clause[-1]
        elif after:
            source, chosen = "after", after[0]
        elif marks:
            source, chosen = "sentence", marks[-1]
        elif earlier := self._earlier(mention):
            source, chosen = "earlier", earlier[-1]
        elif above := self._above(mention):
            source, chosen = "above", above[-1]
        else:
            return Held(None, None)
        breakdown = self._breakdown(mention, window, chosen, in_clause or after, marks)
        return Held(chosen, breakdown, source in _CARRIED, source)

    def _breakdown(
        self, mention: Mention, window: Window, chosen: Topic, here: Sequence[Topic], marks: Sequence[Topic]
    ) -> str | None:
        """The value of the topic's dimension that holds: named at the figure, else last given before it."""
        if not self._lexicon.has_breakdown(chosen.topic):
            return None
        here = _topics(window.listed) or here
        named = _values(here, chosen) or _values(self._part_marks(mention, window), chosen)
        if len(named) > 1:
            return MIXED  # 一审、二审行政案件11272件: both together
        if named:
            return next(iter(named))
        own = [t for t in here if t.topic == chosen.topic and t.breakdown]
        return own[-1].breakdown if own else self._carried(mention, chosen, marks)

    def _carried(self, mention: Mention, chosen: Topic, marks: Sequence[Topic]) -> str | None:
        """The breakdown that the words before a clause last gave for a topic, or the headings above."""
        for topics, needs_carrying in ((marks, True), (self._earlier(mention), True), (self._above(mention), False)):
            for topic in reversed(topics):
                if topic.topic == chosen.topic and topic.breakdown and (topic.carries or not needs_carrying):
                    return topic.breakdown
        return None

    def _part_marks(self, mention: Mention, window: Window) -> list[Topic]:
        """Topics since the last semicolon of the sentence: 一审行政机关败诉20件,败诉率为4% speaks of one instance."""
        start = max(self._text.rfind(m, mention.sentence[0], mention.start) for m in "；;") + 1
        return _topics(_since(window.spoken, start))

    def _earlier(self, mention: Mention) -> list[Topic]:
        """Topics of the sentences before this one in the same item."""
        index = bisect_right(self._item_starts, mention.sentence[0]) - 1
        start = max(self._item_starts[index] if index >= 0 else 0, mention.sentence[0] - REACH)
        return _topics(self.hits(start, mention.sentence[0]))

    def _above(self, mention: Mention) -> list[Topic]:
        """Topics of the title and of the headings above a figure, outermost first."""
        known = self._above_of.get(mention.section_id)
        if known is None:
            known = self._above_of[mention.section_id] = _topics(self.heading_words(mention))
        return known

    def heading_words(self, mention: Mention) -> list[Hit]:
        """Return the first words of the title and of each heading above a figure, outermost first."""
        headings = [
            (s.number_end, s.number_end + len(s.heading) + 4)
            for s in self._pieces.sections
            if s.start <= mention.start < s.end
        ]
        stretches = [h for h in (self._pieces.title, *headings) if h is not None]
        return [h for start, end in stretches for h in self.hits(start, min(end, mention.start))[:3]]


ContextMaker = Callable[[Frame, Lexicon, Sequence[Mention]], Context]  # `Context`, or one that listens


def _since(hits: tuple[Hit, ...], start: int) -> tuple[Hit, ...]:
    """The words from a position on."""
    first = len(hits)
    while first and hits[first - 1].start >= start:
        first -= 1
    return hits[first:]


def _topics(hits: Sequence[Hit]) -> list[Topic]:
    return [t for h in hits for t in h.topics]


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


def _item_starts(pieces: Frame) -> list[int]:
    """Where the topic starts anew: at headings and at the items 一是 二是 of a line."""
    return sorted({*(s.start for s in pieces.sections), *items(pieces.text)})
