"""Web pages: visible blocks as lines, tables as rows, damage survived."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import Extractor
from extract.readers.html import canonical
from extract.readers.original import ReadError

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>页名</title><style>p{color:red}</style></head>
<body><script>var n = 12;</script><h1>浙江省2023年行政复议工作情况报告</h1>
<p>全省共收到行政复议申请<b>1,234</b>件，&nbsp;受理1,100件。</p><div>发布日期：2024-01-05</div>
<table><caption>各市情况（单位：件）</caption>
<tr><th rowspan="2">序号</th><th rowspan=2>地区</th><th colspan="2">行政复议</th><th colspan="2">行政应诉</th></tr>
<tr><th>收案</th><th>审结</th><th>收案</th><th>审结</th></tr>
<tr><td>1</td><td>
  杭州市
</td><td>120</td><td>110</td><td><p>80</p></td><td>75</td></tr>
<tr><td>2</td><td>宁波市<td>90<td><td>60<td>59</tr>
<tr><td colspan=2>合计</td><td>210</td><td>110</td><td>140</td><td>134</td></tr></table></body></html>"""


def test_a_page_becomes_lines_and_rows() -> None:
    assert canonical(PAGE.encode()).splitlines() == [
        "浙江省2023年行政复议工作情况报告",
        "全省共收到行政复议申请1,234件， 受理1,100件。",
        "发布日期：2024-01-05",
        "各市情况（单位：件）",
        "序号\t地区\t行政复议\t行政复议\t行政应诉\t行政应诉",
        "序号\t地区\t收案\t审结\t收案\t审结",
        "1\t杭州市\t120\t110\t80\t75",
        "2\t宁波市\t90\t\t60\t59",
        "合计\t合计\t210\t110\t140\t134",
    ]


def test_the_facts_of_a_page_point_into_its_text(extractor: Extractor) -> None:
    read = extractor.read("page.html", PAGE.encode())
    found = [(f.indicator, int(f.value), r.name if r else None) for f, r in read.facts]
    assert found[:2] == [("reconsideration_applications", 1234, "浙江省"), ("reconsideration_accepted", 1100, "浙江省")]
    assert ("litigation_cases", 80, "杭州市") in found
    assert ("reconsideration_concluded", 110, "浙江省") in found
    assert len(found) == 2 + 4 + 3 + 4
    for fact, _ in read.facts:
        assert read.text[fact.start : fact.end] == fact.mention
    assert str(read.description.published_on) == "2024-01-05"


def test_a_spanning_figure_stands_once() -> None:
    page = "<table><tr><td>甲</td><td rowspan=2>12</td><td>3</td></tr><tr><td>乙</td><td>4</td></tr></table>"
    assert canonical(page.encode()) == "甲\t12\t3\n乙\t\t4\n"


def test_tables_of_layout_give_their_blocks() -> None:
    page = "<table><tr><td><p>第一段。</p><table><tr><td>甲</td><td>1</td></tr></table></td><td>右栏</td></tr></table>"
    assert canonical(page.encode()).splitlines() == ["第一段。", "甲\t1", "右栏"]


def test_old_pages_name_their_charset() -> None:
    page = "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>行政复议受理12件。</p>"
    assert canonical(page.encode("gb18030")) == "行政复议受理12件。\n"


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(ReadError, match="no text"):
        canonical(b"<html><body><script>1</script></body></html>")


@given(
    st.lists(
        st.sampled_from(
            ["<table>", "</table>", "<tr>", "<td>", "</td>", "<td colspan=3>", "<td rowspan=9>", "<p>", "</p>", "<div",
             "<script>", "</script>", "&nbsp;", "&#x;", "文字", "12", "<td colspan='-1'>", "<!--", "-->", "<br/>", "\n"]
        ),
        max_size=40,
    )
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_damaged_markup_never_fails(parts: list[str]) -> None:
    try:
        text = canonical("".join(["起", *parts]).encode())
    except ReadError:
        return
    assert "\r" not in text
    assert text.endswith("\n")
