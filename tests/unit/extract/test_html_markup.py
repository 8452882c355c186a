"""Markup of many kinds, as public bodies publish it: editors, layout tables, saved office documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import Extractor
from extract.readers import html
from extract.readers.html import canonical
from extract.readers.original import ReadError

SAID = ["全市受理行政复议案件1,234件，办结1,100件。", "负责人出庭应诉率达到98.5%。"]


def lines(page: str) -> list[str]:
    return canonical(page.encode()).splitlines()


@pytest.mark.parametrize(
    "page",
    [
        '<div class="TRS_Editor"><style>.TRS_Editor P{{}}</style><p>　　{}</p><p>　　{}</p></div>',
        '<div id="zoom">&nbsp;&nbsp;&nbsp;&nbsp;{}<br>\n<br/>\n&emsp;&emsp;{}<br></div>',
        "<UCAPTITLE></UCAPTITLE><UCAPCONTENT><p><span>{}</span></p><p>{}</p></UCAPCONTENT>",
        "<founder-content><P>{}</P><P>{}</P></founder-content>",
        "<table><tr><td><p>{}</p><p>{}</p></td></tr></table>",
        "<table><tr><td></td><td>{}<br>{}</td><td>&nbsp;</td></tr></table>",
        "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr><tr><td>{}</td></tr></table>",
        "<section><section style='display:block'><span style='display:block'>{}</span><span>{}</span></section></section>",
        "<pre>\n　　{}\n\n　　{}\n</pre>",
        "<div style='white-space: pre-wrap'>{}\n{}</div>",
        "<p>{}<p>{}",
        "<p>{}</div></p></span><font><b><div>{}",
        "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN'><ol><li>{}</li><li>{}</li></ol>",
        "<dl><dt>{}</dt><dd>{}</dd></dl>",
    ],
)
def test_paragraphs_are_lines(page: str) -> None:
    assert lines(page.format(*SAID)) == SAID


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        (
            "<p><span>全市受理</span><span lang=EN-US>1,2</span><font face=宋体>34</font><o:p>件</o:p>。</p>",
            "全市受理1,234件。",
        ),
        ("<p>受理&nbsp;12&#160;件，占&#65130;</p>", "受理 12 件，占﹪"),
        ("<p>受理1\u200b2\ufeff件\xad。</p>", "受理12件。"),
        ("<p>受理12件<sup>3</sup>，面积5km<sup>2</sup><sup>[1]</sup>。</p>", "受理12件³，面积5km²[1]。"),
        ("<p>各级人民调解组织共\r\n   调解纠纷，\n成效明显。\n发布时间：无</p>", "各级人民调解组织共调解纠纷，成效明显。 发布时间：无"),
        ("<p>一、主要做法和成效\n全年平稳。</p>", "一、主要做法和成效 全年平稳。"),
        ("<p>1<span style='display:none'>9</span>2件</p>", "12件"),
        ("<p>法<ruby>治<rp>(</rp><rt>zhi4</rt><rp>)</rp></ruby>12</p>", "法治12"),
        ("<p>A&amp;B&lt;12&gt;</p>", "A&B<12>"),
        ("<![if !supportLists]><p>一</p><![endif]><!--[if gte mso 9]><xml>12</xml><![endif]-->", "一"),
    ],
)  # fmt: skip
def test_pieces_of_a_line(markup: str, line: str) -> None:
    assert lines(markup) == [line]


def test_breaks_in_headers_part_no_words() -> None:
    page = """<table border=1><tr><td rowspan=2>地 区</td><td colspan=2>行政<br>复议</td></tr><tr><td>受理<br>件数</td><td>办结
    件数</td></tr><tr><td>合　　计</td><td><p>1,100</p></td><td>1,050<br>（件）</td></tr></table>"""
    assert lines(page) == ["地区\t行政复议\t行政复议", "地区\t受理件数\t办结 件数", "合计\t1,100\t1,050 （件）"]


def test_rows_of_prose_in_a_table_are_paragraphs() -> None:
    page = f"""<table><tr><th>序号</th><th>工作</th><th>情况</th></tr>
    <tr><td rowspan=2>一</td><td>复议</td><td><p>{SAID[0]}成效持续显现，群众满意度不断提升，得到各方面肯定。</p><p>{SAID[1]}</p></td></tr>
    <tr><td>普法</td><td>12</td></tr></table>"""
    prose = f"{SAID[0]}成效持续显现，群众满意度不断提升，得到各方面肯定。"
    assert lines(page) == ["序号\t工作\t情况", "一", "复议", prose, SAID[1], "一\t普法\t12"]


def test_a_spanning_paragraph_stands_once() -> None:
    prose = "全市受理行政复议案件1,234件，办结1,100件，其余结转下年，负责人出庭应诉率百分之百。"
    page = f"<table><tr><td>甲</td><td>1</td><td rowspan=3>{prose}</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    assert lines(page) == [f"甲\t1\t{prose}", "乙\t2"]


def test_the_layout_of_an_old_site() -> None:
    page = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body topmargin=0>
    <table width=980><tr><td bgcolor=red><a href=/>首页</a> | <a href=/1>机构</a> | <a href=/2>动态</a></td></tr></table>
    <table width=980><tr><td width=200><table><tr><td>热点新闻</td></tr><tr><td>·<a href=a1>县长调研</a></td></tr>
    <tr><td>·<a href=a2>召开会议</a></td></tr><tr><td>·<a href=a3>植树活动</a></td></tr></table></td>
    <td><table width=100%><tr><td align=center><font size=5><b>山阳县2012年依法行政工作报告</b></font></td></tr>
    <tr><td>发布时间：2013-1-15&nbsp;&nbsp;来源：县政府法制办&nbsp;&nbsp;点击：<font color=red>365</font></td></tr>
    <tr><td class=content><P>&nbsp;&nbsp; 2012年，全县共受理行政复议案件<FONT face=宋体>2</FONT><FONT face=宋体>3</FONT>件，
办结21件。<BR><BR>&nbsp;&nbsp; 各乡镇调解情况如下：
    <TABLE border=1><TBODY><TR><TD rowSpan=2>乡镇</TD><TD colSpan=2>调解纠纷</TD></TR><TR><TD>受理</TD><TD>成功</TD></TR>
    <TR><TD>城关镇</TD><TD>520</TD><TD>510</TD></TR></TBODY></TABLE></P></td></tr></table></td></tr></table>
    <table width=980><tr><td align=center>版权所有：山阳县人民政府<br>陕ICP备06001234号</td></tr></table></body></html>"""
    assert canonical(page.encode("gb18030")).splitlines() == [
        "山阳县2012年依法行政工作报告",
        "发布时间：2013-1-15 来源：县政府法制办 点击：365",
        "2012年，全县共受理行政复议案件23件，办结21件。",
        "各乡镇调解情况如下：",
        "乡镇\t调解纠纷\t调解纠纷",
        "乡镇\t受理\t成功",
        "城关镇\t520\t510",
    ]


def test_xhtml_ends_its_empty_elements() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?><html><head><title/><script src="a.js"/></head><body><p>行政复议12件。</p></body></html>'
    assert canonical(page.encode("gb18030")) == "行政复议12件。\n"


@pytest.mark.parametrize("ending", [".html", ".htm", ".shtml", ".xhtml", ".HTML"])
def test_every_ending_of_a_page(extractor: Extractor, ending: str) -> None:
    read = extractor.read(f"page{ending}", "<p>余杭区2023年受理行政复议案件12件。</p>".encode())
    assert [(f.indicator, int(f.value)) for f, _ in read.facts] == [("reconsideration_accepted", 12)]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 4000 + "行政复议",
        "<b>" * 3000 + "行政复议",
        "".join(f"<p><font color={n}>行政复议{n}件" for n in range(1500)),
        "<table><tr><td>" * 1000 + "行政复议",
        "<a href=x>" * 5000 + "行政复议",
        "<p style='" + "overflow:hidden;" * 3000 + "'>行政复议",
    ],
)
def test_pages_that_never_close_are_read_in_a_moment(page: str) -> None:
    assert "行政复议" in canonical(page.encode())


def test_a_page_of_frames_is_refused() -> None:
    with pytest.raises(ReadError, match="no text"):
        canonical(b"<frameset cols=2><frame src=a.html><frame src=b.html></frameset>")


def test_a_page_that_nests_too_deep_is_refused() -> None:
    with pytest.raises(ReadError, match="markup") as refused:
        canonical(b"<div>" * 6000)
    assert refused.value.code == "nesting"


ATTRIBUTES = st.sampled_from(
    ["", " class=nav", ' class="footer share"', " id=zoom", ' style="display:none"', " hidden", " href=/x", " href=#",
     " colspan=3", " rowspan=5", ' colspan="-1"', " rowspan=99999999999", " colspan=٣", ' style="white-space:pre"', " style"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["div", "p", "span", "table", "tr", "td", "th", "tbody", "caption", "ul", "li", "a", "font", "sup", "pre", "br", "nav",
     "footer", "form", "textarea", "template", "svg", "frameset", "body", "head", "title", "script", "style", "noscript",
     "marquee", "xml", "o:p", "ucapcontent", "col", "details", "ruby", "rt"]
)  # fmt: skip
PIECES = st.sampled_from(
    ["行政复议受理", "12", "1,234件。", "首页", "&nbsp;", "&#0;", "&#xD800;", "　", "\n", "\r", "\x1f", "\u2028", "来源：", "ICP备05号",
     "<!--", "-->", "<![CDATA[", "<?xml?>", "<", "&", '<meta name=PubDate content="0001-01-01T00:00:00+14:00">',
     '<link rel=canonical href="http://[bad">', '<script type="application/ld+json">[[{"a":1}', "</script>", "\u200b"]
)  # fmt: skip
MARKUP = st.one_of(
    st.builds("<{}{}>".format, NAMES, ATTRIBUTES),
    st.builds("</{}>".format, NAMES),
    PIECES,
)


@given(st.lists(MARKUP, max_size=50))
@settings(deadline=None, max_examples=200)
def test_a_soup_of_tags_raises_nothing_else(parts: list[str]) -> None:
    try:
        text = html.read("".join(parts).encode()).text
    except ReadError:
        return
    assert text.endswith("\n")
    assert "\r" not in text
    assert all(line.strip(" \t") for line in text[:-1].split("\n"))


@given(st.lists(MARKUP, max_size=30))
@settings(deadline=None, max_examples=50)
def test_the_figures_of_a_soup_stand_at_their_spans(extractor: Extractor, parts: list[str]) -> None:
    page = "<p>余杭区2023年受理行政复议案件12件。</p>" * 40 + "".join(parts)
    read = extractor.read("page.html", page.encode())
    for fact, _ in read.facts:
        assert read.text[fact.start : fact.end] == fact.mention
    assert all(0 <= m.start < m.end <= len(read.text) for m in read.mentions)
