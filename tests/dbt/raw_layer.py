"""Writes a raw layer of invented documents, in the schemas of the landing contract, for tests of the warehouse."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import polars as pl

from extract import model

COUNTY: Final = "990101"
CITY: Final = "990100"
_LANDED: Final = datetime(2026, 1, 1, tzinfo=UTC)
_CATALOGUE: Final = {"catalogue_version": "c1", "landed_at": _LANDED}


@dataclass(frozen=True)
class Figure:
    """One numeral of a sentence and the fact it carries; without an indicator it is only in the ledger."""

    value: float
    unit: str = "件"
    indicator: str | None = None
    breakdown: str | None = None
    decimals: int = 0
    approx: str = "exact"
    role: str = "actual"
    scope: str | None = None
    scope_class: str | None = None
    flags: tuple[str, ...] = ()
    key: str | None = None  # names the numeral, so that others can be part of it
    part_of: str | None = None
    subject: str | None = None  # what the ledger says that it counts

    @property
    def text(self) -> str:
        """The numeral as printed."""
        return f"{self.value:.{self.decimals}f}"


@dataclass
class Document:
    """A document that grows sentence by sentence and keeps the offsets of its figures."""

    name: str
    region_code: str = COUNTY
    region_name: str = "甲县"
    period: str = "2020"
    doc_type: str = "report"
    published_on: date | None = date(2021, 3, 1)
    landing_id: str = "l1"
    landed_at: datetime = _LANDED
    text: str = ""
    figures: list[tuple[Figure, int, int, int]] = field(default_factory=list)  # figure, start, sentence start and end
    keys: dict[str, int] = field(default_factory=dict)
    aims: list[dict[str, Any]] = field(default_factory=list)  # rows of `targets`

    @property
    def doc_id(self) -> str:
        """The same name gives the same source bytes."""
        return hashlib.sha256(self.name.encode()).hexdigest()

    def say(self, words: str, *figures: Figure) -> Document:
        """Adds one sentence; each {} in the words is the place of the next figure."""
        begin, placed = len(self.text), []
        first, *others = words.split("{}")
        self.text += first
        for figure, piece in zip(figures, others, strict=True):
            placed.append((figure, len(self.text)))
            if figure.key:
                self.keys[figure.key] = len(self.text)
            self.text += figure.text + piece
        self.text += "。"
        self.figures += [(figure, start, begin, len(self.text)) for figure, start in placed]
        return self

    def aim(self, words: str, mention: str, comparator: str, value: float | None, **more: Any) -> Document:
        """Adds one sentence that sets a target at the words of `mention`."""
        begin = len(self.text)
        self.text += words + "。"
        start = begin + words.index(mention)
        defaults = {"modality": "duty", "suspect": False, "measure": words}
        self.aims.append({
            "target_id": hashlib.sha256(f"{self.doc_id}|{start}".encode()).hexdigest()[:16], "doc_id": self.doc_id,
            "landing_id": self.landing_id, "start": start, "end": start + len(mention), "mention": mention,
            "comparator": comparator, "value": value, "sentence_start": begin, "sentence_end": len(self.text),
            **defaults, **more,
        })  # fmt: skip
        return self

    def row(self) -> dict[str, Any]:
        """The row of `documents`."""
        return {
            "doc_id": self.doc_id, "landing_id": self.landing_id, "uri": f"{self.name}.txt", "title": self.name,
            "media_type": "text/plain", "reader": "text", "issuer": f"{self.region_name}人民政府",
            "doc_type": self.doc_type, "region_code": self.region_code, "region_name": self.region_name,
            "region_level": "county", "period": self.period, "published_on": self.published_on, "text": self.text,
            "text_sha256": hashlib.sha256(self.text.encode()).hexdigest(), "extractor_version": "1",
            "catalogue_version": "c1", "landed_at": self.landed_at,
        }  # fmt: skip

    def _place(self, figure: Figure, start: int, begin: int, end: int) -> dict[str, Any]:
        """The columns that mentions and facts share."""
        return {
            "doc_id": self.doc_id, "landing_id": self.landing_id, "start": start, "end": start + len(figure.text),
            "value": figure.value, "unit": figure.unit, "approx": figure.approx, "sentence_start": begin,
            "sentence_end": end, "part_of": self.keys[figure.part_of] if figure.part_of else None,
        }  # fmt: skip

    def mention_rows(self) -> list[dict[str, Any]]:
        """The rows of `mentions`."""
        return [
            {
                "text": placed[0].text, "kind": "quantity", "value_type": "count", "subject": placed[0].subject,
                **self._place(*placed),
            }
            for placed in self.figures
        ]  # fmt: skip

    def fact_rows(self) -> list[dict[str, Any]]:
        """The rows of `facts`."""
        return [
            {
                "fact_id": hashlib.sha256(f"{self.doc_id}|{placed[1]}|{figure.indicator}".encode()).hexdigest()[:16],
                "mention": figure.text, "indicator": figure.indicator, "breakdown": figure.breakdown,
                "decimals": figure.decimals, "period": self.period, "period_start": date(2020, 1, 1),
                "period_end": date(2020, 12, 31), "region_code": self.region_code, "region_name": self.region_name,
                "scope": figure.scope, "scope_class": figure.scope_class, "role": figure.role, "rule": "test",
                "flags": list(figure.flags), **self._place(*placed),
            }
            for placed in self.figures
            if (figure := placed[0]).indicator
        ]  # fmt: skip


def _indicator(code: str, headline: str | None = None, role: str | None = None, **more: Any) -> dict[str, Any]:
    """One row of the catalogue of indicators."""
    defaults = {
        "name_zh": code, "name_en": code, "unit": "件", "value_type": "count", "aggregation": "sum",
        "direction": "neutral", "dimension_values": [], "confusable_with": [],
    }  # fmt: skip
    return {**_CATALOGUE, "code": code, "headline": headline, "headline_role": role, **defaults, **more}


def _rate(code: str, name: str, numerator: str, denominator: str, headline: str | None = None) -> dict[str, Any]:
    """One row of the catalogue for a rate made of two counts."""
    parts = {"value_type": "rate", "unit": "%", "numerator": numerator, "denominator": denominator}
    return _indicator(code, headline, "rate" if headline else None, name_zh=name, aggregation="ratio", **parts)


def catalogue_rows() -> dict[str, list[dict[str, Any]]]:
    """A small catalogue with the four headline indicators."""
    cases, court = "reconsideration_cases", "court_appearance_rate"
    mediation, cards = "mediation_success_rate", "enforcement_certificates"
    indicators = [
        _indicator("reconsideration_applications", cases, "received"),
        _indicator("reconsideration_accepted", cases, "accepted"),
        _indicator("reconsideration_concluded", cases, "concluded"),
        _indicator("reconsideration_handled", cases, "handled"),
        *(_indicator(f"reconsideration_{stage}") for stage in ("rejected", "withdrawn", "pending", "carried_in")),
        _indicator("court_appearances", court, "numerator"),
        _indicator("litigation_hearings", court, "denominator"),
        _indicator("litigation_cases"),
        _rate(court, "出庭应诉率", "court_appearances", "litigation_hearings", court),
        _indicator("mediation_successes", mediation, "numerator"),
        _indicator("mediation_cases", mediation, "denominator"),
        _rate(mediation, "调解成功率", "mediation_successes", "mediation_cases", mediation),
        _indicator("enforcement_officers_certified", cards, "held", unit="人"),
        _indicator("enforcement_certificates_issued", cards, "issued", unit="个"),
        _indicator("enforcement_certificates_cancelled", cards, "cancelled", unit="个"),
        _rate("letters_reply_rate", "来信办结率", "letters_replied", "letters_received"),
    ]
    regions = [
        {**_CATALOGUE, "region_code": code, "region_name": name, "level": level, "is_standard": True}
        for code, name, level in ((CITY, "甲市", "prefecture"), (COUNTY, "甲县", "county"))
    ]
    families = (("件", "case"), ("宗", "case"), ("人", "person"), ("个", "item"), ("元", "money"), ("%", "percent"))
    units = [{**_CATALOGUE, "unit": unit, "family": family, "factor": 1.0} for unit, family in families]
    return {"catalogue_indicators": indicators, "catalogue_regions": regions, "catalogue_units": units}


def raw_rows(documents: list[Document]) -> dict[str, list[dict[str, Any]]]:
    """The rows of every raw table that the documents and the small catalogue fill."""
    return {
        "documents": [document.row() for document in documents],
        "mentions": [row for document in documents for row in document.mention_rows()],
        "facts": [row for document in documents for row in document.fact_rows()],
        "targets": [row for document in documents for row in document.aims],
        **catalogue_rows(),
    }


def write_raw_layer(raw: Path, rows: dict[str, list[dict[str, Any]]], *, disorder: bool = False) -> Path:
    """Writes every raw table, also those without a row; disorder doubles the rows and turns them round."""
    for table, schema in model.RAW_TABLES.items():
        frame = pl.DataFrame(rows.get(table, []), schema=schema)
        folder = raw / table
        folder.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(folder / "part-1.parquet")
        if disorder:
            frame.reverse().write_parquet(folder / "part-0.parquet")
    return raw
