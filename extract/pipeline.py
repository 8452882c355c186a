"""The seam: extract_batch, a pure function from a frame of source bytes to the raw tables.

One process, several processes or a cluster engine call the same function.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Final

import polars as pl

from extract import model
from extract.arithmetic.relation import Relation
from extract.catalogue import Catalogue, Region
from extract.describe import Description, describe
from extract.facts import Fact, FactReader
from extract.language.furniture import furniture
from extract.language.places import Places
from extract.language.sections import Section, sections
from extract.lexicon import Lexicon
from extract.mentions import Ledger, Mention, frame
from extract.parts import with_parts
from extract.readers.table import parse
from extract.readers.text import ReadError, decode
from extract.relations import relation_id, relations
from extract.tables import TableReader

RawTables = dict[str, pl.DataFrame]
Row = tuple[object, ...]  # a row of a raw table, in the order of its schema

SOURCES: Final = pl.Schema({"uri": pl.String, "content": pl.Binary})
_MEDIA: Final = {".txt": ("text/plain", "text"), ".csv": ("text/csv", "table")}
_TEXT_TABLES: Final = ("documents", "sections", "mentions", "facts", "relations", "problems")
READABLE: Final = frozenset(_MEDIA)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one source gave."""

    text: str
    description: Description
    source_url: str | None
    sections: list[Section]
    mentions: list[Mention]
    facts: list[tuple[Fact, Region | None]]
    relations: list[Relation]


class Extractor:
    """Everything that is built once per catalogue; holds no state of the texts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._places = Places(catalogue)
        self._ledger = Ledger(catalogue)
        lexicon = Lexicon(catalogue)
        self._reader = FactReader(catalogue, lexicon)
        self._tables = TableReader(catalogue, self._places, lexicon)

    def read(self, uri: str, content: bytes) -> _Read:
        """Read one source. Raises ReadError where it cannot be read."""
        text = decode(content)
        doc_id = hashlib.sha256(content).hexdigest()
        return (
            self._read_table(doc_id, text) if PurePath(uri).suffix.lower() == ".csv" else self._read_text(doc_id, text)
        )

    def _read_text(self, doc_id: str, text: str) -> _Read:
        page, text_sections = furniture(text), sections(text)
        description = describe(text, page, self._places)
        pieces = frame(text, text_sections, page, description.title)
        mentions = self._ledger.mentions(pieces)
        facts = self._reader.facts(doc_id, pieces, mentions, description)
        mentions, facts = with_parts(text, mentions, facts, self.catalogue)
        region = self.catalogue.regions.get(description.region_code or "")
        placed = [(f, region) for f in facts]
        return _Read(text, description, None, list(text_sections), mentions, placed, relations(text, mentions))

    def _read_table(self, doc_id: str, text: str) -> _Read:
        table = parse(text)
        description = self._tables.describe(table)
        facts = [(f.fact, f.region) for f in self._tables.facts(doc_id, table, description)]
        url = table.metadata.get("来源网址") or None
        return _Read(text, description, url, [], self._tables.mentions(text, table), facts, [])


def extract_batch(sources: pl.DataFrame, extractor: Extractor, landing_id: str, landed_at: datetime) -> RawTables:
    """Return the raw tables of a batch of sources (columns uri: String, content: Binary).

    Never raises for a bad source: what cannot be read is a row of `problems`.
    """
    rows: dict[str, list[Row]] = {t: [] for t in _TEXT_TABLES}
    for uri, content in sources.iter_rows():
        doc_id = hashlib.sha256(content).hexdigest()
        key = (doc_id, landing_id)
        try:
            read = extractor.read(uri, content)
        except ReadError as error:
            detail = f"{uri}：{error.detail}"
            rows["problems"].append((uri, doc_id, landing_id, "read", error.code, detail, landed_at))
        except Exception as error:  # noqa: BLE001 - a defect of ours must not lose the other documents
            what = f"{type(error).__name__}: {' '.join(str(error).split())[:160]}"
            detail = f"{uri}：读取程序出错（{what}），请报告 / cannot be extracted, please report it"
            rows["problems"].append((uri, doc_id, landing_id, "extract", "failed", detail, landed_at))
        else:
            rows["documents"].append(key + _document(uri, read, extractor.catalogue.version, landed_at))
            rows["sections"] += [key + _section(s) for s in read.sections]
            rows["mentions"] += [key + _mention(m, read.text) for m in read.mentions]
            rows["facts"] += [(f.fact_id, *key, *_fact(f, r)) for f, r in read.facts]
            rows["relations"] += [(*key, relation_id(doc_id, r), *_relation(r)) for r in read.relations]
    return {name: rows_frame(name, table) for name, table in rows.items()}


def rows_frame(name: str, rows: list[Row]) -> pl.DataFrame:
    """Return rows, whose values stand in the order of the schema, as a frame of the raw table `name`."""
    schema = model.RAW_TABLES[name]
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    return pl.DataFrame(
        [pl.Series(c, list(v), dtype=t, strict=False) for (c, t), v in zip(schema.items(), columns, strict=True)]
    )


def _document(uri: str, read: _Read, catalogue_version: str, landed_at: datetime) -> Row:
    media_type, reader = _MEDIA.get(PurePath(uri).suffix.lower(), _MEDIA[".txt"])
    about = read.description
    return (
        uri, media_type, reader, about.title, about.issuer, about.doc_type,
        about.region_code, about.region_name, about.region_level, about.period, about.published_on,
        about.source_title, about.publisher, read.source_url, about.notice,
        read.text, hashlib.sha256(read.text.encode()).hexdigest(), model.EXTRACTOR_VERSION, catalogue_version, landed_at,
    )  # fmt: skip


def _section(section: Section) -> Row:
    return (
        section.section_id, section.level, section.number, section.heading, section.start, section.end, section.theme,
    )  # fmt: skip


def _mention(mention: Mention, text: str) -> Row:
    quantity = mention.kind == "quantity"
    return (
        mention.start, mention.end, text[mention.start : mention.end], mention.kind,
        _float(mention.value) if quantity else None, _float(mention.value_high), mention.unit, mention.value_type,
        mention.approx if quantity else None, mention.sentence[0], mention.sentence[1], mention.section_id, mention.part_of,
    )  # fmt: skip


def _fact(fact: Fact, region: Region | None) -> Row:
    return (
        fact.start, fact.end, fact.mention, fact.indicator, fact.breakdown,
        _float(fact.value), _float(fact.value_high), fact.decimals, fact.unit, fact.approx, fact.period,
        fact.period_start, fact.period_end, region.code if region else None, region.name if region else None,
        fact.scope, fact.scope_class, fact.subject, fact.role, fact.rule, list(fact.flags),
        fact.sentence[0], fact.sentence[1], fact.section_id, fact.part_of,
    )  # fmt: skip


def _relation(relation: Relation) -> Row:
    return (
        relation.kind, relation.basis, list(relation.members), relation.total, list(relation.parts),
        relation.rate, relation.numerator, relation.denominator, relation.expression,
        float(relation.printed), float(relation.computed), relation.decimals, relation.verdict, relation.match,
        float(relation.difference), list(relation.by_rounding), list(relation.by_truncation),
        relation.sentence[0], relation.sentence[1], relation.section_id,
    )  # fmt: skip


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
