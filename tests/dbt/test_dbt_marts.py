"""The values of the marts for a raw layer of invented documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dbt.builds import Build, Rows, run_dbt
from tests.dbt.raw_layer import CITY, COUNTY, Document, raw_rows, write_raw_layer

RATES = "marts.indicator_mediation_success_rate"
MARTS = (
    "dim_region", "dim_indicator", "dim_document", "fct_observation", "fct_evidence", "fct_relation", "fct_target",
    "indicator_court_appearance_rate",
    "indicator_enforcement_certificates", "indicator_mediation_success_rate", "indicator_reconsideration_cases",
    "quality_problems", "quality_reconciliation", "quality_unmapped_quantities",
)  # fmt: skip


def test_rounded_and_truncated_rates_are_told_apart(build: Build) -> None:
    """Four printed rates, of which two were cut off."""
    wanted = "select region_code, mediation_type, verdict"
    rows = build.query(f"{wanted} from {RATES} where rate_computed is not null order by all")
    assert rows == [
        (CITY, "all", "rounded"),
        (CITY, "people", "truncated"),
        (COUNTY, "administrative", "rounded"),
        (COUNTY, "people", "unchecked"),
    ]


def test_a_rate_restated_without_counts_is_checked_against_nothing(build: Build) -> None:
    """The later report's rate is shown beside the earlier report's counts and not judged by them."""
    [row] = build.records(f"select * from {RATES} where region_code = '{COUNTY}' and mediation_type = 'people'")
    assert (row["rate_printed"], row["cases"], row["successes"]) == (99.5, 8147, 8146)
    assert (row["verdict"], row["obs_status"]) == ("unchecked", "U")
    assert len(row["fact_ids"]) == 3
    assert row["fact_ids"][0] == row["fact_id"]


def test_counts_without_a_rate_stand_alone(build: Build) -> None:
    """A court's cases and an approximate total are rows of their own."""
    wanted = "select mediation_type, scope, cases, successes, obs_status"
    rows = build.query(f"{wanted} from {RATES} where rate_computed is null order by 1")
    assert rows == [("all", "全域", None, 9000, "E"), ("judicial", "县法院", 568, None, "V")]


def test_court_rates_keep_their_basis(build: Build) -> None:
    """Five suits and 100 % give the Wilson interval of 56.6 to 100; hearings give a rate that differs."""
    county, city = (
        build.records(f"select * from marts.indicator_court_appearance_rate where region_code = '{code}'")[0]
        for code in (COUNTY, CITY)
    )
    assert (county["denominator_basis"], county["n"], county["numerator"]) == ("litigation_cases", 5, None)
    assert (county["ci_low"], county["ci_high"]) == pytest.approx((56.5518, 100), abs=1e-4)
    assert (county["verdict"], county["obs_status"]) == ("unchecked", "D")
    assert (city["denominator_basis"], city["verdict"], city["obs_status"]) == ("hearings", "differs", "V")
    assert city["rate_computed"] == pytest.approx(58.980044, abs=1e-6)


def test_reconsideration_takes_the_first_basis_present(build: Build) -> None:
    """Received in the county, accepted in the city; the older landing of 99 is gone."""
    wanted = "select region_code, basis, value, obs_status from marts.indicator_reconsideration_cases"
    rows = build.query(f"{wanted} where is_headline order by 1")
    assert rows == [(CITY, "accepted", 7, "D"), (COUNTY, "received", 11, "V")]


def test_stock_and_flow_of_certificates_stay_apart(build: Build) -> None:
    """The statistics table wins over the report, and issued cards are another measure."""
    wanted = "select measure, value, scope, obs_status from marts.indicator_enforcement_certificates"
    rows = build.query(f"{wanted} order by measure")
    assert rows == [("held", 510, "全域", "V"), ("issued", 480, "全域", "D")]


def test_the_choice_among_sources_is_explained(build: Build) -> None:
    """n_sources, n_values and the reason of the two observations with two sources."""
    wanted = "select indicator, n_sources, n_values, choice_reason from marts.fct_observation"
    rows = build.query(f"{wanted} where n_sources > 1 order by 1")
    assert rows == [
        ("enforcement_officers_certified", 2, 2, "采用更权威的文献类型"),
        ("mediation_success_rate", 2, 2, "采用最新发布"),
    ]


def test_reconciliation_raises_no_false_alarm(build: Build) -> None:
    """One wrong rate, one whole exceeded, one unaccounted case; everything else is fine."""
    wanted = "select rule_id, severity, verdict, round(difference, 2) from marts.quality_reconciliation"
    rows = build.query(f"{wanted} where severity <> 'ok' order by all")
    assert rows == [
        ("parts_exceed_total", "error", "exceeds", 10),
        ("rate_recomputed", "error", "differs", 0.52),
        ("reconsideration_balance", "warning", "shortfall", -1),
    ]


def test_messages_carry_the_figures(build: Build) -> None:
    """Both languages say what was printed and what the counts give."""
    [row] = build.records("select * from marts.quality_reconciliation where printed = 99.9")
    assert row["message_zh"] == "调解成功率印作99.9%，按8146/8147计算为99.99%：系截尾，不是错误。"
    assert "is printed as 99.9%; 8146/8147 gives 99.99%: cut off" in row["message_en"]


def test_a_check_without_a_fact_takes_the_place_of_its_document(build: Build) -> None:
    """The exceeded whole carries no indicator, yet it has a region and a period."""
    [row] = build.records("select * from marts.quality_reconciliation where rule_id = 'parts_exceed_total'")
    assert (row["region_code"], row["region_name"], row["period"], row["indicator"]) == (COUNTY, "甲县", "2020", None)


def test_unmapped_quantities_are_listed_by_subject(build: Build) -> None:
    """Two documents count offices; structure comes after them, figures without a subject last, older landings never."""
    wanted = "select subject, unit, n_mentions, n_documents, n_regions, mention, quote"
    rows = build.query(f"{wanted} from marts.quality_unmapped_quantities order by rank_no")
    offices, network, *nameless = rows
    assert offices[:5] == ("建成司法所", "个", 2, 2, 2)
    assert offices[5:] in {("12", "健全3级网络，建成司法所12个。"), ("13", "健全3级网络，建成司法所13个。")}
    assert network[:5] == ("健全网络", "级", 2, 2, 2)
    assert [row[0] for row in nameless] == [None]


def test_targets_and_suspect_figures_are_evidence_only(build: Build) -> None:
    """They can be read in fct_evidence and feed no observation."""
    rows = build.query("select role, flags from marts.fct_evidence where observation_id is null order by role")
    assert rows == [("actual", ["suspect"]), ("target", [])]


def test_a_quote_is_the_sentence_of_its_document(build: Build, invented_documents: list[Document]) -> None:
    """quote = text[quote_start:quote_end] by Python's reckoning as well."""
    texts = {document.doc_id: document.text for document in invented_documents}
    rows = build.query("select doc_id, quote, quote_start, quote_end from marts.fct_evidence")
    assert len(rows) > 30
    for doc_id, quote, start, end in rows:
        assert texts[doc_id][start:end] == quote


def test_meta_build_has_a_row_for_every_node(build: Build) -> None:
    """Models, data tests and unit tests of this build, all of them passed."""
    manifest = build.manifest()
    nodes = {name for name, node in manifest["nodes"].items() if node["resource_type"] in ("model", "test")}
    assert {node for (node,) in build.query("select node_id from marts.meta_build")} == nodes | set(
        manifest["unit_tests"]
    )
    assert build.query("select distinct status from marts.meta_build order by 1") == [("pass",), ("success",)]
    assert build.query("select distinct extractor_version, catalogue_version from marts.meta_build") == [("1", "c1")]


def test_targets_stand_with_their_sentence_and_their_area(build: Build) -> None:
    """A plan's rate, a damaged figure and a milestone; none of them is an observation."""
    rows = build.records("select * from marts.fct_target order by span_start")
    assert [(r["comparator"], r["value"], r["value_high"], r["is_suspect"]) for r in rows] == [
        (">=", 96, None, False), ("range", 3, 5, True), ("milestone", None, None, False),
    ]  # fmt: skip
    assert all(r["mention"] in r["quote"] and r["region_name"] == "甲县" for r in rows)
    assert build.query("select count(*) from marts.fct_observation where value = 96") == [(0,)]


def test_a_build_takes_less_than_forty_seconds(build: Build) -> None:
    """The budget of a small raw layer on two cores."""
    assert build.seconds < 40


def _marts(build: Build) -> dict[str, Rows]:
    """The rows of every mart, sorted."""
    return {mart: build.query(f"select * from marts.{mart} order by all") for mart in MARTS}


def test_doubled_and_reversed_rows_give_the_same_marts(
    build: Build, invented_documents: list[Document], tmp_path: Path
) -> None:
    """Neither the order nor a repetition of raw rows changes a mart."""
    raw = write_raw_layer(tmp_path / "raw", raw_rows(invented_documents), disorder=True)
    again = run_dbt(raw, tmp_path / "build", "run", "--exclude", "meta_build")
    assert again.code == 0, again.output
    assert _marts(again) == _marts(build)
