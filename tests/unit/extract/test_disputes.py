"""Whose figure it is and of what: respondents, courts, arbitration, settlements, parts beside totals, periods of years."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.facts import Fact
from extract.pipeline import Extractor

HEADING = "2023年法治政府建设情况报告\n"
Read = Callable[[str], list[Fact]]


def read(facts_of: Read, sentence: str) -> list[tuple[str, str, str | None]]:
    return [(f.mention, f.indicator, f.breakdown) for f in facts_of(HEADING + sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "因行政处罚被申请行政复议12件，其中维持9件、撤销3件，纠错率25%。",
        "办理行政复议被申请案件8件，均维持。",
        "本局共有行政复议案件2件（均为被申请人）。",
        "全年审查非诉行政案件52件，裁定准予执行47件。",
        "对14件不属于行政诉讼受案范围的案件，裁定不予立案。",
        "市法院受理婚姻家庭纠纷案件5200件，审结合同纠纷案件1.2万件。",
        "公安机关排查化解各类矛盾纠纷1200起。",
        "检察院办理行政争议实质性化解案件12件。",
        "1.3万件争议经复议后未再提起行政诉讼。",
        "行政复议申请量与一审行政诉讼案件量的比值为2.1。",
        "律师参与人民调解870件，参与仲裁79件。",
        "人民调解员中有2人获得优秀人民调解员称号。",
    ],
)
def test_figures_of_others_are_no_facts(facts_of: Read, sentence: str) -> None:
    assert read(facts_of, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "被申请复议6件，被提起行政诉讼4件，复议纠错率8%。",
            [("4", "litigation_cases", None)],
        ),
        (
            "审结行政复议案件60件，其中纠错（含撤销、确认违法）7件，以调解、和解、撤回申请方式办结21件，以其他方式结案3件。",
            [
                ("60", "reconsideration_concluded", None),
                ("7", "reconsideration_corrected", None),
                ("21", "reconsideration_settled", None),
                ("3", "reconsideration_concluded", "other"),
            ],
        ),
        (
            "行政复议决定撤销4件、变更2件，共6件。",
            [
                ("4", "reconsideration_corrected", "revoked"),
                ("2", "reconsideration_corrected", "varied"),
                ("6", "reconsideration_corrected", None),
            ],
        ),
        (
            "行政应诉案件120件，其中一审80件，负责人出庭应诉率95%。",
            [
                ("120", "litigation_cases", None),
                ("80", "litigation_cases", "first"),
                ("95", "court_appearance_rate", None),
            ],
        ),
        (
            "审结行政诉讼案件31件；审结民商事案件470件（含再审2件）。",
            [("31", "litigation_concluded", None)],
        ),
        (
            "市劳动人事仲裁机构共受理劳动争议案件240件，结案率92%，结案金额3100万元。",
            [
                ("240", "arbitration_cases", "labour"),
                ("92", "arbitration_conclusion_rate", "labour"),
                ("3100万", "arbitration_amount", "labour"),
            ],
        ),
        ("各类调解组织调解纠纷310件，调解率100%。", [("310", "mediation_cases", "all")]),
        (
            "人民调解组织排查纠纷310件，调解率98%。",
            [("310", "disputes_screened", None), ("98", "mediation_coverage_rate", "people")],
        ),
        ("劳动仲裁结案率达100﹪。", [("100", "arbitration_conclusion_rate", "labour")]),
    ],
)
def test_the_words_of_disputes(facts_of: Read, sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert read(facts_of, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "司法助理员调解纠纷49件。",
        "律师代理的一审行政案件有76件。",
        "由行政处罚引发的行政复议案件共86件。",
        "设立村（社区）调委会170个。",
    ],
)
def test_parts_of_a_kind_are_subsets(facts_of: Read, sentence: str) -> None:
    assert [f.flags for f in facts_of(HEADING + sentence)] == [("subset",)]


def test_areas_in_brackets_are_the_scopes(facts_of: Read) -> None:
    facts = facts_of(HEADING + "区政府收到行政复议申请62件（即东湾区25件、金岭区37件）。")
    assert [(f.mention, f.scope) for f in facts][1:] == [("25", "东湾区"), ("37", "金岭区")]


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("2020年1月至2022年6月，受理行政复议案件90件。", ["2020-2022"]),
        ("六年来，受理行政复议案件90件。", ["2018-2023"]),
        ("2019年以来，调委会调解纠纷900件，现有人民调解员32名。新设调委会4个。", ["2019-2023", "2023", "2023"]),
        ("去年，全县收到行政复议申请30件，受理25件。今年受理8件。", ["2022", "2022", "2023"]),
        ("去年同期收到行政复议申请30件，受理25件。", ["2022", "2023"]),
        ("2021年、2022年、2023年行政诉讼败诉率分别为9%、8%和6%。", ["2021", "2022", "2023"]),
        ("2021至2023年行政诉讼败诉率依次为9%、8%和6%。", ["2021", "2022", "2023"]),
        ("2022年、2023年分别受理行政复议案件70件、90件。", ["2022", "2023"]),
        ("2021年收到行政复议申请30件，2022年上升至41件，2023年达到52件。", ["2021", "2022", "2023"]),
        ("审结行政复议案件42件（含2022年结转5件），其中驳回9件。", ["2023", "2023", "2023"]),
        ("一审败诉率8.1%，为近五年最低。二审新收行政案件12件。", ["2023", "2023"]),
    ],
)
def test_periods_of_years(facts_of: Read, sentence: str, periods: list[str]) -> None:
    assert [f.period for f in facts_of(HEADING + sentence)] == periods


def test_news_of_this_year_has_the_year_of_its_page(extractor: Extractor) -> None:
    text = "市行政复议局工作情况\n今年一季度，市行政复议局收到行政复议申请38件。\n发布时间：2022-04-12"
    assert [f.period for f, _ in extractor.read("news.txt", text.encode()).facts] == ["2022"]
