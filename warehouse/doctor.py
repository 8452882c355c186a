"""Checks of the installation, each with what to do when it fails."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extract.catalogue import load_catalogue
from warehouse.dashboard import require_free
from warehouse.errors import one_line
from warehouse.publish import check_build
from warehouse.reader import current_build
from warehouse.settings import PROJECT_ROOT, Settings
from warehouse.wording import say

OLDEST_PYTHON: Final = (3, 11, 0)
PACKAGES: Final = ("duckdb", "polars", "dbt-core", "dbt-duckdb", "streamlit", "altair")


@dataclass(frozen=True)
class Finding:
    """One check: whether it went well, what was found, what to do."""

    ok: bool
    name: str
    detail: str


def examine(settings: Settings) -> list[Finding]:
    """Run every check; a check that raises has failed."""
    checks: tuple[tuple[str, str, Callable[[Settings], str]], ...] = (
        (say("Python 版本", "Python"), say("请安装 Python 3.11 或更新版本", "install Python 3.11 or newer"), _python),
        (say("依赖包", "packages"), say("请运行 make install", "run `make install`"), _packages),
        (
            say("指标目录", "catalogue"),
            say("请检查 FAZHI_REFERENCE_DIR 与其中的文件", "check FAZHI_REFERENCE_DIR and the files in it"),
            _catalogue,
        ),
        (say("数据目录", "data directory"), say("请换一个可写目录：FAZHI_DATA_DIR", "set FAZHI_DATA_DIR"), _writable),
        (say("dbt 工程", "dbt project"), say("请重新取得完整的项目", "get a complete copy of the project"), _project),
        (say("看板程序", "dashboard"), say("请重新取得完整的项目", "get a complete copy of the project"), _app),
        (say("看板端口", "dashboard port"), say("请设置 FAZHI_DASHBOARD_PORT", "set FAZHI_DASHBOARD_PORT"), _port),
        (say("当前版本", "served build"), say("请运行 fazhi build", "run `fazhi build`"), _served),
    )
    return [_finding(name, advice, check, settings) for name, advice, check in checks]


def _finding(name: str, advice: str, check: Callable[[Settings], str], settings: Settings) -> Finding:
    try:
        return Finding(ok=True, name=name, detail=check(settings))
    except Exception as error:  # noqa: BLE001  a check may fail in any way: that is what it is for
        return Finding(ok=False, name=name, detail=f"{one_line(error, 200)}{say('；', '; ')}{advice}")


def _python(_settings: Settings) -> str:
    version = tuple(sys.version_info[:3])
    if version < OLDEST_PYTHON:
        raise RuntimeError(platform.python_version())
    return platform.python_version()


def _packages(_settings: Settings) -> str:
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)


def _catalogue(settings: Settings) -> str:
    load_catalogue(settings.reference_dir)
    return str(settings.reference_dir)


def _writable(settings: Settings) -> str:
    for directory in (settings.raw_dir, settings.warehouse_dir):
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=directory) as trial:
            Path(trial, "link").symlink_to("target")
    free = os.statvfs(settings.data_dir)
    return f"{settings.data_dir} ({free.f_bavail * free.f_frsize / 1e9:.1f} GB)"


def _project(settings: Settings) -> str:
    return _present(settings.dbt_dir / "dbt_project.yml")


def _app(_settings: Settings) -> str:
    return _present(PROJECT_ROOT / "app" / "main.py")


def _port(settings: Settings) -> str:
    require_free(settings.dashboard_port)
    return str(settings.dashboard_port)


def _served(settings: Settings) -> str:
    file = current_build(settings.warehouse_dir)
    if file is None:
        return say("尚未发布", "nothing published yet")
    check_build(file.parent)
    return file.parent.name


def _present(file: Path) -> str:
    if not file.is_file():
        raise FileNotFoundError(say(f"缺少 {file}", f"{file} is missing"))
    return str(file)
