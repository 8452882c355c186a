"""The journal of downloads: one row for each address that answered, one Parquet file a run below RAW/downloads.

A run that was interrupted leaves a mark; the next one continues it, and what it has fetched is not asked for again.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import polars as pl

from extract.model import DOWNLOADS

_EVERY: Final = 0.5  # seconds between two writings of the run's file
_CONTINUED_WITHIN: Final = timedelta(days=1)  # an older interrupted run is history: its answers may be out of date


_RUN_ID: Final = re.compile(r"\d{8}T\d{12}-download")


@dataclass(frozen=True, slots=True)
class Download:
    """One row of the journal; see the schema DOWNLOADS."""

    url: str
    landing_id: str
    final_url: str
    status: int
    etag: str | None
    last_modified: str | None
    content_type: str | None
    charset: str | None
    doc_id: str | None
    bytes: int | None
    fetched_at: datetime


class Journal:
    """The journal of a raw directory, open for one run."""

    def __init__(self, raw_dir: Path) -> None:
        self._folder, self._mark = raw_dir / "downloads", raw_dir / ".downloading"
        self._folder.mkdir(parents=True, exist_ok=True)
        self.run_id = self._interrupted() or f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-download"
        self._file = self._folder / f"{self.run_id}.parquet"
        self._rows = pl.read_parquet(self._file) if self._file.exists() else pl.DataFrame(schema=DOWNLOADS)
        self._new: list[Download] = []
        self._written = -_EVERY
        self._mark.write_text(self.run_id, encoding="ascii")

    def last(self, addresses: Collection[str]) -> dict[str, Download]:
        """Return the newest row with a document of each address that has one."""
        files = list(self._folder.glob("*.parquet"))
        if not files:
            return {}
        rows = (
            pl.scan_parquet(files)
            .filter(pl.col("url").is_in(list(addresses)), pl.col("doc_id").is_not_null())
            .sort("fetched_at", maintain_order=True)
            .unique("url", keep="last")
            .collect()
        )
        return {row["url"]: Download(**row) for row in rows.iter_rows(named=True)}

    def add(self, row: Download) -> None:
        """Note a download; it is on disk at once, or within a burst of answers half a second later."""
        self._new.append(row)
        if time.monotonic() - self._written >= _EVERY:
            self.save()

    def save(self) -> None:
        """Write what was noted: the run's file is replaced in one step by one with more rows."""
        if self._new:
            new = pl.DataFrame([asdict(row) for row in self._new], schema=DOWNLOADS)
            self._rows = pl.concat([self._rows, new], how="diagonal", rechunk=True)
            draft = self._file.with_suffix(".tmp")
            self._rows.write_parquet(draft)
            draft.replace(self._file)
            self._new.clear()
        self._written = time.monotonic()

    def finish(self) -> None:
        """Save, and note that every address of the run had its turn."""
        self.save()
        self._mark.unlink(missing_ok=True)

    def _interrupted(self) -> str | None:
        """Return the run that left its mark a short while ago."""
        if not self._mark.exists():
            return None
        left = datetime.fromtimestamp(self._mark.stat().st_mtime, UTC)
        run_id = self._mark.read_bytes().decode("ascii", errors="replace")
        return run_id if _RUN_ID.fullmatch(run_id) and datetime.now(UTC) - left < _CONTINUED_WITHIN else None
