"""Which indicator a figure of a table is of: by its header, else its row's label, else the table's caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.catalogue import Topic
from extract.describe import Description
from extract.flat import words as said
from extract.flat.areas import Areas
from extract.flat.grid import Figure
from extract.flat.shapes import FlatTable
from extract.language.cells import Cell
from extract.language.sections import Section
from extract.lexicon import Claim
from extract.table_words import TableWords, Unit

_SETTING: Final = 400  # characters of a table's other words that phrases may ask for
_OPENING: Final = 200  # characters of a paragraph before the sentence that announces a table


@dataclass(frozen=True, slots=True)
class TableFrame:
    """What holds for all figures of one table."""

    doc_id: str
    document: Description
    caption: str
    topic: Topic | None  # of the caption, else of the headings above
    several: tuple[Topic, ...]  # those of a caption that names more than one: 行政复议、行政应诉情况
    base: str | None  # the period that the caption gives
    section: Section | None
    units: tuple[Unit, ...]
    setting: str = ""  # captions, headers and labels together
    title: str = ""  # the caption without the remarks below the table

    @property
    def section_id(self) -> int | None:
        """Return the id of the section that the table stands in."""
        return self.section.section_id if self.section else None


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claim on a figure, the words that gave it, and where they stand: head, label or caption."""

    claim: Claim
    subject: str | None
    unit: Unit | None
    source: str
    is_part: bool = False  # of the column or the row before it


class Claims:
    """Finds the claims on the figures of tables by one catalogue."""

    def __init__(self, words: TableWords, areas: Areas) -> None:
        self._words, self._areas = words, areas

    def frame(
        self, doc_id: str, text: str, table: FlatTable, sections: Sequence[Section], document: Description
    ) -> TableFrame:
        """Return what the captions of a table, the paragraph that ends with them and the headings above say."""
        caption = " ".join(c.value for c in table.captions)
        inside = [s for s in sections if s.start <= table.start < s.end]
        above = [*(s.heading for s in reversed(inside)), document.title or ""]
        begin = min([table.start, *(c.start for c in table.captions)])
        opening = self._words.topics(text[max(0, begin - _OPENING) : begin].rpartition("\n")[2])
        corner = table.figures[0].corner if table.figures else None
        of_corner = self._topic(corner.value) if corner else None
        topics = [self._topic(caption), of_corner, opening[-1] if opening else None, *map(self._topic, above)]
        several = () if self._topic(caption) else tuple(t for t in self._words.topics(caption) if not t.foreign)
        topic = next((t for t in topics if t is not None), None) or (None if several else self._told(table))
        named, label = said.period_of(caption, document.period)
        own = document.period
        base = own if not named or label is None or (own and label == own[:4]) else label
        units = tuple(u for c in table.captions for u in self._words.caption_units(c.value))
        setting = " ".join(c.value for c in (*table.captions, *table.others))[:_SETTING]
        title = " ".join(c.value for c in table.captions if c.start < table.start)
        return TableFrame(
            doc_id, document, caption, topic, several, base, inside[-1] if inside else None, units, setting, title
        )

    def _told(self, table: FlatTable) -> Topic | None:
        """The topic of a table that nothing names, where a header is a word of one topic only: 新收 | 受理 | 调撤率."""
        heads = {cell.value for figure in table.figures for cell in figure.heads}
        named = {t.topic for head in heads for t in self._words.topics(head)}
        if named:  # 受理 | 办结 | 综合纠错率; a count names only its own column
            rates = all("率" in head or not self._words.topics(head) for head in heads)
            return self._words.topic(named.pop()) if rates and len(named) == 1 else None
        corner = table.figures[0].corner if table.figures else None
        if corner and said.is_field(corner.value):
            acts = {s for figure in table.figures if (s := self._words.act(joined(figure.labels)))}
            if len(acts) > 1:  # 事项类别: 行政处罚, 信息公开, 行政不作为; what is sued is told by the caption
                return self._words.topic("reconsideration")
        told = {topic for head in heads if (topic := self._words.telling(head))}
        return self._words.topic(told.pop()) if len(told) == 1 else None

    def carried(self, figures: Sequence[Figure], stated: Topic | None) -> Iterator[tuple[Figure, Topic | None]]:
        """Give each figure the topic that labels above it, or headers to its left, last named (行政复议收案 | 审结)."""
        by_row: Topic | None = None
        by_column: Topic | None = None
        row: tuple[int, int] | None = None
        for figure in figures:
            if figure.row != row:
                row, by_column = figure.row, None
                label = next((c.value for c in reversed(figure.labels) if c.value), "")
                named = [] if said.opens_part(label) else self._words.topics(label)
                if said.is_total(label) and stated is not None:
                    by_row = None  # 合计 below kinds that name other topics: of what the table is on
                elif named and not (named[-1].yields and _is_fielded(figure, stated)):
                    by_row = _standing([by_row, named[-1]])
            of_head = self._words.topics(joined(figure.heads))
            by_column = of_head[-1] if of_head else None if _sums_up(figure) else by_column
            carried = by_column or by_row
            yield figure, _standing([stated, stated if carried is None or (carried.foreign and stated) else carried])

    def _topic(self, words: str) -> Topic | None:
        """The topic of a caption or heading; several of our own leave it open, as its table speaks of each."""
        topics = self._words.topics(words)
        own = [t for t in topics if not t.foreign]
        named = own or topics
        return _standing([*topics, named[-1]]) if named and len({t.topic for t in own}) < 2 else None

    def units(self, figure: Figure, suffix: str, frame: TableFrame) -> list[Unit | None]:
        """The measure words that a figure may have, likeliest first."""
        heads, labels = [c.value for c in figure.heads], [c.value for c in figure.labels]
        changes = said.is_change(" ".join(heads))
        own = [
            u
            for w in (suffix, *reversed(heads))
            if w and (u := self._words.behind(w) if w == suffix else self._words.unit(w))
        ]
        own += [u for w in reversed(heads) if (u := self._words.bracketed(w) or self._words.implied(w))]
        if not own and changes:
            return [None]
        own += [u for w in ([figure.unit.value] if figure.unit else []) if (u := self._words.unit(w))]
        own += [u for w in reversed(labels) if (u := self._words.bracketed(w))]
        own += [u for w in labels[-1:] if not said.is_body(w) and (u := self._words.implied(w))]
        if own:
            return [own[0]]
        is_money = any(self._words.is_money(w) for w in (*heads, *labels))
        is_fraction = "." in figure.cell.value
        percent = next((u for u in frame.units if u.family == "percent"), None)
        if is_fraction and percent and not is_money:
            return [percent]  # 败诉率对比（%）
        fitting = [u for u in frame.units if (u.family == "money") == is_money and u.family != "percent"]
        return [*fitting, None]

    def claim(self, figure: Figure, units: Sequence[Unit | None], frame: TableFrame) -> Claimed | None:
        """Return the claim on a figure; differences are none, and a word that bars ends the search."""
        head, label = joined(figure.heads), joined(figure.labels)
        head = "" if said.is_kind_name(head) else head
        if said.is_change(f"{head} {label}") or (figure.corner and said.is_case_list(figure.corner.value)):
            return None
        money = self._words.is_money(f"{head} {label}")
        named = [c.value for c in figure.labels if c.value and not self.is_area(c.value, frame)]
        fielded = _is_fielded(figure, frame.topic)
        of_head = self._words.topics(head)
        is_generic = said.is_generic(head) or (len(units) == 1 and units[0] in frame.units)  # …率对比（%）: 一审 二审
        of_label = [] if fielded else [t for words in named for t in self._words.topics(words)]
        for source, words, topics in (
            ("head", head, [frame.topic, *of_label, *of_head]),
            ("label", named[-1] if named else "", [frame.topic, *of_head, *of_label]),
        ):
            found, barred = self._first(source, words, _standing(topics), units, frame, is_money=money)
            if found is None:
                found = self._under_any(source, words, topics, units, frame, is_money=money)
            passes = fielded if source == "label" else is_generic or self.is_area(head, frame)
            if found is not None or said.is_grade(head) or (barred and not passes):
                return found
        silent = is_generic or self.is_area(head, frame)
        if silent and (fielded or all(said.is_generic(w) or said.period_of(w, frame.base)[0] for w in named)):
            for words in dict.fromkeys((frame.title, frame.caption)):
                found, _ = self._first("caption", words, frame.topic, units, frame, is_money=money)
                if found is not None:
                    return found
        return None

    def _under_any(
        self, source: str, words: str, topics: Sequence[Topic | None], units: Sequence[Unit | None], frame: TableFrame,
        *, is_money: bool,
    ) -> Claimed | None:  # fmt: skip
        """The claim of words under one of several topics that headers or the caption name together."""
        named = [t for t in topics if t is not None and not t.foreign]
        others = named if len({t.topic for t in named}) > 1 else () if named else frame.several
        read = (self._first(source, words, t, units, frame, is_money=is_money)[0] for t in others)
        return next(filter(None, read), None)

    def _first(
        self,
        source: str,
        words: str,
        topic: Topic | None,
        units: Sequence[Unit | None],
        frame: TableFrame,
        *,
        is_money: bool,
    ) -> tuple[Claimed | None, bool]:
        """The claim of words in the likeliest unit that they admit, and whether they bar any other."""
        barred = False
        for unit in units if words else ():
            is_caption = source == "caption"
            reading = self._words.claim(
                words, topic, unit, is_money=is_money, is_caption=is_caption, setting=frame.setting
            )
            if reading.claim is not None:
                return Claimed(reading.claim, reading.subject, unit, source), False
            barred = reading.is_barred
        return None, barred

    def is_area(self, words: str, frame: TableFrame) -> bool:
        """Tell whether a header or label names an area, a body, or all of them together."""
        return (
            said.is_total(words) or said.is_body(words) or self._areas.of(words, frame.document.region_code) is not None
        )


def _standing(topics: Sequence[Topic | None]) -> Topic | None:
    """The last of the topics, unless it yields to one before it: 行政处罚 as a row of a table on reconsideration."""
    last = topics[-1]
    if last is None or not last.yields:
        return last
    before = next((t for t in reversed(topics) if t is not None and not t.yields), None)
    return before if before is not None and before.topic in last.yields else last


def _sums_up(figure: Figure) -> bool:
    """Tell whether the header over a figure is a total: 警告 | 罚款 | 合计（宗）."""
    return bool(figure.heads) and said.is_total(said.bare(figure.heads[-1].value))


def _is_fielded(figure: Figure, topic: Topic | None) -> bool:
    """Tell whether the rows are kinds of matters of a topic that the table is on: 案由, 评查类别."""
    return topic is not None and not topic.foreign and figure.corner is not None and said.is_field(figure.corner.value)


def joined(cells: Sequence[Cell]) -> str:
    """Return the words of headers or labels as one text."""
    return " ".join(c.value for c in cells if c.value)
