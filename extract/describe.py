"""What a document is: title, issuer, type, area, period and date, from its own words and its page lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.language.clauses import Span
from extract.language.furniture import Furniture
from extract.language.places import Places

_TITLE_WORD: Final = re.compile(r"报告|规划|方案|通知|白皮书|情况|公报|纲要|意见|要点|统计|通报|综述|数据|办法")
_PLAN: Final = re.compile(r"规划|方案|要点|工作计划|纲要|实施意见|目标")
_REPORT: Final = re.compile(r"报告|情况|总结|通报|综述")
_YEARS: Final = re.compile(r"((?:19|20)\d\d)\s*年?\s*[-—–~至－]+\s*((?:19|20)\d\d)|((?:19|20)\d\d)")
_MONTHS: Final = re.compile(
    r"((?:19|20)\d\d)年(\d{1,2})月份?(?:\s*[-—–至]\s*(?:((?:19|20)\d\d)年)?(\d{1,2})月)?(?!\s*\d{1,2}\s*日)"
)
_REPORTING: Final = re.compile(r"现将[^。\n]{0,40}?((?:19|20)\d\d)\s*年(?:度)?[^。\n]{0,30}?(?:报告|汇报|通报|公布)")
_OPENING: Final = re.compile(r"^[ \t　]*((?:19|20)\d\d)\s*年(?:度)?(?:以来)?[,，]", re.MULTILINE)
_ORGAN: Final = re.compile(r"(?:政府|[局厅委]|法院|检察院|办公室|政府办)$")
_SIGNED: Final = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:打印|分享|返回列表|\s)*$")
_ISSUER: Final = re.compile(
    r"^(.{2,40}?(?:人民政府|政府|委员会|[市省区县州]委|法院|检察院|[局厅]|办公室))\s*(?:关于|(?:19|20)\d\d)"
)


@dataclass(frozen=True, slots=True)
class Description:
    """The columns of a document that come from its content."""

    title: str | None
    issuer: str | None
    doc_type: str
    region_code: str | None
    region_name: str | None
    region_level: str | None
    period: str | None
    published_on: date | None
    source_title: str | None
    publisher: str | None
    notice: str | None


def describe(text: str, page: Furniture, places: Places) -> Description:
    """Describe a document; what cannot be told stays None."""
    title = _title(text, page)
    doc_type = _doc_type(title, text)
    period = _period(title, text, doc_type, page.published_on)
    region = places.of_document(title, page.source, text)
    issuer = _issuer(title) or (page.source if page.source and _ORGAN.search(page.source) else None)
    return Description(
        title, issuer, doc_type,
        region.code if region else None, region.name if region else None, region.level if region else None,
        period, page.published_on or _signed(text),
        _restated(page.notice), page.source, page.notice,
    )  # fmt: skip


def _title(text: str, page: Furniture) -> str | None:
    """The first short line near the top that reads like a title, without what the page glued to it."""
    position = 0
    for line in text.split("\n")[:14]:
        start = position
        position += len(line) + 1
        clean = _without(line, start, page.spans).strip(" \t　\r")
        if 6 <= len(clean) <= 70 and not re.search(r"[。,，;；:：]$|。", clean) and _TITLE_WORD.search(clean):
            return re.sub(r"\s+", " ", clean)
    return None


def _without(line: str, start: int, spans: tuple[Span, ...]) -> str:
    kept = [c for i, c in enumerate(line) if not any(a <= start + i < b for a, b in spans)]
    return "".join(kept)


def _doc_type(title: str | None, text: str) -> str:
    if title is None:
        return "report" if _REPORTING.search(text[:1500]) or "有关情况报告如下" in text[:1500] else "other"
    if "白皮书" in title:
        return "whitepaper"
    if _PLAN.search(title) and not re.search(r"报告|总结|情况", title):
        return "plan"
    return "report" if _REPORT.search(title) else "statistics" if "统计" in title else "other"


def _period(title: str | None, text: str, doc_type: str, published: date | None) -> str | None:
    months = _MONTHS.search(title or "")
    if months:
        first = f"{months[1]}-{int(months[2]):02d}"
        return f"{first}/{months[3] or months[1]}-{int(months[4]):02d}" if months[4] else first
    for match in _YEARS.finditer(title or ""):
        return f"{match[1]}-{match[2]}" if match[1] else match[3]
    for pattern in (_REPORTING, _OPENING):
        found = pattern.search(text[:3000])
        if found:
            return found[1]
    if published is not None and doc_type in {"report", "whitepaper"}:
        return str(published.year - 1)
    years = Counter(re.findall(r"((?:19|20)\d\d)年", text))
    return years.most_common(1)[0][0] if years else None


def _issuer(title: str | None) -> str | None:
    match = _ISSUER.match(title or "")
    return match[1].strip() if match else None


def _signed(text: str) -> date | None:
    match = _SIGNED.search(text.rstrip()[-200:])
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _restated(notice: str | None) -> str | None:
    match = re.search(r"《(.+)》", notice or "")
    return match[1] if match else None
