"""The catalogue as raw tables, landed with each run so that the warehouse has one kind of source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

from extract import model
from extract.catalogue import Catalogue, Indicator, Region


def catalogue_tables(catalogue: Catalogue, landed_at: datetime) -> dict[str, pl.DataFrame]:
    """Return catalogue_indicators, _regions, _region_changes and _units."""
    key = {"catalogue_version": catalogue.version, "landed_at": landed_at}
    rows: dict[str, list[dict[str, Any]]] = {
        "catalogue_indicators": [_indicator(i) | key for i in catalogue.indicators.values()],
        "catalogue_regions": [_region(r) | key for r in catalogue.regions.values()],
        "catalogue_region_changes": [_change(c) | key for c in catalogue.region_changes],
        "catalogue_units": [{"unit": u, "family": f, "factor": x} | key for u, (f, x) in catalogue.units.items()],
    }
    return {name: pl.DataFrame(table, schema=model.RAW_TABLES[name]) for name, table in rows.items()}


def _indicator(indicator: Indicator) -> dict[str, Any]:
    dimension = indicator.dimension
    return {
        "code": indicator.code, "name_zh": indicator.name.zh, "name_en": indicator.name.en, "theme": indicator.theme,
        "unit": indicator.unit, "value_type": indicator.value_type, "aggregation": indicator.aggregation,
        "direction": indicator.direction, "numerator": indicator.numerator, "denominator": indicator.denominator,
        "dimension": dimension.name if dimension else None, "dimension_values": list(dimension.values) if dimension else [],
        "definition_zh": indicator.definition.zh, "definition_en": indicator.definition.en,
        "official_basis": indicator.basis, "confusable_with": list(indicator.confusables), "notes": indicator.notes,
        "headline": indicator.headline, "headline_role": indicator.headline_role,
    }  # fmt: skip


def _region(region: Region) -> dict[str, Any]:
    return {
        "region_code": region.code, "region_name": region.name, "short_name": region.short_name, "level": region.level,
        "parent_code": region.parent_code or None, "province_code": region.province_code or None,
        "province_name": region.province_name or None, "path": region.path, "is_standard": region.is_standard,
        "valid_from": region.valid_from, "valid_to": region.valid_to,
    }  # fmt: skip


def _change(change: Mapping[str, str]) -> dict[str, Any]:
    return {
        **{
            name: change[name] or None
            for name in ("old_code", "old_name", "new_code", "new_name", "kind", "document_number")
        },
        "changed_on": date.fromisoformat(change["changed_on"]) if change["changed_on"] else None,
    }
