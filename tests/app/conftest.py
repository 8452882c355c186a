"""Fixtures of the dashboard's tests: a data directory of their own and a way to open a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.small_warehouse import publish, small_marts

MAIN = Path(__file__).resolve().parents[2] / "app" / "main.py"
OpenPage = Callable[..., AppTest]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data directory that the dashboard reads, with all caches cleared."""
    monkeypatch.setenv("FAZHI_DATA_DIR", str(tmp_path))
    st.cache_resource.clear()
    st.cache_data.clear()
    return tmp_path


@pytest.fixture
def small_data_dir(data_dir: Path) -> Path:
    """A data directory with the small warehouse published in it."""
    publish(data_dir, small_marts())
    return data_dir


@pytest.fixture
def open_page() -> OpenPage:
    """Opens a page ("" is the overview) with parameters of the address and runs it once."""

    def opened(page: str = "", **parameters: str) -> AppTest:
        app = AppTest.from_file(str(MAIN), default_timeout=60)
        app.query_params.update(parameters)
        app.run()
        if page:
            app.switch_page(f"views/{page}.py")
            app.query_params.update(parameters)
            app.run()
        return app

    return opened
