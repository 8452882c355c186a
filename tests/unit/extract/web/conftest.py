"""A site of one's own, and downloading from it without waiting."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import polars as pl
import pytest

from extract.sources import Missing, Stored
from extract.web.download import download
from extract.web.network import Network
from extract.web.options import DownloadOptions
from tests.unit.extract.web.site import Site

QUICK = DownloadOptions(pause=0.01, silence=1.0, allow_private=True, first_retry=0.01)
Fetch = Callable[..., list[Stored | Missing]]


_read_once = cache(httpx.create_ssl_context)


@pytest.fixture(autouse=True)
def _certificates_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the certificates of all authorities once and not for each of two hundred runs of a few milliseconds."""
    fresh = httpx.create_ssl_context
    monkeypatch.setattr(httpx, "create_ssl_context", lambda: fresh() if "SSL_CERT_FILE" in os.environ else _read_once())


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


@pytest.fixture
def fetch(raw: Path) -> Fetch:
    """Download addresses; named options replace those of QUICK."""

    def run(*addresses: str, network: Callable[[], Network] | None = None, **options: Any) -> list[Stored | Missing]:
        return download(addresses, raw, replace(QUICK, **options), network=network)

    return run


def codes(found: Sequence[Stored | Missing]) -> list[str]:
    """The code of each problem, "ok" where there is none; every problem is one line that names its source."""
    for entry in found:
        if isinstance(entry, Missing):
            assert entry.stage == "fetch"
            assert entry.detail.startswith(f"{entry.uri}：")
            assert " / " in entry.detail
            assert "\n" not in entry.detail
    return [entry.error if isinstance(entry, Missing) else "ok" for entry in found]


def content(entry: Stored | Missing) -> bytes:
    assert isinstance(entry, Stored), entry
    return entry.path.read_bytes()


def journal(raw: Path) -> pl.DataFrame:
    return pl.read_parquet(raw / "downloads" / "*.parquet").sort("fetched_at")
