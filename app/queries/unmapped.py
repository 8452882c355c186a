"""Quantities that no indicator claims, by subject: what the next indicators could be."""

from __future__ import annotations

import duckdb
import polars as pl

from app.queries.fetch import fetch


def type_counts(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Counts subjects and quantities by type of value: columns value_type, n_subjects, n_mentions."""
    sql = """
        SELECT value_type, count(*) AS n_subjects, sum(n_mentions)::BIGINT AS n_mentions
        FROM marts.quality_unmapped_quantities GROUP BY value_type ORDER BY n_mentions DESC, value_type
        """
    return fetch(connection, sql)


def subjects(connection: duckdb.DuckDBPyConnection, value_type: str | None, most: int) -> pl.DataFrame:
    """Returns the first subjects of the list, of one type of value or of all."""
    sql = """
        SELECT * FROM marts.quality_unmapped_quantities
        WHERE $1 IS NULL OR value_type = $1 ORDER BY rank_no LIMIT $2
        """
    return fetch(connection, sql, value_type, most)


def subject(connection: duckdb.DuckDBPyConnection, unmapped_id: str) -> pl.DataFrame:
    """Returns the one row of a subject, or no row when this build does not have it."""
    return fetch(connection, "SELECT * FROM marts.quality_unmapped_quantities WHERE unmapped_id = ?", unmapped_id)
