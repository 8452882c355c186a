"""Words of intent: how a plan limits a figure (不低于 以内), how firmly (应当 力争 逐步 可以) and how often (每年)."""

from __future__ import annotations

import re
from typing import Final

from extract.language.clauses import Span

_AT_LEAST: Final = re.compile(
    r"不(?:得|应|能)?(?:低于|少于|小于)|至少|最低|达到?|实现|(?:提高|提升|增加|增长|上升|扩大|增|升)(?:到|至)"
)
_AT_MOST: Final = re.compile(
    r"不(?:得|应|能)?(?:超过|高于|多于|大于|超出)|控制在|最多|至多|最高|最长|(?:压缩|压减|缩短|缩减|减少|降低|下降|降)(?:到|至)"
)
_MORE: Final = re.compile(r"超过|高于|突破|大于|多于|逾")
_LESS: Final = re.compile(r"低于|少于|小于|不足|不到")
_COMPARATORS: Final = ((_AT_LEAST, ">="), (_AT_MOST, "<="), (_MORE, ">"), (_LESS, "<"))
_FROM: Final = re.compile(r"\s*(?:及?以上)")
_UP_TO: Final = re.compile(r"\s*(?:及?以[内下]|之[内下]|内)")
_LIMIT_BEHIND: Final = re.compile(r"^(?:以上|以下|以内|之内|内|左右|的)+")
_MODALITIES: Final = (
    ("gradual", re.compile(r"逐步|逐渐|逐年|稳步|分步")),
    ("aim", re.compile(r"力争|争取|努力|力求")),
    ("option", re.compile(r"可以|可(?=[由根按结在将向利采自])|鼓励|支持(?=有条件|各地)|有条件的|探索")),
    (
        "duty",
        re.compile(
            r"应(?:当|(?<![相对适响反效供顺]应)(?![急对诉用邀届付收变运战]))|必须|须|确保|一律|不得|不(?:低|少|超)[于过]|严禁|至少"
            r"|要(?<![重需主必只不摘纲扼概紧首]要)(?![求点素件闻务领么害义道])"
        ),
    ),
)
RECURRENCE: Final = re.compile(
    r"[每年](?:(?<=每)(?P<every>半年|两年|[三五]年|年度?|季度?|个?月|周)|(?<=年)(?:均|度(?=培训|轮训)))"
)
_RECURRENCES: Final = {"半年": "half_year", "两年": "two_years", "三年": "three_years", "五年": "five_years", "年": "year",
                       "年度": "year", "季": "quarter", "季度": "quarter", "月": "month", "个月": "month", "周": "week"}  # fmt: skip
_OPENERS: Final = re.compile(
    r"^(?:并|且|其中|到|使|将|在|于|对|力争|争取|努力|确保|应当|应|必须|须|要|逐步|逐渐|可以|实现|普遍|全面|[\s　\xa0\"“”（(）)、])+"
)
_LIMITS: Final = re.compile(
    r"不(?:得|应|能)?(?:低于|少于|小于|超过|高于|多于|大于)|至少|力争|争取|努力(?:使|实现)?|确保|应当|必须|逐步|控制在|达到|保持在?|稳定在"
    r"|(?:提高|提升|增加|增长|上升|压缩|压减|缩短|降低|下降|减少)?(?:到|至)$|每年(?:度)?|每季度|每半年|每月"
)


def bare(before: str, after: str) -> str:
    """Return a clause without its numeral, its limits and the words that open it."""
    left = _OPENERS.sub("", _LIMITS.sub("", before)).strip(" 　\xa0，,、")
    right = _LIMIT_BEHIND.sub("", after).strip(" 　\xa0，,、")
    return "".join((left + _LIMITS.sub("", right) if right else left).split())


def comparator(before: str, after: str, *, is_range: bool) -> str:
    """Return the sign that the words round a numeral give it: >= > <= < = range between."""
    if is_range:
        return "between" if after.startswith("之间") else "range"
    if _FROM.match(after):
        return ">="
    if _UP_TO.match(after):
        return "<="
    if before.endswith("满") and "的" in after[:2]:
        return "<="  # 实施满5年的应当清理: at the latest then
    found = [(m.end(), -m.start(), sign) for pattern, sign in _COMPARATORS for m in pattern.finditer(before)]
    return max(found)[2] if found else "="


def modality(text: str, part: Span, clause: Span, span: Span) -> str:
    """Return duty, aim, gradual, option or statement: by the word of will nearest before; else the first behind in the clause."""
    before = [(m.end(), name) for name, p in _MODALITIES for m in p.finditer(text, part[0], span[0])]
    if before:
        return max(before)[1]
    behind = [(m.start(), name) for name, p in _MODALITIES for m in p.finditer(text, span[1], max(clause[1], span[1]))]
    return min(behind)[1] if behind else "statement"


def recurrence(part: str, position: int) -> str | None:
    """Return how often the nearest 每年, 每季度 … of a sentence part says, or None."""
    found = list(RECURRENCE.finditer(part))
    nearest = next((m for m in reversed(found) if m.start() <= position), found[0] if found else None)
    if nearest is None:
        return None
    return _RECURRENCES[nearest["every"]] if nearest["every"] else "year"
