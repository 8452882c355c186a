"""What is there: documents, figures, problems, the served build, its tests and its age."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from extract.known import forgotten, open_problems
from warehouse.layout import builds_dir, current_folder, read_record
from warehouse.reader import current_build, open_reader
from warehouse.settings import Settings
from warehouse.wording import say

MOST_PROBLEMS: Final = 10  # that are listed


def status_lines(settings: Settings) -> list[tuple[str, str]]:
    """Return pairs of name and value, in reading order."""
    lines = [(say("数据目录", "data directory"), str(settings.data_dir)), *_raw_lines(settings.raw_dir)]
    file = current_build(settings.warehouse_dir)
    if file is None:
        advice = say("尚未发布：请运行 fazhi run", "nothing published yet: run `fazhi run`")
        return [*lines, (say("当前版本", "served build"), advice)]
    return [*lines, *_build_lines(settings.warehouse_dir, file), *_freshness(settings.raw_dir, file)]


def _raw_lines(raw_dir: Path) -> list[tuple[str, str]]:
    documents = _distinct(raw_dir, "documents", "doc_id")
    facts = _distinct(raw_dir, "facts", "fact_id")
    withdrawn = len(forgotten(raw_dir))
    lines = [(say("文件", "documents"), str(documents)), (say("数据", "figures"), str(facts))]
    if withdrawn:
        lines.append((say("已移除", "withdrawn"), str(withdrawn)))
    return [*lines, *_set_aside(raw_dir)]


def _set_aside(raw_dir: Path) -> list[tuple[str, str]]:
    """How many inputs are still not read, and the last of them with their reasons."""
    details = open_problems(raw_dir)["detail"].fill_null("").to_list()
    name = say("未能读入", "set aside")
    if not details:
        return [(name, "0")]
    advice = say("改好后运行 fazhi extract --retry", "mend them, then run `fazhi extract --retry`")
    lines = [(name, f"{len(details)}{say('，', ', ')}{advice}"), *(("  -", d) for d in details[-MOST_PROBLEMS:])]
    if len(details) > MOST_PROBLEMS:
        more = len(details) - MOST_PROBLEMS
        where = say("看板“核对”页有全部", "the page Checks of the dashboard has all")
        lines.append(("  -", say(f"另有 {more} 项，{where}", f"{more} more: {where}")))
    return lines


def _distinct(raw_dir: Path, table: str, column: str) -> int:
    folder = raw_dir / table
    if not any(folder.glob("*.parquet")):
        return 0
    return int(pl.scan_parquet(folder / "*.parquet").select(pl.col(column).n_unique()).collect().item())


def _build_lines(warehouse_dir: Path, file: Path) -> list[tuple[str, str]]:
    with open_reader(file) as connection:
        counts = [_count(connection, table) for table in ("dim_document", "fct_observation")]
        passed, warned = _tests(connection)
    published = [folder for folder in builds_dir(warehouse_dir).iterdir() if _is_published(folder)]
    folder = current_folder(warehouse_dir)
    return [
        (say("当前版本", "served build"), folder.name if folder else ""),
        (
            say("版本内容", "it holds"),
            say(f"文件 {counts[0]} 份，观测值 {counts[1]} 个", f"{counts[0]} documents, {counts[1]} observations"),
        ),
        (say("检验", "tests"), say(f"通过 {passed} 项，提醒 {warned} 项", f"{passed} passed, {warned} warnings")),
        (say("可用版本", "builds kept"), str(len(published))),
    ]


def _is_published(folder: Path) -> bool:
    record = read_record(folder)
    return record is not None and record.state == "published"


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.table(f"marts.{table}").count("*").fetchall()[0][0])


def _tests(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    sql = """
        select count(*) filter (status = 'pass'), count(*) filter (status = 'warn')
        from marts.meta_build
        where resource_type in ('test', 'unit_test')
    """
    try:
        row = connection.execute(sql).fetchone()
    except duckdb.CatalogException:
        return 0, 0
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _freshness(raw_dir: Path, file: Path) -> list[tuple[str, str]]:
    built = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    age = _age(datetime.now(UTC) - built)
    lines = [(say("构建时间", "built"), f"{built.astimezone():%Y-%m-%d %H:%M}{say('（', ' (')}{age}{say('）', ')')}")]
    waiting = _landed_after(raw_dir, built)
    if waiting:
        advice = say(f"{waiting} 份，运行 fazhi build 更新", f"{waiting}: run `fazhi build`")
        lines.append((say("构建后新读入", "landed since"), advice))
    return lines


def _landed_after(raw_dir: Path, moment: datetime) -> int:
    folder = raw_dir / "documents"
    if not any(folder.glob("*.parquet")):
        return 0
    recent = pl.scan_parquet(folder / "*.parquet").filter(pl.col("landed_at") > moment)
    return int(recent.select(pl.col("doc_id").n_unique()).collect().item())


def _age(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    for size, zh, en in ((1440, "天", "days"), (60, "小时", "hours"), (1, "分钟", "minutes")):
        if minutes >= size:
            return say(f"{minutes // size} {zh}前", f"{minutes // size} {en} ago")
    return say("刚刚", "just now")
