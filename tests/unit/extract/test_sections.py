"""Sections: the headings of reports, plans and white papers, their levels and themes; and time that stays linear."""

from __future__ import annotations

import pytest

from extract.language.sections import innermost, plan_spans, sections

REPORT = (
    "某县2023年法治政府建设情况报告\n一、主要做法\n（一）健全制度，完善机制。全年受理35件。一是抓学习。二是抓落实。\n"
    "1. 规范文件\n平稳。\n2．清理文件\n平稳。\n（1）备案。平稳。\n① 登记\n平稳。\n（二）突出工作重点，夯实基础。平稳。\n"
    "二、存在的问题和不足\n尚有短板。\n三、2024年工作打算\n（一）抓培训。\n（二）抓监督。\n"
)


def outline(text: str) -> list[tuple[int, str, str, str]]:
    return [(s.level, s.number, s.heading, s.theme) for s in sections(text)]


def test_outline_of_a_report() -> None:
    assert outline(REPORT) == [
        (1, "一", "主要做法", "body"),
        (2, "一", "健全制度，完善机制", "body"),
        (3, "1", "规范文件", "body"),
        (3, "2", "清理文件", "body"),
        (4, "1", "备案", "body"),
        (5, "①", "登记", "body"),
        (2, "二", "突出工作重点，夯实基础", "body"),
        (1, "二", "存在的问题和不足", "shortcomings"),
        (1, "三", "2024年工作打算", "plan"),
        (2, "一", "抓培训", "plan"),
        (2, "二", "抓监督", "plan"),
    ]


def test_chapters_stand_above_numbered_headings() -> None:
    text = "第一章 总则\n第一节 目标\n一、任务\n（一）立法\n平稳。\n第二章 保障\n第十条 各县应当设立机构。\n3.2 经费\n"
    assert [(s.level, s.number) for s in sections(text)] == [
        (1, "第一章"), (2, "第一节"), (3, "一"), (4, "一"), (1, "第二章"), (3, "第十条"), (6, "3.2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["35 件案件办结。", "一、二审案件共6件。", "2023年受理35件。", "1.5万件办结。", "一是抓学习。", "12.5%的案件调解。", "三、四级网络健全。"],
)  # fmt: skip
def test_lines_that_open_no_section(line: str) -> None:
    assert sections(f"概况如下。\n{line}\n") == []


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("三、下一步工作打算", "plan"),
        ("三、下步工作措施", "plan"),
        ("三、今后努力方向", "plan"),
        ("四、2024年度重点工作", "plan"),
        ("四、2024年主要举措", "plan"),
        ("三、工作计划", "plan"),
        ("四、差距与下步打算", "shortcomings"),
        ("二、存在问题及下一步打算", "shortcomings"),
        ("二、面临的主要困难", "shortcomings"),
        ("四、弥补差距，谋划下步工作打算", "plan"),
        ("一、2023年工作目标完成情况", "body"),
        ("一、2023年重点工作推进情况", "body"),
        ("二、紧扣工作目标，强化统筹", "body"),
        ("二、落实下一步措施情况", "body"),
    ],
)
def test_theme(heading: str, theme: str) -> None:
    assert sections(f"某市2023年法治政府建设报告\n{heading}\n平稳。")[0].theme == theme


def test_a_long_line_is_no_heading() -> None:
    found = sections("1. 行政复议方面：" + "全年依法办理各类案件，" * 12)
    assert found[0].heading == "行政复议方面"


def test_plans_without_a_heading_are_found() -> None:
    text = "某市2022年报告\n一、做法\n平稳。\n下一步，我们将抓好培训。\n培训率达到95%。\n二、其他\n平稳。\n2023年，全市将继续努力。\n"
    spans = plan_spans(text, sections(text))
    assert spans.at(text.index("95"))
    assert spans.at(text.index("继续"))
    assert not spans.at(text.index("其他"))
    assert not spans.at(text.index("做法"))


def test_the_innermost_section() -> None:
    found = sections(REPORT)
    at = innermost(found)
    assert at(0) is None
    for position in range(0, len(REPORT), 7):
        holding = [s for s in found if s.start <= position < s.end]
        assert at(position) == (holding[-1] if holding else None)


def test_a_long_text_keeps_all_its_sections() -> None:
    text = "".join(f"一、标题{i}\n（一）小标题\n1. 事项\n平稳。\n" for i in range(4000))
    assert len(sections(text)) == 12_000
