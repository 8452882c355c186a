"""Landing from the command line: reads the given paths and addresses, shows progress, reports what was set aside."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from extract.catalogue import CatalogueError, load_catalogue
from extract.known import open_problems
from extract.landing import LandingError, LandingReport, land
from extract.readers.encoding import decode
from extract.readers.original import ReadError
from extract.sources import Missing, Stored
from extract.web.addresses import is_address
from extract.web.download import DownloadError, download
from extract.web.options import DownloadOptions
from warehouse.errors import FazhiError, UsageError, one_line
from warehouse.progress import ProgressLine
from warehouse.settings import Settings
from warehouse.wording import say


def land_sources(sources: Sequence[str], raw_dir: Path, settings: Settings, console: Console) -> LandingReport:
    """Land the sources into the raw directory; nothing given means the demonstration documents."""
    chosen = list(sources) or [_as_seen_from_here(settings.sample_dir)]
    try:
        catalogue = load_catalogue(settings.reference_dir)
        downloaded = _download([s for s in chosen if is_address(s)], raw_dir, settings, console)
        began = time.monotonic()
        with ProgressLine(say("读入文件", "reading documents"), console) as line:
            return land(
                [s for s in chosen if not is_address(s)],
                raw_dir,
                catalogue,
                lambda report: line.show(report.done, report.found, _note(report, began)),
                lock_seconds=settings.lock_seconds,
                downloaded=downloaded,
                on_wait=lambda: tell_waiting(raw_dir, console),
            )
    except (CatalogueError, DownloadError, LandingError) as error:
        raise FazhiError(one_line(error)) from error


def tell_waiting(directory: Path, console: Console) -> None:
    """Say in one line that another process has to end first."""
    waiting = say(f"等待另一个进程用完 {directory} …", f"waiting for another process that uses {directory} …")
    console.print(waiting, markup=False, highlight=False, soft_wrap=True)


def _download(
    addresses: Sequence[str], raw_dir: Path, settings: Settings, console: Console
) -> Sequence[Stored | Missing]:
    """Fetch the addresses before anything is landed: what a server takes its time for locks no raw table."""
    if not addresses:
        return ()
    options = DownloadOptions(
        pause=settings.download_pause,
        silence=settings.download_timeout,
        whole=10 * settings.download_timeout,
        user_agent=settings.user_agent,
        most_bytes=int(settings.max_mb * 2**20),
        allow_private=settings.allow_private,
    )
    with ProgressLine(say("下载网页", "downloading"), console) as line:
        return download(addresses, raw_dir, options, line.show, settings.lock_seconds)


def listed(file: Path | None) -> list[str]:
    """Return the sources that a list names, one a line; blank lines and those that begin with # are skipped."""
    if file is None:
        return []
    try:
        lines = [line.strip() for line in decode(file.read_bytes()).splitlines()]
    except OSError as error:
        raise UsageError(
            say(
                f"{file} 读不了（{error.strerror}）：请检查路径",
                f"{file} cannot be read ({error.strerror}): check the path",
            )
        ) from error
    except ReadError as error:
        raise UsageError(one_line(f"{file}：{error.detail}")) from error
    sources = [line for line in lines if line and not line.startswith("#")]
    if not sources:
        raise UsageError(say(f"{file} 里没有网址或路径", f"{file} lists no address and no path"))
    return sources


def _note(report: LandingReport, began: float) -> str:
    """What a landing found so far, and how fast."""
    pace = report.done / max(time.monotonic() - began, 0.1)
    return say(
        f"{pace:,.0f} 份/秒，数据 {report.facts:,} 条，未能读入 {report.problems}",
        f"{pace:,.0f} documents/s, {report.facts:,} figures, {report.problems} set aside",
    )


def set_aside(raw_dir: Path) -> list[str]:
    """Return the inputs that are still not read; asking for them when there are none is a usage error."""
    inputs: list[str] = open_problems(raw_dir)["uri"].to_list()
    if not inputs:
        raise UsageError(say("没有要重试的：交给本仓的文件都读入了", "nothing to retry: every input has been read"))
    return inputs


def describe(report: LandingReport) -> str:
    """Say in one line what was landed."""
    return say(
        f"输入 {report.found} 项：新读入 {report.landed}，已在库 {report.unchanged}，"
        f"未能读入 {report.problems}{f'，已移除 {report.forgotten}' if report.forgotten else ''}；新增数据 {report.facts} 条",
        f"{report.found} inputs: {report.landed} landed, {report.unchanged} already there, "
        f"{report.problems} set aside{f', {report.forgotten} withdrawn' if report.forgotten else ''}; {report.facts} new figures",
    )


def _as_seen_from_here(folder: Path) -> str:
    """Return a path relative to the working directory where it lies below it, so that it means the same elsewhere."""
    here = Path.cwd()
    return str(folder.relative_to(here) if folder.is_relative_to(here) else folder)
