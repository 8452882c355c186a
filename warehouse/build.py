"""One build: dbt into a fresh folder while no landing runs, then publication when every test has passed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from rich.console import Console

from extract.landing import recover
from warehouse.dbt_process import DbtJob, DbtOutcome, DbtResults, read_results, run_dbt
from warehouse.errors import FazhiError
from warehouse.intake import tell_waiting
from warehouse.layout import new_build_dir, swap_link, write_record
from warehouse.progress import ProgressLine
from warehouse.publish import prune, publish
from warehouse.reader import WAREHOUSE_FILE
from warehouse.settings import Settings
from warehouse.wording import say

LOCK: Final = ".lock"
BUILDING: Final = "building"  # a link with one name for every build, so that dbt's parsed project stays valid
PARSED: Final = "partial_parse.msgpack"
SHOWN_ERRORS: Final = 8


@dataclass(frozen=True)
class BuildReport:
    """A published build."""

    folder: Path
    models: int
    tests: int
    seconds: float


def build(settings: Settings, console: Console) -> BuildReport:
    """Build, test and publish; on any failure the served build stays and the folder is kept for inspection."""
    started = time.monotonic()
    _require_raw_tables(settings.raw_dir)
    settings.warehouse_dir.mkdir(parents=True, exist_ok=True)
    with locked(settings.warehouse_dir, settings.lock_seconds, console):
        folder = new_build_dir(settings.warehouse_dir)
        try:
            results = _run_all(folder, settings, console)
            publish(folder, settings.warehouse_dir, settings.keep_builds)
        except BaseException:
            write_record(folder, "failed")
            prune(settings.warehouse_dir, settings.keep_builds)
            raise
    return BuildReport(folder, results.models, results.tests, time.monotonic() - started)


@contextmanager
def locked(directory: Path, seconds: float, console: Console) -> Iterator[None]:
    """Hold a directory's lock; say so when another process has it, and give up after a while."""
    lock = FileLock(directory / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell_waiting(directory, console)
        try:
            lock.acquire(timeout=seconds)
        except Timeout as error:
            raise FazhiError(
                say(
                    f"{directory} 一直被另一个进程占用（已等 {seconds:g} 秒）：请等它结束后重试",
                    f"{directory} is still in use by another process after {seconds:g} s: retry when it has ended",
                )
            ) from error
    try:
        yield
    finally:
        lock.release()


def _run_all(folder: Path, settings: Settings, console: Console) -> DbtResults:
    swap_link(settings.warehouse_dir / BUILDING, f"builds/{folder.name}")
    target = folder / "target"
    cache = settings.warehouse_dir / ".cache" / PARSED
    try:
        _copy(cache, target / PARSED)
        with locked(settings.raw_dir, settings.lock_seconds, console):
            recover(settings.raw_dir)
            outcome = _run_with_progress(_job(folder, settings), console)
        _copy(target / PARSED, cache)
    finally:
        (settings.warehouse_dir / BUILDING).unlink(missing_ok=True)
    results = read_results(target)
    if outcome.exit_code != 0 or results is None:
        raise _build_failed(folder, outcome, results)
    return results


def _run_with_progress(job: DbtJob, console: Console) -> DbtOutcome:
    with ProgressLine(say("构建与检验", "building and testing"), console) as line:
        return run_dbt(job, line.show)


def _job(folder: Path, settings: Settings) -> DbtJob:
    variables = {
        "FAZHI_RAW_DIR": str(settings.raw_dir),
        "FAZHI_BUILD_PATH": str(settings.warehouse_dir / BUILDING / WAREHOUSE_FILE),
        "FAZHI_DATA_DIR": str(settings.data_dir),
        "FAZHI_REFERENCE_DIR": str(settings.reference_dir),
        "FAZHI_MEMORY_LIMIT": settings.memory_limit,
        "FAZHI_THREADS": str(settings.threads),
    }
    return DbtJob(settings.dbt_dir, folder / "target", folder / "logs", variables)


def _require_raw_tables(raw_dir: Path) -> None:
    if not any((raw_dir / "documents").glob("*.parquet")):
        raise FazhiError(
            say(
                f"{raw_dir} 中没有原始数据：请先运行 fazhi extract 读入文件",
                f"there are no raw tables in {raw_dir}: run `fazhi extract` first",
            )
        )


def _copy(source: Path, destination: Path) -> None:
    """Carry dbt's parsed project from one build to the next; without it dbt only starts more slowly."""
    if source.is_file():
        destination.parent.mkdir(parents=True, exist_ok=True)
        draft = destination.with_name(f".{destination.name}.{os.getpid()}")
        shutil.copyfile(source, draft)
        draft.replace(destination)


def _build_failed(folder: Path, outcome: DbtOutcome, results: DbtResults | None) -> FazhiError:
    details = results.failures if results else ()
    if not details:
        details = tuple((outcome.errors or list(outcome.tail))[:SHOWN_ERRORS])
    skipped = results.skipped if results else 0
    log = folder / "logs" / "dbt.log"
    return FazhiError(
        say(
            f"构建未通过，未发布，现用版本不变（出错 {len(details)} 项，跳过 {skipped} 项）：详见 {log}",
            f"the build failed and was not published; the served build stays "
            f"({len(details)} failed, {skipped} skipped): see {log}",
        ),
        details=details,
    )
