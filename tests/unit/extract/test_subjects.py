"""Subjects: the few words that say what a figure counts, the same for the same thing in different reports."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest

from extract.pipeline import SOURCES, Extractor, extract_batch
from extract.subjects import subject


def subject_of(text: str, numeral: str, unit: str) -> str | None:
    """The subject of the first place where numeral and unit stand together, the text taken as one sentence."""
    start = text.index(numeral + unit)
    return subject(text, start, start + len(numeral + unit), (0, len(text)))


@pytest.mark.parametrize(
    ("text", "numeral", "unit", "words"),
    [
        ("全市共办理法律援助案件1200件。", "1200", "件", "办理法律援助案件"),
        ("全县累计办理法律援助案件达38件", "38", "件", "办理法律援助案件"),
        ("2023年，全年办理法律援助案件超过9件", "9", "件", "办理法律援助案件"),
        ("办理法律援助案件40件、公证事项25件", "25", "件", "公证事项"),
        ("建成3个公共法律服务中心，招募志愿者12名", "3", "个", "建成公共法律服务中心"),
        ("建成3个公共法律服务中心，招募志愿者12名", "12", "名", "招募志愿者"),
        ("法治讲座12场35人参加", "12", "场", "法治讲座"),
        ("优秀率、合格率分别为30%、95%", "95", "%", "合格率"),
        ("其中95%以上的案件当年办结", "95", "%", "案件当年办结"),
        ("组织行政执法人员法律知识考试并网上公布成绩单共7次", "7", "次", "知识考试并网上公布成绩单"),
        ("创建“民主法治示范村”18个", "18", "个", "创建民主法治示范村"),
        ("开展“法治夜市”活动80场次", "80", "场次", "开展法治夜市活动"),
        ("参加宪法知识考试人数946人", "946", "人", "参加宪法知识考试"),
        ("配备各类装备200余种、1200余件", "1200", "余件", "配备各类装备"),
    ],
)
def test_words_around_a_figure(text: str, numeral: str, unit: str, words: str) -> None:
    assert subject_of(text, numeral, unit) == words
    assert len(words) <= 12


@pytest.mark.parametrize(
    ("text", "numeral", "unit"),
    [
        ("办理公证事项1200件，同比增长15%。", "15", "%"),
        ("办理公证事项1200件，上年为1100件。", "1100", "件"),
        ("办理公证事项1200件，其中线上80件，占6.7%。", "6.7", "%"),
        ("35件", "35", "件"),
    ],
)
def test_a_change_a_share_and_a_bare_figure_have_none(text: str, numeral: str, unit: str) -> None:
    assert subject_of(text, numeral, unit) is None


def test_a_subject_stays_in_its_sentence() -> None:
    text = "办理公证事项。40件"
    assert subject(text, 7, 10, (7, 10)) is None


def test_only_quantities_have_a_subject(extractor: Extractor) -> None:
    text = "关于2023年度法治政府建设情况的报告\n一、工作情况\n2023年8月1日前举办公证开放日12场。\n"
    batch = pl.DataFrame([("text.txt", text.encode())], schema=SOURCES, orient="row")
    mentions = extract_batch(batch, extractor, "l1", datetime.now(UTC))["mentions"]
    assert mentions.height > 4
    named = mentions.filter(pl.col("subject").is_not_null())
    assert named.select("text", "kind", "subject").rows() == [("12", "quantity", "举办公证开放日")]
