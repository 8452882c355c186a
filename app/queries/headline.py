"""Figures of the four headline indicators, filtered by type, region, level and period."""

# ruff: noqa: S608  (table and column names come from constants here; what a reader chooses is a parameter)

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import duckdb
import polars as pl

from app.queries.fetch import fetch


@dataclass(frozen=True)
class Headline:
    """One headline indicator: its mart and the column that keeps its kinds apart."""

    key: str
    table: str
    type_column: str
    types: tuple[str, ...]
    code: str  # the indicator in dim_indicator whose definition stands for it

    @property
    def is_rate(self) -> bool:
        """Whether the figures are rates with counts behind them, not counts."""
        return self.key.endswith("_rate")


HEADLINES: Final = {
    headline.key: headline
    for headline in (
        Headline(
            "reconsideration_cases", "marts.indicator_reconsideration_cases", "basis",
            ("received", "accepted", "concluded", "handled"), "reconsideration_applications",
        ),
        Headline(
            "court_appearance_rate", "marts.indicator_court_appearance_rate", "instance",
            ("all", "first", "second", "retrial"), "court_appearance_rate",
        ),
        Headline(
            "mediation_success_rate", "marts.indicator_mediation_success_rate", "mediation_type",
            ("people", "administrative", "judicial", "pre_litigation", "labour", "all"),
            "mediation_success_rate",
        ),
        Headline(
            "enforcement_certificates", "marts.indicator_enforcement_certificates", "measure",
            ("held", "issued", "cancelled"), "enforcement_officers_certified",
        ),
    )
}  # fmt: skip

_LEVELS: Final = "CASE f.region_level WHEN 'national' THEN 0 WHEN 'province' THEN 1 WHEN 'prefecture' THEN 2 ELSE 3 END"


def _where(headline: Headline, kind: str | None, **equal: str | None) -> tuple[str, list[str]]:
    """Builds the condition and its parameters; a filter that is None does not filter."""
    wanted = {f"f.{name}": value for name, value in equal.items() if value is not None}
    if kind is not None:
        wanted[f"f.{headline.type_column}"] = kind
    condition = " AND ".join(f"{column} = ?" for column in wanted) or "true"
    return condition, list(wanted.values())


def type_counts(connection: duckdb.DuckDBPyConnection, key: str) -> pl.DataFrame:
    """Counts the figures of each type of an indicator: columns type, n."""
    headline = HEADLINES[key]
    column = headline.type_column
    return fetch(connection, f"SELECT {column}::VARCHAR AS type, count(*) AS n FROM {headline.table} GROUP BY ALL")


def regions(connection: duckdb.DuckDBPyConnection, key: str) -> pl.DataFrame:
    """Lists the regions that have a figure of the indicator, from the nation down, by code."""
    return fetch(
        connection,
        f"""
        SELECT f.region_code, any_value(f.region_name) AS region_name, any_value(f.region_level) AS region_level,
               any_value(r.province_name) AS province_name, count(*) AS n
        FROM {HEADLINES[key].table} AS f LEFT JOIN marts.dim_region AS r USING (region_code)
        GROUP BY f.region_code, f.region_level ORDER BY {_LEVELS}, f.region_code
        """,
    )


def periods(connection: duckdb.DuckDBPyConnection, key: str, kind: str | None, region: str | None) -> pl.DataFrame:
    """Lists the periods that have a figure of the type, newest first."""
    headline = HEADLINES[key]
    condition, values = _where(headline, kind, region_code=region)
    sql = f"SELECT f.period, count(*) AS n FROM {headline.table} AS f WHERE {condition} GROUP BY 1 ORDER BY 1 DESC"
    return fetch(connection, sql, *values)


def figures(
    connection: duckdb.DuckDBPyConnection, key: str, kind: str | None, region: str | None, period: str | None
) -> pl.DataFrame:
    """Returns the mart's rows with the region's short name, newest first within a region."""
    headline = HEADLINES[key]
    condition, values = _where(headline, kind, region_code=region, period=period)
    return fetch(
        connection,
        f"""
        SELECT f.*, coalesce(r.short_name, f.region_name) AS short_name, r.province_name,
               coalesce(f.scope_class, 'whole_area') = 'whole_area' AS is_whole_area,
               regexp_full_match(f.period, '\\d{{4}}') AS is_year
        FROM {headline.table} AS f LEFT JOIN marts.dim_region AS r USING (region_code)
        WHERE {condition}
        ORDER BY {_LEVELS}, f.region_code, f.period DESC, f.scope
        """,
        *values,
    )


def places_of_other_types(
    connection: duckdb.DuckDBPyConnection, key: str, kind: str | None, period: str | None
) -> pl.DataFrame:
    """Lists the regions that print the indicator, but not in this type: they are drawn as missing."""
    headline = HEADLINES[key]
    own, own_values = _where(headline, kind, period=period)
    all_types, all_values = _where(headline, None, period=period)
    return fetch(
        connection,
        f"""
        SELECT f.region_code, f.region_level, any_value(coalesce(r.short_name, f.region_name)) AS short_name
        FROM {headline.table} AS f LEFT JOIN marts.dim_region AS r USING (region_code)
        WHERE {all_types}
          AND f.region_code NOT IN (SELECT f.region_code FROM {headline.table} AS f WHERE {own})
        GROUP BY ALL ORDER BY f.region_code
        """,
        *all_values,
        *own_values,
    )


def figure(connection: duckdb.DuckDBPyConnection, key: str, observation_id: str) -> pl.DataFrame:
    """Returns the one row of a figure, or no row when this build does not have it."""
    headline = HEADLINES[key]
    return fetch(connection, f"SELECT f.* FROM {headline.table} AS f WHERE f.observation_id = ?", observation_id)


def n_observations(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Counts all observations of the build: column n."""
    return fetch(connection, "SELECT count(*) AS n FROM marts.fct_observation")
