"""The ledger: kinds, units and hedges of numerals, and its completeness on any text."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.language.numerals import DIGIT_RUN
from extract.mentions import Mention

Ledger = Callable[[str], list[Mention]]


@pytest.mark.parametrize(
    ("text", "numeral", "kind"),
    [
        ("按照某政办发〔2021〕18号文件", "2021", "doc_number"),
        ("按照某政办发〔2021〕18号文件", "18", "doc_number"),
        ("自2021年8月1日起施行", "8", "date"),
        ("《规划(2021-2025年)》印发", "2025", "date"),
        ("20152020年规划", "20152020", "date"),
        ("今年前11个月，收到申请20件", "11", "date"),
        ("监督人员与执法人员之比为1:20。", "20", "quantity"),
        ("会议于14:30开始", "30", "date"),
        ("附表2 行政复议情况", "2", "ordinal"),
        ("落实第42项要求", "42", "ordinal"),
        ("拨打12345热线", "12345", "name"),
        ("G219线改建", "219", "name"),
        ("浏览量:684", "684", "page_noise"),
        ("受理35件[3]，办结30件", "3", "page_noise"),
        ("平台3.0版上线", "3.0", "name"),
        ("受理35件", "35", "quantity"),
    ],
)
def test_kind_of_a_digit_run(mentions_of: Ledger, text: str, numeral: str, kind: str) -> None:
    kinds = {text[m.start : m.end]: m.kind for m in mentions_of(text)}
    assert kinds[numeral] == kind


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("办结近2万件。", 20000, "件", "about"),
        ("追回欠薪1547.16万元。", 15471600, "元", "exact"),
        ("募集1200多万元。", 12000000, "元", "about"),
        ("培训130余人次。", 130, "人次", "about"),
        ("满意率９８．６％。", 98.6, "%", "exact"),
        ("率超过九成五以上。", 95, "%", "at_least"),
        ("不足40%。", 40, "%", "at_most"),
        ("共六宗，其余未办。", 6, "宗", "exact"),
        ("之比为2.5:1。", 2.5, None, "exact"),
    ],
)
def test_quantity(mentions_of: Ledger, text: str, value: float, unit: str | None, approx: str) -> None:
    first = next(m for m in mentions_of(text) if m.kind == "quantity")
    assert (float(first.value or -1), first.unit, first.approx) == (value, unit, approx)


def test_a_range_gives_both_numerals_one_unit(mentions_of: Ledger) -> None:
    low, high = mentions_of("时限为1至10个工作日。")
    assert (low.unit, low.approx, float(low.value_high or 0)) == ("个工作日", "range", 10)
    assert (high.unit, high.approx) == ("个工作日", "range")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("调解协议涉及金额12.5（万元）。", 125_000, "元"),
        ("受理(件)：37", 37, "件"),
        ("成功率（%） 98.2", 98.2, "%"),
    ],
)
def test_a_measure_word_in_brackets_counts(mentions_of: Ledger, text: str, value: float, unit: str) -> None:
    (only,) = mentions_of(text)
    assert (float(only.value or 0), only.unit) == (value, unit)


def test_a_number_for_each_office_that_looks_like_a_range_is_suspect(mentions_of: Ledger) -> None:
    assert mentions_of("各街道配备23名调解员。")[0].suspect
    assert not mentions_of("全区共配备23名调解员。")[0].suspect
    assert not mentions_of("各街道配备21名调解员。")[0].suspect


def test_words_with_numeral_characters_are_no_quantities(mentions_of: Ledger) -> None:
    assert not [m for m in mentions_of("进一步统一思想，一律公开，千方百计解决。") if m.kind == "quantity"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.text(
        alphabet="0123456789０,，.。年月日件宗个%％万亿余多第号〔〕[]()（）《》“”一二三十百、:：\n 收到受理行政复议调解率",
        min_size=1,
    )
)
def test_ledger_is_complete_and_disjoint_on_any_text(mentions_of: Ledger, text: str) -> None:
    if not text.strip():
        return
    mentions = mentions_of(text)
    spans = sorted((m.start, m.end) for m in mentions)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    for run in DIGIT_RUN.finditer(text):
        assert sum(s <= run.start() and run.end() <= e for s, e in spans) == 1
    assert all(0 <= m.sentence[0] <= m.start < m.end <= m.sentence[1] <= len(text) for m in mentions)
