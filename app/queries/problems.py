"""Inputs that were set aside, with their reasons."""

from __future__ import annotations

import duckdb
import polars as pl

from app.queries.fetch import fetch


def problem_counts(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Counts inputs by what became of them: one row with n_open, n_read and n_solved."""
    sql = """
        SELECT count(*) FILTER (is_open) AS n_open, count(*) FILTER (is_read) AS n_read,
               count(*) FILTER (NOT is_open AND NOT is_read) AS n_solved
        FROM marts.quality_problems
        """
    return fetch(connection, sql)


def problems(connection: duckdb.DuckDBPyConnection, state: str | None) -> pl.DataFrame:
    """Returns the inputs of one state (open, read or solved) or all, those that are still open first."""
    sql = """
        SELECT * FROM (
            SELECT *, CASE WHEN is_open THEN 'open' WHEN is_read THEN 'read' ELSE 'solved' END AS state
            FROM marts.quality_problems
        )
        WHERE $1 IS NULL OR state = $1 ORDER BY is_open DESC, last_seen_at DESC, uri
        """
    return fetch(connection, sql, state)
