"""The jail: one SELECT, no way out, and an end within its limits."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.unit.warehouse.small_builds import publish_build
from warehouse.errors import FazhiError
from warehouse.gate import QueryRefusedError, check_query
from warehouse.query import QueryLimits, run_query

LIMITS = QueryLimits(rows=10, seconds=20, memory_mb=1536, threads=2)

REFUSED = [
    "",
    "-- nothing",
    "select 1; select 2",
    "select 1; drop table marts.dim_region",
    "copy (select 1) to 'out.csv'",
    "export database 'out'",
    "attach 'other.duckdb'",
    "attach ':memory:' as other",
    "detach warehouse",
    "install fts",
    "load fts",
    "set threads = 1",
    "reset memory_limit",
    "set variable x = 1",
    "pragma database_list",
    "call duckdb_settings()",
    "checkpoint",
    "vacuum",
    "create temp table x as select 1",
    "insert into marts.dim_region values ('x')",
    "with x as (insert into marts.dim_region values ('x') returning *) select * from x",
    "update marts.dim_region set stamp = 'x'",
    "delete from marts.dim_region",
    "explain analyze select 1",
    "select * from duckdb_settings()",
    "select * from DuckDB_Settings()",
    'select * from "duckdb_settings"()',
    "select * from main.duckdb_databases",
    "select (select count(*) from duckdb_secrets())",
    "with x as (select * from duckdb_extensions()) select * from x",
    "select 1 where exists (from pragma_database_list)",
    "select * from pg_catalog.pg_settings",
    "select * from sqlite_master",
    "show databases",
    "describe duckdb_databases",
    "select current_setting('temp_directory')",
    "select getenv('HOME')",
    "select * from read_text('/etc/hostname')",
    "select * from read_csv('/etc/passwd')",
    "select * from read_parquet('*.parquet')",
    "select * from glob('/*')",
    "select * from query('select 1')",
    "select * from query_table('dim_region')",
    "select * from json_execute_serialized_sql('{}')",
    "select 1 union all (select 2 from read_blob('/etc/hostname'))",
    "selec 1",
]

ALLOWED = [
    "select * from marts.dim_region",
    "from dim_region",
    "table dim_region",
    "with a as (select 1 as x) select * from a where x in (select 1)",
    "select ';' as semicolon -- ; still one statement",
    "select * from range(3) r(i) join unnest([1, 2]) u(j) on i = j",
    "with recursive t(n) as (select 1 union all select n + 1 from t where n < 3) select * from t",
    "select stamp, count(*) over () from dim_region order by 1 limit 1",
    "describe dim_region",
    "summarize dim_region",
    "show tables",
    "values (1), (2)",
    "select column_name from information_schema.columns",
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_build(tmp_path_factory.mktemp("warehouse"), "2026-01-01T000000Z") / "warehouse.duckdb"


@pytest.mark.parametrize("sql", REFUSED)
def test_the_gate_refuses(sql: str) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        check_query(sql)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("sql", ALLOWED)
def test_the_gate_lets_reading_through(sql: str) -> None:
    check_query(sql)


def test_an_answer_comes_back_as_a_table(file: Path) -> None:
    result = run_query(file, "select stamp, 1 as n, ['甲', '乙'] as names from dim_region", LIMITS)
    assert result.table.to_pylist() == [{"stamp": "2026-01-01T000000Z", "n": 1, "names": ["甲", "乙"]}]
    assert not result.truncated


@pytest.mark.parametrize(("rows", "truncated"), [(9, False), (10, False), (11, True), (5000, True)])
def test_rows_beyond_the_limit_are_left_out_and_said(file: Path, rows: int, truncated: bool) -> None:
    result = run_query(file, f"select * from range({rows})", LIMITS)
    assert result.table.num_rows == min(rows, 10)
    assert result.truncated is truncated


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('/etc/hostname')",
        "select * from '/etc/hostname'",
        "select * from sql",
        "select 1; select 2",
        "select no_such_column from dim_region",
    ],
)
def test_the_child_refuses_too(file: Path, sql: str) -> None:
    with pytest.raises(FazhiError) as caught:
        run_query(file, sql, LIMITS)
    assert "\n" not in str(caught.value)


def test_the_child_writes_nothing(file: Path, tmp_path: Path) -> None:
    with pytest.raises(FazhiError):
        run_query(file, f"copy (select 1) to '{tmp_path}/out.csv'", LIMITS)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "sql",
    [
        "select length(repeat('x', 2000000000))",
        "select repeat('x', 2000000000)",
        "select list_sum(range(1, 200000000))",
        "select string_agg(range::varchar) from range(1000000000)",
        "select repeat('x', 90000000) from range(9)",
    ],
)
def test_a_memory_bomb_ends_cleanly(file: Path, sql: str) -> None:
    with pytest.raises(FazhiError, match="FAZHI_QUERY_MEMORY_MB"):
        run_query(file, sql, LIMITS)


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from range(1000000000000)",
        "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t",
    ],
)
def test_an_endless_query_is_stopped(file: Path, sql: str) -> None:
    started = time.monotonic()
    with pytest.raises(FazhiError, match="FAZHI_QUERY_SECONDS"):
        run_query(file, sql, QueryLimits(rows=10, seconds=2, memory_mb=1536, threads=2))
    assert time.monotonic() - started < 10


def test_a_deeply_nested_query_is_one_line_of_refusal(file: Path) -> None:
    with pytest.raises(FazhiError):
        run_query(file, f"select {'(' * 5000}1{')' * 5000}", LIMITS)


def test_the_child_sees_no_secrets_of_the_environment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "do not tell")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    seen: dict[str, str] = {}

    def spy(*_args: object, env: dict[str, str], **_kwargs: object) -> None:
        seen.update(env)
        raise InterruptedError

    monkeypatch.setattr("warehouse.query.subprocess.run", spy)
    with pytest.raises(InterruptedError):
        run_query(file, "select 1", LIMITS)
    assert "SECRET_TOKEN" not in seen
    assert "PYTHONPATH" not in seen
