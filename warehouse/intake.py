"""Landing from the command line: reads the given paths and addresses, shows progress, reports what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from extract.catalogue import CatalogueError, load_catalogue
from extract.landing import LandingError, LandingReport, land
from warehouse.errors import FazhiError, one_line
from warehouse.progress import ProgressLine
from warehouse.settings import Settings
from warehouse.wording import say


def land_sources(sources: Sequence[str], raw_dir: Path, settings: Settings, console: Console) -> LandingReport:
    """Land the sources into the raw directory; nothing given means the demonstration documents."""
    chosen = list(sources) or [_as_seen_from_here(settings.sample_dir)]
    try:
        catalogue = load_catalogue(settings.reference_dir)
        with ProgressLine(say("读入文件", "reading documents"), console) as line:
            return land(
                chosen,
                raw_dir,
                catalogue,
                lambda report: line.show(report.done, report.found),
                lock_seconds=settings.lock_seconds,
            )
    except (CatalogueError, LandingError) as error:
        raise FazhiError(one_line(error)) from error


def describe(report: LandingReport) -> str:
    """Say in one line what was landed."""
    return say(
        f"输入 {report.found} 项：新读入 {report.landed}，已在库 {report.unchanged}，"
        f"未能读入 {report.problems}；新增数据 {report.facts} 条",
        f"{report.found} inputs: {report.landed} landed, {report.unchanged} already there, "
        f"{report.problems} set aside; {report.facts} new figures",
    )


def _as_seen_from_here(folder: Path) -> str:
    """Return a path relative to the working directory where it lies below it, so that it means the same elsewhere."""
    here = Path.cwd()
    return str(folder.relative_to(here) if folder.is_relative_to(here) else folder)
