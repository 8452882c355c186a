"""Numbers that the published warehouse must hold, from the restated sample and from the official documents alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from tests.conftest import SampleWarehouse
from tests.quality.gold import GOLD, IS_THERE, REASON
from warehouse.reader import current_build, open_reader
from warehouse.settings import load_settings
from warehouse.steps import build_and_tell, land_and_tell


@pytest.fixture(scope="module")
def official_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Land and build the official documents."""
    if not IS_THERE:
        pytest.skip(REASON)
    settings = load_settings(data_dir=tmp_path_factory.mktemp("official") / "data")
    land_and_tell([str(GOLD / "corpus")], settings, Console(stderr=True))
    build_and_tell(settings, Console(stderr=True))
    file = current_build(settings.warehouse_dir)
    assert file is not None
    return file


@pytest.fixture(params=["sample", "official"])
def file(request: pytest.FixtureRequest, sample_warehouse: SampleWarehouse) -> Path:
    return sample_warehouse.file if request.param == "sample" else request.getfixturevalue("official_file")


def rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with open_reader(file) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("region", "period", "kind", "cases", "successes", "printed", "computed", "verdict"),
    [
        ("653000", "2017", "administrative", 712, 694, 97.0, 97.47, "rounded"),
        ("653000", "2017", "people", 8147, 8146, 99.9, 99.99, "truncated"),
        ("445302", "2020", "all", 1222, 1208, 98.9, 98.85, "rounded"),
        ("445302", "2020", "pre_litigation", 567, 162, 28.57, 28.57, "rounded"),
        ("210900", "2021", "people", 8226, 8193, 99.59, 99.6, "truncated"),
        ("210900", "2021", "pre_litigation", 118, 64, 54.24, 54.24, "rounded"),
    ],
)
def test_mediation_by_type(
    file: Path, region: str, period: str, kind: str, cases: float, successes: float, printed: float, computed: float,
    verdict: str,
) -> None:  # fmt: skip
    found = rows(
        file,
        "select cases, successes, rate_printed, round(rate_computed, 2), verdict from marts.indicator_mediation_success_rate "
        f"where (region_code, period, mediation_type) = ('{region}', '{period}', '{kind}')",
    )
    assert found == [(cases, successes, printed, computed, verdict)]


@pytest.mark.parametrize(
    ("region", "period", "basis", "scope", "value"),
    [
        ("653000", "2017", "received", "全域", 13),
        ("445302", "2020", "accepted", "全域", 7),
        ("650107", "2024", "received", "全域", 11),
        ("210900", "2021", "handled", "市政府", 80),
    ],
)
def test_the_first_basis_of_reconsideration(
    file: Path, region: str, period: str, basis: str, scope: str, value: float
) -> None:
    found = rows(
        file,
        "select basis, scope, value from marts.indicator_reconsideration_cases "
        f"where is_headline and (region_code, period) = ('{region}', '{period}')",
    )
    assert found == [(basis, scope, value)]


def test_certificates_keep_stock_and_flow_apart(file: Path) -> None:
    sql = (
        "select measure, value from marts.indicator_enforcement_certificates where (region_code, period) = ('{}', '{}')"
    )
    assert set(rows(file, sql.format("445302", "2020"))) == {("issued", 480), ("cancelled", 32), ("held", 508)}
    assert rows(file, sql.format("650107", "2024")) == [("issued", 52)]


def test_a_rate_of_five_cases_shows_them(file: Path) -> None:
    found = rows(
        file,
        "select rate_printed, n, round(ci_low, 1) from marts.indicator_court_appearance_rate "
        "where (region_code, period) = ('650107', '2024')",
    )
    assert found == [(100, 5, 56.6)]


def test_a_plan_gives_no_actual_figure(file: Path) -> None:
    assert rows(file, "select count(*) from marts.fct_observation where region_code = '230700'") == [(0,)]


def test_unaccounted_applications_are_shown(file: Path) -> None:
    found = rows(
        file,
        "select expected, printed, severity from marts.quality_reconciliation "
        "where rule_id = 'reconsideration_balance' and region_code = '650107'",
    )
    assert found == [(11, 10, "warning")]


def test_parts_over_their_total_are_shown_and_nothing_else_is_alarmed(official_file: Path) -> None:
    alarms = rows(
        official_file,
        "select rule_id, region_code, expected, printed from marts.quality_reconciliation "
        "where severity in ('error', 'warning') order by severity",
    )
    assert alarms == [("parts_exceed_total", "445302", 200, 210), ("reconsideration_balance", "650107", 11, 10)]


def test_every_observation_opens_its_sentence(file: Path) -> None:
    missing = rows(
        file,
        "select count(*) from marts.fct_observation as o anti join marts.fct_evidence as e "
        "on o.observation_id = e.observation_id and o.fact_id = e.fact_id and e.is_chosen and contains(e.quote, e.mention)",
    )
    assert missing == [(0,)]
