"""The one way a query runs: on a cursor of its own, so that threads never share a result."""

from __future__ import annotations

import duckdb
import polars as pl


def fetch(connection: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> pl.DataFrame:
    """Runs a query with its parameters and returns the whole answer."""
    with connection.cursor() as cursor:
        answer: pl.DataFrame = cursor.sql(sql, params=list(parameters)).pl()
        return answer
