"""Charts: what is ranked, what is only shown, what is missing; and that each draws without a value made up."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from app.charts import intervals, marks, ranking, severity, states, subjects, trend
from app.charts.palette import DARK, LIGHT, palette
from app.i18n import texts

NO_PLACES = pl.DataFrame(schema={"region_code": pl.String, "region_level": pl.String, "short_name": pl.String})


def figures(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows as the query of figures gives them, with defaults for what a test does not care about."""
    common = {
        "region_level": "county", "is_whole_area": True, "is_year": True, "value": None, "n": None, "ci_low": None,
        "ci_high": None, "rate_computed": None, "rate_printed": None,
    }  # fmt: skip
    filled = []
    for index, row in enumerate(rows):
        code = row.get("region_code", f"{index:06}")
        own = {"region_code": code, "short_name": code, "region_name": code, "period": "2020"}
        filled.append(common | own | {"observation_id": f"o{index}"} | row)
    numbers = ("value", "n", "ci_low", "ci_high", "rate_computed", "rate_printed")
    return pl.DataFrame(filled, schema_overrides=dict.fromkeys(numbers, pl.Float64), infer_schema_length=None)


def ranked(rows: pl.DataFrame, *, rate: bool = False, missing: pl.DataFrame = NO_PLACES) -> pl.DataFrame:
    """Orders chart rows as for one period."""
    return states.ranking(rows, missing, by_interval=rate, one_period=True)


def test_small_counts_are_shown_and_not_ranked() -> None:
    order = ranked(states.of_counts(figures({"value": 9}, {"value": 10}, {"value": 300})))
    assert order["label"].to_list() == ["1. 000002", "2. 000001", "000000"]
    assert order["state"].to_list() == ["ranked", "ranked", "small"]


def test_zero_is_a_value_and_null_is_none() -> None:
    order = ranked(states.of_counts(figures({"value": 0}, {"value": None})))
    assert order["value"].to_list() == [0.0]


def test_own_level_figures_are_no_peers() -> None:
    assert states.of_counts(figures({"value": 80, "is_whole_area": False})).is_empty()


def test_missing_places_have_no_value() -> None:
    absent = pl.DataFrame({"region_code": ["x"], "region_level": ["county"], "short_name": ["X"]})
    last = ranked(states.of_counts(figures({"value": 20})), missing=absent).row(-1, named=True)
    assert (last["state"], last["value"], last["label"]) == ("missing", None, "X")


def test_rates_are_ordered_by_the_lower_bound() -> None:
    few = {"n": 20, "rate_computed": 100.0, "ci_low": 83.9, "ci_high": 100.0}
    many = {"n": 9000, "rate_computed": 99.0, "ci_low": 98.8, "ci_high": 99.2}
    order = ranked(states.of_rates(figures(few, many)), rate=True)
    assert order["value"].to_list() == [99.0, 100.0]


def test_printed_rates_stand_last() -> None:
    counted = {"n": 5, "rate_computed": 60.0, "ci_low": 23.1, "ci_high": 88.2}
    order = ranked(states.of_rates(figures({"rate_printed": 100.0}, counted)), rate=True)
    assert order["state"].to_list() == ["small", "uncounted"]
    assert order["value"].to_list() == [60.0, 100.0]


def test_another_base_is_shown_as_printed_without_interval() -> None:
    row = {"n": 1974, "rate_computed": 73.96, "rate_printed": 47.8, "ci_low": 72.0, "ci_high": 75.8}
    shown = states.of_rates(figures(row | {"denominator_basis": "litigation_cases"})).row(0, named=True)
    assert (shown["state"], shown["value"], shown["low"]) == ("other_base", 47.8, None)


def test_latest_takes_years_only() -> None:
    rows = figures(
        {"region_code": "a", "period": "2019", "value": 20},
        {"region_code": "a", "period": "2021", "value": 30},
        {"region_code": "a", "period": "2015-2022", "value": 900, "is_year": False},
    )
    assert states.latest(states.of_counts(rows))["value"].to_list() == [30.0]


def test_years_between_are_empty() -> None:
    rows = figures(
        {"region_code": "a", "period": "2019", "value": 20}, {"region_code": "a", "period": "2021", "value": 3}
    )
    line = states.yearly(states.of_counts(rows))
    assert line["period"].to_list() == ["2019", "2020", "2021"]
    assert line["value"].to_list() == [20.0, None, 3.0]


def test_shared_names_are_told_apart() -> None:
    rows = figures({"value": 20, "short_name": "鼓楼"}, {"value": 20, "short_name": "鼓楼"})
    labels = ranked(states.of_counts(rows))["label"]
    assert labels.n_unique() == 2


def unmapped_rows(*names: str) -> pl.DataFrame:
    """Rows of the list of unmapped quantities."""
    rows = [
        {"subject": name, "unit": None, "n_documents": 2, "n_mentions": 3, "n_regions": 1, "unmapped_id": f"u{index}"}
        for index, name in enumerate(names)
    ]
    return pl.DataFrame(rows, schema_overrides={"unit": pl.String})


@pytest.mark.parametrize("colors", [LIGHT, DARK])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_draw(colors: Any, lang: str) -> None:
    words = texts(lang)
    absent = pl.DataFrame({"region_code": ["x"], "region_level": ["county"], "short_name": ["X"]})
    counts = ranked(states.of_counts(figures({"value": 20}, {"value": 3})), missing=absent)
    rates = states.of_rates(figures({"n": 20, "rate_computed": 100.0, "ci_low": 83.9, "ci_high": 100.0}))
    years = states.yearly(states.of_counts(figures({"value": 20})))
    checks = pl.DataFrame({"rule_id": ["r"], "severity": ["ok"], "verdict": ["equal"], "n": [2]})
    for chart in (
        ranking.bars(counts, words, colors, "000000"),
        intervals.dots(ranked(rates, rate=True), words, colors),
        trend.line(years, words, colors, rate=False),
        trend.line(years, words, colors, rate=True),
        severity.counts(checks, words, colors),
        subjects.bars(unmapped_rows("建成司法所"), words, colors),
    ):
        assert chart.to_dict()["layer"]


def test_a_click_carries_the_figure() -> None:
    chart = ranking.bars(ranked(states.of_counts(figures({"value": 20}))), texts("zh"), LIGHT)
    (pick,) = chart.to_dict()["params"]
    assert (pick["name"], pick["select"]["fields"]) == (marks.PICK, ["observation_id"])


def test_a_click_carries_the_subject() -> None:
    chart = subjects.bars(unmapped_rows("甲", "乙"), texts("zh"), LIGHT).to_dict()
    assert chart["params"][0]["select"]["fields"] == ["unmapped_id"]
    (rows,) = chart["datasets"].values()
    assert [row["unmapped_id"] for row in rows] == ["u0", "u1"]


def test_hostile_names_stay_data() -> None:
    rows = figures({"value": 20, "short_name": "<script>alert(1)</script>'\"\\", "region_name": "\u202ex"})
    assert ranking.bars(ranked(states.of_counts(rows)), texts("zh"), LIGHT).to_dict()


def test_unknown_theme_is_light() -> None:
    assert palette(None) is LIGHT
    assert palette("dark") is DARK
