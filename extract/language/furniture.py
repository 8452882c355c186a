"""Page furniture: breadcrumbs, page lines, counters, buttons, links and injected digits around a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.language.clauses import Span

_KEYS: Final = (
    r"当前位置|您的位置|您现在的位置|所在位置|发布时间|发布日期|发文日期|发文时间|成文日期|生成日期|印发日期|公开日期|更新时间|时间|日期"
    r"|来源|信息来源|文章来源|稿件来源|浏览量|浏览次数|浏览|点击|点击数|点击率|点击量|访问次数|访问量|阅读|阅读次数|阅读量"
    r"|作者|编辑|责任编辑|责编|审核|审核人|校对|撰稿|供稿|录入|字号|字体|文字大小|字体大小|视力保护色|背景色"
    r"|索引号|发文字号|文号|公开方式|公开形式|公开类别|公开类型|公开时限|主题分类|主题词|体裁分类|组配分类|信息分类|信息名称|所属类别"
    r"|发布机构|发布单位|发文机关|发文单位|公开主体|公开责任部门|有效性|效力状态|是否有效|关键词|标签|说明"
    r"|相关附件|附件下载|相关链接|相关文章|相关阅读|相关信息|友情链接|上一篇|下一篇|上一条|下一条|分享到|分享|扫一扫"
    r"|网站标识码|主办单位|主办|承办单位|承办|协办单位|技术支持|维护单位|版权所有|联系电话|联系我们|网站地图|地址|邮编|邮政编码|备案号"
)
_BUTTONS: Final = (
    r"打印(?:本页|此页|文章)?|关闭(?:窗口|本页|页面)?|分享到?|收藏(?:本页)?|返回(?:列表|顶部|首页|上一页)?|附件下载|无标题文档|扫一扫[^\n]{0,16}"
    r"|(?:【|\[)?(?:打印|关闭|收藏)(?:本页|窗口)?(?:】|\])?|大\s*中\s*小|【[^】\n]{0,12}(?:大|中|小)[^】\n]{0,6}】|A-|A\+|网站地图|联系我们|关于我们|隐私声明|无障碍(?:浏览)?"
)
_FILED: Final = ("ICP备", "公网安备", "网站标识码")
_FILED_LINE: Final = rf"[^\n]{{0,40}}(?:{'|'.join(_FILED)})[^\n]*|"
_STARTS: Final = "".join(sorted({key[0] for key in _KEYS.split("|")})) + r"首打大附收无A隐【\["


def _page_line(opening: str, more: str = "") -> re.Pattern[str]:
    """The pattern of a page line behind its line end: a search for one character is many times faster than for ^."""
    return re.compile(
        rf"\n[ \t　\xa0]*{opening}(?:[【\[]?(?:{_KEYS})[】\]]?\s*[:：][^\n]*"
        rf"|首页\s*[>＞»][^\n]*|(?:版权所有|主办单位|承办单位|网站标识码)[^\n]*|{more}"
        rf"(?:{_BUTTONS})(?:[ \t　\xa0|｜]+(?:{_BUTTONS}))*"
        r")[ \t　\xa0]*$",
        re.MULTILINE,
    )


_ANY_PAGE_LINE: Final = _page_line("", _FILED_LINE)
_PAGE_LINE: Final = _page_line(rf"(?=[{_STARTS}])")  # of a text without the words of _FILED
_COUNTS: Final = ("浏览", "阅读", "点击", "访问")
_COUNTER: Final = re.compile(
    r"(?:浏览(?:量|次数|数)?|阅读(?:量|次数|数)?|点击(?:率|量|次数|数)?|访问(?:量|次数|数)?)\s*[:：]\s*(\d[\d,]*)"
)
_FOOTNOTE: Final = re.compile(r"[\[［][ 0-9０-９]{1,3}[\]］](?!\s*第?\d*号)")
_NOTICE: Final = re.compile(r"[\s　]*[【\[]?(?:说明|来源|信息来源)")
_LINKS: Final = re.compile(r"^[^\n。]{0,120}首页\s*[>＞»/-][^\n。]*$", re.MULTILINE)
_GLUED: Final = re.compile(r"^[ \t　]*([^\n，。]{0,12}?\d[^\n，。]{0,8}?)关于", re.MULTILINE)
_DIGIT_NEAR: Final = re.compile(r"\d[^\n，。]{0,8}?关于")  # what every match of _GLUED ends with
_CRUMB: Final = re.compile(r"当前位置|您(?:现在)?的位置|首页")
_ORGAN: Final = re.compile(r"政府|委员会|[省市县区州局委办厅院]")
_SPAM_NAME: Final = re.compile(r"(?:bet|BET)\d+|7x24")
_SPAM_STARTS: Final = ("bet", "BET", "7x24")
_SPAM_TAIL: Final = re.compile(r"[平娱备棋彩](?:(?<=\d平)台|(?<=\d娱)乐|(?<=\d备)用|(?<=\d棋)牌|(?<=\d彩)票)")
_DIGITS: Final = re.compile(r"\d+$")
_INJECTED: Final = 12  # digits at most that are injected before a word
_DATE: Final = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_DATED: Final = re.compile(rf"(?P<key>[一-龥]{{2,6}})[】\]]?\s*[:：]\s*(?P<date>{_DATE.pattern})")
_PUBLISHED: Final = (
    "发布",
    "公开",
    "时间",
    "日期",
    "更新",
    "印发",
    "发文",
    "成文",
    "生成",
)  # the first that a page gives
_NAMED: Final = re.compile(
    r"(?P<key>来源|发布机构|发布单位|发文机关|发文单位|公开主体|公开责任部门|说明)[】\]]?\s*[:：]\s*"
    r"(?P<value>[^\n]*?)(?=\s{1,}\S{1,6}[:：]|\s*$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What of a page is not its report, and what the page lines say about the report."""

    spans: tuple[Span, ...]
    published_on: date | None
    source: str | None
    notice: str | None
    publisher: str | None = None  # the body that the page names as 发布机构, 发文机关


def furniture(text: str) -> Furniture:
    """Find the page furniture of a text."""
    page_line = _ANY_PAGE_LINE if any(word in text for word in _FILED) else _PAGE_LINE
    spans = [(m.start(), m.end() - 1) for m in page_line.finditer(f"\n{text}") if not _is_prose(m.group()[1:])]
    lines = "\n".join(text[a:b] for a, b in spans)
    spans += _breadcrumb(text)
    if any(word in text for word in _COUNTS):
        spans += [m.span(1) for m in _COUNTER.finditer(text)]
    if "[" in text or "［" in text:
        spans += [m.span() for m in _FOOTNOTE.finditer(text)]
    spans += _spam(text)
    named = {m["key"]: m["value"].strip() for m in reversed(list(_NAMED.finditer(lines)))}
    source = next((named[k] for k in named if k not in {"说明", "来源"} and named[k]), None)
    return Furniture(
        tuple(sorted(spans)), _published(lines), named.get("来源") or source, named.get("说明") or None, source
    )


def _is_prose(line: str) -> bool:
    """A sentence that begins like a page line (主办:…。) is the report's own, but a notice (说明:) is the page's."""
    return line.rstrip().endswith("。") and not _NOTICE.match(line)


def _breadcrumb(text: str) -> list[Span]:
    """A numbered list of page links before the first empty line, and lines of links (首页 > 政务公开 > 正文)."""
    end = text.find("\n\n", 0, 202)
    head = text[: end if end >= 0 else 200]
    if len(head) < 200 and _CRUMB.search(head) and "。" not in head:
        return [(0, len(head))]
    first = text[:600]
    return [m.span() for m in _LINKS.finditer(first)] if "首页" in first else []


def _spam(text: str) -> list[Span]:
    """Digits injected into a page: known forms anywhere, and junk glued before 关于 in a title."""
    found = []
    if any(word in text for word in _SPAM_STARTS):
        found = [m.span() for m in _SPAM_NAME.finditer(text)]
    for tail in _SPAM_TAIL.finditer(text):
        digits = _DIGITS.search(text, max(0, tail.start() - _INJECTED), tail.start())
        found += [digits.span()] if digits else []
    glued = _GLUED.finditer(text[:600]) if _DIGIT_NEAR.search(text, 0, 600) else ()
    return found + [m.span(1) for m in glued if not _ORGAN.search(m[1]) and "年" not in m[1]]


def _published(lines: str) -> date | None:
    """The date of publication; where the page gives none, the first other date of its lines (成文日期)."""
    dated = [(m["key"], d) for m in _DATED.finditer(lines) if (d := first_day(m["date"]))]
    for wanted in _PUBLISHED:
        for key, day in dated:
            if wanted in key:
                return day
    return first_day(lines)


def first_day(words: str) -> date | None:
    """Return the first date of some words; None where there is none, or no such day."""
    match = _DATE.search(words)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def lines_outside(text: str, spans: tuple[Span, ...], start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of a stretch with what stands outside the spans, each with its start; both lists are read once."""
    index = 0
    position = start
    for line in text[start:end].split("\n"):
        stop = position + len(line)
        while index < len(spans) and spans[index][1] <= position:
            index += 1
        kept, at, ahead = "", position, index
        while ahead < len(spans) and spans[ahead][0] < stop:
            kept += text[at : max(at, spans[ahead][0])]
            at = max(at, spans[ahead][1])
            ahead += 1
        yield position, kept + text[at:stop]
        position = stop + 1
