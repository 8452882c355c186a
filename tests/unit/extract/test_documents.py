"""Documents: title, area, period, type and date from the text alone."""

from __future__ import annotations

from datetime import date

import pytest

from extract.describe import Description
from extract.pipeline import Extractor


def described(extractor: Extractor, text: str) -> Description:
    return extractor.read("text.txt", text.encode()).description


@pytest.mark.parametrize(
    ("text", "code", "period", "doc_type"),
    [
        ("关于克州2017年度法治政府建设情况的报告\n各项工作有序推进。", "653000", "2017", "report"),
        ("上海市2019年度行政审判白皮书\n来源:某报\n一、收案情况\n数量平稳。", "310000", "2019", "whitepaper"),
        ("伊春市2015—2020年法治政府建设规划\n一、目标\n到2020年基本建成。", "230700", "2015-2020", "plan"),
        ("全国2018年行政复议情况报告\n各地进展良好。", "100000", "2018", "report"),
        ("现将盐田区人民政府2023年度法治建设情况报告如下:\n我区稳步推进。", "440308", "2023", "report"),
        ("黄石市2016年8月份矛盾纠纷排查情况\n全市平稳。", "420200", "2016-08", "report"),
        ("某处工作情况报告\n平稳。", None, None, "report"),
    ],
)
def test_description(extractor: Extractor, text: str, code: str | None, period: str | None, doc_type: str) -> None:
    about = described(extractor, text)
    assert (about.region_code, about.period, about.doc_type) == (code, period, doc_type)


def test_page_line_and_notice(extractor: Extractor) -> None:
    about = described(
        extractor,
        "上海市2022年法治政府建设情况报告\n发布日期:2023-03-10 来源:某司法局\n说明:演示用改写;数字取自《原报告》(某司法局)。\n一、成效\n",
    )
    assert about.published_on == date(2023, 3, 10)
    assert (about.publisher, about.source_title) == ("某司法局", "原报告")
    assert about.notice is not None
    assert about.notice.startswith("演示用改写")


def test_the_area_named_most_closely_speaks(extractor: Extractor) -> None:
    text = "乌鲁木齐市达坂城区人民政府关于2024年法治政府建设情况的报告\n我区依法行政水平提升，全区平稳。"
    assert described(extractor, text).region_code == "650107"


def test_an_ambiguous_name_stays_open_until_its_parent_is_named(extractor: Extractor) -> None:
    assert described(extractor, "鼓楼区2022年法治政府建设情况报告\n全区平稳。").region_code is None
    assert described(extractor, "南京市鼓楼区2022年法治政府建设情况报告\n全区平稳。").region_code == "320106"
