"""Queries: each runs on the small warehouse, in parallel too, and reads the schema marts alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from app.queries import catalogue, evidence, headline, quality, unmapped
from tests.app.small_warehouse import publish, small_marts
from warehouse.reader import open_reader

QUERIES = Path(headline.__file__).parent


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse, opened as the dashboard opens it."""
    opened = open_reader(publish(tmp_path_factory.mktemp("queries"), small_marts()))
    yield opened
    opened.close()


@pytest.mark.parametrize("key", headline.HEADLINES)
def test_types_regions_periods_and_figures_agree(connection: duckdb.DuckDBPyConnection, key: str) -> None:
    counts = dict(headline.type_counts(connection, key).iter_rows())
    every = headline.figures(connection, key, None, None, None)
    assert sum(counts.values()) == every.height > 0
    assert set(headline.regions(connection, key)["region_code"]) == set(every["region_code"])
    for kind, n in counts.items():
        assert headline.figures(connection, key, kind, None, None).height == n
        assert headline.periods(connection, key, kind, None)["n"].sum() == n


def test_filters_narrow(connection: duckdb.DuckDBPyConnection) -> None:
    rows = headline.figures(connection, "mediation_success_rate", "administrative", "653000", "2017")
    (row,) = rows.iter_rows(named=True)
    assert (row["cases"], row["successes"], row["rate_printed"], row["verdict"]) == (712, 694, 97, "rounded")
    assert row["short_name"] == "克州"


def test_filter_values_are_parameters(connection: duckdb.DuckDBPyConnection) -> None:
    assert headline.figures(connection, "mediation_success_rate", "' OR true --", None, None).is_empty()


def test_places_of_other_types_are_missing_here(connection: duckdb.DuckDBPyConnection) -> None:
    absent = headline.places_of_other_types(connection, "reconsideration_cases", "accepted", None)
    assert set(absent["region_code"]) == {"110000", "210900", "650107", "653000"}


def test_evidence_finds_the_sentence(connection: duckdb.DuckDBPyConnection) -> None:
    row = headline.figures(connection, "mediation_success_rate", "administrative", "653000", "2017").row(0, named=True)
    facts = evidence.facts(connection, tuple(row["fact_ids"]))
    assert facts["mention"].to_list() == ["712", "694", "97"]
    for fact in facts.iter_rows(named=True):
        start = fact["quote_start"]
        assert fact["quote"][fact["span_start"] - start : fact["span_end"] - start] == fact["mention"]
    assert evidence.choices(connection, tuple(row["fact_ids"])).height == 3


def test_other_values_of_the_cell(connection: duckdb.DuckDBPyConnection) -> None:
    row = headline.figures(connection, "reconsideration_cases", "received", "650107", "2024").row(0, named=True)
    assert evidence.other_values(connection, (row["fact_id"],))["value"].to_list() == [12]


def test_bare_span_is_cut_from_the_document(connection: duckdb.DuckDBPyConnection) -> None:
    check = quality.check(connection, "check900").row(0, named=True)
    (row,) = evidence.span(connection, check["doc_id"], check["quote_start"], check["quote_end"]).iter_rows(named=True)
    assert row["quote"].startswith("考试应到100人")


def test_checks_are_filtered_and_ordered(connection: duckdb.DuckDBPyConnection) -> None:
    assert quality.checks(connection, None, None, None)["severity"].to_list()[:2] == ["error", "info"]
    assert quality.checks(connection, "rate_recomputed", "error", "370000").height == 1
    assert quality.check_counts(connection)["n"].sum() == quality.checks(connection, None, None, None).height
    assert quality.check(connection, "nothing").is_empty()


def test_unmapped_subjects_are_filtered_and_cut(connection: duckdb.DuckDBPyConnection) -> None:
    assert unmapped.type_counts(connection).rows() == [("rate", 2, 26), ("count", 1, 10)]
    assert unmapped.subjects(connection, None, 2)["rank_no"].to_list() == [1, 2]
    assert unmapped.subjects(connection, "rate", 10)["rank_no"].to_list() == [2, 3]
    assert unmapped.subjects(connection, "' OR true --", 10).is_empty()
    row = unmapped.subject(connection, "unmapped1").row(0, named=True)
    start = row["quote_start"]
    assert row["quote"][row["span_start"] - start : row["span_end"] - start] == row["mention"]


def test_build_is_summed_up(connection: duckdb.DuckDBPyConnection) -> None:
    row = catalogue.build(connection).row(0, named=True)
    assert (row["tests_passed"], row["tests_failed"], row["nodes"]) == (2, 0, 3)
    assert f"{row['built_at']:%Y-%m-%d %H:%M}" == "2026-01-02 03:04"


def test_comments_are_read_in_both_languages(connection: duckdb.DuckDBPyConnection) -> None:
    comments = dict(catalogue.column_comments(connection, "indicator_court_appearance_rate").iter_rows())
    assert catalogue.comment_in(comments["n"], "zh") == "分母件数。"
    assert catalogue.comment_in(comments["n"], "en") == "Number of cases in the denominator."
    assert catalogue.comment_in("只有中文", "en") == "只有中文"


def test_threads_do_not_share_a_result(connection: duckdb.DuckDBPyConnection) -> None:
    keys = list(headline.HEADLINES)
    expected = {key: headline.figures(connection, key, None, None, None).height for key in keys}
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda i: (k := keys[i % 4], headline.figures(connection, k, None, None, None)), range(80))
        )
    assert all(frame.height == expected[key] for key, frame in found)


@pytest.mark.parametrize("module", sorted(QUERIES.glob("*.py")), ids=lambda path: path.name)
def test_only_marts_are_read(module: Path) -> None:
    source = module.read_text("utf-8")
    assert not re.search(r"\b(staging|intermediate)\.", source)
    assert "streamlit" not in source.replace("no Streamlit", "")
    assert not re.search(r"\bduckdb\.(sql|query|execute)\(", source)
