"""Figures told apart by body or field, names with figures in brackets, limits set from above, words of two matters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.facts import Fact

HEADING = "关于2023年度法治政府建设情况的报告\n"
Read = Callable[[str], list[Fact]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "败诉主要集中于住建（9件）、公安（5件）和人社（2件）领域。",
            [("9", "litigation_lost"), ("5", "litigation_lost"), ("2", "litigation_lost")],
        ),
        (
            "复议纠错案件中，乡镇7件、公安机关5件、自然资源部门3件。",
            [("7", "reconsideration_corrected"), ("5", "reconsideration_corrected"), ("3", "reconsideration_corrected")],
        ),
        (
            "行政复议收案中，行政处罚类44件、信息公开类18件。",
            [("44", "reconsideration_applications"), ("18", "reconsideration_applications")],
        ),
        (
            "按被申请人类型划分，公安机关41件最多，占新收100件申请的41%。",
            [("100", "reconsideration_applications")],
        ),
        (
            "全年结案51件（维持40、驳回请求9、确认违法2）。",
            [
                ("51", "reconsideration_concluded"),
                ("40", "reconsideration_upheld"),
                ("9", "reconsideration_dismissed"),
                ("2", "reconsideration_corrected"),
            ],
        ),
        ("行政复议申请数量再创新高，突破千件大关，达1204件。", [("1204", "reconsideration_applications")]),
        ("行政诉讼全年63个案件开庭，61个案件有负责人到庭。", [("63", "litigation_hearings"), ("61", "court_appearances")]),
        ("行政诉讼开庭30件，尚待开庭5件。", [("30", "litigation_hearings")]),
        ("复议案件调解结案占比由不到三成升至四成五。", [("三成", "reconsideration_settlement_rate"), ("四成五", "reconsideration_settlement_rate")]),
        ("复议立案9件，受理信访（30件）、投诉（12件）。", [("9", "reconsideration_accepted")]),
    ],
)  # fmt: skip
def test_whose_figures(facts_of: Read, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.mention, f.indicator) for f in facts_of(HEADING + sentence)] == expected


def test_a_limit_is_a_standard_and_what_came_of_it_a_level(facts_of: Read) -> None:
    facts = facts_of(HEADING + "省定行政案件败诉率上限为12%，我市实际为6.7%。")
    assert [(f.mention, f.role) for f in facts] == [("12", "standard"), ("6.7", "actual")]


def test_fields_are_parts_and_the_whole_behind_a_share_is_none(facts_of: Read) -> None:
    facts = facts_of(HEADING + "败诉主要集中于住建（9件）、公安（5件）领域，占全年败诉案件21件的66.7%。")
    assert [(f.mention, "subset" in f.flags) for f in facts] == [("9", True), ("5", True), ("21", False)]


def test_a_word_with_its_particle_means_what_it_means_without(facts_of: Read) -> None:
    """握手言和的 is a word of mediation; 握手言和 one of reviews as well."""
    facts = facts_of(HEADING + "行政复议案件中握手言和的有15件。")
    assert [(f.mention, f.indicator) for f in facts] == [("15", "reconsideration_settled")]
