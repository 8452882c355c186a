"""Publishing a tested build by moving one pointer, going back to the one before, and clearing old ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

import duckdb

from warehouse.errors import FazhiError, one_line
from warehouse.layout import (
    builds_dir,
    current_folder,
    read_record,
    swap_link,
    write_record,
)
from warehouse.reader import POINTER, WAREHOUSE_FILE, open_reader
from warehouse.wording import say

SERVED_MARTS: Final = (
    "dim_region",
    "dim_indicator",
    "dim_document",
    "fct_observation",
    "fct_evidence",
    "fct_target",
    "fct_relation",
    "indicator_reconsideration_cases",
    "indicator_court_appearance_rate",
    "indicator_mediation_success_rate",
    "indicator_enforcement_certificates",
    "quality_reconciliation",
)


def check_build(folder: Path) -> None:
    """Refuse a build that is not a closed, readable file with every served mart in it."""
    file = folder / WAREHOUSE_FILE
    if not file.is_file():
        raise _refused(folder, say("没有数据库文件", "there is no database file"))
    if (folder / f"{WAREHOUSE_FILE}.wal").exists():
        raise _refused(folder, say("写入未完成（存在 .wal 文件）", "it was not closed (a .wal file is left)"))
    missing = sorted(set(SERVED_MARTS) - _marts_of(file))
    if missing:
        raise _refused(folder, say(f"缺少表 {'、'.join(missing)}", f"marts are missing: {', '.join(missing)}"))


def publish(folder: Path, warehouse_dir: Path, keep: int) -> None:
    """Check a build, move the pointer to it, and clear builds beyond the last `keep`."""
    check_build(folder)
    served = current_folder(warehouse_dir)
    write_record(folder, "published", previous=served.name if served else None)
    _flush(folder / WAREHOUSE_FILE)
    _point_to(folder, warehouse_dir)
    prune(warehouse_dir, keep)


def rollback(warehouse_dir: Path) -> Path:
    """Point back to the build that the current one replaced, and return its folder."""
    served = current_folder(warehouse_dir)
    record = read_record(served) if served else None
    if served is None or record is None:
        raise FazhiError(
            say(
                f"{warehouse_dir} 中尚无已发布的版本：请先运行 fazhi run",
                f"nothing is published in {warehouse_dir}: run `fazhi run` first",
            )
        )
    folder = builds_dir(warehouse_dir) / record.previous if record.previous else None
    if folder is None or not folder.is_dir():
        raise FazhiError(
            say(
                f"没有更早的已发布版本可以退回，仍使用 {served.name}",
                f"there is no earlier published build to go back to; {served.name} stays",
            )
        )
    check_build(folder)
    _point_to(folder, warehouse_dir)
    return folder


def prune(warehouse_dir: Path, keep: int) -> list[Path]:
    """Delete old builds: `keep` stay of those a rollback can reach, and `keep` of the others.

    A reader that still holds a deleted file goes on reading it; the disk space returns when it closes.
    """
    reachable = _chain(warehouse_dir)
    others = [folder for folder in _folders(warehouse_dir) if folder not in reachable]
    gone = reachable[keep:] + others[keep:]
    for folder in gone:
        shutil.rmtree(folder, ignore_errors=True)
    return gone


def _chain(warehouse_dir: Path) -> list[Path]:
    """List the current build and those before it, newest first."""
    found: list[Path] = []
    folder = current_folder(warehouse_dir)
    while folder is not None and folder.is_dir() and folder not in found:
        found.append(folder)
        record = read_record(folder)
        folder = builds_dir(warehouse_dir).resolve() / record.previous if record and record.previous else None
    return found


def _folders(warehouse_dir: Path) -> list[Path]:
    parent = builds_dir(warehouse_dir)
    folders = parent.resolve().iterdir() if parent.is_dir() else iter(())
    return sorted((folder for folder in folders if folder.is_dir()), reverse=True)


def _point_to(folder: Path, warehouse_dir: Path) -> None:
    swap_link(warehouse_dir / POINTER, f"{builds_dir(warehouse_dir).name}/{folder.name}")
    stable = warehouse_dir / WAREHOUSE_FILE
    target = f"{POINTER}/{WAREHOUSE_FILE}"
    if not (stable.is_symlink() and stable.readlink() == Path(target)):
        swap_link(stable, target)


def _marts_of(file: Path) -> set[str]:
    try:
        connection = open_reader(file)
        try:
            rows = connection.execute("select table_name from information_schema.tables where table_schema = 'marts'")
            return {str(name) for (name,) in rows.fetchall()}
        finally:
            connection.close()
    except duckdb.Error as error:
        raise _refused(file.parent, one_line(error, 160)) from error


def _flush(file: Path) -> None:
    with file.open("rb") as handle:
        os.fsync(handle.fileno())


def _refused(folder: Path, reason: str) -> FazhiError:
    return FazhiError(
        say(
            f"版本 {folder.name} 未通过发布检查：{reason}。现用版本不变，请查看 {folder}",
            f"build {folder.name} may not be published: {reason}. The served build stays; look into {folder}",
        )
    )
