"""Landing: raw tables on disk, atomic per batch, idempotent, restartable after a kill at any moment.

A batch is written whole into RAW/.staging/<landing_id>/, marked complete, then moved file by file into the table folders.
What a killed run left is finished (complete) or thrown away (not complete) by the next one. All of it is under RAW/.lock.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import polars as pl
from filelock import FileLock, Timeout

from extract import model
from extract.catalogue import Catalogue
from extract.catalogue_tables import catalogue_tables
from extract.known import Reading, forgotten, holding_readings, open_problems
from extract.pipeline import SOURCES, Extractor, RawTables, extract_batch
from extract.readers.formats import READABLE, format_of
from extract.readers.original import ReadError
from extract.rows import Row, rows_frame
from extract.rules import words_frame
from extract.sources import Missing, Stored, find, read, uri_of

_BATCH_FILES: Final = 256
_BATCH_BYTES: Final = 8 * 2**20
_COMPLETE: Final = "COMPLETE"
LOCK_NAME: Final = ".lock"


class LandingError(Exception):
    """The raw directory cannot be used; the message is one line: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class LandingReport:
    """What a landing did so far."""

    found: int = 0
    done: int = 0
    landed: int = 0
    unchanged: int = 0
    problems: int = 0
    forgotten: int = 0
    facts: int = 0
    messages: tuple[str, ...] = ()


def land(
    sources: Sequence[str],
    raw_dir: Path,
    catalogue: Catalogue,
    on_progress: Callable[[LandingReport], None] | None = None,
    lock_seconds: float = 600,
    downloaded: Sequence[Stored | Missing] = (),
    on_wait: Callable[[], None] | None = None,
) -> LandingReport:
    """Read the sources, and what has been downloaded, and land what is new; bad sources become rows of `problems`.

    Raises LandingError where the raw directory cannot be written or another run holds it too long.
    """
    with locked(raw_dir, lock_seconds, on_wait):
        return _Landing(raw_dir, catalogue, on_progress).run(sources, downloaded)


@contextmanager
def locked(raw_dir: Path, lock_seconds: float, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the raw directory, which is made where it is missing; on_wait hears that another run has to end first.

    Raises LandingError where it cannot be had or written.
    """
    try:
        raw_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(raw_dir / LOCK_NAME)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if on_wait is not None:
                on_wait()
            lock.acquire(timeout=lock_seconds)
        try:
            yield
        finally:
            lock.release()
    except Timeout as error:
        raise LandingError(
            f"{raw_dir}：另一个读入还在进行，请等它结束再试 / another run holds it: wait for it or stop it, then try again"
        ) from error
    except OSError as error:
        why = error.strerror or error
        raise LandingError(
            f"{raw_dir}：无法写入（{why}），请检查磁盘和权限 / cannot be written: check disk and permissions"
        ) from error


class _Landing:
    def __init__(
        self, raw_dir: Path, catalogue: Catalogue, on_progress: Callable[[LandingReport], None] | None
    ) -> None:
        self._raw, self._catalogue, self._on_progress = raw_dir, catalogue, on_progress
        self._report = LandingReport()
        self._made: Extractor | None = None
        self._forgotten: set[str] = set()
        self._unread: set[str] = set()

    @property
    def _extractor(self) -> Extractor:
        """Made when it is first needed: a run that finds nothing new does without."""
        if self._made is None:
            self._made = Extractor(self._catalogue)
        return self._made

    def run(self, sources: Sequence[str], downloaded: Sequence[Stored | Missing]) -> LandingReport:
        recover(self._raw)
        self._ensure_tables()
        self._land_catalogue()
        known = holding_readings(self._raw, self._catalogue.version)
        reported = set(open_problems(self._raw).select("uri", "doc_id", "error").iter_rows())
        self._forgotten = forgotten(self._raw)
        found = [*find(sources, READABLE), *downloaded]
        self._tell(replace(self._report, found=len(found)))
        copies: list[Path | Stored] = []
        for batch in self._batches(found, known, copies):
            self._land_batch(batch, reported)
        self._land_copies(copies, reported)
        return self._report

    def _tell(self, report: LandingReport) -> None:
        self._report = report
        if self._on_progress is not None:
            self._on_progress(self._report)

    def _batches(
        self, found: Sequence[Path | Stored | Missing], known: set[Reading], copies: list[Path | Stored]
    ) -> Iterator[list[tuple[str, bytes] | Missing]]:
        """Yield what is new, a batch at a time; copies: takes the sources whose bytes stood in this run before."""
        batch: list[tuple[str, bytes] | Missing] = []
        held: set[str] = set()  # the documents of the batch: it lands no document twice
        size, landed = 0, frozenset(known)
        for entry in found:
            uri, content = _content(entry)
            if isinstance(content, Missing):
                batch.append(content)
            else:
                reading = _reading(uri, content)
                if reading[0] in self._forgotten:
                    self._tell_forgotten(uri)
                    continue
                if reading in landed:
                    self._tell_unchanged()
                    continue
                if reading in known and not isinstance(entry, Missing):
                    copies.append(entry)
                    continue
                if reading[0] in held:
                    yield batch
                    batch, size, held = [], 0, set()
                known.add(reading)
                held.add(reading[0])
                batch.append((uri, content))
                size += len(content)
            if len(batch) >= _BATCH_FILES or size >= _BATCH_BYTES:
                yield batch
                batch, size, held = [], 0, set()
        if batch:
            yield batch

    def _land_copies(self, copies: Sequence[Path | Stored], reported: set[tuple[str, str | None, str]]) -> None:
        """Tell of the copies of what could not be read, each by its own name; the others are there already."""
        for entry in copies:
            uri, content = _content(entry)
            if not isinstance(content, Missing) and hashlib.sha256(content).hexdigest() not in self._unread:
                self._tell_unchanged()
            else:
                self._land_batch([content if isinstance(content, Missing) else (uri, content)], reported)

    def _tell_unchanged(self) -> None:
        now = self._report
        self._tell(replace(now, unchanged=now.unchanged + 1, done=now.done + 1))

    def _tell_forgotten(self, uri: str) -> None:
        now = self._report
        line = f"{uri}：这份文件已被移除，没有读入；要恢复请用 fazhi forget --restore / withdrawn earlier: `fazhi forget --restore` takes it back"
        self._tell(replace(now, forgotten=now.forgotten + 1, done=now.done + 1, messages=(*now.messages, line)))

    def _land_batch(
        self, batch: Sequence[tuple[str, bytes] | Missing], reported: set[tuple[str, str | None, str]]
    ) -> None:
        now = datetime.now(UTC)
        readable = [entry for entry in batch if not isinstance(entry, Missing)]
        key = "".join(uri + hashlib.sha256(content).hexdigest() for uri, content in readable)
        landing_id = f"{now:%Y%m%dT%H%M%S%f}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        frame = pl.DataFrame(readable, schema=SOURCES, orient="row")
        tables = extract_batch(frame, self._extractor, landing_id, now)
        missing: list[Row] = [
            (e.uri, None, landing_id, e.stage, e.error, e.detail, now) for e in batch if isinstance(e, Missing)
        ]
        problems = pl.concat([tables["problems"], rows_frame("problems", missing)])
        self._unread |= set(tables["problems"]["doc_id"]) - set(tables["documents"]["doc_id"])
        fresh = [(r["uri"], r["doc_id"], r["error"]) not in reported for r in problems.iter_rows(named=True)]
        tables["problems"] = problems.filter(pl.Series(fresh, dtype=pl.Boolean))
        self._write(landing_id, tables)
        report = self._report
        self._tell(
            replace(
                report,
                done=report.done + len(batch),
                landed=report.landed + tables["documents"].height,
                problems=report.problems + problems.filter(pl.col("error") != model.AMBIGUOUS_REGION).height,
                facts=report.facts + tables["facts"].height,
                messages=(*report.messages, *problems["detail"].to_list()),
            )
        )

    def _write(self, landing_id: str, tables: RawTables) -> None:
        """Stage all tables of a batch, mark them complete, then move them into place."""
        filled = {name: table for name, table in tables.items() if table.height}
        if not filled:
            return
        staging = self._raw / ".staging" / landing_id
        staging.mkdir(parents=True)
        for name, table in filled.items():
            table.write_parquet(staging / f"{name}.parquet")
        (staging / _COMPLETE).touch()
        _publish(staging, self._raw)

    def _ensure_tables(self) -> None:
        """Give every table a folder with at least one, perhaps empty, typed file, so that every source exists."""
        for name, schema in model.RAW_TABLES.items():
            folder = self._raw / name
            folder.mkdir(exist_ok=True)
            if not any(folder.glob("*.parquet")):
                write_table(pl.DataFrame(schema=schema), folder / "empty.parquet")

    def _land_catalogue(self) -> None:
        """Land the catalogue unless it is the newest landed one already."""
        newest = (
            pl.scan_parquet(self._raw / "catalogue_indicators" / "*.parquet")
            .select("catalogue_version", "landed_at")
            .sort("landed_at", descending=True)
            .head(1)
            .collect()
        )
        if newest.height and newest.item(0, "catalogue_version") == self._catalogue.version:
            return
        words = words_frame(self._catalogue, self._extractor.lexicon)
        tables = {"catalogue_words": words, **catalogue_tables(self._catalogue, datetime.now(UTC))}
        for name in sorted(tables, reverse=True):  # the indicators last: they tell that all of it has landed
            write_table(tables[name], self._raw / name / f"{self._catalogue.version}.parquet")


def recover(raw_dir: Path) -> None:
    """Finish the complete batches of a killed run and throw the others away; the caller holds the raw directory."""
    for staging in sorted((raw_dir / ".staging").glob("*")):
        if (staging / _COMPLETE).exists():
            _publish(staging, raw_dir)
        else:
            shutil.rmtree(staging)


def _publish(staging: Path, raw_dir: Path) -> None:
    for part in sorted(staging.glob("*.parquet")):
        part.replace(raw_dir / part.stem / f"{staging.name}.parquet")
    shutil.rmtree(staging)


def _content(entry: Path | Stored | Missing) -> tuple[str, bytes | Missing]:
    """Return the name of a source and its bytes, or why there are none."""
    if isinstance(entry, Path):
        return uri_of(entry), read(entry)
    return entry.uri, entry if isinstance(entry, Missing) else read(entry.path)


def _reading(uri: str, content: bytes) -> Reading:
    """Return what would be read of a source: the document, and the version of its reader; none where no reader takes it."""
    doc_id = hashlib.sha256(content).hexdigest()
    try:
        form = format_of(uri, content)
    except ReadError:
        return doc_id, None
    return doc_id, model.reading_version(form.name, form.version)


def write_table(table: pl.DataFrame, path: Path) -> None:
    """Write one file of a raw table; a reader sees all of it or nothing."""
    temporary = path.with_suffix(".tmp")
    table.write_parquet(temporary)
    temporary.replace(path)
