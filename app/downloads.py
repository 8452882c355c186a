"""Tables as files to take away: CSV with a byte order mark, so that spreadsheets read the Chinese."""

from __future__ import annotations

import io
import re
from typing import Final

import polars as pl

_FORMULA: Final = r"^[=+\-@\t\r]"


def csv_bytes(frame: pl.DataFrame) -> bytes:
    """Writes a frame as UTF-8 CSV; lists are joined by “;” and text that a spreadsheet would run is disarmed."""
    flat = frame.with_columns(
        *(pl.col(name).list.join(";") for name, kind in frame.schema.items() if isinstance(kind, pl.List)),
    ).with_columns(
        pl.when(pl.col(name).str.contains(_FORMULA)).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.String or isinstance(kind, pl.List)
    )
    buffer = io.BytesIO()
    flat.write_csv(buffer, include_bom=True)
    return buffer.getvalue()


def csv_name(*parts: str | None) -> str:
    """Builds a plain file name from codes, leaving out what is empty."""
    words = [re.sub(r"[^0-9A-Za-z_-]+", "-", part) for part in parts if part]
    return "_".join(words) + ".csv"
