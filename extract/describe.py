"""What a document is: title, issuer, type, area, period and date, from its own words and its page lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.catalogue import Region
from extract.language.clauses import Span
from extract.language.furniture import Furniture
from extract.language.headlines import Signature, day_under_title, digits, issuer_of, signature
from extract.language.headlines import title as title_of
from extract.language.places import Places

_PLAN: Final = re.compile(r"规划|方案|要点|计划|纲要|意见(?!建议|征集|办理)|工作目标|行动|任务分工|重点任务|工作安排")
_REPORT: Final = re.compile(r"报告|情况|总结|通报|综述|汇报|评估|回顾")
_STATISTICS: Final = re.compile(
    r"统计(?:公报|年报|月报|季报|快报|报表|表|数据|资料|年鉴|信息)|数据(?:公报|公示|表|统计)|年鉴|一览表|统计$"
)
_YEARS: Final = re.compile(r"((?:19|20)\d\d)\s*年?\s*[-—–~至－]+\s*((?:19|20)\d\d)|((?:19|20)\d\d)")
_MONTHS: Final = re.compile(
    r"((?:19|20)\d\d)年(\d{1,2})月份?(?:\s*[-—–至]\s*(?:((?:19|20)\d\d)年)?(\d{1,2})月)?(?!\s*\d{1,2}\s*日)"
)
_FIVE_YEARS: Final = {
    "十二五": "2011-2015", "十三五": "2016-2020", "十四五": "2021-2025", "十五五": "2026-2030",
    "六五": "2011-2015", "七五": "2016-2020", "八五": "2021-2025", "九五": "2026-2030",
}  # fmt: skip
_REPORTING: Final = re.compile(
    r"(?:现将|现就)[^。\n]{0,40}?((?:19|20)\d\d)\s*年(?:度)?[^。\n]{0,40}?(?:报告|汇报|通报|公布|总结|公开|如下)"
)
_REPORTS: Final = re.compile(
    r"(?:情况|总结|工作)[^。\n]{0,8}(?:报告|汇报|总结|公开|通报)如下|现将[^。\n]{0,60}(?:报告|汇报|总结)如下"
)
_OPENING: Final = re.compile(
    r"^[ \t　\xa0]*((?:19|20)\d\d)\s*年(?:度)?(?:以来|[^。\n]{0,14}[局厅府委])?[,，]", re.MULTILINE
)
_THIS_YEAR: Final = re.compile(r"今年(?:以来|上半年|[一二三]季度|前[一二三四五六七八九十])")
_REPORTER: Final = re.compile(
    r"(?:现将|现就)((?:中共)?[^。\n，,]{2,30}?(?:人民政府|法院|检察院|[局厅]|委员会|办事处|管委会))(?:19|20)\d\d\s*年"
)
_ORGAN: Final = re.compile(
    r"^[^，。:：]{2,40}(?:政府|[局厅委]|法院|检察院|办公[室厅]|政府办|党组|办事处|管委会|兵团|[队院部])(?:（[^）]*）)?$"
)
_MEDIA: Final = re.compile(r"网|报社|日报|晚报|电视台|通讯社|微信|公众号|客户端|本站|融媒体|信息中心")
_TOWNSHIP: Final = re.compile(r"(?:[镇乡]|街道)(?:人民政府|党委|办事处|办|党工委)?$|苏木")
_TOWN_TITLE: Final = re.compile(r"^[一-龥]{2,16}?(?:(?<![乡城])[镇乡]|街道)(?=20\d\d|关于)")
_DEPARTMENT: Final = re.compile(
    r"(?<!政府)(?<!府)(?:[局厅队]|(?<!党)委员会|中心|[省市县区州旗]委办|(?<![省市县区州旗盟党])委|[部办署]|办公[室厅]|管委会|党组|指挥部)$"
)
_GOVERNMENT: Final = re.compile(
    r"(?:人民政府|政府|[省市县区州旗盟]委|党委|法院|检察院|(?:政府|委|府)办公[室厅]|政府办|兵团|师|公署|人大|常委会|常务委员会)$"
)
_RULE_OF_LAW: Final = re.compile(r"法治政府|依法行政|法治建设|政府工作")
_AGENCIES: Final = re.compile(r"(?:盟|地区)$")  # their government is a 行政公署


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
    title_span: Span | None = None
    open_between: tuple[Region, ...] = ()  # areas that an ambiguous name leaves open


def describe(text: str, page: Furniture, places: Places) -> Description:
    """Describe a document; what cannot be told stays None."""
    head = title_of(text, page.spans)
    title = head.text if head else None
    words = digits(title or "")
    signed = signature(text, page.spans)
    published = page.published_on or day_under_title(text, page.spans, head.span[1] if head else 0) or signed.day
    doc_type = _doc_type(title, text)
    placing = places.placing(title, " ".join(filter(None, (page.source, page.publisher, signed.organ))), text)
    issuer = _issuer(words, text, page, signed, placing.region)
    region = placing.region
    return Description(
        title, issuer, doc_type,
        region.code if region else None, region.name if region else None,
        _level(issuer, (page.source, page.publisher), words, region),
        _period(words, text, doc_type, published), published, _restated(page.notice), page.source, page.notice,
        head.span if head else None, placing.open_between,
    )  # fmt: skip


def _doc_type(title: str | None, text: str) -> str:
    if title is None:
        return "report" if _REPORTING.search(text[:1500]) or _REPORTS.search(text[:1500]) else "other"
    if "白皮书" in title or "蓝皮书" in title:
        return "whitepaper"
    own = re.sub(r"(?:落实|贯彻|执行|推进)《[^》]*》", "", title)
    if _PLAN.search(own) and not _REPORT.search(re.sub(r"《[^》]*》", "", own)):
        return "plan"
    if _STATISTICS.search(title):
        return "statistics"
    return "report" if _REPORT.search(title) or title.endswith("年报") else "other"


def _period(title: str, text: str, doc_type: str, published: date | None) -> str | None:
    months = _MONTHS.search(title)
    if months:
        first = f"{months[1]}-{int(months[2]):02d}"
        return f"{first}/{months[3] or months[1]}-{int(months[4]):02d}" if months[4] else first
    for match in _YEARS.finditer(title):
        return f"{match[1]}-{match[2]}" if match[1] else match[3]
    plan = next((years for name, years in _FIVE_YEARS.items() if name in title), None)
    if plan:
        return plan
    if published is not None and published.month > 2 and _THIS_YEAR.search(text[:1500]):
        return str(published.year)  # in January 今年 still is the year before in many reports
    for pattern in (_REPORTING, _OPENING):
        found = pattern.search(text[:3000])
        if found:
            long_since = published and "以来" in found[0] and published.year - int(found[1]) > 1
            return str(published.year) if published and long_since else found[1]
    if published is not None and doc_type in {"report", "whitepaper"}:
        return str(published.year - 1)
    years = Counter(re.findall(r"((?:19|20)\d\d)年", text))
    return years.most_common(1)[0][0] if years else None


def _issuer(title: str, text: str, page: Furniture, signed: Signature, region: Region | None) -> str | None:
    """The body that a title names, that signs, that reports, or that the page names, in that order.

    Where none is named, a report on the rule of law in an area is its government's.
    """
    reporter = _REPORTER.search(text[:1500])
    named = [n for n in (page.publisher, page.source) if n and _ORGAN.match(n) and not _MEDIA.search(n)]
    publisher = named[0] if named else None
    found = issuer_of(title) or signed.organ or (reporter[1].strip() if reporter else None) or publisher
    if found is None:
        inferred = region is not None and region.level != "national" and _RULE_OF_LAW.search(title or text[:400])
        town = _TOWN_TITLE.match(title)
        if town:
            return town[0] + ("办事处" if town[0].endswith("街道") else "人民政府")
        government = "行政公署" if region and _AGENCIES.search(region.name) else "人民政府"
        return region.name + government if inferred and region else None
    if region is not None and re.match(r"[省市县区州旗盟](?!区)", found) and not found.startswith(region.name[0]):
        return region.name + re.sub(r"^(?:省|市|县|区|州|旗|盟)", "", found)  # 市司法局 on a page of 某市
    return found


def _level(issuer: str | None, sources: tuple[str | None, ...], title: str, region: Region | None) -> str | None:
    """The level of the body that speaks: a bureau is a department, a town a township, whatever its area's code is.

    A bureau that only publishes what a title calls an area's report speaks for the area.
    """
    own = region.level if region else None
    if issuer is None or (
        issuer in sources and region and re.match(rf"关于{region.short_name}|{region.short_name}", title)
    ):
        return own
    if _TOWNSHIP.search(issuer):
        return "township"
    return "department" if _DEPARTMENT.search(issuer) and not _GOVERNMENT.search(issuer) else own


def _restated(notice: str | None) -> str | None:
    match = re.search(r"《(.+)》", notice or "")
    return match[1] if match else None
