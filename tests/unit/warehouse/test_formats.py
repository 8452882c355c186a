"""Every format carries the same answer, Chinese text and lists included."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.formats import WRITERS, write_table

TABLE = pa.table(
    {
        "地区": ["云城区", "达坂城区, 新疆", None],
        "件数": pa.array([Decimal(7), Decimal(11), None], pa.decimal128(38, 0)),
        "比率": [98.9, float("nan"), 100.0],
        "来源": [["甲", "乙"], [], None],
        "日期": [date(2020, 1, 2), None, None],
        "时间": [datetime(2020, 1, 2, tzinfo=UTC), None, None],
        "真": [True, False, None],
    }
)


def written(name: str, table: pa.Table = TABLE) -> bytes:
    out = io.BytesIO()
    WRITERS[name](table, out, None)
    return out.getvalue()


def test_json_is_an_array_of_objects() -> None:
    rows = json.loads(written("json"))
    assert rows[0] == {
        "地区": "云城区",
        "件数": 7,
        "比率": 98.9,
        "来源": ["甲", "乙"],
        "日期": "2020-01-02",
        "时间": "2020-01-02T00:00:00+00:00",
        "真": True,
    }
    assert rows[1]["比率"] is None
    assert rows[2]["地区"] is None


def test_csv_reads_back() -> None:
    rows = list(csv.reader(io.StringIO(written("csv").decode())))
    assert rows[0] == TABLE.column_names
    assert rows[2][0] == "达坂城区, 新疆"
    assert rows[1][3] == '["甲", "乙"]'
    assert rows[3][2] == "100"


def test_parquet_keeps_the_types() -> None:
    read = pq.read_table(io.BytesIO(written("parquet")))
    assert [field.type for field in read.schema if field.name != "来源"] == [
        field.type for field in TABLE.schema if field.name != "来源"
    ]
    assert repr(read.to_pylist()) == repr(TABLE.to_pylist())


def test_a_table_in_a_pipe_is_never_cut() -> None:
    long = "很长的说明" * 60
    text = written("table", pa.table({"说明": [long]})).decode()
    assert long in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_a_table_on_a_terminal_stays_within_its_width() -> None:
    out = io.BytesIO()
    write_table(pa.table({"说明": ["很长的说明" * 60], "n": [1]}), out, 60)
    assert all(
        len(line) + sum(ord(char) > 0x2E80 for char in line) <= 60 for line in out.getvalue().decode().splitlines()
    )


def test_no_rows_still_show_the_columns() -> None:
    empty = TABLE.slice(0, 0)
    assert json.loads(written("json", empty)) == []
    assert written("csv", empty).decode().strip() == ",".join(TABLE.column_names)
    assert "地区" in written("table", empty).decode()
