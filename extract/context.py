"""Context of a figure: the topic that the text is on when it comes."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from extract.catalogue import NO_TOPIC, Topic
from extract.language.clauses import items
from extract.language.sections import enclosing
from extract.lexicon import Claim, Hit, Lexicon
from extract.mentions import Frame, Mention
from extract.sentence import COMPARED, Sentence
from extract.windows import Window, Words, since

_CARRIED: Final = frozenset({"earlier", "above", "later"})
_MEASURED: Final = frozenset({"count", "duration"})
_FAR: Final = _CARRIED | {"sentence"}
MIXED: Final = "*"  # several values of a dimension together
_SPLIT_AFTER: Final = re.compile(r"的?\s*[0-9]+[件宗起]")
_TOGETHER: Final = re.compile(r"\s*(?:[各两三四](?:类|种|项)|所有|全部|总体|整体|综合|合计|合并|上述|以上)")
REACH: Final = 2000  # characters that a topic holds for; further back it is stale


@dataclass(slots=True)
class Held:
    """The topic that holds at a figure."""

    topic: Topic | None
    breakdown: str | None
    is_carried: bool = False  # named in an earlier sentence or a heading, not in the figure's own
    source: str = ""  # where it was named: clause | after | sentence | earlier | above | dominating
    shared: tuple[Topic, ...] = ()  # at a rate: the topics that the clause naming its topic names, if several

    @property
    def is_far(self) -> bool:
        """Whether the topic was named in another clause than the figure's."""
        return self.source in _FAR

    def admits(self, claim: Claim, kind: str, mention: Mention) -> bool:
        """Tell whether a claim counts here: its kind, its topics and its measure words fit."""
        return self.refuses(claim, kind, mention) is None

    def refuses(self, claim: Claim, kind: str, mention: Mention) -> str | None:
        """Say what keeps a claim from counting here (kind, topic, dominated or unit); None: it counts."""
        if claim.kind != kind:
            return "kind"
        on_topic = not claim.topics or (self.topic.topic if self.topic else NO_TOPIC) in claim.topics
        if not on_topic and not (claim.is_telling and self.topic is None):
            return "topic"
        if not claim.topics and self.topic is not None and self.topic.dominates:
            return "dominated"
        if (
            mention.unit is None
            or kind not in _MEASURED
            or mention.family in claim.units
            or mention.unit in claim.units
        ):
            return None
        return "unit"

    def note(self, verdict: str, hit: Hit | None = None, claim: Claim | None = None) -> None:
        """Hear why a figure ends with or without an indicator; only the topics of extract.explain listen."""


class Context(Words):
    """Looks up the topics that hold at one text's figures; figures are asked for in reading order."""

    def __init__(self, pieces: Frame, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        super().__init__(pieces, lexicon, mentions)
        self._item_starts = _item_starts(pieces)
        self._earlier_of: tuple[int, list[Topic]] = (-1, [])
        self._above_of: dict[int | None, list[Topic]] = {}
        self._presumed_of: tuple[Sentence | None, Topic | None] = (None, None)

    def topic(self, mention: Mention, window: Window) -> Held:
        """Return the topic that holds at a figure, with the breakdown that the text last gave for it."""
        said, count = window.said, len(window.spoken)
        marks = _opened(_of_part(mention, window)) if said.has_foreign else said.opened[: said.opened_by[count]]
        if said.has(COMPARED):
            marks = _opened(said.not_compared(_of_part(mention, window), mention.start))
        if said.dominates and (dominating := _over(marks, mention)) is not None:
            return Held(dominating, None, source="dominating")
        in_clause = said.opened_from(window.clause, count)
        after = _opened(window.after) if window.after else []
        if in_clause and in_clause[-1].foreign and not all(t.foreign for t in after):
            in_clause = []  # 区法院审理的64件行政案件: the noun behind the figure says what it is
        source, near = self._nearest(mention, in_clause, after, marks)
        if not near:
            return Held(self._presumed(said), None, source="sentence")
        chosen = self._refined_by(mention, window, self._standing(mention, near))
        if source in _CARRIED and (presumed := self._presumed(said)) and presumed.topic in {t.topic for t in near}:
            chosen, source = presumed, "sentence"  # a report on both: 维持15件、撤销3件
        breakdown = self._breakdown(mention, window, chosen, marks)
        shared = _distinct(in_clause or self._last_named(window)) if mention.family == "percent" else ()
        return Held(chosen, breakdown, source in _CARRIED and not _refined(window, chosen), source, shared)

    def _nearest(
        self, mention: Mention, in_clause: Sequence[Topic], after: Sequence[Topic], marks: Sequence[Topic]
    ) -> tuple[str, Sequence[Topic]]:
        """Where the topic of a figure is named, and the topics to choose from, nearest first."""
        if in_clause:
            return "clause", [*reversed(in_clause), *after, *reversed(marks)]
        if after:
            return "after", [*after, *reversed(marks)]
        if marks:
            return "sentence", marks[::-1]
        if earlier := self._earlier(mention):
            return "earlier", earlier
        if above := self._above(mention):
            return "above", above
        return "later", self._later(mention)

    def _standing(self, mention: Mention, near: Sequence[Topic]) -> Topic:
        """The nearest of the topics, given nearest first, unless it yields to one named before it."""
        standing = near[0]
        if not standing.yields:
            return standing
        for topic in itertools.chain(near, self._earlier(mention), self._above(mention)):
            if topic.topic in standing.yields:
                standing = topic
            if not topic.yields:
                break
        return standing

    def _refined_by(self, mention: Mention, window: Window, chosen: Topic) -> Topic:
        """另有非诉案件9件。一审案件审结80件: what only refines a topic comes back to it from a matter that is none of ours.

        So does 两级法院一审收案498件 under a heading on suits: the court is only who counts them.
        """
        if chosen.topic not in {"foreign", "court"}:
            return chosen
        refined = {t.topic for t in _topics(window.listed) if t.refines}
        if not refined:
            return chosen
        before = self._earlier(mention) if chosen.topic == "foreign" else self._above(mention)[:1]
        return next((t for t in before if t.topic in refined and not t.refines), chosen)

    def _presumed(self, said: Sentence) -> Topic | None:
        """The topic of a sentence that names none and could speak of nothing else: 维持15件、撤销3件."""
        if self._presumed_of[0] is not said:
            topics = (t for t in self._lexicon.presumed if t.sentence and t.sentence.search(said.words))
            self._presumed_of = said, next(topics, None)
        return self._presumed_of[1]

    def held_otherwise(self, mention: Mention, held: Held) -> list[Held]:
        """The topics to ask next where the one carried to a figure's sentence claims nothing there.

        First the one that the sentence names only behind the figure (开庭的33件案件，负责人出庭12件), then, where an earlier
        sentence of the item had strayed (承接下放事项24项。…按时办结率99.9%), that of the heading above.
        """
        standing = held.topic.topic if held.topic else ""
        found = [
            Held(t, None, is_carried=True, source="later") for t in self._later(mention) if standing not in t.yields
        ]
        if held.source == "earlier" and held.topic is not None and not held.topic.foreign:
            above = next((t for t in self._above(mention) if not t.foreign and not t.refines), None)
            if above is not None and above.topic != standing and standing not in above.yields:
                found.append(Held(above, above.breakdown, is_carried=True, source="above"))
        return found

    def _later(self, mention: Mention) -> list[Topic]:
        """33件予以受理、2件不予受理，共35件复议申请: the sentence names its topic at its end."""
        later = _opened(self.hits(mention.unit_end, mention.sentence[1]))
        return [t for t in later if not t.foreign][:1]

    def passed(self, verdict: str, mention: Mention, window: Window) -> None:
        """Hear that a figure is set aside whatever its words say; only the contexts of extract.explain listen."""

    def _last_named(self, window: Window) -> list[Topic]:
        """The topics of the nearest clause before the figure's own that names any, and of those with figures before it."""
        said = window.said
        named: list[Topic] = []
        start = len(self._text)
        for hit in reversed([h for h in window.spoken if h.topics and h.end <= window.clause]):
            if hit.end <= start:
                clause = said.clause(hit.start)
                if named and (said.stop(hit.end) + 1 < start or not self._has_figure(clause, start)):
                    break
                start = clause
            named = [*hit.topics, *named]
        return named

    def _has_figure(self, start: int, end: int) -> bool:
        return bisect_left(self._number_starts, start) < bisect_left(self._number_starts, end)

    def _breakdown(self, mention: Mention, window: Window, chosen: Topic, marks: Sequence[Topic]) -> str | None:
        """The value of the topic's dimension that holds: named at the figure, else last given before it."""
        if not self._lexicon.has_breakdown(chosen.topic):
            return None
        if not window.said.has_values:
            return self._carried(mention, chosen, (), window.clause)
        here = _topics(window.listed) or _topics(since(window.spoken, window.clause)) or _topics(window.after)
        named = _values(here, chosen) or _values(self._part_marks(mention, window), chosen)
        if len(named) > 1:
            return MIXED  # 一审、二审行政案件11272件: both together
        if named:
            return next(iter(named))
        own = [t for t in here if t.topic == chosen.topic and t.breakdown]
        return own[-1].breakdown if own else self._carried(mention, chosen, marks, window.clause)

    def _carried(self, mention: Mention, chosen: Topic, marks: Sequence[Topic], clause: int) -> str | None:
        """The breakdown that the words before a clause last gave for a topic, or the headings above."""
        name, above = chosen.topic, self._above(mention)
        types = {t.breakdown for t in marks if t.topic == name and t.breakdown}
        if len(types) > 1 and _TOGETHER.match(self._text, clause):
            return MIXED  # 行政调解、人民调解的成功率分别是83%和98%，各类纠纷调处率99%: of all types
        for topic in itertools.chain(reversed(marks), self._earlier(mention)):
            if topic.breakdown and topic.topic == name and topic.carries:
                return topic.breakdown
        return next((t.breakdown for t in above if t.topic == name and t.breakdown), None)

    def _part_marks(self, mention: Mention, window: Window) -> list[Topic]:
        """Topics since the last semicolon of the sentence: 一审行政机关败诉20件,败诉率为4% speaks of one instance."""
        start = window.said.part(mention.start)
        marks = since(window.spoken, start)
        part = self._text.find("其中", start, mention.start) if mention.family == "percent" else -1
        if part >= 0:
            behind = _topics(self.hits(mention.unit_end, mention.sentence[1]))
            if not any(t.refines for t in behind):  # 其中一审80件,出庭应诉率95%: the rate is of all suits
                marks = tuple(h for h in marks if h.end <= part)
        return _topics(marks)

    def _earlier(self, mention: Mention) -> list[Topic]:
        """Topics of the sentences before this one in the same item, nearest first."""
        end = mention.sentence[0]
        if self._earlier_of[0] != end:
            index = bisect_right(self._item_starts, end) - 1
            start = max(self._item_starts[index] if index >= 0 else 0, end - REACH)
            self._earlier_of = end, _opened([h for h in self.hits(start, end) if not self._is_split(h)])[::-1]
        return self._earlier_of[1]

    def _is_split(self, hit: Hit) -> bool:
        """其中以市直部门为被申请人的30件。经审查，受理268件: the kind of some cases is not what the next sentences are on."""
        return any(t.dominates for t in hit.opens) and _SPLIT_AFTER.match(self._text, hit.end) is not None

    def _above(self, mention: Mention) -> list[Topic]:
        """Topics of the title and of the headings above a figure, innermost first."""
        known = self._above_of.get(mention.section_id)
        if known is None:
            known = self._above_of[mention.section_id] = _topics(self.heading_words(mention))[::-1]
        return known

    def heading_words(self, mention: Mention) -> list[Hit]:
        """Return the first words of the title and of each heading above a figure, outermost first."""
        headings = [
            (s.number_end, s.number_end + len(s.heading) + 4)
            for s in enclosing(self._pieces.sections, mention.section_id)
        ]
        stretches = [h for h in (self._pieces.title, *headings) if h is not None]
        return [h for start, end in stretches for h in self.hits(start, min(end, mention.start))[:3]]


ContextMaker = Callable[[Frame, Lexicon, Sequence[Mention]], Context]  # `Context`, or one that listens


def _of_part(mention: Mention, window: Window) -> Sequence[Hit]:
    """The words before a figure in its sentence, without another body's business before the last semicolon."""
    if not any(t.dominates and t.topic == "foreign" for h in window.spoken for t in h.opens):
        return window.spoken
    start = window.said.part(mention.start)
    return [h for h in window.spoken if h.start >= start or not any(t.dominates for t in h.opens)]


def _refined(window: Window, chosen: Topic) -> bool:
    """Tell whether the clause names a kind of the carried topic (二审结案12件): then it speaks of that topic."""
    return any(t.refines and t.topic == chosen.topic for t in _topics(window.listed))


def _opened(hits: Sequence[Hit]) -> list[Topic]:
    """The topics that words open: not those of kinds of case, nor those that only refine a topic."""
    return [t for h in hits for t in h.opens]


def _topics(hits: Sequence[Hit]) -> list[Topic]:
    return [t for h in hits for t in h.topics]


def _values(marks: Sequence[Topic], chosen: Topic) -> set[str]:
    """The values of a topic's dimension that words name for their own clause."""
    return {t.breakdown for t in marks if t.topic == chosen.topic and t.breakdown and not t.carries}


def _distinct(marks: Sequence[Topic]) -> tuple[Topic, ...]:
    """One mark of each topic of ours, in the order of the text; none where it is only one."""
    found = {t.topic: t for t in marks if not t.foreign and not t.refines}
    found = {name: t for name, t in found.items() if found.keys().isdisjoint(t.yields)}
    return tuple(found.values()) if len(found) > 1 else ()


def _over(marks: Sequence[Topic], mention: Mention) -> Topic | None:
    """The topic that holds over all others named in a sentence, if any."""
    dominating = _dominating(marks)
    return _answered(marks) if dominating is None and mention.family == "percent" else dominating


def _dominating(marks: Sequence[Topic]) -> Topic | None:
    held = None
    for mark in marks:
        if mark.resets:
            held = None
        elif mark.dominates:
            held = mark
    return held


def _answered(marks: Sequence[Topic]) -> Topic | None:
    """因处罚被申请复议12件，被提起诉讼4件，复议纠错率8%: a rate comes back to the matter in which the body had to answer."""
    answered = next((t for t in marks if t.foreign and t.dominates and t.topic == "respondent"), None)
    last = next(reversed(marks), None)
    own = any(t.topic == "reconsideration" and t.resets for t in marks)
    return answered if answered and not own and last and last.topic == "reconsideration" else None


def _item_starts(pieces: Frame) -> list[int]:
    """Where the topic starts anew: at headings and at the items 一是 二是 of a line."""
    return sorted({*(s.start for s in pieces.sections), *items(pieces.text)})
