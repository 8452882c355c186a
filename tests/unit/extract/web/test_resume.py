"""Interrupted runs: what was fetched stays and is not asked for again, and an interruption is quick and clean."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import polars as pl
import pytest

from extract.web.journal import Journal
from tests.conftest import PROJECT_ROOT
from tests.unit.extract.web.conftest import Fetch, codes, journal
from tests.unit.extract.web.site import Site, reply

PAGES = 30
DOWNLOADING = """
import sys
from pathlib import Path
from extract.web.download import download
from extract.web.options import DownloadOptions
download(sys.argv[2:], Path(sys.argv[1]), DownloadOptions(pause=0.05, allow_private=True))
"""


def start(*words: str, **settings: str) -> subprocess.Popen[str]:
    """Start Python with these words behind it, in an environment with these settings."""
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=PROJECT_ROOT,
        env={**os.environ, "PYTHONPATH": str(PROJECT_ROOT), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.01)


def test_a_killed_run_is_continued(site: Site, raw: Path) -> None:
    site.pages = {f"/{n}": reply(f"page {n}") for n in range(PAGES)}
    words = ("-c", DOWNLOADING, str(raw), *(site.url(path) for path in site.pages))
    with start(*words) as first:
        wait_for(lambda: len(site.paths()) >= PAGES * 2 // 3)
        first.send_signal(signal.SIGKILL)
    time.sleep(0.2)  # the site may be at a last request
    kept, asked = journal(raw).height, len(site.paths())
    assert 0 < kept < PAGES
    with start(*words) as second:
        _, err = second.communicate(timeout=60)
    assert second.returncode == 0, err
    assert len(site.paths()) - asked == PAGES - kept, "only what the journal did not hold"
    assert set(site.paths()) == set(site.pages)
    assert journal(raw).height == PAGES
    assert journal(raw)["landing_id"].n_unique() == 1
    assert len(list((raw / "originals").rglob("*.txt"))) == PAGES


def test_ctrl_c_ends_at_once_and_keeps_what_was_fetched(site: Site, tmp_path: Path) -> None:
    def hang(_request: BaseHTTPRequestHandler) -> None:
        time.sleep(20)

    site.pages = {f"/{n}": reply(f"page {n}") for n in range(5)} | {"/hang": hang}
    words = ("-m", "warehouse.cli", "extract", "--allow-private", *(site.url(path) for path in site.pages))
    with start(*words, FAZHI_DATA_DIR=str(tmp_path / "data"), FAZHI_DOWNLOAD_PAUSE="0.05") as run:
        wait_for(lambda: len(site.paths()) == 5)
        time.sleep(0.3)
        run.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, err = run.communicate(timeout=30)
    assert run.returncode == 130
    assert time.monotonic() - began < 5
    assert err.strip().splitlines()[-1].startswith("fazhi: ")
    assert "Traceback" not in err
    assert journal(tmp_path / "data" / "raw").height == 5


def test_an_old_interrupted_run_is_history(fetch: Fetch, site: Site, raw: Path) -> None:
    site.pages["/"] = reply("one")
    fetch(site.url("/"))
    run_id = journal(raw)["landing_id"][0]
    (raw / ".downloading").write_text(run_id)
    assert codes(fetch(site.url("/"))) == ["ok"]
    assert site.paths() == ["/"], "interrupted a moment ago"
    (raw / ".downloading").write_text(run_id)
    os.utime(raw / ".downloading", (0, 0))
    assert codes(fetch(site.url("/"))) == ["ok"]
    assert site.paths() == ["/", "/"]
    assert not (raw / ".downloading").exists()


@pytest.mark.parametrize("mark", ["", "../../x", "报告"])
def test_a_mark_that_names_no_run_is_passed_over(raw: Path, mark: str) -> None:
    raw.mkdir()
    (raw / ".downloading").write_text(mark, encoding="utf-8")
    assert Journal(raw).run_id.endswith("-download")


def test_a_burst_of_answers_is_written_together(
    fetch: Fetch, site: Site, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heights: list[int] = []
    write = pl.DataFrame.write_parquet

    def counted(table: pl.DataFrame, path: Path) -> None:
        heights.append(table.height)
        write(table, path)

    monkeypatch.setattr(pl.DataFrame, "write_parquet", counted)
    site.pages = {f"/{n}": reply(str(n)) for n in range(20)}
    fetch(*(site.url(path) for path in site.pages), pause=0.0)
    assert heights[0] == 1
    assert heights[-1] == journal(raw).height == 20
    assert len(heights) < 10
