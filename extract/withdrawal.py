"""Withdrawal: a document that its user takes back leaves the marts and a tombstone; its rows stay, append-only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import polars as pl

from extract import model
from extract.known import forgotten, table
from extract.landing import LandingError, locked, write_table
from extract.sources import uri_of

_DIGEST: Final = re.compile(r"[0-9a-f]{8,64}")


def withdraw(
    names: Sequence[str],
    raw: Path,
    reason: str | None,
    *,
    restore: bool,
    lock_seconds: float = 600,
    on_wait: Callable[[], None] | None = None,
) -> pl.DataFrame:
    """Decide on documents, named by id (or its first eight characters), by address or by file; return the decisions.

    Raises LandingError where a name is of no landed document, or the raw directory cannot be written.
    """
    with locked(raw, lock_seconds, on_wait):
        documents = (
            table(raw, "documents")
            .sort("landed_at")
            .unique("doc_id", keep="last")
            .select("doc_id", "uri", "title")
            .collect()
        )
        chosen = pl.concat([_named(name, documents) for name in names]).unique("doc_id", maintain_order=True)
        known = forgotten(raw)
        changed = chosen.filter(pl.col("doc_id").is_in(known) == restore)
        now = datetime.now(UTC)
        rows = changed.with_columns(
            pl.lit(reason, dtype=pl.String).alias("reason"), pl.lit(not restore).alias("is_forgotten"),
            pl.lit(now).cast(pl.Datetime("us", "UTC")).alias("decided_at"),
        ).select(list(model.TOMBSTONES))  # fmt: skip
        if rows.height:
            write_table(rows, raw / "tombstones" / f"{now:%Y%m%dT%H%M%S%f}.parquet")
        return rows


def _named(name: str, documents: pl.DataFrame) -> pl.DataFrame:
    """The documents of one name; a file names the document of its bytes and whatever was landed from its path."""
    path = Path(name)
    wanted = pl.col("uri").is_in([name, uri_of(path), uri_of(path.absolute())])
    if _DIGEST.fullmatch(name):
        wanted |= pl.col("doc_id").str.starts_with(name)
    if path.is_file():
        wanted |= pl.col("doc_id") == hashlib.sha256(path.read_bytes()).hexdigest()
    found = documents.filter(wanted)
    if found.is_empty():
        raise LandingError(
            f"{name}：没有读入过这份文件，请给文件、网址或 dim_document 里的 doc_id / "
            f"no landed document has this name: give its file, its address or a doc_id of dim_document"
        )
    return found
