"""Figures that share words: objects of one verb, rates of two topics, totals of two kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.facts import Fact

HEADING = "关于2023年度法治政府建设情况的报告\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "对6个县（区）和11个市直部门开展法治政府建设督察。",
            [("6", "rol_inspected_units", None), ("11", "rol_inspected_units", None)],
        ),
        (
            "前置审查常务会议议题40件、规范性文件9件、政府合同31份。",
            [
                ("40", "legality_reviews", "meeting_topic"),
                ("9", "legality_reviews", "normative_document"),
                ("31", "legality_reviews", "government_contract"),
            ],
        ),
        (
            "行政机关负责人出庭应诉率、出声率分别为97%和86%。",
            [("97", "court_appearance_rate", None)],
        ),
        (
            "审结一审行政案件62件、二审行政案件28件。",
            [("62", "litigation_concluded", "first"), ("28", "litigation_concluded", "second")],
        ),
        (
            "行政复议审结案件中，以调解方式结案的占27.5%。",
            [("27.5", "reconsideration_settlement_rate", None)],
        ),
        (
            "行政应诉案件44件，其中法院判决驳回原告诉讼请求23件。",
            [("44", "litigation_cases", None), ("23", "litigation_concluded", "won")],
        ),
        ("审查规范性文件、政府合同和重大行政决策共计77件。", [("77", "legality_reviews", "all")]),
        (
            "废止、修改规范性文件各7件。",
            [("7", "normative_documents_repealed", None), ("7", "normative_documents_amended", None)],
        ),
        (
            "规范性文件报备率、合法性审核率、报备及时率均为99%。",
            [("99", "normative_documents_filing_rate", "filed"), ("99", "normative_documents_filing_rate", "on_time")],
        ),
        (
            "办理人大代表建议31件、政协提案52件,办复率均为98%。",
            [
                ("31", "npc_proposals", None),
                ("52", "cppcc_proposals", None),
                ("98", "cppcc_completion_rate", None),
                ("98", "npc_completion_rate", None),
            ],
        ),
        (
            "办理人大代表建议31件,办结率、办复率均为98%。",  # two names of one rate
            [("31", "npc_proposals", None), ("98", "npc_completion_rate", None)],
        ),
        (
            "办理人大代表建议31件、政协提案52件,满意率分别为97%和96%。",
            [
                ("31", "npc_proposals", None),
                ("52", "cppcc_proposals", None),
                ("97", "npc_satisfaction_rate", None),
                ("96", "cppcc_satisfaction_rate", None),
            ],
        ),
        (
            "办理人大代表建议31件、政协提案52件,办结率98%。",  # of which of the two it does not say
            [("31", "npc_proposals", None), ("52", "cppcc_proposals", None)],
        ),
        ("承办人大议案、建议和政协提案共83件,满意率97%。", []),
        ("对本级印发的64件文件进行清理。", [("64", "normative_documents_cleaned", None)]),
        ("审查规范性文件8件,制定工作方案3个。", [("8", "legality_reviews", "normative_document")]),
        (
            "现行有效规范性文件共70件,其中以政府名义印发52件。",
            [("70", "normative_documents_in_force", None), ("52", "normative_documents_in_force", None)],
        ),
    ],
)
def test_shared_words(
    facts_of: Callable[[str], list[Fact]], sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert [(f.mention, f.indicator, f.breakdown) for f in facts_of(HEADING + sentence)] == expected


@pytest.mark.parametrize("years", ["2021年至2023年", "2021年、2022年、2023年"])
def test_figures_in_order_take_the_years_before_them(facts_of: Callable[[str], list[Fact]], years: str) -> None:
    facts = facts_of(f"{HEADING}{years}，全市诉前调解案件分别为81件、92件、104件。")
    assert [(f.mention, f.period) for f in facts] == [("81", "2021"), ("92", "2022"), ("104", "2023")]


@pytest.mark.parametrize("words", ["成功率均达97%", "成功率分别为97%和97%"])
def test_types_named_before_a_rate_share_it(facts_of: Callable[[str], list[Fact]], words: str) -> None:
    facts = facts_of(f"{HEADING}人民调解、行政调解{words}。")
    assert {(f.indicator, f.breakdown) for f in facts} == {
        ("mediation_success_rate", "people"),
        ("mediation_success_rate", "administrative"),
    }


def test_the_former_and_the_latter_are_the_two_names_compared(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("全市行政复议收案首次超过行政诉讼一审收案，前者263件，后者171件。")
    assert [(f.indicator, float(f.value)) for f in facts] == [
        ("reconsideration_applications", 263),
        ("litigation_cases", 171),
    ]


def test_names_announced_in_the_clause_before_take_the_figures_in_order(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("行政诉讼收案数、败诉数实现双下降，分别为57件和5件。")
    assert [(f.indicator, float(f.value)) for f in facts] == [("litigation_cases", 57), ("litigation_lost", 5)]


def test_each_instance_keeps_its_own_loss_rate(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("全市行政机关一审、二审败诉率分别为10.4%、3.2%。")
    assert [(f.breakdown, float(f.value)) for f in facts] == [("first", 10.4), ("second", 3.2)]


def test_a_run_of_figures_shares_its_word_and_only_the_first_is_no_part(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("三镇持证执法人员14人、12人、9人。")
    assert [(f.indicator, "subset" in f.flags) for f in facts] == [
        ("enforcement_officers_certified", False),
        ("enforcement_officers_certified", True),
        ("enforcement_officers_certified", True),
    ]


def test_what_was_planned_is_a_target_until_the_outcome_is_told(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("年初提出：负责人出庭应诉率90%、人民调解成功率96%。到年末，负责人出庭应诉率实为95%。")
    assert [f.role for f in facts] == ["target", "target", "actual"]


def test_counts_that_add_up_to_the_one_before_them_are_its_parts(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("行政调解案件共计3417件：公安2260件，市场监管844件，其他313件。")
    assert [(float(f.value), "subset" in f.flags) for f in facts] == [
        (3417, False),
        (2260, True),
        (844, True),
        (313, True),
    ]


def test_counts_that_add_up_to_the_total_behind_them_are_its_parts(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("按案由分，婚姻家庭1022件、邻里866件、其他517件，人民调解案件总计2405件。")
    assert [(f.indicator, float(f.value), "subset" in f.flags) for f in facts] == [
        ("mediation_cases", 1022, True),
        ("mediation_cases", 866, True),
        ("mediation_cases", 517, True),
        ("mediation_cases", 2405, False),
    ]


def test_outcomes_that_add_up_to_a_total_are_none_of_it(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("人民调解调成90件，失败20件，共受理110件，涉及220人。")
    assert [(f.indicator, float(f.value)) for f in facts] == [
        ("mediation_successes", 90),
        ("mediation_cases", 110),
        ("mediation_parties", 220),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "行政调解受案居前的是公安机关2118件、市场监管部门1506件、人社部门397件。",
            [("mediation_cases", "2118"), ("mediation_cases", "1506"), ("mediation_cases", "397")],
        ),
        (
            "持证执法人员1466名，其中388名归镇街综合执法队管理。",
            [("enforcement_officers_certified", "1466"), ("enforcement_officers_certified", "388")],
        ),
        (
            "行政执法主体52家，乡镇（街道）占18家。",
            [("enforcement_bodies", "52"), ("enforcement_bodies", "18")],
        ),
        (
            "执法人员持证率由挂牌之初的六成升至九成二。",
            [("enforcement_certificate_rate", "六成"), ("enforcement_certificate_rate", "九成二")],
        ),
        (
            "法制审核人员占持证执法人员（1873人）的6.3%。",
            [("enforcement_officers_certified", "1873"), ("legal_review_staff_ratio", "6.3")],
        ),
        ("持证执法人员1466名，其中388名未通过年审。", [("enforcement_officers_certified", "1466")]),
        ("劳动仲裁涉案金额5488万元，案均标的4.9万元。", [("arbitration_amount", "5488万")]),
        (
            "人民调解已出结果的120件里谈成90件。",
            [("mediation_cases", "120"), ("mediation_successes", "90")],
        ),
        (
            "人民调解组织把47起邻里、婚姻纠纷化解在基层。",
            [("mediation_successes", "47")],
        ),
    ],
)
def test_figures_that_lean_on_the_whole_before_them(
    facts_of: Callable[[str], list[Fact]], sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert [(f.indicator, f.mention) for f in facts_of(HEADING + sentence)] == expected


def test_a_list_in_order_passes_over_last_years_figures_in_brackets(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of(HEADING + "人民调解受理量与调成量分别为52件（2022年：49件）和51件（2022年：48件）。")
    assert [(f.indicator, f.period, float(f.value)) for f in facts] == [
        ("mediation_cases", "2023", 52),
        ("mediation_cases", "2022", 49),
        ("mediation_successes", "2023", 51),
        ("mediation_successes", "2022", 48),
    ]


def test_the_former_and_the_latter_are_the_two_types_named(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("人民调解与行政调解收案分别为46件、9件，前者调成45件，后者调成8件。")
    assert [(f.indicator, f.breakdown) for f in facts] == [
        ("mediation_cases", "people"),
        ("mediation_cases", "administrative"),
        ("mediation_successes", "people"),
        ("mediation_successes", "administrative"),
    ]


def test_shares_that_add_up_to_a_rate_are_no_rates(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("行政复议案件办结率100%，城关片60%，城郊片40%。")
    assert [float(f.value) for f in facts] == [100]


def test_kinds_of_disputes_listed_keep_the_type_of_mediation(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of("各级调委会化解邻里、家庭、物业等纠纷2310件。")
    assert [(f.indicator, f.breakdown) for f in facts] == [("mediation_successes", "people")]


def test_departments_by_short_names_lean_on_the_figure_before(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of(
        HEADING + "全年入户检查卫健540户次、应急206户次，水务、文旅各为73户次、91户次。其中住建最多，为300户次。"
    )
    assert [int(f.value) for f in facts if f.indicator == "administrative_inspections"] == [540, 206, 73, 91, 300]


def test_a_sentence_that_opens_with_its_whole_gives_a_share_its_name(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of(HEADING + "行政复议审结案件中，维持60件；调解和解30件，占29%。纠错比例10.4%。")
    assert [f.indicator for f in facts if f.unit == "%"] == [
        "reconsideration_settlement_rate", "reconsideration_correction_rate",
    ]  # fmt: skip


def test_a_rate_better_than_that_of_another_year_is_of_that_year(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of(HEADING + "行政机关负责人出庭应诉率97.8%，好于2021年度的66.7%。")
    assert [(float(f.value), f.period) for f in facts] == [(97.8, "2023"), (66.7, "2021")]


def test_a_court_that_counts_suits_under_their_heading_is_only_the_source(
    facts_of: Callable[[str], list[Fact]],
) -> None:
    facts = facts_of("2023年行政审判与应诉情况的说明\n据市中级人民法院统计，两级法院一审收案498件、二审收案173件。")
    assert [(f.indicator, int(f.value)) for f in facts] == [("litigation_cases", 498), ("litigation_cases", 173)]


def test_a_heading_tells_the_topic_again_where_the_sentence_before_had_strayed(
    facts_of: Callable[[str], list[Fact]],
) -> None:
    facts = facts_of(HEADING + "二、政务服务提质增效\n承接市级下放事项24项。全年按时办结率99.9%。")
    assert [f.indicator for f in facts] == ["approval_items", "approvals_on_time_rate"]


def test_offices_mediate_by_their_own_power_whoever_did_before(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of(HEADING + "人民调解委员会调解纠纷52起。行政机关就交通事故、消费等事由调解33起。")
    assert [f.breakdown for f in facts] == ["people", "administrative"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "人民调解、诉前调解、行政调解的成功率依次为98%、53%、91%。",
            [("98", "people"), ("53", "pre_litigation"), ("91", "administrative")],
        ),
        (
            "行政调解、人民调解的成功率分别是83%和98%，各类纠纷总体调处率为99%。",
            [("83", "administrative"), ("98", "people"), ("99", "all")],
        ),
        ("人民调解成功率98%，调处率为99%。", [("98", "people"), ("99", "people")]),
        ("县综治中心受理矛盾纠纷190件，化解率96%。", [("190", "all"), ("96", "all")]),
    ],
)
def test_rates_of_the_types_of_mediation(
    facts_of: Callable[[str], list[Fact]], sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert [(f.mention, f.breakdown) for f in facts_of(HEADING + sentence)] == expected
