"""Targets: what plans, plan sections and wishes (力争 确保 不低于) set, as quantities and as milestones with a deadline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Final

from extract.describe import Description
from extract.facts import Fact, fact_id
from extract.language.clauses import Span, Spans
from extract.language.deadlines import Anchor, Deadline, deadlines
from extract.language.intent import RECURRENCE, bare, comparator, modality, recurrence
from extract.language.numerals import chinese_value
from extract.language.periods import last_year
from extract.language.sections import innermost, plan_spans
from extract.mentions import Frame, Mention

_WISH: Final = re.compile(
    r"[力争确努目要不到至年](?:(?<=力)[争求]|(?<=争)取(?!到|上级|了|[^，。；]{0,8}(?:资金|支持|项目))|(?<=确)保(?!了)"
    r"|(?<=努)力(?:实现|达到|使)|(?<=目)标(?:值?(?:为|是|设定)|(?=\d))|(?<=要)(?:达到|保持|稳定|控制|实现|提高到)"
    r"|(?<=不)(?:得|应)?(?:低于|少于)|(?<=20\d\d年)(?:底|末)?[，,])"
)
_YEAR_BEFORE: Final = re.compile(r"(20\d\d)年$")
_DONE: Final = re.compile(r"已|实际|截至|目前|达到了|实现了|完成了")
_STOP_MARKS: Final = "。；;！\n"
_STOPS: Final = re.compile(f"[{_STOP_MARKS}]")
_CLAUSE: Final = re.compile(r"[，。；;：:！\n,](?:(?<!,)|(?!\d))")
_REACH: Final = 300  # characters to either side in which the words of one target stand
_FEW: Final = re.compile(  # 至少一次: the ledger keeps numerals that say how much, and 一次 alone mostly does not
    r"(?:至少|不(?:得)?少于|每[年月周]|每季度|每半年)[^，,。；;、：\n\d]{0,16}?"
    r"(?P<n>[一二两三四五六七八九十]{1,2})(?P<unit>次|期|场|轮|批|篇|堂|部|件|名|课时|学时)"
)
_LOST_DASH: Final = re.compile(r"20\d\d20\d\d年")  # 20152020年: this copy has lost its dashes
_MILESTONE_TOO_SHORT: Final = 4
_NO_DIGITS: Final = re.compile(r"\D*")
_start = attrgetter("start")


@dataclass(slots=True)
class Target:
    """One quantity that is to be reached or kept, or a milestone that only has a deadline."""

    target_id: str
    start: int
    end: int
    mention: str
    comparator: str  # >= > <= < = range between milestone
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    deadline: date | None
    deadline_text: str | None
    recurrence: str | None  # week | month | quarter | half_year | year | two_years | three_years | five_years
    modality: str  # duty | aim | gradual | option | statement
    measure: str | None
    indicator: str | None
    suspect: bool
    sentence: Span
    section_id: int | None


def targets(
    doc_id: str, pieces: Frame, mentions: Sequence[Mention], facts: Iterable[Fact], document: Description
) -> list[Target]:
    """Return the targets of one text in reading order; a text without plan or wish costs one search."""
    plans = Spans([(0, len(pieces.text))]) if document.doc_type == "plan" else plan_spans(pieces.text, pieces.sections)
    wishes = [span for span in _wishes(pieces.text, document.period) if not plans.at(span[0])]
    if not wishes and not plans:
        return []
    return list(_Reading(doc_id, pieces, mentions, facts, document, plans, wishes).targets())


def _wishes(text: str, period: str | None) -> Iterator[Span]:
    """The stretches that words of will open: to the end of their sentence part, of a bare limit only of its clause."""
    own = int(last_year(period)) if period else None
    for match in _WISH.finditer(text):
        opening = text[match.start()]
        year = _YEAR_BEFORE.search(text, max(0, match.start() - 4), match.start() + 1) if opening == "年" else None
        if year and (own is None or int(year[1]) <= own):
            continue
        if opening == "不":
            clause = _CLAUSE.search(text, match.end(), match.end() + _REACH)
            yield match.start(), clause.start() if clause else min(len(text), match.end() + _REACH)
        else:
            yield match.start(), _stop(text, match.end())


def _stop(text: str, position: int) -> int:
    match = _STOPS.search(text, position, position + _REACH)
    return match.start() if match else min(len(text), position + _REACH)


class _Reading:
    """The targets of one text."""

    def __init__(
        self,
        doc_id: str,
        pieces: Frame,
        mentions: Sequence[Mention],
        facts: Iterable[Fact],
        document: Description,
        plans: Spans,
        wishes: Sequence[Span],
    ) -> None:
        self._doc_id, self._pieces, self._plans = doc_id, pieces, plans
        self._text = pieces.text
        self._wishes = _merged(wishes)
        self._quantities = [m for m in mentions if m.kind == "quantity"]
        self._indicators = {f.start: f.indicator for f in facts if f.role in {"target", "standard"}}
        noise = Spans(_merged(pieces.furniture.spans))
        anchor = _anchor(document)
        self._deadlines = [
            d
            for start, end in plans
            for d in deadlines(self._text, start, end, anchor)
            if not pieces.titles.at(d.start) and not noise.at(d.start)
        ]
        self._deadline_starts = [d.start for d in self._deadlines]
        self._section = innermost(pieces.sections)
        self._is_damaged = _LOST_DASH.search(self._text) is not None

    def targets(self) -> Iterator[Target]:
        """Quantities first of each sentence part, then the deadlines and recurring duties that none of them took."""
        found: list[Target] = []
        previous = 0
        for quantity in self._wanted():
            part = self._part(quantity.start, quantity.end)
            found.append(self._quantity(quantity, part, max(part[0], previous)))
            previous = quantity.unit_end
        taken = sorted(t.start for t in found)
        found += self._milestones(taken)
        yield from sorted(found, key=lambda t: (t.start, t.end))

    def _wanted(self) -> list[Mention]:
        """The quantities inside plans and wishes: no deadline, no name in 《》, a range once."""
        spent = Spans([(d.start, d.end) for d in self._deadlines])
        quantities = sorted([*self._quantities, *self._few()], key=_start)
        starts = [m.start for m in quantities]
        planned, wished, last = self._plans.held(starts), Spans(self._wishes).held(starts), -1
        result = []
        for mention in quantities:
            is_planned = mention.start in planned
            if not (is_planned or mention.start in wished):
                continue
            if spent.at(mention.start) or self._pieces.titles.at(mention.start):
                continue
            if not is_planned and _DONE.search(self._text, self._part(mention.start, mention.end)[0], mention.start):
                continue
            if mention.approx == "range" and mention.value_high is None and last == mention.start:
                continue
            last = self._upper(mention)
            result.append(mention)
        return result

    def _upper(self, low: Mention) -> int:
        """Where the upper numeral of a range starts, so that it gives no row of its own."""
        if low.approx != "range" or low.value_high is None:
            return -1
        match = _NO_DIGITS.match(self._text, low.end)
        return match.end() if match else -1

    def _few(self) -> Iterator[Mention]:
        for start, end in [*self._plans, *self._wishes]:
            for match in _FEW.finditer(self._text, start, end):
                value = chinese_value(match["n"])
                if self._quantity_at(match.start("n")) is None and value is not None:
                    yield Mention(match.start("n"), match.end("n"), "quantity", value, unit=match["unit"],
                                  unit_end=match.end(), sentence=self._sentence(match.start("n")))  # fmt: skip

    def _sentence(self, position: int) -> Span:
        index = bisect_right(self._pieces.sentences, (position, len(self._text))) - 1
        return self._pieces.sentences[index] if index >= 0 else (0, len(self._text))

    def _part(self, start: int, end: int) -> Span:
        """The sentence part (between ； and 。) that holds a span."""
        far = max(0, start - _REACH)
        left = max([self._text.rfind(mark, far, start) for mark in _STOP_MARKS])
        return (left + 1 if left >= 0 else far, _stop(self._text, end))

    def _clause(self, start: int, end: int, part: Span) -> Span:
        left = max((m.end() for m in _CLAUSE.finditer(self._text, part[0], start)), default=part[0])
        right = _CLAUSE.search(self._text, end, part[1])
        return left, right.start() if right else part[1]

    def _quantity(self, mention: Mention, part: Span, left: int) -> Target:
        text = self._text
        clause = self._clause(mention.start, mention.unit_end, part)
        sign = comparator(
            text[max(clause[0], left) : mention.start],
            text[mention.unit_end : mention.unit_end + 4],
            is_range=mention.value_high is not None,
        )
        value, high, is_lost = mention.value, mention.value_high, self._lost_dash(mention)
        if is_lost and value is not None:
            sign, value, high = "range", Decimal(int(value) // 10), Decimal(int(value) % 10)
        end = self._high_end(mention)
        return self._target(
            (mention.start, end), sign, part, clause, mention.sentence,
            value=value, value_high=high, unit=mention.unit, is_suspect=mention.suspect or is_lost,
            measure=self._measure(clause, part, (mention.start, max(mention.unit_end, end))),
        )  # fmt: skip

    def _high_end(self, mention: Mention) -> int:
        start = self._upper(mention)
        if start < 0:
            return mention.end
        above = self._quantity_at(start)
        return mention.end if above is None else above.end

    def _quantity_at(self, start: int) -> Mention | None:
        index = bisect_left(self._quantities, start, key=_start)
        found = self._quantities[index] if index < len(self._quantities) else None
        return found if found is not None and found.start == start else None

    def _lost_dash(self, mention: Mention) -> bool:
        """35名 in a copy that has lost its dashes is very probably 3—5名: rising digits close together, of persons.

        The ledger doubts 各区配备35名 by its words; in a copy that is damaged elsewhere the digits alone do.
        """
        written = self._text[mention.start : mention.end]
        is_doubted = self._is_damaged or (mention.suspect and mention.approx == "range")
        if not is_doubted or mention.family != "person" or len(written) != 2 or not written.isdecimal():
            return False
        low, high = int(written[0]), int(written[1])
        return 1 < low < high <= low + 3

    def _milestones(self, taken: Sequence[int]) -> Iterator[Target]:
        """Deadlines and recurring duties whose sentence part sets no quantity."""
        yearly = [
            Deadline(m.start(), m.end(), None)
            for start, end in self._plans
            for m in RECURRENCE.finditer(self._text, start, end)
            if m["every"] and not self._pieces.titles.at(m.start())
        ]
        last = -1
        for due in sorted([*self._deadlines, *yearly], key=lambda d: (d.start, -d.end)):
            part = self._part(due.start, due.end)
            index = bisect_left(taken, part[0])
            if due.start < last or (index < len(taken) and taken[index] < part[1]):
                continue
            clause = self._clause(due.start, due.end, part)
            measure = self._measure((clause[0], part[1]), part, (due.start, due.end))
            if _DONE.search(self._text, clause[0], clause[1]) or len(measure or "") < _MILESTONE_TOO_SHORT:
                continue
            last = part[1]
            yield self._target(
                (due.start, due.end), "milestone", part, clause, self._sentence(due.start), measure=measure
            )

    def _target(
        self, span: Span, sign: str, part: Span, clause: Span, sentence: Span, *, value: Decimal | None = None,
        value_high: Decimal | None = None, unit: str | None = None, measure: str | None = None, is_suspect: bool = False,
    ) -> Target:  # fmt: skip
        rhythm = recurrence(self._text[part[0] : part[1]], span[0] - part[0])
        due = self._due(span, part, has_own_rhythm=rhythm is not None)
        section = self._section(span[0])
        return Target(
            fact_id(self._doc_id, *span, "target", None), *span, self._text[span[0] : span[1]], sign,
            value, value_high, unit, due.day if due else None, self._text[due.start : due.end] if due else None,
            rhythm, modality(self._text, part, clause, span), measure, self._indicators.get(span[0]), is_suspect,
            sentence, section.section_id if section else None,
        )  # fmt: skip

    def _due(self, span: Span, part: Span, *, has_own_rhythm: bool) -> Deadline | None:
        """The deadline that holds: the last before in the sentence part, else the next in it, else 到2025年 above."""
        index = bisect_right(self._deadline_starts, span[0]) - 1
        if index >= 0 and self._deadlines[index].start >= part[0]:
            return self._deadlines[index]
        if index + 1 < len(self._deadlines) and self._deadlines[index + 1].end <= part[1]:
            return self._deadlines[index + 1]
        if index < 0 or has_own_rhythm or self._deadlines[index].is_yearly:
            return None
        earlier = self._deadlines[index]
        same = self._text.find("\n", earlier.end, span[0]) < 0 and span[0] - earlier.end <= _REACH
        return earlier if same and self._text[earlier.start] in "到至" else None

    def _measure(self, clause: Span, part: Span, numeral: Span) -> str | None:
        """The words of the clause that name what is measured, with the clause before where they name nothing."""
        words = bare(self._text[clause[0] : numeral[0]], self._text[numeral[1] : clause[1]])
        if len(words) < _MILESTONE_TOO_SHORT and clause[0] > part[0]:
            before = self._clause(clause[0] - 1, clause[0] - 1, part)
            words = bare(self._text[before[0] : before[1]], "") + words
        return words[:60] or None


def _anchor(document: Description) -> Anchor:
    """今年 in a plan is the plan's year; in a report's plan section it is the year after the report's."""
    own = int(last_year(document.period)) if document.period else None
    if document.doc_type == "plan":
        is_long = document.period is not None and len(document.period) > 4
        this = document.published_on.year if is_long and document.published_on else None if is_long else own
        return Anchor(this, this + 1 if this else None, document.published_on)
    following = own + 1 if own else None
    return Anchor(following, following, document.published_on)


def _merged(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept
