"""Facts of tables inside a text: each figure with its row as evidence, claimed by the words of its headers and labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.catalogue import Catalogue, Region
from extract.describe import Description
from extract.facts import Fact, fact_id
from extract.flat import words as said
from extract.flat.areas import Areas
from extract.flat.claims import Claimed, Claims, TableFrame, joined
from extract.flat.grid import Figure
from extract.flat.ledger import caption_number, cell_mentions, figure_mention, figure_value
from extract.flat.parts import Wholes
from extract.flat.shapes import FlatTable, FlatTables
from extract.language.cells import Cells
from extract.language.periods import bounds
from extract.language.sections import Section
from extract.lexicon import Lexicon
from extract.mentions import Mention
from extract.roles import role
from extract.table_words import TableWords

_RESPONDENT: Final = re.compile(r"被申请人|被告|被诉|被复议")  # rows of whose acts are reviewed, not of who reviews
_ENOUGH: Final = 4  # figures that make a table of what no word claims


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables of one text gave, and the spans of the text that prose reading must pass over."""

    facts: tuple[tuple[Fact, Region | None], ...]
    mentions: tuple[Mention, ...]
    spans: tuple[tuple[int, int], ...]

    def without(self, text: str) -> str:
        """Return the text with its tables blanked, every other character in its place."""
        return blank(text, self.spans)


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with stretches of it replaced by line ends, so that offsets stay."""
    if not spans:
        return text
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], "\n" * (end - start)]
        position = end
    return "".join([*parts, text[position:]])


class FlatTableReader:
    """Reads the tables inside texts by one catalogue."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._words = TableWords(catalogue, lexicon)
        self._tables = FlatTables(Cells(catalogue.units))
        self._areas = Areas(catalogue)
        self._claims = Claims(self._words, self._areas)

    def find(self, text: str) -> list[FlatTable]:
        """Return what looks like a table in a text."""
        return self._tables.find(text)

    def read(
        self, doc_id: str, text: str, tables: Sequence[FlatTable], sections: Sequence[Section], document: Description
    ) -> TableReading:
        """Return facts and ledger of the tables that are tables by their form or by what they claim."""
        facts: list[tuple[Fact, Region | None]] = []
        mentions: list[Mention] = []
        spans: list[tuple[int, int]] = []
        for table in tables:
            frame = self._claims.frame(doc_id, text, table, sections, document)
            carried = self._claims.carried(table.figures, frame.topic)
            wholes = Wholes(text, self._words)
            read = [self._figure(text, figure, replace(frame, topic=topic), wholes) for figure, topic in carried]
            claimed = [fact for _, fact in read if fact is not None]
            if not claimed and not (table.is_marked and len(read) >= _ENOUGH):
                continue
            numbers = [m for c in table.captions if c.start < table.start for m in caption_number(c)]
            facts += claimed
            mentions += [mention for mention, _ in read] + numbers
            mentions += [m for cell in table.others for m in cell_mentions(self._words, cell, frame.section_id)]
            spans += [(m.start, m.end) for m in numbers]
            spans.append((table.start, table.end))
        return TableReading(tuple(facts), tuple(mentions), tuple(sorted(set(spans))))

    def _figure(
        self, text: str, figure: Figure, frame: TableFrame, wholes: Wholes
    ) -> tuple[Mention, tuple[Fact, Region | None] | None]:
        """The mention of a figure, and its fact where a word claims it."""
        _, _, value, _, suffix = figure_value(figure.cell)
        if not figure.is_placed or value is None:
            return figure_mention(figure, self._words.behind(suffix), frame.section_id), None
        if said.is_identity(joined(figure.heads)):
            return replace(figure_mention(figure, None, frame.section_id), kind="name"), None
        units = self._claims.units(figure, suffix, frame)
        if frame.topic is None and frame.several:
            frame = replace(frame, topic=wholes.topic(figure, frame.several))
        found = wholes.claim(figure, self._claims.claim(figure, units, frame), units)
        mention = figure_mention(figure, found.unit if found else units[0], frame.section_id)
        return mention, self._fact(text, mention, figure, found, frame, wholes.labels) if found else None

    def _fact(
        self, text: str, mention: Mention, figure: Figure, found: Claimed, frame: TableFrame, whole: Sequence[str]
    ) -> tuple[Fact, Region | None]:
        claim, words = found.claim, [c.value for c in (*reversed(figure.heads), *reversed(figure.labels))]
        period, is_part = self._period(words, frame)
        first, last = bounds(period)
        region, scope, scope_class = self._areas.place(words, frame.document.region_code)
        corner = figure.corner.value if figure.corner else ""
        breakdown = self._words.breakdown(claim, [*words, *whole, corner, frame.caption])
        flags = (
            ["subset"] if is_part or found.is_part or whole or self._is_part(figure, found, breakdown, frame) else []
        )
        if period and len(period) > 4 and period != frame.document.period:
            flags.append("cumulative")
        assert mention.value is not None
        section = frame.section
        fact = Fact(
            fact_id(frame.doc_id, mention.start, mention.end, claim.indicator, breakdown), mention.start, mention.end,
            text[mention.start : mention.end], claim.indicator, breakdown, mention.value, None, mention.decimals,
            mention.unit or self._catalogue.indicators[claim.indicator].unit, mention.approx, period, first, last,
            scope, scope_class, found.subject,
            role(" ".join(words), "", section.theme if section else "body", frame.document.doc_type, future=False),
            claim.rule, tuple(flags), figure.row, section.section_id if section else None,
        )  # fmt: skip
        return fact, region

    def _period(self, words: Sequence[str], frame: TableFrame) -> tuple[str | None, bool]:
        """The period of a figure, and whether it is a month or quarter of it."""
        own = frame.document.period
        is_part = any(said.is_part_of_year(w) for w in words) and len(own or "") == 4
        for word in words:
            named, label = said.period_of(word, frame.base)
            if named:
                return (own if own and label == own[:4] else label), is_part
        return frame.base, is_part

    def _is_part(self, figure: Figure, found: Claimed, breakdown: str | None, frame: TableFrame) -> bool:
        """Tell whether a row is of one kind of matter only, which nothing else of the fact tells."""
        if found.source == "label":
            return False
        if _RESPONDENT.search(f"{frame.caption} {figure.corner.value if figure.corner else ''}"):
            return not any(said.is_total(c.value) for c in figure.labels)
        for cell in figure.labels:
            words = cell.value
            if (
                not words
                or self._claims.is_area(words, frame)
                or said.period_of(words, frame.base)[0]
                or said.is_part_of_year(words)
                or said.is_year_end(words)
            ):
                continue
            if breakdown and breakdown == self._words.breakdown(found.claim, [words]):
                continue
            if not any(t.topic in found.claim.topics for t in self._words.topics(words)):
                return True
        return False
