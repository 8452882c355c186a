"""How the command line ends: one line on standard error, a documented exit code, a traceback only on request."""

from __future__ import annotations

import importlib.metadata
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import Any, Final

import typer
from typer.core import TyperGroup

from warehouse.errors import EXIT_FAILED, EXIT_OK, FazhiError, one_line
from warehouse.wording import say

VERBOSE: Final = "--verbose"
EXIT_INTERRUPTED: Final = 130


class OneLineGroup(TyperGroup):
    """A command group whose failures are one line; `--verbose` is taken at any place of the command line."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the command and leave with its exit code."""
        given = list(sys.argv[1:] if args is None else args)
        verbose = VERBOSE in given
        extra["standalone_mode"] = False
        try:
            _end_like_ctrl_c()
            code = super().main([word for word in given if word != VERBOSE], *rest, **extra)
        except Exception as error:  # noqa: BLE001  whatever goes wrong ends as one line
            if verbose:
                traceback.print_exc()
            code = _tell(error)
        if code == EXIT_INTERRUPTED:
            _print(say("已中断，未完成的工作没有发布", "interrupted: nothing unfinished was published"))
        sys.exit(code if isinstance(code, int) else EXIT_OK)


def print_version(wanted: bool) -> None:  # noqa: FBT001  the shape of an option's callback
    """Print the version of the installed project and leave."""
    if not wanted:
        return
    try:
        version = importlib.metadata.version("fazhi")
    except importlib.metadata.PackageNotFoundError:
        version = say("（未安装：请运行 make install）", "(not installed: run `make install`)")
    typer.echo(f"fazhi {version}")
    raise typer.Exit


def _end_like_ctrl_c() -> None:
    """Let a termination signal unwind like Ctrl-C, so that no child process is left behind."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _tell(error: Exception) -> int:
    if isinstance(error, FazhiError):
        for detail in error.details:
            _print(detail)
        _print(str(error))
        return error.exit_code
    if isinstance(error, typer.TyperException):
        advice = say("用法见 fazhi --help", "see `fazhi --help`")
        _print(f"{one_line(error.format_message())} {say('（', '(')}{advice}{say('）', ')')}")
        return error.exit_code
    if isinstance(error, typer.Abort | BrokenPipeError):
        return EXIT_FAILED
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        advice = say(
            "请检查路径与权限，或运行 fazhi doctor", "check the path and its permissions, or run `fazhi doctor`"
        )
        _print(f"{place}{error.strerror or error}; {advice}")
        return EXIT_FAILED
    advice = say("加 --verbose 重新运行可看详情", "run it again with --verbose for details")
    _print(say("意外错误：", "unexpected error: ") + f"{type(error).__name__}: {one_line(error)}; {advice}")
    return EXIT_FAILED


def _print(line: str) -> None:
    typer.echo(f"fazhi: {one_line(line, 2000)}", err=True)
