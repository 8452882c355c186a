"""The period of a figure: the word that holds at it, the level before a change, the year that a heading looks back on."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from extract.describe import Description
from extract.language.movement import MOVED, REACHED
from extract.language.periods import Event, compared, events, last_year
from extract.mentions import Frame, Mention
from extract.windows import Window

_RISEN: Final = re.compile(rf"{MOVED}(?:至|到)(?:了?[^，。；]{{0,2}}|(?:今年|本年|当年|目前|现在)的?)$|又有提高")
_REACHED: Final = re.compile(REACHED)
_RECORD: Final = re.compile(r"以?来?的?(?:同期)?(?:最|新[低高]|首次)")  # 为近五年最低
_RISES: Final = re.compile(rf"[^，,。；;0-9]{{0,3}}{REACHED}")
_STOCK: Final = re.compile(r"现有|现已|现建|目前|年末")  # 2009年以来调解1.5万件,现有调解员5名: not of those years
_LAST_YEARS: Final = re.compile(r"(?!同期|的|[年度]?[末底未]|结|遗留|接转)")  # 去年收到30件,受理25件: both
_OF_ONE: Final = re.compile(r"(?:度|同期)?的[0-9]")  # 由2017年的36%提高到2022年的97%: of that figure alone
_REVIEW: Final = re.compile(r"((?:19|20)\d\d)年[^\n]{0,12}?(?:回顾|总结|完成情况|工作情况|成效|成绩|落实情况)")
_BRACKET: Final = re.compile("[（()）]")


class _Line(NamedTuple):
    """A line of the text with the periods that it names."""

    start: int
    stop: int
    events: list[Event]


class FigurePeriods:
    """The periods of one text's figures; figures are asked for in reading order."""

    def __init__(self, pieces: Frame, document: Description) -> None:
        self._text, self._pieces, self._document = pieces.text, pieces, document
        self._reviews = [
            (Event(s.number_end, s.number_end, match[1], relative=False, open=False), s.end)
            for s in pieces.sections if (match := _REVIEW.match(s.heading))
        ]  # fmt: skip
        self._line = _Line(-1, -1, [])

    def event(self, mention: Mention, window: Window) -> Event | None:
        """The period word that holds: the nearest before the figure in its sentence; 上年 only in its own clause."""
        found, held = self._named_before(mention, window)
        if found is None and held is not None and "-" in (held.label or ""):
            lasts = not held.since or "累计" in self._text[window.clause : mention.start]
            found = held if lasts else None  # 五年来，…。收到…: the span holds until another period is named
        if found is None:
            return self._reviewed(mention) if self._reviews else None
        is_span = "-" in (found.label or "") and found.label != self._document.period
        if is_span and _STOCK.search(self._text[max(window.clause, found.end) : mention.start]):
            return None
        return found

    def _named_before(self, mention: Mention, window: Window) -> tuple[Event | None, Event | None]:
        """The period of a figure's sentence that holds at it; where there is none, one before that may last."""
        held = None
        for event in reversed(self._line_at(mention).events):
            if event.end > mention.start or self._is_bracketed(event, mention):
                continue  # 办结171件（2022年收案15件），驳回62件
            if event.start >= mention.sentence[0]:
                if self._reaches(event, mention, window):
                    return event, None
            elif held is not None:
                break
            if held is None and self._lasts(event):
                held = event
        return None, held

    def _line_at(self, mention: Mention) -> _Line:
        """The line of a figure; figures are asked for in reading order, so the last one is kept."""
        if not self._line.start <= mention.start <= self._line.stop:
            self._line = self._line_of(mention)
        return self._line

    def _line_of(self, mention: Mention) -> _Line:
        start = self._text.rfind("\n", 0, mention.start) + 1
        stop = self._text.find("\n", mention.start)
        stop = len(self._text) if stop < 0 else stop
        return _Line(start, stop, events(self._text, self._document.period, self._pieces.titles, (start, stop)))

    def _reaches(self, event: Event, mention: Mention, window: Window) -> bool:
        """Tell whether a period of a figure's sentence holds at it: 上年 in its own clause, or where the sentence begins."""
        if _RECORD.match(self._text, event.end):
            return False  # 为近五年最低: of no figure behind it
        if not self._of_clause(event) or event.start >= window.clause:
            return True
        return event.start == mention.sentence[0] and _LAST_YEARS.match(self._text, event.end) is not None

    def _is_bracketed(self, event: Event, mention: Mention) -> bool:
        """Tell whether a period stands in brackets that are closed before a figure."""
        bracket = _BRACKET.search(self._text, event.end, mention.start)
        if bracket is None or bracket.group() in "（(":
            return False
        return any(c.isdigit() for c in self._text[event.end : bracket.start()])

    def _of_clause(self, event: Event) -> bool:
        """Tell whether a period is of its own clause only: 上年, 较2022年增长."""
        return event.relative or self._text[max(0, event.start - 1) : event.start] in {"较", "比"}

    def _lasts(self, event: Event) -> bool:
        """Tell whether a period may hold for the sentences behind its own; not where it says which things: 对2019年以来下放的事项."""
        if self._of_clause(event) or _RECORD.match(self._text, event.end) or _OF_ONE.match(self._text, event.end):
            return False
        return self._text[max(0, event.start - 1) : event.start] != "对"

    def _reviewed(self, mention: Mention) -> Event | None:
        """The year of the heading above a figure, where a report of this year looks back on it: 一、2022年工作回顾."""
        held = (e for e, end in reversed(self._reviews) if e.start <= mention.start < end)
        return next(held, None)

    def compared(self, mention: Mention, event: Event | None) -> bool:
        """Tell whether a period is only what a figure is compared with: 较上年增长12件."""
        return event is not None and event.relative and compared(self._text, event, mention.start)

    def period(self, mention: Mention, window: Window, event: Event | None) -> tuple[str | None, bool, bool]:
        """Return the period of a figure, whether it lies after the report's own, and whether its start is not stated."""
        own = self._document.period
        if self._rises_from(mention) and (event is None or "由" in self._text[event.end : mention.start]):
            return self._base_of_change(mention, window), False, False
        if event is not None and self._rises_to(event, mention):
            event = None  # 由2020年的97.6%上升到98.9%: the level reached is the report's own
        label = event.label if event else own
        if label and own and label == own[:4]:
            label = own  # a report on months of a year speaks of those months
        named = self._text[event.start : event.end] if event else ""
        future = bool(label and own and len(label) == 4 and label > last_year(own) and "月" not in named)
        return label, future, event is not None and event.open

    def _base_of_change(self, mention: Mention, window: Window) -> str | None:
        """The time of the level before a change: the sentence's other base (较去年…, 由2020年的…), else not stated."""
        start = window.said.part(mention.start)
        inside = [
            e
            for e in self._line_at(mention).events
            if e.end <= mention.start and (e.start >= start or self._opens_comparison(e, mention))
        ]
        return next((e.label for e in inside if e.relative or _OF_ONE.match(self._text, e.end)), None)

    def _rises_to(self, event: Event, mention: Mention) -> bool:
        """Tell whether a period dates the level before the one reached: not in 2021年收到68件，2022年上升至85件."""
        between = self._text[event.end : mention.start]
        dated = self._text[max(0, event.start - 1) : event.start] in {"，", ",", "、", "；"} and not event.relative
        return _RISEN.search(between) is not None and not (dated and _REACHED.fullmatch(between))

    def _opens_comparison(self, event: Event, mention: Mention) -> bool:
        """Tell whether a period opens the whole sentence as what it is compared with: 与上年相比，…；…."""
        begins = event.start - mention.sentence[0]
        return 0 < begins < 3 and self._text[event.start - 1] in "与较比同和"

    def _rises_from(self, mention: Mention) -> bool:
        """Tell whether a figure is the level before a change whose date is not stated: 由86%升至90%."""
        before = self._text[max(0, mention.start - 2) : mention.start]
        return before[-1:] in {"由", "从"} and _RISES.match(self._text, mention.unit_end) is not None
