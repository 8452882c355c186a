"""Facts: figures of the ledger that an indicator claims, with breakdown, period, scope and role."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from extract.catalogue import Catalogue
from extract.context import Context, ContextMaker, Held, Window
from extract.decide import Decision, decide, respectively
from extract.describe import Description
from extract.language.periods import Event, bounds, compared, events, last_year
from extract.lexicon import Lexicon
from extract.mentions import Frame, Mention
from extract.roles import is_change, role

_BODY: Final = re.compile(
    r"(?:其中|包括|含)?[:：,，]?(?:[一-龥]{1,8}(?:省|市|县|区|州|旗|镇|乡|局|委)|[一-龥]{0,4}本级|[一-龥]{0,3}(?:部门|法院)"
    r"|各?[一-龥]{0,3}[（(][一-龥、]{1,6}[）)]|[一二再]审)?(?:合计|为|达到|达|共|分别)?"
)
_OTHER_TIME: Final = re.compile(  # 由2022年的156件增至2023年的201件, （上年同期69件）, 下半年482件
    r"(?:却|又有提高[，,])?"
    r"(?:增至|增加到|增长到|提高到|提升到|提升至|升至|上升到|上升至|降至|下降到|下降至|降到|达到|达)?"
    r"(?:由|从|较|比|为)?(?:(?:19|20)\d\d年底?的?|(?:上年|去年)(?:同期)?的?|下半年|全年|本年度?|今年)?(?:合计|约为|为|是|约|达到|达|共)?"
)
_RISEN: Final = re.compile(r"(?:增|升|提高|下降|降|减少?)[加长]?(?:至|到)[^，。；]{0,2}$|又有提高")
_FIELD: Final = re.compile(r"涉(?!及金额|及当事人|及人|案金额|诉)[一-龥]{1,12}|[一-龥]{2,8}(?:类|领域)(?:案件)?$")
_BY_FIELD: Final = re.compile(r"分(?:领域|类型|地区|案由|区域)|(?:类型|领域|案由)[上来]?看")


class Scope(NamedTuple):
    """A body or an area named in a sentence; the one that ends last, and of these the longest, is the nearest."""

    end: int
    length: int
    words: str
    scope_class: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of one indicator; the raw row without the document's own columns."""

    fact_id: str
    start: int
    end: int
    mention: str
    indicator: str
    breakdown: str | None
    value: Decimal
    value_high: Decimal | None
    decimals: int
    unit: str | None
    approx: str
    period: str | None
    period_start: date | None
    period_end: date | None
    scope: str | None
    scope_class: str | None
    subject: str | None
    role: str
    rule: str
    flags: tuple[str, ...]
    sentence: tuple[int, int]
    section_id: int | None
    part_of: int | None = None


def fact_id(doc_id: str, start: int, end: int, indicator: str, breakdown: str | None) -> str:
    """Return the stable id of a fact: the same bytes, span, indicator and breakdown give the same id."""
    key = f"{doc_id}|{start}|{end}|{indicator}|{breakdown or ''}"
    return hashlib.sha256(key.encode()).hexdigest()[:24]


class FactReader:
    """Reads the facts of texts by one catalogue and its lexicon."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._scopes = catalogue.scopes

    def facts(
        self,
        doc_id: str,
        pieces: Frame,
        mentions: Sequence[Mention],
        document: Description,
        context: ContextMaker = Context,
    ) -> list[Fact]:
        """Return the facts of one text in reading order."""
        words = context(pieces, self._lexicon, mentions)
        return list(_Reading(words, self._scopes, doc_id, pieces, mentions, document).facts())


class _Reading:
    """The reading of one text."""

    def __init__(
        self,
        context: Context,
        scopes: Sequence[tuple[re.Pattern[str], str]],
        doc_id: str,
        pieces: Frame,
        mentions: Sequence[Mention],
        document: Description,
    ) -> None:
        self._scopes, self._doc_id, self._pieces, self._document = scopes, doc_id, pieces, document
        self._text = pieces.text
        self._figures = [m for m in mentions if m.kind == "quantity"]
        self._context = context
        self._line: tuple[int, list[Event]] = (-1, [])
        self._scoped: tuple[tuple[int, int], list[Scope]] = ((-1, -1), [])
        self._themes = {s.section_id: s.theme for s in pieces.sections}

    def facts(self) -> Iterator[Fact]:
        before: tuple[Mention, list[Decision]] | None = None
        for position, mention in enumerate(self._figures):
            if not self._context.speaks(mention.sentence):
                continue
            window = self._context.window(mention)
            held = self._context.topic(mention, window)
            listed = respectively(self._text, self._context, self._figures, position, held)
            decisions = listed if listed is not None else decide(self._text, mention, window, held)
            if not decisions and not any(h.claims or h.decoy for h in (*window.before, *window.after)):
                decisions = self._inherited(mention, window, held, before)
            if not decisions:
                continue
            if is_change(self._text[window.left : mention.start]):
                held.note("change", decisions[0].hit, decisions[0].claim)
                continue
            event = self._event(mention, window)
            if self._compared(mention, event):
                held.note("compared", decisions[0].hit, decisions[0].claim)
                continue
            before = (mention, decisions)
            for decision in decisions:
                held.note("decided", decision.hit, decision.claim)
                yield self._fact(mention, window, event, decision)

    def _inherited(
        self, mention: Mention, window: Window, held: Held, before: tuple[Mention, list[Decision]] | None
    ) -> list[Decision]:
        """A figure with only another body's name or another time before it is of the indicator of the figure before.

        其中州本级118件; 上年同期69件; 增至2023年的201件.
        """
        if before is None or before[0].sentence != mention.sentence or mention.unit != before[0].unit:
            return []
        words = self._text[window.left : mention.start].strip("其中，,：:（( ")
        if not words or not (_BODY.fullmatch(words) or _OTHER_TIME.fullmatch(words)):
            return []
        held.note("inherited")
        return [replace(d, breakdown=self._own_breakdown(d, held)) for d in before[1]]

    def _own_breakdown(self, decision: Decision, held: Held) -> str | None:
        own = held.breakdown
        return own if own in decision.claim.values else decision.breakdown

    def _event(self, mention: Mention, window: Window) -> Event | None:
        """The period word that holds: the nearest before the figure in its sentence; 上年 only in its own clause."""
        line = self._text.rfind("\n", 0, mention.start) + 1
        if self._line[0] != line:
            self._line = (line, events(self._text, self._document.period, self._pieces.titles, line))
        before = [e for e in self._line[1] if e.end <= mention.start]
        inside = [e for e in before if e.start >= mention.sentence[0]]
        found = next((e for e in reversed(inside) if not e.relative or e.start >= window.clause), None)
        if found is None and before and "-" in (before[-1].label or ""):
            return before[-1]  # 五年来，…。累计收到…: the span holds until another period is named
        return found

    def _compared(self, mention: Mention, event: Event | None) -> bool:
        return event is not None and event.relative and compared(self._text, event, mention.start)

    def _period(self, mention: Mention, event: Event | None) -> tuple[str | None, bool, bool]:
        """Return the period of a figure, whether it lies after the report's own, and whether its start is not stated."""
        own = self._document.period
        if event is not None and _RISEN.search(self._text[event.end : mention.start]):
            event = None  # 由2020年的97.6%上升到98.9%: the level reached is the report's own
        label = event.label if event else own
        if label and own and label == own[:4]:
            label = own  # a report on months of a year speaks of those months
        named = self._text[event.start : event.end] if event else ""
        future = bool(label and own and len(label) == 4 and label > last_year(own) and "月" not in named)
        return label, future, event is not None and event.open

    def _scope(self, mention: Mention, window: Window) -> tuple[str | None, str | None]:
        """The body or area named nearest before a figure: in its clause, else in its sentence."""
        if self._scoped[0] != mention.sentence:
            self._scoped = (mention.sentence, self._scopes_of(*mention.sentence))
        named = [s for s in self._scoped[1] if s.end <= mention.start]
        if not named:
            return None, None
        mark = max(self._text.rfind(m, mention.sentence[0], mention.start) for m in "；;") + 1
        for start in (window.clause, max(mark, mention.sentence[0])):
            nearest = max((s for s in named if s.end - s.length >= start), default=None)
            if nearest is not None:
                return nearest.words, nearest.scope_class
        return None, None

    def _scopes_of(self, start: int, end: int) -> list[Scope]:
        return [
            Scope(m.end(), m.end() - m.start(), m.group(), scope_class)
            for pattern, scope_class in self._scopes
            for m in pattern.finditer(self._text, start, end)
        ]

    def _fact(self, mention: Mention, window: Window, event: Event | None, decision: Decision) -> Fact:
        period, future, is_open = self._period(mention, event)
        start, end = bounds(period)
        scope, scope_class = self._scope(mention, window)
        theme = self._themes.get(mention.section_id if mention.section_id is not None else -1, "body")
        clause = self._text[window.clause : mention.start]
        flags = []
        if mention.suspect:
            flags.append("suspect")
        if _FIELD.search(self._text[window.left : mention.start]) or _BY_FIELD.search(
            self._text[mention.sentence[0] : mention.start]
        ):
            flags.append("subset")
        if is_open or (period and len(period) > 4 and period != self._document.period):
            flags.append("cumulative")
        assert mention.value is not None
        return Fact(
            fact_id(self._doc_id, mention.start, mention.end, decision.claim.indicator, decision.breakdown),
            mention.start, mention.end, self._text[mention.start : mention.end],
            decision.claim.indicator, decision.breakdown, mention.value, mention.value_high, mention.decimals,
            mention.unit, mention.approx, period, start, end, scope, scope_class,
            self._text[decision.hit.start : decision.hit.end] if decision.hit else None,
            role(clause, self._text[mention.unit_end : mention.unit_end + 3], theme, self._document.doc_type, future=future),
            decision.claim.rule, tuple(flags), mention.sentence, mention.section_id,
        )  # fmt: skip
