"""Sentences whose figures lean on each other: lists, shares, kinds, other times, and words without a numeral."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.facts import Fact

HEADING = "关于2023年度法治政府建设情况的报告\n"
Read = Callable[[str], list[Fact]]


def _told(facts: list[Fact]) -> list[tuple[str, float]]:
    return [(f.indicator, float(f.value)) for f in facts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "行政复议受理、办结分别为31件、27件。",
            [("reconsideration_accepted", 31), ("reconsideration_concluded", 27)],
        ),
        (
            "行政复议、行政应诉案件分别为35件、12件。",
            [("reconsideration_handled", 35), ("litigation_cases", 12)],
        ),
        (
            "收到行政复议申请45件、受理40件，2022年分别为38件、33件。",
            [("reconsideration_applications", 45), ("reconsideration_accepted", 40),
             ("reconsideration_applications", 38), ("reconsideration_accepted", 33)],
        ),
        ("接待来访、受理复议申请、信访件分别为31件、27件、20件。", []),
        ("受理并审结行政复议案件23件。", [("reconsideration_accepted", 23), ("reconsideration_concluded", 23)]),
        ("人民调解组织数量、社区数量分别为31个、27个。", []),
    ],
)  # fmt: skip
def test_a_list_in_order_answers_its_names(facts_of: Read, sentence: str, expected: list[tuple[str, float]]) -> None:
    assert _told(facts_of(HEADING + sentence)) == expected


def test_one_name_for_several_areas_gives_each_its_scope(facts_of: Read) -> None:
    facts = facts_of(HEADING + "东湖县、西山县收到行政复议申请分别为9件、7件。")
    assert [(f.scope, float(f.value)) for f in facts] == [("东湖县", 9), ("西山县", 7)]


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("审结行政复议案件80件，纠错8件，占审结案件的10%。", "reconsideration_correction_rate"),
        ("审结行政诉讼案件50件，败诉4件，占审结案件总数的8%。", "litigation_loss_rate"),
        ("市本级受理行政复议案件40件，占全市受理总数的20%。", None),
        ("审结行政复议案件80件，纠错8件，听证审理12件，占审结案件的15%。", None),
        ("税收收入15亿元，占一般公共预算收入的75%。", None),
    ],
)
def test_a_share_is_a_rate_of_its_own_counts(facts_of: Read, sentence: str, rate: str | None) -> None:
    assert [f.indicator for f in facts_of(HEADING + sentence) if f.unit == "%"] == ([rate] if rate else [])


@pytest.mark.parametrize(
    ("sentence", "indicator", "values"),
    [
        ("收到行政复议申请60件，其中行政处罚类31件、信息公开类9件。", "reconsideration_applications", [60, 31, 9]),
        ("发现矛盾纠纷90件。按类型分，婚姻家庭51件、邻里39件。", "disputes_screened", [90, 51, 39]),
        ("现有人民调解员120人，其中专职30人。", "mediators", [120, 30]),
        ("办理行政许可60件，其中信息公开类31件。", "reconsideration_applications", []),
    ],
)
def test_kinds_are_parts_of_their_whole(facts_of: Read, sentence: str, indicator: str, values: list[float]) -> None:
    facts = [f for f in facts_of(HEADING + sentence) if f.indicator == indicator]
    assert [float(f.value) for f in facts] == values
    assert all("subset" in f.flags or f.breakdown for f in facts[1:])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到行政复议申请13件，全部受理并办结。", {"reconsideration_accepted": 13, "reconsideration_concluded": 13}),
        ("行政诉讼案件9件均已审结，无败诉案件。", {"litigation_concluded": 9, "litigation_lost": 0}),
        ("收到行政复议申请13件，均未受理。", {}),
        ("收到行政复议申请13件，均已受理，受理12件。", {}),
        ("受理信访事项13件，全部办结。", {}),
    ],
)
def test_words_without_a_numeral_imply_a_count(facts_of: Read, sentence: str, expected: dict[str, float]) -> None:
    text = HEADING + sentence
    facts = [f for f in facts_of(text) if "implied" in f.flags]
    assert {f.indicator: float(f.value) for f in facts} == expected
    assert all(text[f.start : f.end] == f.mention and not any(c.isdigit() for c in f.mention) for f in facts)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("行政诉讼败诉率连年下降，由2020年的17%降到9%。", [("2020", 17), ("2023", 9)]),
        ("行政复议案件受理量增长17%，达到540件。", [("2023", 540)]),
        ("人民调解成功率由86%升至90%。", [(None, 86), ("2023", 90)]),
        ("五年来，败诉率由2019年的17%降到9%。审结行政诉讼案件70件。", [("2019", 17), ("2023", 9), ("2019-2023", 70)]),
        ("含上年度结转行政复议案件13件。", [("2023", 13)]),
        ("全州行政诉讼案件36件，出庭应诉率96%；州本级8件。", [("2023", 36), ("2023", 96), ("2023", 8)]),
    ],
)
def test_levels_and_their_periods(facts_of: Read, sentence: str, expected: list[tuple[str | None, float]]) -> None:
    assert [(f.period, float(f.value)) for f in facts_of(HEADING + sentence)] == expected


def test_a_part_behind_a_rate_is_of_the_count_before_it(facts_of: Read) -> None:
    facts = facts_of(HEADING + "受理仲裁案件90件，同比增长10%，其中商事仲裁案件60件。")
    assert facts[1].part_of == facts[0].start


@pytest.mark.parametrize(
    ("sentence", "subset"),
    [
        ("行政机关副职负责人出庭21件。", True),
        ("配备专职人民调解员30名。", True),
        ("涉企行政复议案件审结12件。", True),
        ("配备专兼职人民调解员30名。", False),
        ("人民调解涉及群众30人。", False),
    ],
)
def test_one_rank_or_sort_is_a_subset(facts_of: Read, sentence: str, subset: bool) -> None:
    assert ["subset" in f.flags for f in facts_of(HEADING + sentence)] == [subset]


def test_a_review_of_the_year_before_has_that_year(facts_of: Read) -> None:
    facts = facts_of("2023年政府工作报告\n一、2022年工作回顾\n行政复议纠错率9%。\n")
    assert [(f.period, f.role) for f in facts] == [("2022", "actual")]


@pytest.mark.parametrize(
    "sentence",
    [
        "全市法院审结一审案件5,200件、二审案件900件。",
        "公安机关共受理行政案件3,200起，查处2,980起。",
        "检察官出庭支持公诉340件，证人出庭12人次。",
        "审理合同纠纷案件23件，涉案标的额320万元。",
        "专利侵权纠纷行政裁决案件45件，审结43件，调解12件。",
        "受理消费投诉3,400件，办结3,380件，调解成功率92%。",
        "2名人民调解员获评全国模范，1件行政复议案件入选典型案例。",
        "区政府作为被申请人的行政复议案件12件，维持8件，撤销1件。",
        "培训人民调解员860人次，拨付人民调解经费120万元。",
        "收缴农民工工资保证金320万元，清偿民营企业账款2亿元。",
    ],
)
def test_what_is_not_ours_gives_no_fact(facts_of: Read, sentence: str) -> None:
    disputes = ("reconsideration_", "litigation_", "court_", "mediat", "dispute", "arbitration_", "wage_")
    assert [f for f in facts_of(HEADING + sentence) if f.indicator.startswith(disputes)] == []
