"""Published tables: long and wide, with the row as evidence."""

from __future__ import annotations

import pytest

from extract.pipeline import Extractor
from extract.readers.original import ReadError
from extract.readers.table import parse

WIDE = (
    "# 标题:2019年各地受理行政复议案件\n# 发布机构:某部\n# 期间:2019\n"
    '地区代码,地区,受理行政复议案件(件),行政复议审结(件)\n440000,广东省,31392,30000\n310000,上海市,"9,876",\n100000,合计,41268,\n'
)
LONG = (
    "# 标题:多地出庭应诉率\n# 说明:本表为演示用整理\n地区代码,地区,期间,指标,分项,数值,单位,备注\n"
    "310000,上海市,2022,court_appearance_rate,first,65.67,%,某院2022年发布\n"
    "630000,青海省,2021,mediation_success_rate,people,98,%,\n999999,未知,2021,court_appearance_rate,,50,%,\n"
)


def test_wide_table(extractor: Extractor) -> None:
    read = extractor.read("wide.csv", WIDE.encode())
    facts = [(f.indicator, float(f.value), f.period, r.code if r else None) for f, r in read.facts]
    assert facts == [
        ("reconsideration_accepted", 31392, "2019", "440000"),
        ("reconsideration_concluded", 30000, "2019", "440000"),
        ("reconsideration_accepted", 9876, "2019", "310000"),
        ("reconsideration_accepted", 41268, "2019", "100000"),
    ]
    for fact, _ in read.facts:
        assert read.text[fact.start : fact.end] == fact.mention
        assert read.text[slice(*fact.sentence)].count(",") >= 2


def test_long_table(extractor: Extractor) -> None:
    read = extractor.read("long.csv", LONG.encode())
    facts = [(f.indicator, f.breakdown, float(f.value), f.unit, f.period, r.code if r else None) for f, r in read.facts]
    assert facts == [
        ("court_appearance_rate", "first", 65.67, "%", "2022", "310000"),
        ("mediation_success_rate", "people", 98, "%", "2021", "630000"),
        ("court_appearance_rate", None, 50, "%", "2021", None),
    ]
    assert read.description.notice == "本表为演示用整理"


def test_ledger_of_a_table_holds_every_digit(extractor: Extractor) -> None:
    read = extractor.read("long.csv", LONG.encode())
    kinds = {LONG[m.start : m.end]: m.kind for m in read.mentions}
    assert kinds == {"310000": "name", "2022": "name", "65.67": "quantity", "630000": "name", "2021": "date", "98": "quantity",
                     "999999": "name", "50": "quantity"}  # fmt: skip


def test_a_file_without_rows_is_refused() -> None:
    with pytest.raises(ReadError, match="header"):
        parse("# 标题:空表\n地区,数值\n")
