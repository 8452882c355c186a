"""Serving the dashboard: Streamlit as a child process on this machine's own address, until interrupted."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rich.console import Console

from warehouse.errors import FazhiError, one_line
from warehouse.settings import PROJECT_ROOT, Settings
from warehouse.wording import say

ADDRESS: Final = "127.0.0.1"
START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 5.0
LOG: Final = "dashboard.log"


def serve(settings: Settings, port: int, console: Console) -> None:
    """Start the server, say where it answers, and stay until Ctrl-C or a termination signal."""
    require_free(port)
    log = settings.warehouse_dir / LOG
    with _server(settings, port, log) as server:
        try:
            _wait_until_ready(server, port, log)
            address = f"http://{ADDRESS}:{port}"
            line = say(f"看板已就绪：{address} （按 Ctrl-C 结束）", f"dashboard: {address}  (Ctrl-C ends it)")
            console.print(line, markup=False, highlight=False, soft_wrap=True)
            server.wait()
        except KeyboardInterrupt:  # a termination signal arrives as one too
            return
    raise _ended(server, log)


def command(port: int) -> list[str]:
    """Return the command line of the server."""
    options = {
        "server.address": ADDRESS,
        "server.port": str(port),
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", "app/main.py", *arguments]


def require_free(port: int) -> None:
    """Raise when something else already listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise FazhiError(
                say(
                    f"端口 {port} 不可用（{error.strerror}）：请换一个端口，例如 fazhi dashboard --port {_other(port)}",
                    f"port {port} cannot be used ({error.strerror}): choose another, such as "
                    f"`fazhi dashboard --port {_other(port)}`",
                )
            ) from error


@contextmanager
def _server(settings: Settings, port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    variables = {
        "FAZHI_DATA_DIR": str(settings.data_dir),
        "FAZHI_RAW_DIR": str(settings.raw_dir),
        "FAZHI_WAREHOUSE_DIR": str(settings.warehouse_dir),
        "FAZHI_REFERENCE_DIR": str(settings.reference_dir),
    }
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603  a fixed command
            command(port),
            cwd=PROJECT_ROOT,
            env=os.environ | variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches this process only, which then ends the server itself
        )
    try:
        yield server
    finally:
        _end(server)


def _wait_until_ready(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise _ended(server, log)
        try:
            with opener.open(f"http://{ADDRESS}:{port}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise FazhiError(
        say(
            f"看板 {START_SECONDS:g} 秒内没有应答：详见 {log}",
            f"the dashboard did not answer within {START_SECONDS:g} s: see {log}",
        )
    )


def _ended(server: subprocess.Popen[bytes], log: Path) -> FazhiError:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() if log.is_file() else []
    last = one_line(lines[-1], 200) if lines else ""
    return FazhiError(
        say(
            f"看板意外退出（代码 {server.returncode}）：{last}；详见 {log}",
            f"the dashboard ended by itself (code {server.returncode}): {last}; see {log}",
        )
    )


def _end(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _other(port: int) -> int:
    return port + 1 if port < 65535 else port - 1
