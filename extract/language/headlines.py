"""The head and the foot of an official document: its title, who issued it and the date under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.language.clauses import Span
from extract.language.furniture import lines_outside
from extract.language.numerals import chinese_value

_HEAD: Final = 1500  # characters in which a title is looked for
_FOOT: Final = 600  # characters in which a signature is looked for
_LINES: Final = 14
_TITLE_WORD: Final = re.compile(
    r"报告|规划|方案|通知|白皮书|蓝皮书|情况|公报|纲要|意见|要点|统计|通报|综述|数据|办法|总结|计划|年报|汇报|清单|安排|决定|函|目录|公告|公示|答复|批复|条例|规定|制度|细则"
)
_TITLE_END: Final = re.compile(
    r"(?:报告|规划|方案|通知|白皮书|蓝皮书|公报|纲要|意见|要点|统计表?|通报|综述|数据|办法|总结|计划|年报|汇报|清单|情况|安排|决定|函|目录|公告|公示|答复|批复|条例|规定|制度|细则)"
    r"(?:[（(][^（()）]{1,20}[）)])?$"
)
_ORGAN_LINE: Final = re.compile(
    r"(?:中共)?[一-龥（()）、· 　\xa0]{2,46}(?:人民政府|政府|委员会|[省市县区州旗盟]委|党组|党委|法院|检察院|[局厅委院部]|办公[室厅]|办事处|管委会|兵团|师|队|中心)"
)
_UNFINISHED: Final = re.compile(r"(?:的|及|和|与|暨|、|关于|年度?|法治政府|依法行政|建设|工作)$")
_YEAR_NOTE: Final = re.compile(r"[（(]\s*(?:19|20)\d\d[^（()）]{0,14}[）)]")
_LABEL: Final = re.compile(r"^(?:[【\[]?(?:标\s*题|信息名称|文件名称|名\s*称|题\s*名)[】\]]?\s*[:：]\s*)")
_BODY: Final = re.compile(r"。|[,，;；:：]$|^[（(]?[一二三四五六七八九十]{1,3}[）)、]|^\d{1,2}[.、．]")
_TITLE_OF: Final = re.compile(
    r"^([^0-9]{2,46}?(?:人民政府|政府|委员会|常委会|[省市县区州旗盟]委|党组|党委|法院|检察院|[局厅部]|[省市县区州旗]委办|办公[室厅]|办事处|管委会|兵团|支队|大队|中心))\s*"
    r"(?:关于|印发|[（(]?(?:19|20)\d\d|[二][〇○零Ｏ０0]|法治政府|行政审判|行政案件|行政诉讼|司法审查|推进|贯彻|落实|依法行政|年度|第[一二三四]季度|履行|行政执法|工作)"
)
_NARROW: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_CN_DATE: Final = r"[二][〇○零ＯOo0０][〇○零ＯOo0０一二三四五六七八九]{2}"
_DATE_LINE: Final = re.compile(
    rf"[（(]?(?:(?P<year>(?:19|20)\d\d)|(?P<cn>{_CN_DATE}))\s*[年./-]\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*[月./-]"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?[）)]?$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, perhaps of several lines, and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands under a document."""

    organ: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    span: Span


def title(text: str, hidden: tuple[Span, ...]) -> Title | None:
    """Return the first line near the top that reads like a title, with the lines that it goes on over."""
    lines = list(_head(text, hidden))
    for index, line in enumerate(lines):
        clean = _LABEL.sub("", line.text)
        if 4 <= len(clean) <= 90 and not _BODY.search(clean) and _TITLE_WORD.search(clean):
            return _joined(lines, index)
        if "。" in clean and len(clean) > 60:
            return None  # the body has begun
    return None


def issuer_of(words: str) -> str | None:
    """Return the body that a title begins with."""
    match = _TITLE_OF.match(words)
    return match[1].strip() if match else None


def signature(text: str, hidden: tuple[Span, ...]) -> Signature:
    """Return the body and the date under a document; Chinese figures (二〇二三年一月十日) count."""
    lines = list(_lines(text, hidden, max(0, len(text) - _FOOT), len(text)))[-12:]
    for index in range(len(lines) - 1, -1, -1):
        words = lines[index].text
        match = _DATE_LINE.search(words)
        day = _day(match) if match and len(words) <= 60 else None
        if match is None or day is None:
            continue
        before = words[: match.start()].strip() or (lines[index - 1].text if index else "")
        return Signature(before if _ORGAN_LINE.fullmatch(before) else None, day)
    return Signature(None, None)


def day_under_title(text: str, hidden: tuple[Span, ...], position: int) -> date | None:
    """Return the date that stands alone on one of the lines right under the title."""
    for line in list(_lines(text, hidden, position, min(len(text), position + 200)))[:3]:
        match = _DATE_LINE.match(line.text)
        if match:
            return _day(match)
    return None


def digits(words: str) -> str:
    """Write the years of a title in figures: 二〇二三年 and ２０２３年 are 2023年."""
    narrow = words.translate(_NARROW)
    return re.sub(rf"{_CN_DATE}(?=年|[-—–~至])", lambda m: str(_year(m.group())), narrow)


def _joined(lines: Sequence[_Line], index: int) -> Title:
    """Join the lines of a title: bodies above 关于…, a broken line below, and (2021—2025年) under it."""
    first = last = index
    while first and _continues(lines[first - 1].text, lines[first].text):
        first -= 1
    while last + 1 < len(lines) and last - first < 4 and _goes_on(lines[last].text, lines[last + 1].text):
        last += 1
    words = " ".join(_LABEL.sub("", line.text) for line in lines[first : last + 1])
    return Title(re.sub(r"\s+", " ", words), (lines[first].span[0], lines[last].span[1]))


def _continues(above: str, line: str) -> bool:
    if _BODY.search(above) or len(above) > 50:
        return False
    if _ORGAN_LINE.fullmatch(above):
        return re.match(rf"关于|(?:19|20)\d\d|{_CN_DATE}|法治政府|依法行政|行政", line) is not None or bool(
            _ORGAN_LINE.match(line)
        )
    return bool(_UNFINISHED.search(above) and re.search(r"关于|\d年", above + line) and not _TITLE_END.search(above))


def _goes_on(line: str, below: str) -> bool:
    if _YEAR_NOTE.fullmatch(below):
        return True
    if _BODY.search(below) or len(below) > 50 or not _TITLE_END.search(below):
        return False
    return not _TITLE_END.search(line) or re.match(r"的(?:报告|通知|通报|汇报)", below) is not None


def _head(text: str, hidden: tuple[Span, ...]) -> Iterator[_Line]:
    yield from list(_lines(text, hidden, 0, min(len(text), _HEAD)))[:_LINES]


def _lines(text: str, hidden: tuple[Span, ...], start: int, end: int) -> Iterator[_Line]:
    """The lines of a stretch that hold words, without page furniture and the spaces round them."""
    for position, kept in lines_outside(text, hidden, start, end):
        words = re.sub(r"[\s　\xa0]+", " ", kept).strip()
        if words:
            begin = text.find(kept.strip(), position) if kept.strip() else position
            begin = position if begin < 0 else begin
            yield _Line(words, (begin, begin + len(kept.strip())))


def _day(match: re.Match[str]) -> date | None:
    year = int(match["year"]) if match["year"] else _year(match["cn"])
    try:
        return date(year, _number(match["month"]), _number(match["day"]))
    except ValueError:
        return None


def _year(written: str) -> int:
    return (
        int("".join("0" if c in "〇○零ＯOo0０" else str("一二三四五六七八九".index(c) + 1) for c in written[1:])) + 2000
    )


def _number(written: str) -> int:
    return int(written) if written.isdigit() else int(chinese_value(written) or 0)
