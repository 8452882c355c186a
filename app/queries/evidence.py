"""Where a figure stands: its facts, their sentences and documents, and other values seen for the same cell."""

# ruff: noqa: S608  (table and column names come from constants here; what a reader chooses is a parameter)

from __future__ import annotations

from typing import Final

import duckdb
import polars as pl

from app.queries.fetch import fetch

_COLUMNS: Final = """e.observation_id, e.fact_id, e.doc_id, e.indicator, e.role, e.span_start, e.span_end, e.mention,
    e.quote, e.quote_start, e.quote_end, e.is_chosen, e.value, e.unit, e.period, e.region_code, e.region_name, e.scope,
    e.breakdown, e.rule, e.flags, e.document_title, e.issuer, e.publisher, e.source_title, e.source_url, e.notice,
    e.published_on, e.uri, i.name_zh, i.name_en"""
_JOIN: Final = "marts.fct_evidence AS e LEFT JOIN marts.dim_indicator AS i USING (indicator)"


def facts(connection: duckdb.DuckDBPyConnection, fact_ids: tuple[str, ...]) -> pl.DataFrame:
    """Returns one row for each fact, in the order of the text."""
    sql = f"SELECT {_COLUMNS} FROM {_JOIN} WHERE list_contains(?, e.fact_id) ORDER BY e.doc_id, e.span_start, e.fact_id"
    return fetch(connection, sql, list(fact_ids))


def other_values(connection: duckdb.DuckDBPyConnection, fact_ids: tuple[str, ...]) -> pl.DataFrame:
    """Returns the facts that feed the same cells as the given facts and are not among them."""
    sql = f"""
        SELECT {_COLUMNS} FROM {_JOIN}
        WHERE NOT list_contains($1, e.fact_id) AND e.observation_id IN (
            SELECT o.observation_id FROM marts.fct_evidence AS o WHERE list_contains($1, o.fact_id))
        ORDER BY e.indicator, e.published_on DESC, e.fact_id
        """
    return fetch(connection, sql, list(fact_ids))


def choices(connection: duckdb.DuckDBPyConnection, fact_ids: tuple[str, ...]) -> pl.DataFrame:
    """Says for each chosen fact why it was chosen: columns fact_id, choice_reason, n_sources, n_values."""
    sql = """
        SELECT fact_id, choice_reason, n_sources, n_values FROM marts.fct_observation
        WHERE list_contains(?, fact_id) ORDER BY fact_id
        """
    return fetch(connection, sql, list(fact_ids))


def span(connection: duckdb.DuckDBPyConnection, doc_id: str, start: int, end: int) -> pl.DataFrame:
    """Returns the quoted span of a document as an evidence row without a fact, for checks of bare numerals."""
    sql = """
        SELECT doc_id, substring(text, $2 + 1, $3 - $2) AS quote, $2::INTEGER AS quote_start, $3::INTEGER AS quote_end,
               title AS document_title, issuer, publisher, source_title, source_url, notice, published_on, uri
        FROM marts.dim_document WHERE doc_id = $1 LIMIT 1
        """
    return fetch(connection, sql, doc_id, start, end)
