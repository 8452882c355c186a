"""Context of a figure: its clause, the words around it, and the topic that the text is on when it comes."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from extract.catalogue import NO_TOPIC, Topic
from extract.language.clauses import Spans, breaks, items
from extract.language.sections import enclosing
from extract.lexicon import Claim, Hit, Lexicon
from extract.mentions import Frame, Mention
from extract.sentence import COMPARED, Sentence, sentence

_CARRIED: Final = frozenset({"earlier", "above", "later"})
_MEASURED: Final = frozenset({"count", "duration"})
_FAR: Final = _CARRIED | {"sentence"}
MIXED: Final = "*"  # several values of a dimension together
_FILLER: Final = re.compile(
    r"(?:[\s共计为达到有约近超过已仅其中的了至是多总均都在案件率：:（(“”\"]|总数|合计|总计|累计|分别|保持|高达|全年|数量)*"
)
_THRESHOLD: Final = re.compile(r"以[上下]的?(?=[一-龥])")
_KIND_AFTER: Final = re.compile(
    r"(?:(?![审办受]理|[审办]结)[一-龥]){0,6}(?:(?<!各)类|领域)(?:案件|申请)?(?:[共有为]?\s*[0-9]|次之|最多|居多|居首|为主|占)"
)
_SPLIT_AFTER: Final = re.compile(r"的?\s*[0-9]+[件宗起]")
_COUNT_AFTER: Final = re.compile(r"\s*[0-9]+[件宗起]")
_JUDGES: Final = re.compile(
    r"(?:已|共|累计|经审理|审理后|依法|作出|最终|的|[一二再]审|生效)*(?:判决|裁定|裁判|判令|判了|判完|判下来|下判|下了判|支持|判(?:政府|行政机关|被告)|驳回|准予|准许|协调|通知|发出|撤销|确认违法|确认无效|责令|审结(?=[共\s]?[0-9])|[^，,。；;]{0,12}出庭)"
)
_KIND_BEFORE: Final = re.compile(r"涉[及]?(?:及)?$")
_CALLED: Final = re.compile(r"(?:参加|出席|参与|配合|应邀到|旁听)[^，,。；;]{0,3}$")  # 参加法院组织的协调会
_SORTS: Final = re.compile(r"[类种]\s*(?:复议|纠错)?(?:决定|情形|方式|结果)")
_LISTED: Final = re.compile(r"[^，,。；;：:\n]{0,12}(?:[、和与及]|以及)")
_NOUN: Final = re.compile(r"[一-龥](?<![的以左和及中余案申事为是在占])")
_BESIDE: Final = re.compile(r"[、，,]?(?:余|多)?[、，,]?")
_NOTE: Final = re.compile(r"[（(](?:含|包括|包含|不含)[^（()）0-9]{1,30}[）)]$")
_OBJECT: Final = re.compile(r"[一-龥]{2,12}(?<![数量率为是])[0-9]")
_NOTED: Final = frozenset("）)：:")
_UNIT_NOTE: Final = re.compile(r"[（(](?:单位[：:])?[件个人次份万元宗起%]{1,3}[)）][：:]?$")  # 受理（件）：80
_CLOSED: Final = frozenset("）)")
_ROUNDS: Final = frozenset({"time", "item"})
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
    said: Sentence

    @property
    def opening(self) -> tuple[Hit, ...]:
        """The words in the clause before the figure's own part of it: 审查文件3件、合同2件."""
        return tuple(h for h in self.spoken if self.clause <= h.start and h.end <= self.left)


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


class Context:
    """Looks up windows and topics of one text's figures; figures are asked for in reading order."""

    def __init__(self, pieces: Frame, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        self._text = pieces.text
        self._pieces = pieces
        self._lexicon = lexicon
        found = lexicon.spans(pieces.text)
        kept = pieces.long_titles.outside([start for _, start, _ in found])
        self._spans = found if len(kept) == 1 else [span for part in kept for span in found[part]]
        self._starts = [start for _, start, _ in self._spans]
        self._hits: list[Hit | None] = [None] * len(self._spans)
        self._marked = Spans([(start, end) for number, start, end in self._spans if number in lexicon.marked])
        self._known = bytearray(len(self._spans))  # which of them have been looked up
        self._figures = [m for m in mentions if m.kind == "quantity" and not self._inside_noun(m)]
        self._numbers = [(m.start, m.unit_end) for m in self._figures]
        self._number_starts = [start for start, _ in self._numbers]
        self._item_starts = _item_starts(pieces)
        self._last = sentence(self._text, (-1, -1), (), [])
        self._earlier_of: tuple[int, list[Topic]] = (-1, [])
        self._above_of: dict[int | None, list[Topic]] = {}

    def _inside_noun(self, mention: Mention) -> bool:
        """Tell whether a figure only describes the noun behind it (30人以上纠纷) or a run of years (连续两年)."""
        if mention.family == "duration":
            before = self._text[max(0, mention.start - 2) : mention.start]
            return before in {"连续", "连着"} or before.endswith("满")  # 实施满两年的决策
        if _SORTS.match(self._text, mention.end):
            return True  # 撤销、变更、确认违法及责令履行四类决定53件
        return mention.family in {"person", "money"} and _THRESHOLD.match(self._text, mention.unit_end) is not None

    def _is_kind(self, hit: Hit) -> bool:
        """Tell whether a foreign word only names a kind of case in its place: 其中行政处罚类12件, 涉及信息公开8件."""
        text, is_court = self._text, hit.topics[0].topic == "court"
        if is_court and (_JUDGES.match(text, hit.end) or _CALLED.search(text, max(0, hit.start - 6), hit.start)):
            return True  # 行政应诉案件50件，其中法院判决驳回30件: what a court did in the suits that the text is on
        if _KIND_AFTER.match(self._text, hit.end) or _KIND_BEFORE.search(self._text, max(0, hit.start - 3), hit.start):
            return True
        part = max(self._text.rfind(mark, max(0, hit.start - 300), hit.start) for mark in "。；;\n") + 1
        part = max(part, hit.start - 300, 0)
        return _COUNT_AFTER.match(self._text, hit.end) is not None and "其中" in self._text[part : hit.start]

    def sentence(self, mention: Mention) -> Sentence:
        """Return the sentence of a figure; figures are asked for in reading order, so the last one is kept."""
        span = mention.sentence
        if self._last.span != span:
            marks = breaks(self._text, *span)
            if self._marked:
                marks = [m for m in marks if not self._marked.at(m)]
            self._last = sentence(self._text, span, tuple(self.hits(*span)), marks)
        return self._last

    def hits(self, start: int, end: int) -> list[Hit]:
        """Return the lexicon's words that lie wholly between two positions."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while last > first and self._spans[last - 1][2] > end:
            last -= 1
        if self._known.find(0, first, last) >= 0:
            hit, kinds, spans = self._lexicon.hit, self._lexicon.of_kinds, self._spans[first:last]
            self._hits[first:last] = [self._hit(*s) if s[0] in kinds else hit(*s) for s in spans]
            self._known[first:last] = b"\1" * (last - first)
        return self._hits[first:last]  # type: ignore[return-value]

    def _hit(self, number: int, start: int, end: int) -> Hit:
        """A foreign word in its place; one that only names a kind of case opens no topic."""
        hit = self._lexicon.hit(number, start, end)
        return hit._replace(opens=()) if self._is_kind(hit) else hit

    def window(self, mention: Mention) -> Window:
        """Return the words around a figure that may say what it is."""
        said, start, numbers = self.sentence(mention), mention.start, self._numbers
        first, last = said.span
        index = bisect_left(self._number_starts, start)
        previous = max(numbers[index - 1][1] if index else 0, first)
        following = numbers[index + 1][0] if index + 1 < len(numbers) else last
        after = said.between(mention.unit_end, min(said.stop(mention.unit_end), following))
        left = max(said.begin(start), previous)
        if left > previous and not _claimed(after):
            own, left = left, self._leaned(mention, said, left, previous)
            if left == previous < own and not self._has_words_before(index - 1, said):
                left = own  # 32件予以保留、8件予以废止，合计45件: those words are the figure's before
        clause = min(said.clause(start), left)
        spoken = said.between(first, start)
        before = _since(spoken, left)
        listed = before if clause == left else _since(spoken, max(clause, previous))
        if self._text[start - 1] in _CLOSED and (note := _NOTE.search(self._text, first, start)):
            noted = _since(spoken, max(said.begin(note.start()), previous))
            before = tuple(h for h in noted if h.end <= note.start()) or before  # 纠错（含撤销、确认违法）27件
        if after and after[0].start == mention.unit_end and after[-1].end == following and _claimed(before):
            after = ()  # 一审22件二审9件审结28件: they are the next figure's
        if not _claimed(before) and not any(not c.is_noun for h in after for c in h.claims):
            after += self._behind_list(index, said)
        if not before and not _claimed(after):
            before = self._shared(mention, self._figures[index - 1]) if index else ()
            before = before or self._of_objects(left, clause, previous, listed)
        return Window(left, clause, before, after, listed, spoken, said)

    def _has_words_before(self, index: int, said: Sentence) -> bool:
        """Tell whether words that claim figures stand before a figure in its own part of the clause."""
        if index < 0:
            return True
        start = self._numbers[index][0]
        return _claimed(said.between(said.begin(start), start))

    def _leaned(self, mention: Mention, said: Sentence, left: int, previous: int) -> int:
        """Where the words begin on which （38件） and “，共38件” lean: up to two clauses back, over nothing but filler."""
        if self._text[mention.start - 1] in _NOTED and (note := _UNIT_NOTE.search(self._text, previous, mention.start)):
            return max(said.begin(note.start()), previous)
        for _ in range(2):
            if left <= previous or not _FILLER.fullmatch(self._text, left, mention.start):
                break
            if left == mention.start and _NOUN.match(self._text, mention.unit_end):
                break  # ，24名工勤人员退出: its own noun follows
            left = max(said.begin(left - 1), previous)
        return left

    def _behind_list(self, index: int, said: Sentence) -> tuple[Hit, ...]:
        """The words behind a run of figures that share them: 对8个县和15个部门开展督察."""
        last = index
        while last + 1 < len(self._numbers) and _LISTED.fullmatch(
            self._text, self._numbers[last][1], self._numbers[last + 1][0]
        ):
            last += 1
        if last == index:
            return ()
        end = self._numbers[last][1]
        following = self._numbers[last + 1][0] if last + 1 < len(self._numbers) else len(self._text)
        return said.between(end, min(said.stop(end), following))

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

    def _of_objects(self, left: int, clause: int, previous: int, listed: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """The verb before several objects of which none is a word of ours: 监督检查医疗机构、公共场所80户次."""
        objects = self._text[left - 1] == "、" and previous <= clause
        return listed if objects and _OBJECT.match(self._text, left) else ()

    def previous_end(self, mention: Mention) -> int:
        """Return where the figure before a figure ends with its measure word, 0 where it is the first."""
        index = bisect_left(self._number_starts, mention.start)
        return self._numbers[index - 1][1] if index else 0

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
        first = near[0]
        if not first.yields:
            return first
        before = itertools.chain(near, self._earlier(mention), self._above(mention))
        lasting = next((t for t in before if not t.yields), first)
        return lasting if lasting.topic in first.yields else first

    def _refined_by(self, mention: Mention, window: Window, chosen: Topic) -> Topic:
        """另有非诉案件9件。一审案件审结80件: what only refines a topic comes back to it from a matter that is none of ours."""
        if chosen.topic != "foreign":
            return chosen
        refined = {t.topic for t in _topics(window.listed) if t.refines}
        return (
            next((t for t in self._earlier(mention) if t.topic in refined and not t.refines), chosen)
            if refined
            else chosen
        )

    def _presumed(self, said: Sentence) -> Topic | None:
        """The topic of a sentence that names none and could speak of nothing else: 维持15件、撤销3件."""
        return next((t for t in self._lexicon.presumed if t.sentence and t.sentence.search(said.words)), None)

    def held_later(self, mention: Mention) -> Held | None:
        """The topic that the sentence names only behind a figure: 开庭的33件案件，负责人出庭12件."""
        later = self._later(mention)
        return Held(later[0], None, is_carried=True, source="later") if later else None

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
            return self._carried(mention, chosen, ())
        here = _topics(window.listed) or _topics(_since(window.spoken, window.clause)) or _topics(window.after)
        named = _values(here, chosen) or _values(self._part_marks(mention, window), chosen)
        if len(named) > 1:
            return MIXED  # 一审、二审行政案件11272件: both together
        if named:
            return next(iter(named))
        own = [t for t in here if t.topic == chosen.topic and t.breakdown]
        return own[-1].breakdown if own else self._carried(mention, chosen, marks)

    def _carried(self, mention: Mention, chosen: Topic, marks: Sequence[Topic]) -> str | None:
        """The breakdown that the words before a clause last gave for a topic, or the headings above."""
        name, above = chosen.topic, self._above(mention)
        for topic in itertools.chain(reversed(marks), self._earlier(mention)):
            if topic.breakdown and topic.topic == name and topic.carries:
                return topic.breakdown
        return next((t.breakdown for t in above if t.topic == name and t.breakdown), None)

    def _part_marks(self, mention: Mention, window: Window) -> list[Topic]:
        """Topics since the last semicolon of the sentence: 一审行政机关败诉20件,败诉率为4% speaks of one instance."""
        start = window.said.part(mention.start)
        marks = _since(window.spoken, start)
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


def _claimed(hits: Sequence[Hit]) -> bool:
    """Tell whether any of the words claims figures."""
    for hit in hits:  # noqa: SIM110 - asked three times of each figure, where a generator costs more than its answer
        if hit.claims:
            return True
    return False


def _since(hits: tuple[Hit, ...], start: int) -> tuple[Hit, ...]:
    """The words from a position on."""
    first = len(hits)
    while first and hits[first - 1].start >= start:
        first -= 1
    return hits[first:]


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
