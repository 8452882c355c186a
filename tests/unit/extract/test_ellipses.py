"""What a figure leaves out of its words: the rank that appeared, the basis of a rate, the level behind a change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.facts import Fact

HEADING = "关于2023年度法治政府建设情况的报告\n"
APPEARED = "court_appearances"
RATE = "court_appearance_rate"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # ranks of persons, and all of them together
        (
            "县长出庭应诉2次，副县长5次，部门主要负责人30次，共计37次。",
            [("2", APPEARED), ("5", APPEARED), ("30", APPEARED), ("37", APPEARED)],
        ),
        ("县长接访4次，副县长9次。", []),
        # a bare 0 is a rate where the others are
        ("县政府败诉率为0，县直部门6.1%。", [("0", "litigation_loss_rate"), ("6.1", "litigation_loss_rate")]),
        # a run of periods, a threshold and a note leave the name of a rate in force
        ("负责人出庭应诉率连续三个季度保持在97%以上。", [("97", RATE)]),
        ("行政复议综合纠错率（含改正后撤回）为31%。", [("31", "reconsideration_correction_rate")]),
        # the same rate on another basis
        (
            "行政复议纠错率为20%，如只统计撤销和变更决定则为8%。",
            [("20", "reconsideration_correction_rate"), ("8", "reconsideration_correction_rate")],
        ),
        # the level behind a change is of the change's own words
        (
            "行政应诉案件由240件降至198件；败诉减少9件，降至11件。",
            [("240", "litigation_cases"), ("198", "litigation_cases"), ("11", "litigation_lost")],
        ),
        # what was carried in and what came in
        (
            "行政复议上年结转10件，新收80件，共计90件。",
            [
                ("10", "reconsideration_carried_in"),
                ("80", "reconsideration_applications"),
                ("90", "reconsideration_handled"),
            ],
        ),
        (
            "行政复议上年结转10件，新收80件，共计95件。",
            [("10", "reconsideration_carried_in"), ("80", "reconsideration_applications")],
        ),
        # a proportion counts nothing
        ("平均每10件行政复议案件就有3件以和解告终。", []),
        # stages parted by slashes
        (
            "行政复议：申请60／受理52／办结48。",
            [
                ("60", "reconsideration_applications"),
                ("52", "reconsideration_accepted"),
                ("48", "reconsideration_concluded"),
            ],
        ),
        # a court that is only written to is not what the text is on
        ("未能出庭的2件，均向法院提交书面说明；能够到庭的31件全部到庭。", [("31", APPEARED)]),
        # where some of them belong
        ("负责人出庭应诉23件次，其中5件次在今年。", [("23", APPEARED), ("5", APPEARED)]),
        ("行政复议以立案50件、结案45件计，进度正常。", [("50", "reconsideration_accepted"), ("45", "reconsideration_concluded")]),
    ],
)  # fmt: skip
def test_a_figure_that_leaves_out_words(
    facts_of: Callable[[str], list[Fact]], sentence: str, expected: list[tuple[str, str]]
) -> None:
    facts = [f for f in facts_of(HEADING + sentence) if f.role == "actual" and "implied" not in f.flags]
    assert [(f.mention, f.indicator) for f in facts] == expected


def test_a_threshold_of_bodies_does_not_end_the_rate(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of(HEADING + "出庭应诉率达到100%的县区有7个，不足90%的有2个，全市平均96.3%。")
    assert [(f.mention, f.indicator) for f in facts if f.role == "actual"][-1] == ("96.3", RATE)
