"""Periods: which year, or span of years, a figure speaks about."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from extract.language.clauses import Span, Spans

_CN: Final = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_MONTH: Final = r"\s*\d{1,2}\s*月份?(?:\s*\d{1,2}\s*日|底|初|末)?"
_PLANS: Final = {"十一五": "2006-2010", "十二五": "2011-2015", "十三五": "2016-2020", "十四五": "2021-2025"}
_EVENT: Final = re.compile(
    rf"(?P<range>(?:19|20)\d\d\s*年?(?:{_MONTH})?\s*[-—–~至到－]+\s*(?:19|20)\d\d)年(?:{_MONTH})?"
    rf"|自?(?P<year>(?:19|20)\d\d)\s*年(?:度)?(?!度?末?(?:未结|结转|转结|旧存|积存|遗留))(?P<month>\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?(?P<since>[^，,。；;]{{0,14}}?以来|至今)?"
    r"|[“\"](?P<plan>十[一二三四]五)[”\"](?:时期|期间|以来)"
    r"|(?:近|过去|这)?(?P<years>[二三四五六七八九十两])年(?:来|间|合计|累计|共)|近(?P<recent>[二三四五六七八九十两])年"
    r"|(?P<before>前年)|(?<!结转)(?P<last>去年|上年度?|上一年度?|前一年)(?!度?末?未?结|度?结转)"
    r"|(?P<open>自[^，,。；;]{0,24}?以来|运行以来|成立以来|施行以来|实施以来)"
    r"|(?P<this>今年|本年|全年|年内|当年|本年度|一年来|年底|截至目前)"
)
_OPENING: Final = re.compile(  # where an event may begin: one set of first characters, so that a search is fast
    r"[12自“\"近过这二三四五六七八九十两一去上前今本全当年截运施实成](?:(?<=[12])(?=[90])|(?<=[自“\"近])|(?<=过)(?=去)"
    r"|(?<=[这二三四五六七八九十两一去上今本全当])(?=[年二三四五六七八九十两一])|(?<=前)(?=[一年])|(?<=年)(?=[内底])"
    r"|(?<=截)(?=至)|(?<=[运施实成])(?=[行施立]))"
)
_REACHED: Final = re.compile(
    r"[，,](?:已|总数|首次)?(?:达到?|突破|升至|增至|降至)(?:了|约|近)?$"
)  # 较上年翻了一番，达到2.9万件
_COMPARED: Final = re.compile(r"(?:较|比|同比|与)$")


@dataclass(slots=True)
class Event:
    """A period named in the text; open where its start is not stated (自平台运行以来): the label is then the report's own."""

    start: int
    end: int
    label: str | None
    relative: bool  # 上年: holds for its own clause only
    open: bool
    since: bool = False  # 2020年以来: holds for its own sentence only


def events(text: str, report_period: str | None, masked: Spans, line: Span) -> list[Event]:
    """Return the periods that a line names, in order, leaving out what stands inside 《titles》."""
    found = []
    year = int(last_year(report_period)) if report_period else None
    position, stop = line
    for opening in _OPENING.finditer(text, position, stop):
        match = _EVENT.match(text, opening.start(), stop) if opening.start() >= position else None
        if match is None:
            continue
        position = match.end()
        title = masked.at(match.start())
        if title is not None and text[title[0]] == "《":
            continue
        known, label = _label(match, year, report_period)
        if known:
            last, begun, since = (match[name] is not None for name in ("last", "open", "since"))
            found.append(Event(match.start(), match.end(), label, last, begun, since))
    return found


def _label(match: re.Match[str], year: int | None, report_period: str | None) -> tuple[bool, str | None]:
    """Return whether the match names a period, and its label."""
    if match["range"]:
        first, last = re.findall(r"\d{4}", match["range"])
        return True, first if first == last else f"{first}-{last}"
    if match["year"]:
        if match["since"] and year is None:
            return True, None
        since = match["since"] and year is not None and int(match["year"]) < year
        return True, f"{match['year']}-{year}" if since else match["year"]
    if match["plan"]:
        return True, _PLANS[match["plan"]]
    if match["open"]:
        return True, report_period
    if year is None:
        return False, None
    if match["years"] or match["recent"]:
        return True, f"{year - _CN[match['years'] or match['recent']] + 1}-{year}"
    if match["before"]:
        return True, str(year - 2)
    return True, str(year - 1) if match["last"] else report_period


@lru_cache(maxsize=1024)
def last_year(label: str) -> str:
    """Return the last year that a period label names."""
    return str(re.findall(r"(?:19|20)\d\d", label)[-1])


def compared(text: str, event: Event, numeral_start: int) -> bool:
    """Tell whether 较上年…N is a change against last year: last year's own level has the number right behind it."""
    gap = text[event.end : numeral_start]
    if _REACHED.search(gap):
        return False
    return bool(_COMPARED.search(text[max(0, event.start - 2) : event.start])) and not re.fullmatch(
        r"(?:同期)?的?[（(]?(?:为|是)?", gap
    )


@lru_cache(maxsize=1024)
def bounds(label: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day of a period label: 2020, 2015-2020, 2020-01/2020-07, 2016-08."""
    if not label:
        return None, None
    if re.fullmatch(r"\d{4}-\d{4}", label):
        first, last = label.split("-")
        return date(int(first), 1, 1), date(int(last), 12, 31)
    first, _, last = label.partition("/")
    return _edge(first, last=False), _edge(last or first, last=True)


def _edge(part: str, *, last: bool) -> date | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?", part)
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    return date(year, month, monthrange(year, month)[1] if last else 1)
