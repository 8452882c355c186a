"""Targets: quantities with comparator, deadline, rhythm and modality; milestones; and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from extract.pipeline import Extractor
from extract.targets import Target

PLAN = "某市法治政府建设实施方案（2021—2025年）\n发布日期：2021-05-10\n一、主要任务\n"
REPORT = "某县2023年法治政府建设情况报告\n一、做法\n"


def aims(extractor: Extractor, text: str) -> list[Target]:
    return extractor.read("text.txt", text.encode()).targets


@pytest.mark.parametrize(
    ("sentence", "mention", "comparator", "value", "unit"),
    [
        ("行政机关负责人出庭应诉率不低于95%。", "95", ">=", 95, "%"),
        ("人民调解成功率达到98%以上。", "98", ">=", 98, "%"),
        ("群众满意度提升至90%。", "90", ">=", 90, "%"),
        ("复议平均办理期限不超过45日。", "45", "<=", 45, "日"),
        ("将办理时限压缩至5个工作日以内。", "5", "<=", 5, "个工作日"),
        ("超期件数控制在3件以内。", "3", "<=", 3, "件"),
        ("培训覆盖率超过90%。", "90", ">", 90, "%"),
        ("纠错率低于10%。", "10", "<", 10, "%"),
        ("每个司法所配备3至5名工作人员。", "3至5", "range", 3, "名"),
        ("合法性审查率保持100%。", "100", "=", 100, "%"),
        ("每年至少开展一次专题培训。", "一", ">=", 1, "次"),
        ("每年召开会议不少于两次。", "两", ">=", 2, "次"),
        ("规章实施满5年的，应当评估。", "5", "<=", 5, "年"),
        ("2024年目标97%。", "97", "=", 97, "%"),
    ],
)
def test_comparator(
    extractor: Extractor, sentence: str, mention: str, comparator: str, value: float, unit: str
) -> None:
    found = [t for t in aims(extractor, PLAN + sentence) if t.comparator != "milestone"]
    assert [(t.mention, t.comparator, float(t.value or 0), t.unit) for t in found] == [
        (mention, comparator, value, unit)
    ]


@pytest.mark.parametrize(
    ("sentence", "day", "written", "recurrence"),
    [
        ("到2025年，调解成功率达到98%。", date(2025, 12, 31), "到2025年", None),
        ("2024年6月底前，审查率达到100%。", date(2024, 6, 30), "2024年6月底前", None),
        ("2024年年底之前，审查率达到100%。", date(2024, 12, 31), "2024年年底之前", None),
        ("2024年6月30日前，审查率达到100%。", date(2024, 6, 30), "2024年6月30日前", None),
        ("2024年上半年，审查率达到100%。", date(2024, 6, 30), "2024年上半年", None),
        ("到“十四五”末，审查率达到100%。", date(2025, 12, 31), "到“十四五”末", None),
        ("3年内，审查率达到100%。", date(2024, 5, 10), "3年内", None),
        ("每年3月底前，公布报告不少于2份。", date(2022, 3, 31), "每年3月底前", "year"),
        ("每季度开展培训不少于2次。", None, None, "quarter"),
        ("到2025年，基本建成法治政府。复议纠错率达到15%。", date(2025, 12, 31), "到2025年", None),
    ],
)
def test_deadline(
    extractor: Extractor, sentence: str, day: date | None, written: str | None, recurrence: str | None
) -> None:
    last = [t for t in aims(extractor, PLAN + sentence) if t.comparator != "milestone"][-1]
    assert (last.deadline, last.deadline_text, last.recurrence) == (day, written, recurrence)


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("应当培训40小时。", "duty"),
        ("力争培训40小时。", "aim"),
        ("逐步达到40小时。", "gradual"),
        ("有条件的县可以培训40小时。", "option"),
        ("培训40小时。", "statement"),
        ("各县要培训40小时。", "duty"),
        ("重要岗位培训40小时。", "statement"),
        ("确保经费，力争培训40小时。", "aim"),
    ],
)
def test_modality(extractor: Extractor, sentence: str, modality: str) -> None:
    assert [t.modality for t in aims(extractor, PLAN + sentence)] == [modality]


@pytest.mark.parametrize(
    ("sentence", "mention", "day"),
    [
        ("2022年年底前普遍建立公职律师制度。", "2022年年底前", date(2022, 12, 31)),
        ("到2025年，基本形成职责明确的执法体系。", "到2025年", date(2025, 12, 31)),
        ("各部门应每年公布典型案例。", "每年", None),
    ],
)
def test_milestone(extractor: Extractor, sentence: str, mention: str, day: date | None) -> None:
    found = aims(extractor, PLAN + sentence)
    assert [(t.comparator, t.value, t.mention, t.deadline) for t in found] == [("milestone", None, mention, day)]


def test_a_report_sets_targets_in_its_plan_and_its_wishes_only(extractor: Extractor) -> None:
    text = (
        REPORT + "受理行政复议案件35件，审结30件。2023年底前已建成平台。力争调解成功率达到97%。已确保覆盖率达到99%。\n"
        "二、2024年工作计划\n培训执法人员500人次，2024年6月底前完成清理。\n"
    )
    found = aims(extractor, text)
    assert [(t.mention, t.comparator) for t in found] == [("97", ">="), ("500", "=")]
    assert found[1].deadline == date(2024, 6, 30)
    assert found[1].section_id == 1


def test_the_indicator_and_the_measure(extractor: Extractor) -> None:
    target = aims(extractor, PLAN + "到2025年，行政机关负责人出庭应诉率达到95%以上。")[0]
    assert target.indicator == "court_appearance_rate"
    assert target.measure == "行政机关负责人出庭应诉率"


def test_a_copy_that_lost_its_dashes_is_suspect(extractor: Extractor) -> None:
    text = "某市20212025年规划\n一、任务\n各县配备24名工作人员，15个镇设立机构。"
    found = aims(extractor, text)
    assert [(t.mention, t.comparator, float(t.value or 0), float(t.value_high or 0), t.suspect) for t in found] == [
        ("24", "range", 2, 4, True), ("15", "=", 15, 0, False),
    ]  # fmt: skip
    assert not aims(extractor, PLAN + "培训人民调解员24名。")[0].suspect


def test_names_in_titles_are_no_targets(extractor: Extractor) -> None:
    assert not aims(extractor, PLAN + "落实《某市2022年底前执法100条清单》。")


def test_a_report_without_plan_gives_none(extractor: Extractor) -> None:
    assert not aims(extractor, REPORT + "受理35件，同比增长5%，办结率达到100%。\n")


def test_a_long_plan_gives_all_its_targets(extractor: Extractor) -> None:
    text = PLAN + "到2025年，培训不少于40小时，覆盖率达到95%，" * 400
    assert len(aims(extractor, text)) >= 400
