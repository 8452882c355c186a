"""Subjects: in a few words what a figure counts, so that figures that no indicator claims can be grouped and counted.

A subject is a label for people who look for the next indicator; nothing is decided by it.
"""

from __future__ import annotations

import re
from typing import Final

from extract.language.clauses import Span
from extract.language.movement import DOWN, UP

_MOST: Final = 12  # characters of a subject
_ENOUGH: Final = 5  # characters before a numeral that say what it is without those behind it
_REACH_BACK: Final = 40
_REACH_ON: Final = 16
_MARKS: Final = r"\s　，,；;：:。、！!？?（）()|"
_CUT: Final = re.compile(  # clause marks, other numerals with their measure words, turns of speech
    rf"[{_MARKS}\d其分同以包](?:(?<=[{_MARKS}])[{_MARKS}]*"  # one set of first characters, so that a search is fast
    r"|(?<=\d)[\d.,，]*(?:年|月|日|[余多]?[万亿]?(?:人次|件次|家次|场次|个百分点|[件宗起例人名个项条份家场次期部处所户元种类支张本套册卷批%％])?)"
    r"|(?<=其)中|(?<=分)别|(?<=同)时|(?<=以)及|(?<=包)括)"
)
_QUOTES: Final = str.maketrans("", "", '《》“”"「」')
_OPENING: Final = re.compile(
    r"(?:[全我本各][省市州盟县区旗镇乡年]|自治区|各[地级]|年度|今年|去年|目前|先后|以[上下内]|左右"
    r"|累计|总?共计?|已经?|[全至度月底末前并还对的了有为余多])+"
)
_CLOSING: Final = frozenset({
    "共", "共计", "总计", "累计", "合计", "数", "数量", "总数", "人数", "件数", "次数", "达", "达到", "约", "近", "超", "超过", "逾", "突破", "已",
    "均", "各", "完成", "保持", "保持在", "稳定在", "高达", "等", "了", "至", "到", "为", "是", "有", "仅", "在", "的",
    "上", "全年",
})  # fmt: skip
_CHANGES: Final = frozenset({
    *UP, *DOWN, "增幅", "降幅", "增长率", "同比", "环比", "多", "少", "高", "低",
})  # fmt: skip
_LEANING: Final = frozenset({
    "占", "占比", "比重", "占总", "上年", "去年", "同期", "上年同期", "去年同期",
})  # fmt: skip


def subject(text: str, start: int, unit_end: int, sentence: Span) -> str | None:
    """Return the words that say what the figure between `start` and `unit_end` counts, at most a dozen characters.

    The words before it in its clause come first, those behind its unit complete short ones, and a bare figure
    (均为30件) leans on the clause before. None where no words stand, or only those of a change, a share or last
    year's level of another figure (同比增长5%, 占5%, 上年为30件).
    """
    pieces = _CUT.split(text[max(sentence[0], start - _REACH_BACK) : start])
    before = _trimmed(pieces.pop())
    if _ending(before, _CHANGES) or before in _LEANING:
        return None
    if len(before) < _ENOUGH:
        before = (before + _behind(text[unit_end : min(sentence[1], unit_end + _REACH_ON)]))[:_MOST]
    while not before and pieces:
        before = _trimmed(pieces.pop())
    return before[-_MOST:] or None


def _trimmed(words: str) -> str:
    """Return words without quotation marks and without the filler at both ends."""
    words = words.translate(_QUOTES)
    while size := _ending(words, _CLOSING):
        words = words[:-size]
    return _opened(words)


def _opened(words: str) -> str:
    opening = _OPENING.match(words)
    return words[opening.end() :] if opening else words


def _ending(words: str, endings: frozenset[str]) -> int:
    """Return the length of the longest of the endings that the words have, 0 for none."""
    for size in (4, 3, 2, 1):
        if words[-size:] in endings:
            return size
    return 0


def _behind(words: str) -> str:
    """Return the words behind a unit up to the next mark; those that run into the next figure belong to that one."""
    cut = _CUT.search(words)
    if cut is not None:
        words = "" if words[cut.start()].isdigit() else words[: cut.start()]
    return _opened(words.translate(_QUOTES))
