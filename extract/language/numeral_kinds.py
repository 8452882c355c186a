"""Forms of numerals that are no quantities: dates, document numbers, ordinals, names; by their spelling alone.

Document numbers and ordinals begin with a mark of their own and are found by scanning. Dates and names begin with the
digits themselves: they are matched only where a digit run stands, and only where a neighbour makes one possible.
"""

from __future__ import annotations

import re
from typing import Final

from extract.language.clauses import Span

_YEAR: Final = r"(?:19|20)\d\d"
_DATE: Final = re.compile(
    rf"{_YEAR}\s*年?\s*[-—–~至－]+\s*{_YEAR}(?:\s*年)?"  # 2015—2020年
    rf"|{_YEAR}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*\d{{1,2}}(?:\s+\d{{1,2}}:\d\d(?::\d\d)?)?"
    rf"|{_YEAR}\s*年(?:度)?(?:\s*\d{{1,2}}\s*[-—–~至]\s*\d{{1,2}}\s*月|\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?"
    rf"|{_YEAR}\s*版|{_YEAR}(?=[)）](?![^，。]{{0,10}}号))"
    rf"|(?<!\d){_YEAR}{_YEAR}(?!\d)(?=年)"  # 20152020年: the dash is lost
    rf"|(?<!\d){_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"  # 20151030
    r"|(?<![\d.])\d{1,2}\s*[-—–~至]\s*\d{1,2}\s*月|(?<![\d.])\d{1,3}\s*月(?!\s*以上|\s*内)(?:份|底|末|初|中旬|上旬|下旬)?(?:\s*\d{1,2}\s*日)?"
    r"|(?:(?<=月)|(?<=月 ))\d{1,2}\s*日|(?<![\d:])\d{1,2}[:：]\d\d(?![\d])"
    r"|(?<=前)(?<!提前)\d{1,2}\s*个月"  # 前11个月
)
_DATE_NEXT: Final = frozenset("年月日-—–~至－/.:：版)） 　\xa0")
_COMPACT_DATE: Final = 8  # digits of 20151030, 2015.10.30 and longer
_RATIO_REACH: Final = 6  # characters between 比 and its numbers
_DOC_NUMBERS: Final = re.compile(
    r"[〔\[【（(﹝第](?:(?<=第)\s*\d+\s*号|(?<!第)\s*(?:19|20)\d\d\s*[〕\]】）)﹞][^，。；,;\s、〔]{0,10}?\d+\s*号(?:-\d+)?"
    r"|(?<=〔)\s*(?:19|20)\d\d\s*〕)"
)
_ORDINALS: Final = re.compile(
    r"[第排N表图](?:(?<=第)\s*[\d０-９]+(?:\s*(?:至|-|、)\s*第?[\d０-９]+)?|(?<=排)名(?:全[省市国区])?(?:第)?\s*\d+|(?<=N)o\.?\s*\d+"
    r"|(?<=[表图])(?:(?<![一-龥].)|(?<=[附见如].))\s*\d{1,2}(?=[ 　:：.．\-]|[^\d一-龥]))"
)
_NAME: Final = re.compile(
    r"(?<!\d)(?:110|119|120|122|12\d{3}|96\d{3,4})(?=[”\"热平政公检诉]|[与和、]1[12]|电梯|、1|等|举报|转办|专线|服务)"
    r"|(?:(?<=[A-Za-z])|(?<=[A-Za-z]-))\d+(?:\.\d+)?"  # G30, PM2.5
    r"|\d+(?:\.\d+)?[A-Za-z]{1,6}(?![A-Za-z])|\d+\s*[+＋]\s*(?:\d+|N|n)(?:\s*[+＋]\s*(?:\d+|N))*"
    r"|\d{1,2}·\d{1,2}|\d\.\d(?=\s*版)|\d{3,4}-\d{7,8}|(?<=邮编[:：])\s*\d{6}|(?<=电话[:：])\s*[\d-]{7,}|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|(?<=“)\d{1,3}(?=[号分·”])|\d+(?=号公路)"
)
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NAME_NEXT: Final = _LETTERS | frozenset("+＋·版-号 ")
_NAME_BEFORE: Final = _LETTERS | frozenset("-:：“ ")
_NAME_LENGTHS: Final = frozenset({3, 5, 6, 11})


def document_numbers(text: str) -> list[Span]:
    """Return the spans of document and case numbers: 〔2017〕16号, 第55号."""
    return [m.span() for m in _DOC_NUMBERS.finditer(text)]


def ordinals(text: str) -> list[Span]:
    """Return the spans of Arabic ordinals: 第42项, 排名第3."""
    return [m.span() for m in _ORDINALS.finditer(text)]


def date_end(text: str, start: int, end: int) -> int | None:
    """Return where the date that begins with the digit run at start..end closes; None where it is no date."""
    follower = text[end : end + 1]
    if (
        follower not in _DATE_NEXT
        and end - start < _COMPACT_DATE
        and not (follower == "个" and text[start - 1] == "前")
    ):
        return None
    if follower in {":", "："} and "比" in text[max(0, start - _RATIO_REACH) : start]:
        return None  # 人员之比为1:15
    match = _DATE.match(text, start)
    return match.end() if match else None


def name_end(text: str, start: int, end: int) -> int | None:
    """Return where the name that begins with the digit run at start..end closes (a hotline, a road, a version, 6+1)."""
    if (
        text[end : end + 1] not in _NAME_NEXT
        and text[max(0, start - 1) : start] not in _NAME_BEFORE
        and end - start not in _NAME_LENGTHS
    ):
        return None
    match = _NAME.match(text, start)
    return match.end() if match else None
