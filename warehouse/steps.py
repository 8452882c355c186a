"""The steps that several commands share, with what they print for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console

from extract.landing import LandingReport
from warehouse.build import build
from warehouse.errors import FazhiError, UsageError
from warehouse.formats import WRITERS
from warehouse.intake import describe, land_sources
from warehouse.query import QueryLimits, QueryResult
from warehouse.reader import current_build
from warehouse.settings import Settings
from warehouse.wording import say


def land_and_tell(sources: Sequence[str], settings: Settings, console: Console) -> LandingReport:
    """Land the sources; each input that was set aside is one line on standard error, and a quiet console adds nothing."""
    report = land_sources(sources, settings.raw_dir, settings, console)
    for message in report.messages:
        typer.echo(f"fazhi: {message}", err=True)
    if not console.quiet:
        typer.echo(describe(report))
    return report


def as_json(report: LandingReport) -> str:
    """Return a report as one JSON object a program can read."""
    return json.dumps(asdict(report), ensure_ascii=False)


def build_and_tell(settings: Settings, console: Console) -> None:
    """Build, test and publish, and say what was published."""
    report = build(settings, console)
    name, seconds = report.folder.name, f"{report.seconds:.1f}"
    typer.echo(
        say(
            f"已发布版本 {name}：{report.models} 个模型，{report.tests} 项检验通过，用时 {seconds} 秒",
            f"published build {name}: {report.models} models, {report.tests} tests passed, {seconds} s",
        )
    )


def published_file(settings: Settings) -> Path:
    """Return the served file, or say how to get one."""
    file = current_build(settings.warehouse_dir)
    if file is None:
        raise FazhiError(
            say(
                f"{settings.warehouse_dir} 中尚无已发布的版本：请先运行 fazhi run",
                f"nothing is published in {settings.warehouse_dir}: run `fazhi run` first",
            )
        )
    return file


def require_format(name: str, output: Path | None) -> None:
    """Refuse a format that does not exist, and bytes on a terminal."""
    if name not in WRITERS:
        known = ", ".join(WRITERS)
        raise UsageError(say(f"没有 {name} 这种格式：可用 {known}", f"there is no format {name}: use one of {known}"))
    if name == "parquet" and output is None and sys.stdout.isatty():
        raise UsageError(
            say(
                "parquet 不能在终端显示：请加 --output 文件名",
                "parquet cannot be shown on a terminal: add --output FILE",
            )
        )


def write_answer(result: QueryResult, format_name: str, output: Path | None, limits: QueryLimits) -> None:
    """Write the answer to a file or to standard output; on standard error say when rows were left out."""
    writer = WRITERS[format_name]
    if output is None:
        sys.stdout.flush()
        writer(result.table, sys.stdout.buffer, Console().width if sys.stdout.isatty() else None)
        sys.stdout.buffer.flush()
    else:
        try:
            with output.open("wb") as file:
                writer(result.table, file, None)
        except OSError as error:
            raise FazhiError(
                say(
                    f"无法写入 {output}（{error.strerror}）：请换一个位置",
                    f"{output} cannot be written ({error.strerror}): choose another place",
                )
            ) from error
    if result.truncated:
        more = say(
            f"只给出前 {limits.rows} 行；用 --limit 增加", f"only the first {limits.rows} rows; --limit gives more"
        )
        typer.echo(more, err=True)
