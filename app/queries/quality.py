"""The reconciliation board: what was checked, what came of it, and how many of each."""

# ruff: noqa: S608  (table and column names come from constants here; what a reader chooses is a parameter)

from __future__ import annotations

import duckdb
import polars as pl

from app.queries.fetch import fetch

_ORDER = "array_position(['error', 'warning', 'info', 'ok'], severity)"


def check_counts(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Counts the checks by rule, severity and verdict."""
    sql = """
        SELECT rule_id, severity, verdict, count(*) AS n FROM marts.quality_reconciliation
        GROUP BY ALL ORDER BY rule_id, severity, verdict
        """
    return fetch(connection, sql)


def checks(
    connection: duckdb.DuckDBPyConnection, rule: str | None, severity: str | None, region: str | None
) -> pl.DataFrame:
    """Returns the checks that pass the filters, the gravest first."""
    wanted = {
        column: value
        for column, value in (("rule_id", rule), ("severity", severity), ("region_code", region))
        if value is not None
    }
    condition = " AND ".join(f"q.{column} = ?" for column in wanted) or "true"
    sql = f"""
        SELECT q.*, i.name_zh, i.name_en
        FROM marts.quality_reconciliation AS q LEFT JOIN marts.dim_indicator AS i USING (indicator)
        WHERE {condition} ORDER BY {_ORDER}, q.rule_id, q.region_code, q.period, q.check_id
        """
    return fetch(connection, sql, *wanted.values())


def check(connection: duckdb.DuckDBPyConnection, check_id: str) -> pl.DataFrame:
    """Returns the one row of a check, or no row when this build does not have it."""
    return fetch(connection, "SELECT * FROM marts.quality_reconciliation WHERE check_id = ?", check_id)


def check_regions(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Lists the regions that have a check: columns region_code, region_name."""
    sql = """
        SELECT region_code, any_value(region_name) AS region_name FROM marts.quality_reconciliation
        WHERE region_code IS NOT NULL GROUP BY region_code ORDER BY region_code
        """
    return fetch(connection, sql)
