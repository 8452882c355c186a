"""Deadlines: the day by which a plan wants something done (到2020年, 2016年年底前, 每年3月底前, 3年内)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from extract.language.numerals import chinese_value

_BEFORE: Final = r"(?:之?前|以前)"
_DEADLINE: Final = re.compile(
    r"(?:(?P<every>每年)(?:的)?(?:(?P<every_month>\d{1,2})月(?:(?P<every_day>\d{1,2})日|(?P<every_end>底|末))?|(?P<every_year>年?底|年?末)|第(?P<every_quarter>[一二三四])季度)"
    rf"(?P<every_before>{_BEFORE}|内)?"
    r"|(?P<to>(?:到|至|截至)\s*)?(?<![\d—–~-])(?P<year>20\d\d)\s*年(?:度)?(?:(?P<month>\d{1,2})\s*月(?:(?P<day>\d{1,2})\s*日)?)?"
    rf"(?P<edge>年?底|年?末|上半年|内)?(?P<before>{_BEFORE})?"
    r"|(?P<named>今年|本年|当年|明年|来年|次年)?(?:(?P<own_month>[1-9]\d?)月(?:(?P<own_day>\d{1,2})日|底|末)|(?P<own_edge>年底|年末|底(?=前|之前)|上半年|年内))"
    rf"(?P<own_before>{_BEFORE})?"
    r"|(?P<to_plan>(?:到|至)?)[“\"]?(?P<plan>十[二三四五六]五)[”\"]?(?:规划)?(?:期?末|末期)"
    r"|(?<![起后满日\d])(?P<years>[1-9]|[一二两三四五])年(?:之|以)?内)"
)
# how every deadline begins; a search for it is several times faster than one for the whole pattern
_OPENING: Final = re.compile(
    r"[每到至截今本当明来次年1-9底上“\"十一二两三四五]"
    r"(?:(?<=[1-9])(?=\d?月|年[之以内]|0\d\d\s*年)|(?<![1-9])(?=[年月底末内前之至半十二三四五六“\"\s\d]))"
)
_FIVE_YEARS: Final = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}


@dataclass(slots=True)
class Deadline:
    """A deadline as written, with its day where the text lets it be told; a yearly one has its first day."""

    start: int
    end: int
    day: date | None
    is_yearly: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative deadlines count from: the year that 今年 is, the one that 明年 is, and the day of publication."""

    this_year: int | None
    next_year: int | None
    published_on: date | None


def deadlines(text: str, start: int, end: int, anchor: Anchor) -> list[Deadline]:
    """Return the deadlines of a stretch in order."""
    found = []
    for opening in _OPENING.finditer(text, start, end):
        if opening.start() < start:
            continue
        match = _DEADLINE.match(text, opening.start(), end)
        if match is None:
            continue
        start = match.end()
        if _is_deadline(match):
            found.append(Deadline(*match.span(), _day(match, anchor), match["every"] is not None))
    return found


def _is_deadline(match: re.Match[str]) -> bool:
    if match["every"]:
        return True
    if match["year"]:
        return bool(match["to"] and not match["to"].startswith("截至")) or bool(match["edge"] or match["before"])
    if match["own_month"]:
        return bool(match["own_before"])
    if match["own_edge"]:
        return bool(match["own_before"] or match["named"] or match["own_edge"] == "年内")
    return True


def _day(match: re.Match[str], anchor: Anchor) -> date | None:
    try:
        if match["every"]:
            return _first_yearly(match, anchor.published_on)
        if match["year"]:
            return _dated(int(match["year"]), match["month"], match["day"], match["edge"], match["before"])
        if match["own_month"] or match["own_edge"]:
            year = anchor.next_year if match["named"] in {"明年", "来年", "次年"} else anchor.this_year
            edge = match["own_edge"] or ("底" if not match["own_day"] else None)
            return None if year is None else _dated(year, match["own_month"], match["own_day"], edge, None)
        if match["plan"]:
            return date(_FIVE_YEARS[match["plan"]], 12, 31)
        written = match["years"]
        years = int(written) if written.isdigit() else int(chinese_value(written) or 0)
        own = anchor.published_on
        return None if own is None else own.replace(year=own.year + years, day=min(own.day, 28))
    except ValueError:
        return None


def _dated(year: int, month: str | None, day: str | None, edge: str | None, before: str | None) -> date:
    """The last day of what is named; 2020年前 without 底 is before the year begins."""
    if day:
        return date(year, int(month or 1), int(day))
    if before and not edge:
        return date(year, int(month or 1), 1) - timedelta(days=1)
    number = 6 if edge == "上半年" else int(month or 12)
    return date(year, number, monthrange(year, number)[1])


def _first_yearly(match: re.Match[str], published: date | None) -> date | None:
    """The first day on which a yearly duty falls due after the publication."""
    if published is None:
        return None
    quarter = "一二三四".index(match["every_quarter"]) + 1 if match["every_quarter"] else 4
    month = match["every_month"] or str(3 * quarter)
    for year in (published.year, published.year + 1):
        due = _dated(year, month, match["every_day"], match["every_end"] or ("底" if not match["every_month"] else None),
                     match["every_before"])  # fmt: skip
        if due > published:
            break
    return due
