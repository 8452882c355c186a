"""What of a page is left out, and what never is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers.html import canonical

LINES = ["2023年，全市受理行政复议案件1,100件。", "办结1,050件，调解成功320件。", "新办执法证件25个。", "培训12场次。"]
REPORT = "".join(f"<p>{line}</p>" for line in LINES)
LINKS = "".join(f'<li><a href="/{n}.html">栏目{n}</a></li>' for n in range(8))


def lines(page: str) -> list[str]:
    return canonical(page.encode()).splitlines()


@pytest.mark.parametrize(
    "furniture",
    [
        "<script>var total = 12;</script><style>p{width:12px}</style><noscript><p>请启用脚本12</p></noscript>",
        "<template><p>样例12件。</p></template><select><option>2022年</option></select><textarea>12</textarea>",
        "<!-- 12件。--><svg><text>12</text></svg><iframe>12</iframe><button>展开12条</button>",
        "<xml><o:DocumentProperties><o:Pages>12</o:Pages></o:DocumentProperties></xml>",
        f"<nav><ul>{LINKS}</ul></nav>",
        f'<div role="navigation">{LINKS}</div>',
        f'<div class="mainNav"><ul>{LINKS}</ul></div>',
        f"<div><ul>{LINKS}</ul></div>",
        "<table><tr>" + "".join(f'<td><a href="/{n}">栏目{n}</a></td>' for n in range(5)) + "</tr></table>",
        '<center><a href="/">首页</a> | <a href="/1">机构</a> | <a href="/2">动态</a></center>',
        '<div class="BreadcrumbNav">您的位置：<a href="/">首页</a> &gt; <a href="/1">公开</a> &gt; 正文</div>',
        '<div id="dqwz">当前位置：<a href="#">首页</a>&gt;<a href="#">年度报告</a></div>',
        '<div class="bdsharebuttonbox">分享到：<a href="#">微信</a><a href="#">微博</a></div>',
        '<span class="fontSize">【字体：<a href="javascript:a(16)">大</a> <a href="javascript:a(14)">中</a> 小】</span>',
        '<a class="print" href="javascript:window.print()">打印本页</a>',
        '<p class="read-count">浏览次数：<em id="hits">1253</em></p>',
        '<div class="qrcode"><p>扫一扫在手机打开当前页</p></div>',
        f'<div class="xgwz"><h3>相关文章</h3><ul>{LINKS}<li><a href="/x">2022年受理行政复议900件</a> 2023-03-01</li></ul></div>',
        '<div class="recommend"><a href="/x">邻市</a><p>2022年受理777件。</p></div>',
        f'<div class="sidebar"><h4>政府信息公开</h4><dl>{LINKS}</dl><p>全年公开12条</p></div>',
        '<div class="footer"><p>主办：某市人民政府 电话：0510-12345678</p><p>苏ICP备05012345号 网站标识码：3202000001</p></div>',
        "<table width=980><tr><td>版权所有：某县人民政府　技术支持：某公司<br>陕ICP备06001234号</td></tr></table>",
        '<footer><a href="/map">网站地图</a> | <a href="/us">联系我们</a></footer>',
        '<div hidden><a href="http://x.example">彩票</a> 2021年受理777件。</div>',
        '<p style="DISPLAY: none">777件</p><p style="visibility:hidden">777件</p><span style="font-size:0px">777</span>',
        '<div style="position:absolute; left:-9999px"><a href="http://x.example">bet365娱乐</a></div>',
        '<marquee height=1 width=1 style="overflow:hidden;height:1px">777</marquee><p aria-hidden="true">777件</p>',
        '<div class="sr-only">跳到正文</div><div style="text-indent:-9999px">图标</div>',
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert lines(f'<html><body>{furniture}<div class="content">{REPORT}</div></body></html>') == LINES
    assert lines(f'<html><body><div class="main">{REPORT}</div>{furniture}</body></html>') == LINES


@pytest.mark.parametrize(
    "kept",
    [
        '<div class="print" id="printArea">{}</div>',
        '<div class="footer share nav sidebar">{}</div>',
        '<div class="position-relative top">{}</div>',
        "<form><nav>{}</nav></form>",
        "<aside><section>{}</section></aside>",
        '<div class="list"><a name="top">{}</a></div>',
        '<a href="/whole.html">{}</a>',
        '<div style="text-indent:-21pt; margin-left: -500px; opacity:0.9; font-size:0.9em">{}</div>',
        "<header><article>{}</article></header>",
    ],
)
def test_a_report_is_kept_wherever_it_stands(kept: str) -> None:
    assert lines(kept.format(REPORT)) == LINES


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<h1>滨湖市2023年法治政府建设情况报告</h1>", "滨湖市2023年法治政府建设情况报告"),
        (
            '<div class="header"><a href="/">首页</a><h2>滨湖市2023年法治政府建设报告</h2></div>',
            "滨湖市2023年法治政府建设报告",
        ),
        (
            '<div class="tools">发布时间：2024-03-05 来源：市司法局 <a class="share">分享</a></div>',
            "发布时间：2024-03-05 来源：市司法局",
        ),
        ('<p>附件：<a href="/t.pdf">2023年行政复议统计表.pdf</a></p>', "附件：2023年行政复议统计表.pdf"),
        ('<div class="article-footer">滨湖市人民政府</div>', "滨湖市人民政府"),
        ('<p class="right">2024年3月1日</p>', "2024年3月1日"),
        ('<p>详见<a href="/law">《条例》</a>第12条。</p>', "详见《条例》第12条。"),
        ('<p class="hot">全市无行政复议撤销案件</p>', "全市无行政复议撤销案件"),
    ],
)
def test_what_belongs_to_a_report_is_kept(markup: str, line: str) -> None:
    assert line in lines(f"<body>{markup}{REPORT}</body>")


def test_a_table_of_linked_names_keeps_its_figures() -> None:
    rows = "".join(f'<tr><td><a href="/{n}">第{n}区</a></td><td>{n}20</td></tr>' for n in range(1, 6))
    assert lines(f"<table>{rows}</table>")[0] == "第1区\t120"


def test_a_report_that_a_script_will_show_is_read() -> None:
    page = f"""<h1>清河县2023年法治建设数据公布</h1><div id="js_content" style="visibility: hidden; opacity: 0; ">{REPORT}</div>
    <div style="display:none"><a href=x>预览时标签不可点</a></div>"""
    assert lines(page) == ["清河县2023年法治建设数据公布", *LINES]


def test_a_page_of_links_alone_gives_its_links() -> None:
    assert lines(f"<body><ul>{LINKS}</ul></body>") == [f"栏目{n}" for n in range(8)]


NAMES = st.sampled_from(
    ["nav", "menu", "breadcrumb", "position", "share", "print", "tools", "hits", "footer", "copyright", "related", "hot",
     "sidebar", "left", "top", "header", "list", "page", "hide", "d-none", "xgwz", "TRS_Editor", "zoom", "article", ""]
)  # fmt: skip
TAGS = st.sampled_from(
    ["div", "section", "nav", "aside", "footer", "header", "article", "td", "li", "form", "center", "span"]
)
SENTENCES = st.integers(100, 99_999).map(lambda n: f"第{n}项工作推进，全年办理{n}件。")


@st.composite
def wrapped(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Paragraphs, each deep in elements whose names speak of furniture, with links beside them."""
    said = draw(st.lists(SENTENCES, min_size=1, max_size=5))
    page = ""
    for sentence in said:
        inner = f"<p>{sentence}</p>"
        for tag in draw(st.lists(TAGS, max_size=3)):
            name = draw(NAMES)
            table = f'<table class="{name}"><tr><td>{inner}</td></tr></table>'
            inner = table if tag == "td" else f'<{tag} class="{name}">{inner}</{tag}>'
        page += inner + draw(st.sampled_from(["", f"<ul>{LINKS}</ul>", '<div class="share">分享</div>']))
    return page, said


@given(wrapped())
@settings(deadline=None)
def test_sentences_are_kept_in_order_whatever_stands_around_them(drawn: tuple[str, list[str]]) -> None:
    page, said = drawn
    assert [line for line in lines(page) if line.startswith("第")] == said
