"""Facts of published tables: each figure with its row as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.catalogue import Catalogue, Region
from extract.describe import Description
from extract.facts import Fact, fact_id
from extract.language.numerals import Numeral, digit_numerals
from extract.language.periods import bounds
from extract.language.places import Places
from extract.lexicon import Claim, Lexicon
from extract.mentions import Mention
from extract.readers.table import Cell, Row, Table
from extract.table_words import TableWords

_UNIT: Final = re.compile(r"[（(]([^（()）]{1,4})[）)]\s*$")
_TOTALS: Final = frozenset({"合计", "总计", "全国", "全国合计"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:-\d\d?)?(?:[/-](?:19|20)\d\d(?:-\d\d?)?)?")
_APPROX: Final = {"约": "about", "余": "about", "rounded": "about", "approx": "about", "以上": "at_least"}


@dataclass(frozen=True, slots=True)
class RegionFact:
    """A fact of a table, with the area of its row."""

    fact: Fact
    region: Region | None


class TableReader:
    """Reads tables by one catalogue."""

    def __init__(self, catalogue: Catalogue, places: Places, lexicon: Lexicon) -> None:
        self._catalogue, self._places = catalogue, places
        self._words = TableWords(catalogue, lexicon)
        self._names = {i.name.zh: i.code for i in catalogue.indicators.values()}

    def describe(self, table: Table) -> Description:
        """Describe a table by its leading lines."""
        meta = table.metadata
        title = meta.get("标题")
        region = self._places.of_document(title, meta.get("发布机构"), title or "")
        published = meta.get("发布日期", "")
        return Description(
            title, meta.get("发布机构"), "statistics",
            region.code if region else None, region.name if region else None, region.level if region else None,
            meta.get("期间") or None, date.fromisoformat(published) if re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None,
            meta.get("来源标题") or None, meta.get("发布机构") or None, meta.get("说明") or None,
        )  # fmt: skip

    def facts(self, doc_id: str, table: Table, document: Description) -> list[RegionFact]:
        """Return the facts of a table in reading order."""
        columns = self._columns(table)
        return [f for row in table.rows for f in self._row_facts(doc_id, row, columns, document)]

    def mentions(self, text: str, table: Table) -> list[Mention]:
        """Return the ledger of a table: measures are quantities, periods dates, all other numerals names."""
        columns = self._columns(table)
        found = [self._named(n, (0, table.header.end)) for n in digit_numerals(text[: table.header.start])]
        for row in (table.header, *table.rows):
            for index, cell in enumerate(row.cells):
                column = columns.get(index)
                found += [
                    self._mention(n, cell, row, column, is_header=row is table.header)
                    for n in digit_numerals(text[cell.start : cell.end])
                ]
        return found

    def _named(self, numeral: Numeral, sentence: tuple[int, int]) -> Mention:
        return Mention(numeral.start, numeral.end, "name", numeral.value, unit_end=numeral.end, sentence=sentence)

    def _mention(self, numeral: Numeral, cell: Cell, row: Row, column: _Column | None, *, is_header: bool) -> Mention:
        start, end = cell.start + numeral.start, cell.start + numeral.end
        kind = "name"
        if column is not None and not is_header:
            kind = "quantity" if column.is_measure else "date" if column.name == "period" else "name"
        unit = column.unit if column is not None and kind == "quantity" else None
        if kind == "quantity" and unit is None:
            unit = self._unit_of(row)
        return Mention(
            start, end, kind, numeral.value, None, numeral.decimals, unit, end, None,
            "rate" if unit == "%" else "count", "exact", (row.start, row.end),
        )  # fmt: skip

    def _unit_of(self, row: Row) -> str | None:
        return next((c.value for c in row.cells if c.value in self._catalogue.units), None)

    def _columns(self, table: Table) -> dict[int, _Column]:
        """Say what each column holds: a known name, else a measure that the lexicon reads from its words."""
        known = self._catalogue.table_columns
        result: dict[int, _Column] = {}
        for index, cell in enumerate(table.header.cells):
            name = known.get(cell.value)
            if name is not None:
                result[index] = _Column(name, is_measure=name == "value", claim=None, unit=None)
                continue
            unit = _UNIT.search(cell.value)
            claim = self._claim(cell.value, table.metadata.get("标题", ""), unit[1] if unit else None)
            if claim is not None:
                result[index] = _Column("measure", is_measure=True, claim=claim, unit=unit[1] if unit else None)
        return result

    def _claim(self, header: str, title: str, unit: str | None) -> Claim | None:
        topics = self._words.topics(header) or self._words.topics(title)
        return self._words.claim(header, topics[-1] if topics else None, unit).claim

    def _row_facts(
        self, doc_id: str, row: Row, columns: Mapping[int, _Column], document: Description
    ) -> Iterator[RegionFact]:
        named = {c.name: row.cells[i].value for i, c in columns.items() if i < len(row.cells) and not c.is_measure}
        region = self._region(named)
        period = named.get("period") or document.period
        for index, column in columns.items():
            if not column.is_measure or index >= len(row.cells):
                continue
            indicator = column.claim.indicator if column.claim else self._indicator(named.get("indicator", ""))
            numerals = digit_numerals(row.cells[index].value)
            if indicator is None or len(numerals) != 1 or numerals[0].value is None:
                continue
            fact = self._fact(doc_id, row, row.cells[index], numerals[0], column, indicator, period, named)
            yield RegionFact(fact, region)

    def _fact(
        self, doc_id: str, row: Row, cell: Cell, numeral: Numeral, column: _Column, indicator: str,
        period: str | None, named: Mapping[str, str],
    ) -> Fact:  # fmt: skip
        start, end = cell.start + numeral.start, cell.start + numeral.end
        label = period if period and _YEAR.fullmatch(period) else None
        first, last = bounds(label)
        breakdown = (column.claim.breakdown if column.claim else named.get("breakdown")) or None
        definition = self._catalogue.indicators[indicator]
        if breakdown is None and definition.dimension and definition.dimension.name == "mediation_type":
            breakdown = "all"
        assert numeral.value is not None
        return Fact(
            fact_id(doc_id, start, end, indicator, breakdown), start, end,
            cell.value[numeral.start : numeral.end], indicator, breakdown, numeral.value, None, numeral.decimals,
            column.unit or named.get("unit") or definition.unit, _APPROX.get(named.get("approx", ""), "exact"),
            label, first, last, named.get("scope") or None, None, None, "actual",
            column.claim.rule if column.claim else f"{indicator}.table", (), (row.start, row.end), None,
        )  # fmt: skip

    def _indicator(self, written: str) -> str | None:
        return written if written in self._catalogue.indicators else self._names.get(written)

    def _region(self, named: Mapping[str, str]) -> Region | None:
        code, name = named.get("region_code", ""), named.get("region_name", "")
        if code in self._catalogue.regions:
            return self._catalogue.regions[code]
        return self._catalogue.regions.get("100000") if name in _TOTALS else self._places.of_name(name)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    is_measure: bool
    claim: Claim | None
    unit: str | None
