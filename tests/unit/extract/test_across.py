"""Figures that lean on others across clauses and sentences: parts that add up, what is left, series, shortcomings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.facts import Fact

Read = Callable[[str], list[Fact]]
TITLE = "关于2023年度法治政府建设情况的报告\n"


def of(facts: list[Fact], code: str) -> list[float]:
    return [float(f.value) for f in facts if f.indicator == code and f.role == "actual"]


def test_a_sentence_may_begin_with_the_parts_of_a_count_before_it(facts_of: Read) -> None:
    facts = facts_of(TITLE + "受理行政复议申请618件，受理率84.2%。州本级占205件，县（市）占413件。")
    assert of(facts, "reconsideration_accepted") == [618, 205, 413]
    assert [f.flags for f in facts if f.value in {205, 413}] == [("subset",), ("subset",)]


def test_figures_that_do_not_add_up_are_no_parts(facts_of: Read) -> None:
    facts = facts_of(TITLE + "受理行政复议申请618件，受理率84.2%。网格员上报205件，群众反映414件。")
    assert of(facts, "reconsideration_accepted") == [618]


def test_what_is_left_of_a_whole_is_its_part(facts_of: Read) -> None:
    facts = facts_of(TITLE + "行政应诉案件共377件，其中以市、县政府为被告的104件，其余273件告的是部门和乡镇。")
    assert of(facts, "litigation_cases") == [377, 104, 273]


def test_a_rest_that_leaves_no_whole_is_nothing(facts_of: Read) -> None:
    facts = facts_of(TITLE + "行政应诉案件共377件，其中以市、县政府为被告的104件，其余270件另行统计。")
    assert of(facts, "litigation_cases") == [377, 104]


@pytest.mark.parametrize("joint", ["再到", "到"])
def test_a_series_goes_on_to_its_next_level(facts_of: Read, joint: str) -> None:
    facts = facts_of(TITLE + f"行政处罚案件逐年下降，由1122件{joint}905件。")
    assert of(facts, "administrative_penalties") == [1122, 905]


def test_people_trained_stand_beside_the_courses(facts_of: Read) -> None:
    facts = facts_of(TITLE + "加强行政执法人员管理。岗前培训6期561人，在岗轮训4870人次。")
    assert 561 in of(facts, "enforcement_trainees")


@pytest.mark.parametrize(
    "heading", ["四、差距与下步打算", "四、短板弱项和今后努力方向", "五、问题、不足及2024年工作打算"]
)
def test_shortcomings_named_with_plans_are_levels(facts_of: Read, heading: str) -> None:
    facts = facts_of(f"{TITLE}{heading}\n行政复议综合纠错率26.8%，反映部分单位执法粗放。\n")
    assert of(facts, "reconsideration_correction_rate") == [26.8]


def test_disputes_found_leave_the_matter_of_the_sentence_before(facts_of: Read) -> None:
    facts = facts_of(TITLE + "劳动仲裁立案3306件，法定时限内结案率98.4%。排查矛盾纠纷20400起，调处率100%。")
    assert of(facts, "mediation_coverage_rate") == [100]
