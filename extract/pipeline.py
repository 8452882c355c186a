"""The seam: extract_batch, a pure function from a frame of source bytes to the raw tables.

One process, several processes or a cluster engine call the same function.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final

import polars as pl

from extract import model
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
from extract.tables import TableReader
from extract.targets import Target, targets

RawTables = dict[str, pl.DataFrame]

SOURCES: Final = pl.Schema({"uri": pl.String, "content": pl.Binary})
_MEDIA: Final = {".txt": ("text/plain", "text"), ".csv": ("text/csv", "table")}
AMBIGUOUS_REGION: Final = "ambiguous_region"  # a problem of a document that has been read all the same
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
    targets: list[Target]


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
        page = furniture(text)
        text_sections = sections(text, page.spans)
        description = describe(text, page, self._places)
        pieces = frame(text, text_sections, page, description.title_span)
        mentions = self._ledger.mentions(pieces)
        facts = self._reader.facts(doc_id, pieces, mentions, description)
        mentions, facts = with_parts(text, mentions, facts, self.catalogue)
        region = self.catalogue.regions.get(description.region_code or "")
        aims = targets(doc_id, pieces, mentions, facts, description)
        return _Read(text, description, None, list(text_sections), mentions, [(f, region) for f in facts], aims)

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
    rows: dict[str, list[dict[str, Any]]] = {
        t: [] for t in ("documents", "sections", "mentions", "facts", "targets", "problems")
    }
    for uri, content in sources.iter_rows():
        doc_id = hashlib.sha256(content).hexdigest()
        key = {"doc_id": doc_id, "landing_id": landing_id}
        try:
            read = extractor.read(uri, content)
        except ReadError as error:
            rows["problems"].append(
                problem(uri, doc_id, landing_id, "read", error.code, f"{uri}：{error.detail}", landed_at)
            )
        except Exception as error:  # noqa: BLE001 - a defect of ours must not lose the other documents
            what = f"{type(error).__name__}: {' '.join(str(error).split())[:160]}"
            detail = f"{uri}：读取程序出错（{what}），请报告 / cannot be extracted, please report it"
            rows["problems"].append(problem(uri, doc_id, landing_id, "extract", "failed", detail, landed_at))
        else:
            rows["documents"].append(_document(uri, read, extractor.catalogue.version, landed_at) | key)
            rows["sections"] += [_section(s) | key for s in read.sections]
            rows["mentions"] += [_mention(m, read.text) | key for m in read.mentions]
            rows["facts"] += [_fact(f, r) | key for f, r in read.facts]
            rows["targets"] += [_target(t) | key for t in read.targets]
            if read.description.open_between:
                detail = f"{uri}：{_open_question(read.description.open_between)}"
                rows["problems"].append(
                    problem(uri, doc_id, landing_id, "extract", AMBIGUOUS_REGION, detail, landed_at)
                )
    return {name: pl.DataFrame(table, schema=model.RAW_TABLES[name]) for name, table in rows.items()}


def problem(
    uri: str, doc_id: str | None, landing_id: str, stage: str, error: str, detail: str, landed_at: datetime
) -> dict[str, Any]:
    """Return one row of `problems`."""
    return {
        "uri": uri,
        "doc_id": doc_id,
        "landing_id": landing_id,
        "stage": stage,
        "error": error,
        "detail": detail,
        "landed_at": landed_at,
    }


def _document(uri: str, read: _Read, catalogue_version: str, landed_at: datetime) -> dict[str, Any]:
    media_type, reader = _MEDIA.get(PurePath(uri).suffix.lower(), _MEDIA[".txt"])
    about = read.description
    return {
        "uri": uri, "media_type": media_type, "reader": reader,
        "title": about.title, "issuer": about.issuer, "doc_type": about.doc_type,
        "region_code": about.region_code, "region_name": about.region_name, "region_level": about.region_level,
        "period": about.period, "published_on": about.published_on, "source_title": about.source_title,
        "publisher": about.publisher, "source_url": read.source_url, "notice": about.notice,
        "text": read.text, "text_sha256": hashlib.sha256(read.text.encode()).hexdigest(),
        "extractor_version": model.EXTRACTOR_VERSION, "catalogue_version": catalogue_version, "landed_at": landed_at,
    }  # fmt: skip


def _section(section: Section) -> dict[str, Any]:
    return {
        "section_id": section.section_id, "level": section.level, "number": section.number,
        "heading": section.heading, "start": section.start, "end": section.end, "theme": section.theme,
    }  # fmt: skip


def _mention(mention: Mention, text: str) -> dict[str, Any]:
    quantity = mention.kind == "quantity"
    return {
        "start": mention.start, "end": mention.end, "text": text[mention.start : mention.end], "kind": mention.kind,
        "value": _float(mention.value) if quantity else None,
        "value_high": _float(mention.value_high), "unit": mention.unit, "value_type": mention.value_type,
        "approx": mention.approx if quantity else None,
        "sentence_start": mention.sentence[0], "sentence_end": mention.sentence[1],
        "section_id": mention.section_id, "part_of": mention.part_of,
    }  # fmt: skip


def _fact(fact: Fact, region: Region | None) -> dict[str, Any]:
    return {
        "fact_id": fact.fact_id, "start": fact.start, "end": fact.end, "mention": fact.mention,
        "indicator": fact.indicator, "breakdown": fact.breakdown,
        "value": _float(fact.value), "value_high": _float(fact.value_high), "decimals": fact.decimals,
        "unit": fact.unit, "approx": fact.approx, "period": fact.period,
        "period_start": fact.period_start, "period_end": fact.period_end,
        "region_code": region.code if region else None, "region_name": region.name if region else None,
        "scope": fact.scope, "scope_class": fact.scope_class, "subject": fact.subject, "role": fact.role,
        "rule": fact.rule, "flags": list(fact.flags),
        "sentence_start": fact.sentence[0], "sentence_end": fact.sentence[1],
        "section_id": fact.section_id, "part_of": fact.part_of,
    }  # fmt: skip


def _target(target: Target) -> dict[str, Any]:
    return {
        "target_id": target.target_id, "section_id": target.section_id, "start": target.start, "end": target.end,
        "mention": target.mention, "comparator": target.comparator,
        "value": _float(target.value), "value_high": _float(target.value_high), "unit": target.unit,
        "deadline": target.deadline, "deadline_text": target.deadline_text, "recurrence": target.recurrence,
        "modality": target.modality, "measure": target.measure, "indicator": target.indicator,
        "suspect": target.suspect, "sentence_start": target.sentence[0], "sentence_end": target.sentence[1],
    }  # fmt: skip


def _open_question(regions: Sequence[Region]) -> str:
    """What is ambiguous, where, and what to do, in one line."""
    names = "、".join(region.path for region in regions[:6])
    return f"地区不能确定（{names}），已读入而未归入地区；请在标题写明上级 / area ambiguous, read without an area"


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
