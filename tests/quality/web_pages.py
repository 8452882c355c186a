"""Texts as web pages: the same words in the markup of public bodies' sites, with all that stands around a report."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

HEAD: Final = """<div class="header"><div class="logo"><a href="/"><img src="logo.png" alt="某市人民政府"></a></div></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/zwfw">政务服务</a></li></ul>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a href="/fz">法治政府建设</a></div>"""
FOOT: Final = """<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<p class="counter">浏览次数：<span id="hits">684</span></p>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/1.html">某市2019年受理行政复议案件999件</a><span>2020-01-02</span></li>
<li><a href="/2.html">某市2018年办理行政应诉案件888件</a><span>2019-01-02</span></li></ul></div>
<div style="display:none"><a href="http://x.example/">bet365娱乐</a><p>2021年，全市共受理行政复议申请777件。</p></div>
<div class="footer"><p>主办单位：某市人民政府 地址：某路18号</p><p>某ICP备05012345号 网站标识码4290050001</p></div>
<script>var hits = 365;</script>"""


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _pieces(line: str) -> str:
    """A line in pieces, as editors leave it: figures and words parted by spans and fonts anywhere."""
    chance = random.Random(line)
    forms = ('<span lang="EN-US">{}</span>', '<font face="仿宋_GB2312">{}<o:p></o:p></font>', '<a name="_Toc1"></a>{}')
    return "".join(chance.choice(forms).format(escape(c)) if chance.random() < 0.2 else escape(c) for c in line.strip())


def _editor(text: str) -> bytes:
    body = "\n".join(f'<p style="text-indent: 2em">　　{escape(line)}</p>' for line in _lines(text))
    page = f'<div class="main"><div id="zoom"><div class="TRS_Editor">{body}</div></div></div>'
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{HEAD}{page}{FOOT}</body></html>'.encode()


def _pieced(text: str) -> bytes:
    body = "\n".join(f'<p class="MsoNormal">&nbsp;&nbsp;&nbsp;&nbsp;{_pieces(line)}</p>' for line in _lines(text))
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    page = f"<html><head>{head}</head><body>{HEAD}<UCAPCONTENT>{body}</UCAPCONTENT>{FOOT}</body></html>"
    return page.encode("gb18030")


def _laid_out(text: str) -> bytes:
    links = "".join(f"<tr><td><a href='/c{n}'>栏目名称</a></td></tr>" for n in range(9))
    body = "<br>\n<br>\n".join(f"　　{escape(line)}" for line in _lines(text))
    page = f"<table width=980><tr><td width=200><table>{links}</table></td><td class=article>{body}</td></tr></table>"
    return f"<html><head><meta charset=gbk></head><body>{HEAD}{page}{FOOT}</body></html>".encode("gb18030")


PAGES: Final[Mapping[str, Callable[[str], bytes]]] = {
    "an editor's paragraphs": _editor,
    "pieces in GBK": _pieced,
    "a layout table in GBK": _laid_out,
}
