"""The command `fazhi`: reads documents, builds and publishes the warehouse, asks it, and serves the dashboard.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some inputs could not be read (the rest has landed).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console

from warehouse.build import locked
from warehouse.dashboard import require_free, serve
from warehouse.doctor import examine
from warehouse.entry import OneLineGroup, print_version
from warehouse.errors import EXIT_FAILED, EXIT_QUARANTINED, UsageError
from warehouse.explaining import explain_file, write_page
from warehouse.forgetting import decide
from warehouse.intake import listed, set_aside
from warehouse.publish import rollback as point_back
from warehouse.query import QueryLimits, run_query
from warehouse.score import score as measure
from warehouse.score_report import as_json as scores_as_json
from warehouse.score_report import print_scores
from warehouse.settings import Settings, load_settings
from warehouse.status import status_lines
from warehouse.steps import as_json, build_and_tell, land_and_tell, published_file, require_format, write_answer
from warehouse.summary import print_headlines
from warehouse.wording import say

PIPE_WIDTH: Final = 120  # a log or a pipe has no width of its own
SOURCES_HELP: Final = say("文件、文件夹或网址；不填则读示例", "files, folders or web addresses; none: the samples")
Sources = Annotated[list[str] | None, typer.Argument(metavar="PATH|URL", help=SOURCES_HELP, show_default=False)]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help=say("看板端口", "port of the dashboard"))]
Version = Annotated[
    bool, typer.Option("--version", callback=print_version, is_eager=True, help=say("显示版本", "show the version"))
]
Verbose = Annotated[bool, typer.Option("--verbose", help=say("出错时显示详情", "show the traceback of an error"))]
NoDashboard = Annotated[bool, typer.Option("--no-dashboard", help=say("显示指标后退出", "leave after printing"))]
ListFile = Annotated[
    Path | None,
    typer.Option("--list", metavar="FILE", help=say("列出网址或路径的文件，一行一个", "file with a source a line")),
]
AllowPrivate = Annotated[
    bool | None, typer.Option("--allow-private", help=say("也读内网地址", "read addresses of inner networks too"))
]
Retry = Annotated[bool, typer.Option("--retry", help=say("重试还没读入的", "read again what was set aside"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("只说没读入的", "say only what was set aside"))]
Json = Annotated[bool, typer.Option("--json", help=say("结果写成 JSON", "the outcome as JSON"))]
Documents = Annotated[
    list[str], typer.Argument(metavar="DOCUMENT…", help=say("文件、网址或 doc_id", "files, addresses or doc_ids"))
]
Reason = Annotated[str | None, typer.Option("--reason", help=say("移除的理由", "why it is withdrawn"))]
Restore = Annotated[bool, typer.Option("--restore", help=say("恢复移除过的文件", "take withdrawn documents back"))]
Raw = Annotated[Path | None, typer.Option(help=say("原始数据目录", "directory of the raw tables"))]
Sql = Annotated[
    str, typer.Argument(metavar="SQL", help=say("一条 SELECT 语句", "one SELECT statement"), show_default=False)
]
Format = Annotated[str, typer.Option("--format", "-f", help="table | csv | json | parquet")]
Limit = Annotated[int | None, typer.Option(min=1, help=say("最多给出的行数", "most rows to give"))]
Output = Annotated[Path | None, typer.Option("--output", "-o", help=say("写入文件", "write to a file"))]
Document = Annotated[
    str, typer.Argument(metavar="FILE", help=say("一份报告（.txt、.html 或 .csv）", "one report (.txt, .html or .csv)"))
]
Page = Annotated[Path | None, typer.Argument(metavar="[OUT]", help=say("网页写入此文件", "file for the page"))]
At = Annotated[
    int | None, typer.Option(help=say("只看此处的数字（字符位置）", "only the figure here (character offset)"))
]
Html = Annotated[
    bool, typer.Option("--html", help=say("输出网页，写入 OUT 或标准输出", "a page, to OUT or standard output"))
]
RawDir = Annotated[Path, typer.Argument(metavar="RAW", help=say("原始数据目录", "directory of the raw tables"))]
GoldFile = Annotated[Path, typer.Argument(metavar="GOLD", help=say("标注文件（jsonl）", "gold file (jsonl)"))]
Errors = Annotated[
    int, typer.Option(min=0, help=say("每项最多列出的分歧", "most disagreements to list of each measure"))
]
ScoreFormat = Annotated[str, typer.Option("--format", "-f", help="table | json")]

app: Final = typer.Typer(
    cls=OneLineGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "法治指标仓：读入报告，得出指标，每个数字都能回到原句。",
        "Rule-of-law reports into statistics that open their own sentence.",
    ),
    epilog=say(
        "退出码：0 完成，1 失败，2 用法有误，3 有文件未能读入（其余已读入）。",
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some inputs could not be read (the rest has landed).",
    ),
)


@app.callback(invoke_without_command=True)
def main(context: typer.Context, *, version: Version = False, verbose: Verbose = False) -> None:
    """Take the options that stand before the command; without a command, show the help."""
    del version, verbose  # the first has its callback; the second is taken where the command line is entered
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(help=say("读入文件，写入原始数据表", "read documents and land the raw tables"))
def extract(
    sources: Sources = None,
    *,
    list_: ListFile = None,
    retry: Retry = False,
    allow_private: AllowPrivate = None,
    raw: Raw = None,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Land the sources; exit 3 when some could not be read."""
    settings = _settings(raw_dir=raw, allow_private=allow_private)
    chosen = [*(sources or []), *listed(list_), *(set_aside(settings.raw_dir) if retry else [])]
    report = land_and_tell(chosen, settings, Console(quiet=quiet or json_))
    if json_:
        typer.echo(as_json(report))
    if report.problems:
        raise typer.Exit(EXIT_QUARANTINED)


@app.command(help=say("移除读入过的文件，不再进入指标", "withdraw documents, so that no indicator uses them"))
def forget(documents: Documents, *, reason: Reason = None, restore: Restore = False, raw: Raw = None) -> None:
    """Withdraw documents or take them back; the next build shows it."""
    settings = _settings(raw_dir=raw)
    for line in decide(documents, settings, reason, restore=restore):
        typer.echo(line)


@app.command(help=say("显示每个数字认作什么、为什么", "show what each figure is taken for, and why"))
def explain(file: Document, out: Page = None, *, at: At = None, html: Html = False) -> None:
    """Show one document with its figures marked, one figure's reasons, or all of them as a page."""
    if html and at is not None:
        raise UsageError(say("--html 与 --at 只能选一个", "--html and --at exclude each other"))
    if out is not None and not html:
        raise UsageError(say(f"{out}：要写网页请加 --html", f"{out}: add --html to write a page"))
    if html:
        write_page(file, out, _settings())
    else:
        explain_file(file, at, _settings(), _console())


@app.command(help=say("用人工标注衡量读出的数据", "measure what has landed against labels made by hand"))
def score(raw: RawDir, gold: GoldFile, *, errors: Errors = 0, format_: ScoreFormat = "table") -> None:
    """Compare a raw directory with a gold file; documents that have not landed are one line on standard error."""
    if format_ not in {"table", "json"}:
        raise UsageError(
            say(f"没有 {format_} 这种格式：可用 table, json", f"there is no format {format_}: table or json")
        )
    scores = measure(raw, gold)
    if scores.missing:
        names, count = say("、", ", ").join(scores.missing[:5]), len(scores.missing)
        typer.echo(
            say(f"fazhi: {count} 份文件未读入：{names}", f"fazhi: {count} documents have not landed: {names}"), err=True
        )
    if format_ == "json":
        typer.echo(scores_as_json(scores, errors))
    else:
        print_scores(scores, errors, _console())


@app.command(help=say("构建数据仓，检验全部通过后发布", "build the warehouse; publish it when all tests pass"))
def build() -> None:
    """Build, test and publish."""
    build_and_tell(_settings(), Console())


@app.command(help=say("读入、构建、显示四项指标、打开看板", "extract, build, print the headline indicators, serve"))
def run(
    sources: Sources = None,
    *,
    list_: ListFile = None,
    allow_private: AllowPrivate = None,
    no_dashboard: NoDashboard = False,
    port: Port = None,
) -> None:
    """Do everything once; with inputs set aside and no dashboard the exit code is 3."""
    settings = _settings(dashboard_port=port, allow_private=allow_private)
    if not no_dashboard:
        require_free(settings.dashboard_port)
    console = Console()
    report = land_and_tell([*(sources or []), *listed(list_)], settings, console)
    if not report.landed + report.unchanged:
        raise typer.Exit(EXIT_QUARANTINED)
    build_and_tell(settings, console)
    print_headlines(published_file(settings), console if console.is_terminal else Console(width=PIPE_WIDTH))
    if not no_dashboard:
        serve(settings, settings.dashboard_port, console)
    elif report.problems:
        raise typer.Exit(EXIT_QUARANTINED)


@app.command(help=say("打开看板", "serve the dashboard"))
def dashboard(port: Port = None) -> None:
    """Serve the published warehouse until interrupted."""
    settings = _settings(dashboard_port=port)
    published_file(settings)
    serve(settings, settings.dashboard_port, Console())


@app.command(help=say("查询数据仓（一条 SELECT，只读）", "ask the warehouse (one SELECT, read-only)"))
def query(sql: Sql, format_: Format = "table", limit: Limit = None, output: Output = None) -> None:
    """Answer one SELECT, and say when there were more rows than the limit."""
    require_format(format_, output)
    settings = _settings()
    limits = QueryLimits.of(settings, limit)
    write_answer(run_query(published_file(settings), sql, limits), format_, output, limits)


@app.command(help=say("显示已读入的数据与当前版本", "show what has landed and what is served"))
def status() -> None:
    """Print documents, figures, the served build, its tests and its age."""
    for name, value in status_lines(_settings()):
        typer.echo(f"{name}{say('：', ': ')}{value}")


@app.command(help=say("退回上一个版本", "point back to the previous build"))
def rollback() -> None:
    """Serve the build before the current one."""
    settings = _settings()
    published_file(settings)
    with locked(settings.warehouse_dir, settings.lock_seconds, Console()):
        folder = point_back(settings.warehouse_dir)
    typer.echo(say(f"已退回版本 {folder.name}", f"now serving the earlier build {folder.name}"))


@app.command(help=say("检查安装是否完好", "check the installation and say what to do"))
def doctor() -> None:
    """Run every check; exit 1 when one of them failed."""
    findings = examine(_settings())
    for finding in findings:
        mark = say("正常", "ok  ") if finding.ok else say("有误", "FAIL")
        typer.echo(f"{mark}  {finding.name}{say('：', ': ')}{finding.detail}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(EXIT_FAILED)


def _console() -> Console:
    """Return the console of the terminal, or one that a pipe can take without cutting lines."""
    console = Console()
    return console if console.is_terminal else Console(width=PIPE_WIDTH)


def _settings(**overrides: Any) -> Settings:
    return load_settings(**{name: value for name, value in overrides.items() if value is not None})


if __name__ == "__main__":
    app()
