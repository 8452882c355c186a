"""Figures whose words stand elsewhere: behind a relative clause, in a list of bodies or papers, in another year's clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.facts import Fact

HEADING = "关于2023年度法治政府建设情况的报告\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a verb with 的 says which things, the verb before it what was done with them
        ("逐件清理2020年底以前印发的规范性文件130件。", [("130", "normative_documents_cleaned")]),
        ("审查各部门签订的政府合同34份。", [("34", "legality_reviews")]),
        ("全年制定的规范性文件17件。", [("17", "normative_documents_issued")]),
        # one verb, done to as many bodies as there are figures
        (
            "审计移送线索情况：移送纪委监委、公安机关、主管部门的事项依次为4件、2件、9件。",
            [("4", "audit_clues_transferred"), ("2", "audit_clues_transferred"), ("9", "audit_clues_transferred")],
        ),
        ("公安机关移送检察院、法院的案件分别为30件、20件。", []),
        # a rate that the lexicon does not know keeps its place in a list
        ("代表建议的见面率、办结率分别为100%和98.6%。", [("98.6", "npc_completion_rate")]),
        ("代表建议的办结率、沟通率分别为98.6%和100%。", [("98.6", "npc_completion_rate")]),
        # two nouns, of which one is of something else
        ("检察建议、司法建议都有回复，前者38份，后者15份。", [("38", "procuratorial_suggestions")]),
        # parts of a total that name their instance alone
        (
            "法院共审结行政诉讼案件300件，同比增长5%。其中，一审200件，增长3%；二审100件。",
            [("300", "litigation_concluded"), ("200", "litigation_concluded"), ("100", "litigation_concluded")],
        ),
        (
            "法院受理行政诉讼案件310件；审结300件，其中一审案件200件。",
            [("310", "litigation_cases"), ("300", "litigation_concluded"), ("200", "litigation_concluded")],
        ),
        (
            "全年审结行政诉讼案件300件。一审行政应诉案件200件。",
            [("300", "litigation_concluded"), ("200", "litigation_cases")],
        ),
        # papers listed by title
        (
            "行政执法监督中，下发《行政执法监督决定书》1份、《依法履职催告书》3份。",
            [("1", "supervision_opinions"), ("3", "supervision_opinions")],
        ),
        # the same rate in other words
        ("审批事项按期办结比率99.8%。", [("99.8", "approvals_on_time_rate")]),
        ("行政复议案件受理的比例88%。", [("88", "reconsideration_acceptance_rate")]),
        # another time, another wording
        ("审计移送线索4件，少于上年的6件。", [("4", "audit_clues_transferred"), ("6", "audit_clues_transferred")]),
        (
            "公职律师由2021年的11人扩至19人。",
            [("11", "legal_advisers"), ("19", "legal_advisers")],
        ),
        (
            "行政复议案件受理率88%，2022年这一比例还是76%。",
            [("88", "reconsideration_acceptance_rate"), ("76", "reconsideration_acceptance_rate")],
        ),
        # parts of a total with their shares between them
        (
            "承办人大代表建议72件：工业类48件、占66.7%，交通类20件、占27.8%，其他4件。",
            [("72", "npc_proposals"), ("48", "npc_proposals"), ("20", "npc_proposals"), ("4", "npc_proposals")],
        ),
        # what has not yet happened claims no figure
        ("36件案件作出决定前由专家论证。", []),
    ],
)
def test_a_figure_whose_words_stand_elsewhere(
    facts_of: Callable[[str], list[Fact]], sentence: str, expected: list[tuple[str, str]]
) -> None:
    facts = facts_of(HEADING + sentence)
    assert [(f.mention, f.indicator) for f in facts] == expected


def test_some_of_a_whole_are_its_part(facts_of: Callable[[str], list[Fact]]) -> None:
    whole, some = facts_of(HEADING + "注销执法证件54个，其中借调人员13个。")
    assert (some.indicator, some.flags) == (whole.indicator, ("subset",))


@pytest.mark.parametrize(("sentence", "count"), [("6位政府法律顾问列席会议。", 1), ("6位于县城的窗口已开放。", 0)])
def test_a_measure_word_at_the_start_of_a_sentence(
    facts_of: Callable[[str], list[Fact]], sentence: str, count: int
) -> None:
    assert len(facts_of(HEADING + sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "“十四五”以来，劳动仲裁院共处理争议2260件、涉及3145人，其中2023年531件、702人。",
            ["arbitration_cases", "arbitration_parties"] * 2,
        ),
        ("全市人民调解成功调解纠纷912件，同比多调成77件。", ["mediation_successes"]),
        ("人民调解成功调解纠纷912件，其中司法所调成77件。", ["mediation_successes"] * 2),
        ("全市人民调解结案成功912件，同口径上年为864件。", ["mediation_successes"] * 2),
        ("商事仲裁标的总额3.7亿元，最大单案标的4600万元。", ["arbitration_amount"]),
    ],
)
def test_pairs_changes_and_single_cases(
    facts_of: Callable[[str], list[Fact]], sentence: str, expected: list[str]
) -> None:
    assert [f.indicator for f in facts_of(f"关于2023年度法治政府建设情况的报告\n{sentence}")] == expected
