"""Page furniture: breadcrumbs, page lines, counters, share buttons and injected digits around a report's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.language.clauses import Span

_PAGE_LINE: Final = re.compile(
    r"^[ \t　]*(?:"
    r"(?:当前位置|您的位置|发布时间|发布日期|发文日期|成文日期|日期|来源|信息来源|浏览量|浏览次数|点击|访问次数|阅读|责任编辑"
    r"|字号|字体|文字大小|索引号|发文字号|文号|相关附件|网站标识码|主办单位|说明)\s*[:：][^\n]*"
    r"|首页\s*[>＞][^\n]*|[^\n]{0,12}ICP备[^\n]*|网站标识码[^\n]*|版权所有[^\n]*"
    r"|打印|分享到?|返回列表|返回顶部|附件下载|无标题文档"
    r")[ \t　]*$",
    re.MULTILINE,
)
_COUNTER: Final = re.compile(r"(?:浏览量|浏览次数|阅读次数|点击(?:率|量|次数)?|访问次数|阅读)\s*[:：]\s*(\d[\d,]*)")
_FOOTNOTE: Final = re.compile(r"[\[［][ 0-9０-９]{1,3}[\]］](?!\s*第?\d*号)")
_CRUMB: Final = re.compile(r"当前位置|首页")
_ORGAN: Final = re.compile(r"政府|委员会|[省市县区州局委办厅院]")
_SPAM: Final = re.compile(r"(?:bet|BET)\d+|\d+(?=平台|娱乐|备用|棋牌|彩票)|7x24")
_DATE: Final = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_NAMED: Final = re.compile(
    r"(?P<key>来源|发布机构|说明)\s*[:：]\s*(?P<value>[^\n]*?)(?=\s{1,}\S{1,6}[:：]|\s*$)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What of a page is not its report, and what the page lines say about the report."""

    spans: tuple[Span, ...]
    published_on: date | None
    source: str | None
    notice: str | None


def furniture(text: str) -> Furniture:
    """Find the page furniture of a text."""
    spans = [m.span() for m in _PAGE_LINE.finditer(text)]
    lines = "\n".join(text[a:b] for a, b in spans)
    spans += _breadcrumb(text)
    spans += [m.span(1) for m in _COUNTER.finditer(text)]
    spans += [m.span() for m in _FOOTNOTE.finditer(text)]
    spans += _spam(text)
    named = {m["key"]: m["value"].strip() for m in _NAMED.finditer(lines)}
    source = named.get("来源") or named.get("发布机构")
    return Furniture(tuple(sorted(spans)), _published(lines), source or None, named.get("说明") or None)


def _breadcrumb(text: str) -> list[Span]:
    """A numbered list of page links before the first empty line."""
    head = text.split("\n\n", 1)[0]
    return [(0, len(head))] if len(head) < 200 and _CRUMB.search(head) and "。" not in head else []


def _spam(text: str) -> list[Span]:
    """Digits injected into a page: known forms anywhere, and junk glued before 关于 in a title."""
    found = [m.span() for m in _SPAM.finditer(text)]
    glued = re.finditer(r"^[ \t　]*([^\n，。]{0,12}?\d[^\n，。]{0,8}?)关于", text[:600], re.MULTILINE)
    return found + [m.span(1) for m in glued if not _ORGAN.search(m[1]) and "年" not in m[1]]


def _published(lines: str) -> date | None:
    match = _DATE.search(lines)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
