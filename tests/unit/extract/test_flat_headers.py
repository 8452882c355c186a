"""Headers of tables inside texts: repeated, of two lines, telling the topic; lines of names; rows that only commas part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.facts import Fact

Read = Callable[[str], list[Fact]]
TITLE = "石岗县2023年法治政府建设情况报告\n"


def told(facts: list[Fact]) -> list[tuple[str, float]]:
    return [(f.indicator, float(f.value)) for f in facts]


def test_records_side_by_side_under_a_repeated_header(facts_of: Read) -> None:
    facts = facts_of(
        f"{TITLE}行政复议受理案件分布如下：\n领域 件数 占比 领域 件数 占比\n公安 61 50.0% 人社 37 30.3%\n城管 24 19.7% 其他 0 0%\n合计 122 100%\n"
        "注：占比之和可能不等于100%。"
    )
    assert told(facts) == [("reconsideration_accepted", v) for v in (61, 37, 24, 0, 122)]


@pytest.mark.parametrize("rate", ["调撤率", "综合纠错率"])
def test_a_header_of_one_topic_tells_the_topic_of_the_table(facts_of: Read, rate: str) -> None:
    facts = facts_of(f"{TITLE}地区\t新收\t受理\t{rate}\n甲县\t131件\t118件\t37.4%\n乙县\t77件\t70件\t29.2%\n")
    assert told(facts)[:2] == [("reconsideration_applications", 131), ("reconsideration_accepted", 118)]


def test_headers_that_tell_no_topic_leave_the_table_unread(facts_of: Read) -> None:
    assert facts_of(f"{TITLE}地区\t新收\t受理\t办结\n甲县\t131件\t118件\t115件\n乙县\t77件\t70件\t72件\n") == []


def test_kinds_of_administrative_acts_are_kinds_of_reviews(facts_of: Read) -> None:
    facts = facts_of(
        f"{TITLE}受理案件按事项分布\n事项类别 件数 占比 同比\n行政处罚 148 73.3% 21.3%\n政府信息公开 54 26.7% -8.8%\n总计 202 100% 18.6%\n"
    )
    assert told(facts) == [("reconsideration_accepted", v) for v in (148, 54, 202)]


@pytest.mark.parametrize(
    ("upper", "lower", "rows", "expected"),
    [
        ("县区 受理 审结", "复议 应诉 小计", ["甲县 10 20 30 25", "乙县 4 5 9 8"], [30, 9]),
        ("县区 审结 受理", "复议 应诉 小计", ["甲县 25 10 20 30", "乙县 8 4 5 9"], [30, 9]),
    ],
)
def test_lower_headers_stand_under_the_one_that_they_add_up_to(
    facts_of: Read, upper: str, lower: str, rows: list[str], expected: list[float]
) -> None:
    facts = facts_of("\n".join([f"{TITLE}行政复议情况（单位：件）", upper, f"　 {lower}", *rows]))
    accepted = [float(f.value) for f in facts if f.indicator == "reconsideration_accepted"]
    assert [v for v in accepted if v in expected] == expected


def test_lines_of_a_name_its_unit_and_a_figure(facts_of: Read) -> None:
    facts = facts_of(
        f"{TITLE}数据一览\n1.现行有效规范性文件(件):133\n2.年内新制定（件）：14\n3.审计项目(个)/移送线索(条):41/13\n4.普法资料发放(万份):21.7\n"
    )
    assert told(facts) == [
        ("normative_documents_in_force", 133),
        ("normative_documents_issued", 14),
        ("audits_completed", 41),
        ("audit_clues_transferred", 13),
        ("law_publicity_materials", 217000),
    ]


def test_two_such_lines_are_enough(facts_of: Read) -> None:
    assert len(facts_of(f"{TITLE}行政复议受理(件):133\n行政复议审结(件):120\n")) == 2


def test_rows_that_only_commas_part(facts_of: Read) -> None:
    facts = facts_of(f"{TITLE}执法证件情况\n月份,新办证(张),期末持证(人)\n6月末,57,969\n12月末,98,988\n")
    assert told(facts) == [
        ("enforcement_certificates_issued", 57),
        ("enforcement_officers_certified", 969),
        ("enforcement_certificates_issued", 98),
        ("enforcement_officers_certified", 988),
    ]
    assert [f.flags for f in facts] == [("subset",), ("subset",), (), ()]


def test_thousands_between_spaces_are_no_commas_of_rows(facts_of: Read) -> None:
    facts = facts_of(f"{TITLE}行政复议\n地区 受理 审结\n甲县 2,803 1,019\n乙县 492 220\n")
    assert told(facts)[:2] == [("reconsideration_accepted", 2803), ("reconsideration_concluded", 1019)]


def test_a_merged_header_reaches_to_the_end_of_a_line_without_its_last_empty_cells(facts_of: Read) -> None:
    facts = facts_of(
        f"{TITLE}县区\t行政复议\t\t行政应诉\n\t受理\t办结\t新收\t败诉\n甲县\t35\t33\t12\t1\n乙县\t25\t23\t10\t0\n"
    )
    assert told(facts)[:4] == [
        ("reconsideration_accepted", 35),
        ("reconsideration_concluded", 33),
        ("litigation_cases", 12),
        ("litigation_lost", 1),
    ]
