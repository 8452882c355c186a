"""The sample documents all the way: landed, built by the real dbt project, published, summed up, asked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from tests.conftest import SampleWarehouse
from warehouse import cli
from warehouse.summary import HEADLINES, print_headlines


@pytest.fixture
def _in_the_sample(sample_warehouse: SampleWarehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_DATA_DIR", str(sample_warehouse.data_dir))


def test_the_four_headline_indicators_have_figures(sample_warehouse: SampleWarehouse) -> None:
    out = io.StringIO()
    print_headlines(sample_warehouse.file, Console(file=out, width=120))
    text = out.getvalue()
    assert all(headline.title[0] in text for headline in HEADLINES)
    assert "没有这项数据" not in text


@pytest.mark.usefixtures("_in_the_sample")
def test_status_tells_documents_figures_and_tests() -> None:
    result = CliRunner().invoke(cli.app, ["status"])
    assert result.exit_code == 0, result.output
    assert "检验：通过 0" not in result.stdout


@pytest.mark.usefixtures("_in_the_sample")
def test_every_observation_opens_its_sentence() -> None:
    sql = "select count(*) n from fct_evidence where is_chosen and position(mention in quote) = 0 and mention <> ''"
    result = CliRunner().invoke(cli.app, ["query", sql, "--format", "csv"])
    assert result.stdout == "n\n0\n", result.output


def test_the_pointer_and_the_stable_path_lead_to_the_build(sample_warehouse: SampleWarehouse) -> None:
    stable = sample_warehouse.warehouse_dir / "warehouse.duckdb"
    assert stable.is_symlink()
    assert stable.resolve() == sample_warehouse.file
    assert Path(sample_warehouse.file).parent.parent.name == "builds"
