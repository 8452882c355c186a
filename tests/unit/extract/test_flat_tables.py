"""Tables inside texts: every form gives the same figures, and prose is never a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.facts import Fact
from extract.mentions import Mention
from extract.pipeline import Extractor

TITLE = "浙江省2023年行政复议工作情况报告\n"
HEADS = {
    "收案": "reconsideration_applications",
    "受理": "reconsideration_accepted",
    "审结": "reconsideration_concluded",
    "维持": "reconsideration_upheld",
    "驳回": "reconsideration_dismissed",
}
ROWS = ["杭州市", "宁波市", "温州市", "市公安局", "青石镇", "合计"]
Read = Callable[[str], list[Fact]]


def short(extractor: Extractor, text: str, name: str = "a.txt") -> list[tuple[str, float, str | None, str | None]]:
    """Facts as indicator, value, area and period, each checked against its text and row."""
    read = extractor.read(name, text.encode())
    for fact, _ in read.facts:
        assert read.text[fact.start : fact.end] == fact.mention
        assert fact.sentence[0] <= fact.start < fact.end <= fact.sentence[1]
    return [(f.indicator, float(f.value), f.scope or (r.name if r else None), f.period) for f, r in read.facts]


def row_line(grid: list[list[str]], gap: str) -> str:
    return "\n".join(gap.join(row) for row in grid)


def pipes(grid: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in grid]
    return "\n".join([lines[0], "|" + " --- |" * len(grid[0]), *lines[1:]])


def page(grid: list[list[str]]) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>\n" for row in grid)
    return f"<h1>{TITLE.strip()}</h1><p>行政复议案件情况（单位：件）</p><table>{rows}</table>"


FORMS: dict[str, Callable[[list[list[str]]], str]] = {
    "tabs": lambda g: row_line(g, "\t"),
    "spaces": lambda g: row_line(g, " "),
    "wide": lambda g: row_line(g, "    "),
    "full width": lambda g: row_line(g, "　"),
    "pipes": pipes,
    "cells": lambda g: "\n".join(c for row in g for c in row),
}


@given(
    heads=st.lists(st.sampled_from(sorted(HEADS)), min_size=2, max_size=5, unique=True),
    rows=st.lists(st.sampled_from(ROWS), min_size=2, max_size=6, unique=True),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_a_grid_in_any_form_gives_its_own_values(
    extractor: Extractor, heads: list[str], rows: list[str], data: st.DataObject
) -> None:
    figure = st.integers(0, 1899) | st.integers(2100, 99999)  # in the first row a year or a gap may be a header
    others = st.lists(st.integers(0, 99999) | st.none(), min_size=len(heads), max_size=len(heads))
    first = data.draw(st.lists(figure, min_size=len(heads), max_size=len(heads)))
    values: list[list[int | None]] = [
        list[int | None](first),
        *data.draw(st.lists(others, min_size=len(rows) - 1, max_size=len(rows) - 1)),
    ]
    written = [["-" if v is None else f"{v:,}" if v % 2 else str(v) for v in row] for row in values]
    grid = [["地区", *heads], *([name, *cells] for name, cells in zip(rows, written, strict=True))]
    expected = [
        (HEADS[head], float(value), "浙江省" if name == "合计" else name, "2023")
        for name, row in zip(rows, values, strict=True)
        for head, value in zip(heads, row, strict=True)
        if value is not None
    ]
    for form in FORMS.values():
        text = f"{TITLE}行政复议案件情况（单位：件）\n{form(grid)}\n注：数据为年度统计。\n"
        assert short(extractor, text) == expected
    assert short(extractor, page(grid), "a.html") == expected


def test_units_come_from_header_caption_column_or_cell(facts_of: Read) -> None:
    facts = facts_of(
        "2023年人民调解工作统计表\n（数量单位：件、人；金额单位：万元）\n"
        "乡镇\t调解纠纷\t成功率(%)\t涉及人数\t涉及金额\n青石镇\t58\t98.5\t120\t43.5\n白沙镇\t72\t97.1\t160\t-\n"
    )
    assert [(f.indicator, float(f.value), f.unit) for f in facts[:4]] == [
        ("mediation_cases", 58, "件"),
        ("mediation_success_rate", 98.5, "%"),
        ("mediation_parties", 120, "人"),
        ("mediation_amount", 435000, "元"),
    ]
    assert {f.breakdown for f in facts if f.indicator == "mediation_cases"} == {"people"}
    facts = facts_of("2023年主要指标\n指标 单位 数值\n行政复议受理 件 31\n出庭应诉率 % 96.5\n人民调解案件 万件 1.2\n")
    assert [(float(f.value), f.unit) for f in facts] == [(31, "件"), (96.5, "%"), (12000, "件")]


def test_years_stand_in_rows_or_in_columns(facts_of: Read) -> None:
    rows = facts_of("近两年行政应诉案件情况（件）\n年度 收案 败诉\n2022年 120 9\n2023年 130 8\n")
    columns = facts_of("行政应诉案件情况（件）\n指标 2022 2023 增减（%）\n收案 120 130 8.3\n败诉 9 8 -11.1\n")
    assert sorted((f.indicator, int(f.value), f.period) for f in rows) == sorted(
        (f.indicator, int(f.value), f.period) for f in columns
    )
    prior = facts_of("2023年行政复议案件对比表（件）\n地区 本年受理 上年受理\n青石县 35 30\n白沙县 29 21\n")
    assert [(int(f.value), f.period) for f in prior] == [(35, "2023"), (30, "2022"), (29, "2023"), (21, "2022")]


def test_months_and_quarters_are_parts_of_their_year(facts_of: Read) -> None:
    facts = facts_of("2023年行政复议收案情况（件）\n一季度 二季度 全年\n青石县 12 15 55\n白沙县 9 8 31\n")
    assert [(f.period, "subset" in f.flags) for f in facts[:3]] == [("2023", True), ("2023", True), ("2023", False)]


def test_headers_of_two_lines_spread_over_their_columns(extractor: Extractor) -> None:
    text = "浙江省2023年情况\n表2 行政复议、行政应诉情况 单位：件\n地区 行政复议 行政应诉\n收案 审结 收案 审结\n杭州 12 11 8 7\n合 计 12 11 8 7\n"
    assert short(extractor, text)[:4] == [
        ("reconsideration_applications", 12, "杭州市", "2023"),
        ("reconsideration_concluded", 11, "杭州市", "2023"),
        ("litigation_cases", 8, "杭州市", "2023"),
        ("litigation_concluded", 7, "杭州市", "2023"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "各县行政复议受理数（件）：青石县12；白沙县15；柳湾县9。",
        "各县行政复议受理数（单位：件）\n青石县 12  白沙县 15\n柳湾县 9  平湾县 4\n",
        "行政复议受理情况\n序号 单位 件数\n1 青石县 12\n2 白沙县 15\n3 柳湾县 9\n",
        "行政复议受理情况\n序号\n单位\n件数\n1\n青石县\n12\n2\n白沙县\n15\n3\n柳湾县\n9\n",
    ],
    ids=["glued", "pairs", "serial numbers", "a cell a line"],
)
def test_the_caption_claims_where_headers_say_nothing(facts_of: Read, text: str) -> None:
    facts = facts_of(text)
    assert [int(f.value) for f in facts[:3]] == [12, 15, 9]
    assert {f.indicator for f in facts} == {"reconsideration_accepted"}
    assert [f.scope for f in facts[:3]] == ["青石县", "白沙县", "柳湾县"]


def test_rows_name_outcomes_types_and_groups(facts_of: Read) -> None:
    outcomes = facts_of("2023年行政复议结案方式\n结案方式 件数 占比\n维持 50 50%\n撤销 10 10%\n驳回 40 40%\n")
    assert [f.indicator for f in outcomes] == [
        "reconsideration_upheld",
        "reconsideration_corrected",
        "reconsideration_dismissed",
    ]
    types = facts_of("2023年调解情况\n类型 受理 成功\n人民调解 100 98\n行政调解 30 28\n合计 130 126\n")
    assert [f.breakdown for f in types] == ["people", "people", "administrative", "administrative", "all", "all"]
    groups = facts_of("项目 2022年 2023年\n行政复议\n受理 10 11\n审结 9 8\n行政应诉\n收案 7 6\n审结 5 4\n")
    assert [f.indicator for f in groups[2::2]] == [
        "reconsideration_concluded",
        "litigation_cases",
        "litigation_concluded",
    ]
    fields = facts_of("2023年行政复议情况\n案件类型 受理数\n行政处罚 120\n信息公开 22\n")
    assert [(f.indicator, f.flags) for f in fields] == [("reconsideration_accepted", ("subset",))] * 2
    respondents = facts_of("已受理行政复议案件的被申请人\n被申请人 件数（件）\n县级政府 84\n乡镇政府 39\n合计 123\n")
    assert [f.flags for f in respondents] == [("subset",), ("subset",), ()]


@pytest.mark.parametrize(
    "text",
    [
        "2023年信访事项办理情况\n地区 受理 办结 化解率\n青石县 120 110 91.7%\n白沙县 130 120 92.3%\n",
        "2023年全市法院民商事案件情况\n法院 受理 审结\n青石法院 120 110\n白沙法院 130 120\n",
        "2023年行政复议情况\n项目 件数\n12345热线受理 456\n信访受理 78\n",
        "2023年行政复议情况\n单位 同比增长\n受理 5.2%\n审结 3.1%\n",
        "国民经济主要指标\n指标 单位 2023年 增长（%）\n生产总值 亿元 123.4 5.6\n受理专利申请 件 345 2.1\n",
    ],
    ids=["petitions", "civil cases", "hotline", "changes", "economy"],
)
def test_tables_of_other_matters_give_nothing(facts_of: Read, text: str) -> None:
    assert facts_of(text) == []


def test_targets_of_a_table_are_targets(facts_of: Read) -> None:
    facts = facts_of("指标 2024年目标值 2024年完成值\n出庭应诉率 ≥95% 98%\n人民调解成功率 98% 99%\n")
    assert [(f.role, f.approx) for f in facts] == [
        ("target", "at_least"),
        ("actual", "exact"),
        ("target", "exact"),
        ("actual", "exact"),
    ]


def test_the_ledger_of_a_table_names_every_numeral(mentions_of: Callable[[str], list[Mention]]) -> None:
    text = "表3 行政复议情况\n序号 单位 2022年 增减\n1 青石县 12 -3.5%\n2 白沙县 15 上升2个百分点\n3 第二批 — 9\n共用时12天。\n"
    kinds = [(text[m.start : m.end], m.kind, m.unit) for m in mentions_of(text)]
    assert kinds == [
        ("3", "ordinal", None),
        ("2022", "date", None),
        ("1", "ordinal", None),
        ("12", "quantity", None),
        ("-3.5", "quantity", "%"),
        ("2", "ordinal", None),
        ("15", "quantity", None),
        ("2", "quantity", "个百分点"),
        ("3", "ordinal", None),
        ("9", "quantity", None),
        ("12", "quantity", "天"),
    ]


def test_rows_are_no_headings(extractor: Extractor) -> None:
    read = extractor.read("a.txt", "一、复议情况\n序号 单位 受理\n1 青石县 12\n2 白沙县 15\n二、其他\n".encode())
    assert [s.heading for s in read.sections] == ["复议情况", "其他"]
    assert {f.section_id for f, _ in read.facts} == {0}


@pytest.mark.parametrize(
    "text",
    [
        "2023年，全市受理行政复议案件120件，\n审结110件。\n全年收到申请130件。\n",
        "其中：收到118；受理101；其中维持52、驳回14。\n",
        "2023年 全市 共 收到 行政复议 申请 130 件\n",
        "一、总体情况\n1. 受理情况\n2. 审结情况\n",
        "电话\n0571-88888888\n邮编\n310000\n",
    ],
)
def test_prose_is_no_table(extractor: Extractor, text: str) -> None:
    tables = extractor._flat_tables.find(text)
    assert not tables or not any(t.is_marked for t in tables)


def test_labels_stand_in_two_columns_and_carry_down(extractor: Extractor) -> None:
    tabs = (
        "浙江省2023年行政复议情况\n市\t县\t受理\t审结\n杭州市\t西湖区\t12\t11\n\t上城区\t8\t7\n宁波市\t海曙区\t5\t5\n"
    )
    spaces = "浙江省2023年行政复议情况\n市 县 受理 审结\n杭州市 西湖区 12 11\n上城区 8 7\n宁波市 海曙区 5 5\n"
    for text in (tabs, spaces):
        assert [(v, area) for _, v, area, _ in short(extractor, text)] == [
            (12, "西湖区"),
            (11, "西湖区"),
            (8, "上城区"),
            (7, "上城区"),
            (5, "海曙区"),
            (5, "海曙区"),
        ]


def test_units_stand_in_a_line_of_their_own(facts_of: Read) -> None:
    facts = facts_of("2023年行政复议情况\n地区 受理 金额 纠错率\n件 万元 %\n青石县 12 3 9.1\n白沙县 8 2 12.5\n")
    assert [(f.indicator, f.unit) for f in facts[:2]] == [
        ("reconsideration_accepted", "件"),
        ("reconsideration_correction_rate", "%"),
    ]


def test_rows_without_figures_head_the_rows_below(facts_of: Read) -> None:
    facts = facts_of(
        "指标 计量单位 2023年 2022年\n一、行政复议 — — —\n1.收到申请 件 120 110\n2.审结 件 100 90\n"
        "二、行政应诉 — — —\n1.收案 件 80 70\n2.审结 件 60 50\n"
    )
    assert [(f.indicator, int(f.value), f.period) for f in facts[1::2]] == [
        ("reconsideration_applications", 110, "2022"),
        ("reconsideration_concluded", 90, "2022"),
        ("litigation_cases", 70, "2022"),
        ("litigation_concluded", 50, "2022"),
    ]


def test_columns_without_a_header_are_not_guessed(facts_of: Read) -> None:
    assert facts_of("2023年行政复议受理情况（件）\n青石县 120 110 7\n白沙县 90 80 5\n") == []


def test_a_table_ends_where_prose_begins(facts_of: Read) -> None:
    facts = facts_of(
        "2023年，全市收到行政复议申请130件。各县受理情况见下表：\n地区\t受理数\n青石县\t50\n白沙县\t70\n"
        "全年审结行政复议案件101件。\n"
    )
    assert [(f.indicator, int(f.value), f.scope) for f in facts] == [
        ("reconsideration_applications", 130, "全市"),
        ("reconsideration_accepted", 50, "青石县"),
        ("reconsideration_accepted", 70, "白沙县"),
        ("reconsideration_concluded", 101, None),
    ]


def told(facts: list[Fact]) -> list[tuple[str, float, str | None]]:
    return [(f.indicator, float(f.value), f.period) for f in facts]


def test_a_row_without_a_label_is_under_its_names(facts_of: Read) -> None:
    facts = facts_of("2023年行政复议案件审理结果\n维持\t驳回\t调解\n31\t22\t14\n")
    assert told(facts) == [
        ("reconsideration_upheld", 31, "2023"),
        ("reconsideration_dismissed", 22, "2023"),
        ("reconsideration_settled", 14, "2023"),
    ]


def test_a_numbered_caption_parted_by_spaces_is_no_header(facts_of: Read) -> None:
    facts = facts_of("表3  行政应诉情况\n项目  2022年  2023年\n审结（件）  71  83\n败诉（件）  6  5\n")
    assert told(facts) == [
        ("litigation_concluded", 71, "2022"),
        ("litigation_concluded", 83, "2023"),
        ("litigation_lost", 6, "2022"),
        ("litigation_lost", 5, "2023"),
    ]


def test_merged_headers_leave_empty_cells(facts_of: Read) -> None:
    facts = facts_of(
        "单位\t行政复议\t\t行政应诉\t\n\t受理\t审结\t应诉\t败诉\n青石县\t31\t29\t23\t2\n白沙县\t42\t40\t36\t3\n"
    )
    assert [f.indicator for f in facts[:4]] == [
        "reconsideration_accepted",
        "reconsideration_concluded",
        "litigation_cases",
        "litigation_lost",
    ]


def test_numbered_lines_inside_a_table_head_the_rows_below(facts_of: Read) -> None:
    facts = facts_of(
        "项目\t单位\t2023年\n一、行政复议\t\t\n受理\t件\t41\n审结\t件\t39\n二、行政应诉\t\t\n一审案件\t件\t27\n败诉案件\t件\t2\n"
    )
    assert told(facts) == [
        ("reconsideration_accepted", 41, "2023"),
        ("reconsideration_concluded", 39, "2023"),
        ("litigation_cases", 27, "2023"),
        ("litigation_lost", 2, "2023"),
    ]


def test_a_caption_in_percent_names_the_rate_of_its_columns(facts_of: Read) -> None:
    facts = facts_of("表6 近两年行政机关败诉率对比（%）\n年度 一审 二审\n2022 9.7 5.8\n2023 8.2 5.1\n")
    assert {f.indicator for f in facts} == {"litigation_loss_rate"}
    assert [f.period for f in facts] == ["2022", "2022", "2023", "2023"]


def test_a_list_of_single_cases_counts_nothing(facts_of: Read) -> None:
    assert facts_of("企业名称\t罚款（元）\t处罚文号\n甲建材公司\t20000\t青罚2号\n乙食品公司\t5000\t青罚3号\n") == []


@pytest.mark.parametrize("gap", ["  ", " ", "\t", " | ", "　"])
def test_gaps_part_pairs_of_one_line(facts_of: Read, gap: str) -> None:
    facts = facts_of("人民调解工作情况\n" + gap.join(["调解案件数：565件", "成功数：559件", "成功率：98.9%"]) + "\n")
    assert [f.indicator for f in facts] == ["mediation_cases", "mediation_successes", "mediation_success_rate"]


@pytest.mark.parametrize(
    "remark", ["注：以上为行政复议案件。", "（表2：各季度行政复议案件）", "以上均为行政复议案件数"]
)
def test_a_remark_below_a_table_says_what_it_is_about(facts_of: Read, remark: str) -> None:
    facts = facts_of(f"季度  收案  审结\n一季度  21  18\n二季度  33  29\n\n{remark}\n")
    assert [f.indicator for f in facts] == ["reconsideration_applications", "reconsideration_concluded"] * 2


def test_a_remark_on_what_is_left_out_names_no_type(facts_of: Read) -> None:
    facts = facts_of(
        "行政调解工作统计\n部门 受理（件） 成功（件）\n市场监管局 218 205\n住建局 64 49\n注：不含人民调解\n"
    )
    assert {f.breakdown for f in facts} == {"administrative"}


def test_each_column_takes_its_own_of_the_topics_that_a_caption_names(facts_of: Read) -> None:
    facts = facts_of(
        "近两年行政复议、行政应诉主要指标\n年份 收到申请（件） 受理（件） 应诉（件） 出庭率（%）\n2022年 146 118 203 94.2\n2023年 171 140 218 97.6\n"
    )
    assert [f.indicator for f in facts[:4]] == [
        "reconsideration_applications",
        "reconsideration_accepted",
        "litigation_cases",
        "court_appearance_rate",
    ]


def test_headers_over_runs_of_unequal_width(facts_of: Read) -> None:
    facts = facts_of(
        "2023年人民调解工作比较\n乡镇 调解 成功\n本年 上年同期 同比（%） 本年 上年同期\n甲镇 184 162 13.6 181 159\n乙镇 240 251 -4.4 236 245\n"
    )
    assert [(f.indicator, f.period) for f in facts[:4]] == [
        ("mediation_cases", "2023"),
        ("mediation_cases", "2022"),
        ("mediation_successes", "2023"),
        ("mediation_successes", "2022"),
    ]


def test_a_header_of_kinds_leaves_the_word_to_its_rows(facts_of: Read) -> None:
    facts = facts_of("2023年行政复议案件审结方式（件）\n审结方式\n维持\n36\n驳回\n12\n撤销\n4\n")
    assert [f.indicator for f in facts] == [
        "reconsideration_upheld",
        "reconsideration_dismissed",
        "reconsideration_corrected",
    ]


def test_a_column_or_row_that_parts_the_one_before_it_is_of_its_whole(facts_of: Read) -> None:
    columns = facts_of(
        "2023年人民调解情况\n乡镇|调解员(名)|其中专职|走访(户)|其中贫困户|\n青石镇|58|3|40|7|\n白沙镇|71|4|52|9|\n"
    )
    assert [(f.indicator, int(f.value), "subset" in f.flags) for f in columns] == [
        ("mediators", 58, False), ("mediators", 3, True), ("mediators", 71, False), ("mediators", 4, True),
    ]  # fmt: skip
    rows = facts_of(
        "2023年各类调解情况（件）\n类型　受理　成功\n行政调解　82　74\n其中：公安机关　55　51\n　　　市场监管局　27　23\n司法调解　9　8\n"
    )
    assert [(f.breakdown, "subset" in f.flags) for f in rows[::2]] == [
        ("administrative", False), ("administrative", True), ("administrative", True), ("judicial", False),
    ]  # fmt: skip


def test_a_part_row_does_not_change_the_topic_of_the_rows_below_it(facts_of: Read) -> None:
    facts = facts_of(
        "行政应诉主要数据\n指标 2022 2023\n应诉案件/件 96 103\n其中：经复议后起诉/件 14 11\n开庭审理/件 71 80\n"
    )
    assert [f.indicator for f in facts[::2]] == ["litigation_cases", "litigation_cases", "litigation_hearings"]


@pytest.mark.parametrize("head", ["2023年较2022年", "比上年±%", "与上年相比", "增速（%）"])
def test_columns_of_differences_hold_no_levels(facts_of: Read, head: str) -> None:
    facts = facts_of(f"行政复议情况\n项目\t2022年\t2023年\t{head}\n收案\t20\t25\t5\n受理\t18\t21\t3\n")
    assert [int(f.value) for f in facts] == [20, 25, 18, 21]


def test_a_total_comes_back_to_what_the_table_is_on(facts_of: Read) -> None:
    facts = facts_of(
        "行政处罚实施情况（单位：宗）\n单位 警告 罚款 暂扣许可证件 合计（宗）\n青石县公安局 2 30 1 33\n青石县水利局 4 8 0 12\n"
    )
    assert [int(f.value) for f in facts if f.indicator == "administrative_penalties"][-1] == 12


def test_marks_given_are_no_counts_of_the_kind_in_their_row(facts_of: Read) -> None:
    facts = facts_of("案卷评查结果\n评查类别\t抽查卷数\t优秀\t不合格\n行政处罚\t60\t21\t2\n行政许可\t40\t19\t0\n")
    assert [(f.indicator, int(f.value)) for f in facts] == [("case_files_reviewed", 60), ("case_files_reviewed", 40)]


def test_columns_of_two_topics_follow_the_one_named_to_their_left(facts_of: Read) -> None:
    facts = facts_of(
        "人大代表建议、政协提案办理情况\n单位 建议数 满意率 提案数 满意率\n教育局 12 100% 15 98%\n住建局 31 97% 40 99%\n"
    )
    assert [f.indicator for f in facts[:4]] == [
        "npc_proposals", "npc_satisfaction_rate", "cppcc_proposals", "cppcc_satisfaction_rate",
    ]  # fmt: skip
