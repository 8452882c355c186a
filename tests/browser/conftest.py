"""Fixtures of the browser tests: a real server on a free port and the system's Chromium, on this machine only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from tests.app.small_warehouse import publish, small_marts

ROOT: Final = Path(__file__).resolve().parents[2]
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM: Final = os.environ.get("FAZHI_CHROMIUM") or next((p for n in NAMES if (p := shutil.which(n))), None)
ARGUMENTS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
START_SECONDS: Final = 60


@dataclass
class Server:
    """A running dashboard and the data directory that it shows."""

    url: str
    data_dir: Path


@dataclass
class Visitor:
    """A fresh browser context whose errors and foreign requests are noted."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        """Opens an address and waits until the page stands still."""
        self.page.goto(url)
        self.page.get_by_test_id("stMain").locator(".fz-foot").wait_for(timeout=30_000)
        settle(self.page)
        return self.page


def settle(page: Page) -> None:
    """Waits until no script runs any more."""
    page.wait_for_timeout(300)
    page.locator("[data-test-script-state='notRunning']").wait_for(timeout=30_000)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the dashboard did not start at {url}: {log.read_text(errors='replace')[-2000:]}")


def _serve(data_dir: Path) -> Iterator[Server]:
    publish(data_dir, small_marts())
    port, log = _free_port(), data_dir / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", "app/main.py", "--server.port", str(port)]
    environment = os.environ | {"FAZHI_DATA_DIR": str(data_dir)}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_healthy(process, url, log)
        yield Server(url, data_dir)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the small warehouse, shared by the tests that change nothing."""
    yield from _serve(tmp_path_factory.mktemp("dashboard"))


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server of its own for a test that publishes a build."""
    yield from _serve(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests are skipped, but fail where CI=true."""
    if CHROMIUM is None:
        reason = f"no browser: install one of {', '.join(NAMES)} or set FAZHI_CHROMIUM to its path"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors with fresh contexts; any error or request to another machine fails the test at its end."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def fresh(width: int = 1280, height: int = 900, *, dark: bool = False) -> Visitor:
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        visitor = Visitor(context.new_page())
        visitors.append(visitor)
        _note_errors(visitor)
        return visitor

    yield fresh
    for context in contexts:
        context.close()
    assert [error for visitor in visitors for error in visitor.errors] == []


def _note_errors(visitor: Visitor) -> None:
    def note_console(kind: str, text: str, where: str) -> None:
        # Streamlit looks for its own service below the page's path first, then at the root.
        if kind == "error" and "/_stcore/" not in where:
            visitor.errors.append(f"console: {text} ({where})")

    def note_request(url: str) -> None:
        if urlsplit(url).scheme in {"http", "https", "ws", "wss"} and urlsplit(url).hostname != "127.0.0.1":
            visitor.errors.append(f"request to another machine: {url}")

    def note_dialog(dialog: Dialog) -> None:
        visitor.errors.append(f"a script ran: {dialog.message}")
        dialog.dismiss()

    page = visitor.page
    page.on("console", lambda message: note_console(message.type, message.text, message.location.get("url", "")))
    page.on("pageerror", lambda error: visitor.errors.append(f"page error: {error}"))
    page.on("dialog", note_dialog)
    page.on("request", lambda request: note_request(request.url))
