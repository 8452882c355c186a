"""Fixtures that all tests share: the project's root and one warehouse built from the sample documents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from rich.console import Console

PROJECT_ROOT = Path(__file__).resolve().parent.parent

# Speed is measured in benchmarks/: no example fails because other work keeps the machine busy.
hypothesis.settings.register_profile("fazhi", deadline=None)
hypothesis.settings.load_profile("fazhi")


@dataclass(frozen=True)
class SampleWarehouse:
    """The sample documents, landed, built and published once in a directory of their own."""

    data_dir: Path
    raw_dir: Path
    warehouse_dir: Path
    file: Path  # the real path of the published warehouse.duckdb


@pytest.fixture(scope="session")
def project_root() -> Path:
    """Return the folder that holds pyproject.toml."""
    return PROJECT_ROOT


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> Iterator[None]:
    """Keep FAZHI_ variables of the person who runs the tests out of them."""
    outside = {name: value for name, value in os.environ.items() if name.startswith("FAZHI_")}
    for name in outside:
        del os.environ[name]
    yield
    os.environ.update(outside)


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> SampleWarehouse:
    """Land data/sample and build it with dbt, through the functions that the command line calls."""
    from warehouse.reader import current_build
    from warehouse.settings import load_settings
    from warehouse.steps import build_and_tell, land_and_tell

    settings = load_settings(data_dir=tmp_path_factory.mktemp("sample") / "data")
    console = Console(stderr=True)
    report = land_and_tell([], settings, console)
    assert report.landed > 0, "data/sample holds no documents"
    assert report.problems == 0, report.messages
    build_and_tell(settings, console)
    file = current_build(settings.warehouse_dir)
    assert file is not None
    return SampleWarehouse(settings.data_dir, settings.raw_dir, settings.warehouse_dir, file)
