"""What the warehouse says of itself: column comments, definitions and the build that is shown."""

from __future__ import annotations

import duckdb
import polars as pl

from app.queries.fetch import fetch


def column_comments(connection: duckdb.DuckDBPyConnection, table: str) -> pl.DataFrame:
    """Returns the comments of a mart's columns: columns column_name, comment."""
    sql = """
        SELECT column_name, comment FROM duckdb_columns()
        WHERE schema_name = 'marts' AND table_name = ? AND comment IS NOT NULL ORDER BY column_index
        """
    return fetch(connection, sql, table)


def comment_in(comment: str, lang: str) -> str:
    """Takes one language's half of a comment written as “中文。/ English.”; a comment without halves stays whole."""
    chinese, slash, english = comment.partition("/ ")
    if not slash:
        return comment.strip()
    return (english if lang == "en" else chinese).strip()


def definition(connection: duckdb.DuckDBPyConnection, indicator: str) -> pl.DataFrame:
    """Returns the catalogue's entry of an indicator, or no row."""
    return fetch(connection, "SELECT * FROM marts.dim_indicator WHERE indicator = ?", indicator)


def build(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Sums up the build in one row: its id, time, versions and what became of its nodes and tests."""
    sql = """
        SELECT any_value(build_id) AS build_id, max(built_at) AT TIME ZONE 'UTC' AS built_at,
               any_value(dbt_version) AS dbt_version, any_value(extractor_version) AS extractor_version,
               any_value(catalogue_version) AS catalogue_version, count(*) AS nodes,
               count(*) FILTER (resource_type IN ('test', 'unit_test') AND status = 'pass') AS tests_passed,
               count(*) FILTER (resource_type IN ('test', 'unit_test') AND status = 'warn') AS tests_warned,
               count(*) FILTER (resource_type IN ('test', 'unit_test') AND status IN ('fail', 'error'))
                   AS tests_failed,
               sum(seconds) AS seconds
        FROM marts.meta_build
        """
    return fetch(connection, sql)


def extent(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Counts what the build holds: columns documents, observations, facts."""
    sql = """
        SELECT (SELECT count(*) FROM marts.dim_document) AS documents,
               (SELECT count(*) FROM marts.fct_observation) AS observations,
               (SELECT count(*) FROM marts.fct_evidence) AS facts
        """
    return fetch(connection, sql)
