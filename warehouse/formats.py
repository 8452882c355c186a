"""Writing an answer as a table for people, CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

PIPE_WIDTH: Final = 10_000  # a pipe has no edge: nothing is cut


def write_table(table: pa.Table, out: IO[bytes], width: int | None = None) -> None:
    """Write a ruled table; `width` is the terminal's, None where there is none."""
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for field in table.schema:
        numeric = pa.types.is_integer(field.type) or pa.types.is_floating(field.type) or pa.types.is_decimal(field.type)
        grid.add_column(Text(field.name), justify="right" if numeric else "left", overflow="fold")
    for row in _rows(table):
        grid.add_row(*(Text(_cell(value)) for value in row))
    text = io.StringIO()
    Console(file=text, width=width or PIPE_WIDTH, color_system=None).print(grid)
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    out.write("".join(f"{line}\n" for line in lines).encode())


def write_csv(table: pa.Table, out: IO[bytes], width: int | None = None) -> None:
    """Write CSV in UTF-8 with a header; lists become JSON inside their cell."""
    del width
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows([_cell(value) for value in row] for row in _rows(table))
    out.write(text.getvalue().encode())


def write_json(table: pa.Table, out: IO[bytes], width: int | None = None) -> None:
    """Write a JSON array with one object a row."""
    del width
    names = table.column_names
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in _rows(table)]
    body = ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows)
    out.write(f"[{body}]\n".encode())


def write_parquet(table: pa.Table, out: IO[bytes], width: int | None = None) -> None:
    """Write one Parquet file with the types of the warehouse."""
    del width
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    out.write(buffer.getvalue())


WRITERS: Final[dict[str, Callable[[pa.Table, IO[bytes], int | None], None]]] = {
    "table": write_table,
    "csv": write_csv,
    "json": write_json,
    "parquet": write_parquet,
}


def _rows(table: pa.Table) -> list[tuple[Any, ...]]:
    columns = [column.to_pylist() for column in table.columns]
    return list(zip(*columns, strict=True))


def _cell(value: Any) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, bool | list | dict):
        return json.dumps(plain, ensure_ascii=False)
    if isinstance(plain, float) and plain.is_integer() and abs(plain) < 1e15:
        return str(int(plain))
    return str(plain)


def _plain(value: Any) -> Any:
    """Turn a value into what JSON can say; numbers that are not numbers become null."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    for kind, convert in PLAIN:
        if isinstance(value, kind):
            return convert(value)
    return value


PLAIN: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (float, lambda value: value if math.isfinite(value) else None),
    (Decimal, lambda value: int(value) if value == value.to_integral_value() else float(value)),
    (datetime, datetime.isoformat),
    (date, date.isoformat),
    (time, time.isoformat),
    (timedelta, str),
    (bytes, bytes.hex),
)
