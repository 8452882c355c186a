"""What has landed already: the readings that still hold, the problems that are still open, the documents that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from extract import model
from extract.rules import changed_words, holding

Reading = tuple[str, str | None]  # a document and the version that reads it
_KEY = ["doc_id", "landing_id"]


def table(raw: Path, name: str) -> pl.LazyFrame:
    """Return a raw table, empty where nothing has landed."""
    files = sorted((raw / name).glob("*.parquet"))
    return pl.scan_parquet(files) if files else pl.LazyFrame(schema=model.RAW_TABLES[name])


def holding_readings(raw: Path, catalogue_version: str) -> set[Reading]:
    """Return the readings that are as this catalogue would give them: of each document the newest of each reader.

    Equal bytes under two endings (.txt and .html) are one document with two readings; both hold.
    """
    newest = (
        table(raw, "documents")
        .select(*_KEY, "extractor_version", "catalogue_version", "landed_at")
        .with_columns(pl.col("extractor_version").str.extract(r"\+(\w+)\.").alias("reader"))
        .sort("landed_at", "landing_id")
        .unique(["doc_id", "reader"], keep="last")
        .collect()
    )
    known: set[Reading] = set()
    for (version,), readings in newest.group_by("catalogue_version"):
        stale = _stale(raw, readings, str(version), catalogue_version) if version != catalogue_version else set()
        kept = readings.filter(~pl.col("doc_id").is_in(stale))
        known |= set(kept.select("doc_id", "extractor_version").iter_rows())
    return known


def _stale(raw: Path, readings: pl.DataFrame, before: str, now: str) -> set[str]:
    """The documents of one catalogue that another would read otherwise."""
    words = table(raw, "catalogue_words").filter(pl.col("catalogue_version").is_in([before, now])).collect()
    changed = changed_words(words, before, now)
    if changed is None:
        return set(readings["doc_id"])
    return holding(_texts(raw, readings), changed) if changed else set()


def _texts(raw: Path, readings: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield document and text, one landed file at a time."""
    for file in sorted((raw / "documents").glob("*.parquet")):
        frame = pl.read_parquet(file, columns=[*_KEY, "text"])
        yield from frame.join(readings.select(_KEY), on=_KEY, how="semi").select("doc_id", "text").iter_rows()


def open_problems(raw: Path) -> pl.DataFrame:
    """Return the inputs that were set aside and have not been read since: uri, doc_id, stage, error, detail, landed_at.

    An area that is ambiguous is no such problem: its document has been read.
    """
    documents = table(raw, "documents").select("uri", "doc_id", "landed_at")
    read_since = documents.group_by("uri").agg(pl.col("landed_at").max().alias("read_at"))
    return (
        table(raw, "problems")
        .filter(pl.col("error") != model.AMBIGUOUS_REGION)
        .join(documents.select("doc_id").unique(), on="doc_id", how="anti", nulls_equal=False)
        .join(read_since, on="uri", how="left")
        .filter(pl.col("read_at").is_null() | (pl.col("read_at") < pl.col("landed_at")))
        .sort("landed_at", "uri")
        .unique("uri", keep="last", maintain_order=True)
        .select("uri", "doc_id", "stage", "error", "detail", "landed_at")
        .collect()
    )


def forgotten(raw: Path) -> set[str]:
    """Return the documents that were withdrawn and not taken back."""
    last = table(raw, "tombstones").sort("decided_at").unique("doc_id", keep="last")
    return set(last.filter(pl.col("is_forgotten")).collect()["doc_id"])
