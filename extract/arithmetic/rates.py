"""Rates that a sentence prints beside their counts, recomputed by rounding and by truncation.

Where one of the two counts is not in the text, the whole numbers that would give the rate are worked out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from extract.arithmetic.relation import Relation, clause, is_cut, key, value, verdict, written
from extract.mentions import Mention

_COUNTED: Final = frozenset({"case", "person", "item", "body", "time", "money"})
_WHOLE_COUNTS: Final = frozenset({"case", "person", "item", "body"})
_CHANGE: Final = re.compile(
    r"同比|环比|较|(?<!占)比(?![例重])|增长|下降|上升|提[高升速前]|增幅|降幅|压[减缩]|缩短|减少|降低|节[约省]|增加|翻"
)
_STEM: Final = re.compile(r"([一-龥]{2,14}?)率")
_SHARE: Final = re.compile(r"占(?:比|总|全|[一-龥]{0,12}的?$)")
_NO_BASE: Final = re.compile(
    r"覆盖|建成|增长|网办|提速|知晓|参与|普及|使用|利用|准确|压减|精简|^参[训学会加]|到[会课位]|签约|持证"
)
_LEAST: Final = 4  # characters of a rate's own words that add no subject of their own (满意, 群众满意)
_STOP: Final = re.compile(r"[；;。]")
_NEAR_NUMERATORS: Final = 4
_WINDOW: Final = 8
_FEW: Final = 2  # more whole numbers than this say nothing about the missing count
_FULL: Final = 100
_NOT_BASE: Final = re.compile(r"应出庭|开庭")
_PAIR: Final = 2
_SPAN: Final = 48  # characters from a denominator to the rate that names it


@dataclass(slots=True)
class _Rate:
    """A printed rate with the words before it."""

    mention: Mention
    printed: Decimal
    decimals: int
    words: str
    stem: str | None  # 调解成功 of 调解成功率
    is_share: bool


def rates(text: str, figures: Sequence[Mention], before: Sequence[Mention]) -> list[Relation]:
    """Return the rates of a sentence with the counts that give them; `before`: the sentence in front of it."""
    found: list[Relation] = []
    counts: list[Mention] = []
    end = figures[0].sentence[0]
    for figure in figures:
        if figure.family == "percent":
            if counts or before:
                rate = _rate(text, figure, end)
                relation = rate and _relate(text, rate, counts, before, found)
                if relation:
                    found.append(relation)
        elif figure.family in _COUNTED and figure.approx == "exact" and figure.value:
            counts.append(figure)
        end = figure.unit_end
    return found


def _rate(text: str, figure: Mention, end: int) -> _Rate | None:
    printed = figure.value
    if printed is None or figure.approx != "exact" or not 0 < printed <= _FULL:
        return None
    words = clause(text, end, figure.start)
    if _CHANGE.search(words):
        return None
    stem = (
        _STEM.search(words) if "率" in words and "分别" not in words else None
    )  # 甲率、乙率分别为: which is which is not told here
    is_share = "占" in words and _SHARE.search(words) is not None
    return _Rate(figure, printed, figure.decimals, words, stem[1] if stem else None, is_share)


def _relate(
    text: str, rate: _Rate, counts: list[Mention], before: Sequence[Mention],
    found: Sequence[Relation],
) -> Relation | None:  # fmt: skip
    pair = _pair(text, rate, counts)
    if pair is None and rate.stem and len(counts) < _PAIR:
        block = [b for b in before if b.family in _COUNTED and b.approx == "exact" and b.value]
        pair = _pair(text, rate, [*block, *counts], only_named=True)
    if pair is None:
        pair = _disagreeing(text, rate, counts)
    if pair:
        numerator, denominator, basis = pair
        return _whole_relation(rate, numerator, denominator, basis)
    if rate.printed == _FULL or not counts:
        return None
    return _with_missing(text, rate, counts, found)


def _match(numerator: Decimal, denominator: Decimal, printed: Decimal, decimals: int) -> tuple[str, Decimal]:
    """Say which way of cutting gives the printed rate, and the rate rounded to its decimals."""
    scaled = numerator * _FULL * 10**decimals
    target = printed * 10**decimals
    rounded = (2 * scaled + denominator) // (2 * denominator)
    is_rounded, is_truncated = rounded == target, scaled // denominator == target
    match = {(True, True): "both", (True, False): "rounding", (False, True): "truncation"}.get(
        (is_rounded, is_truncated), "neither"
    )
    return match, rounded.scaleb(-decimals)


def _pair(
    text: str, rate: _Rate, counts: Sequence[Mention], *, only_named: bool = False
) -> tuple[Mention, Mention, str] | None:
    """Return the counts nearest to the rate whose quotient gives it; counts that its words name come first."""
    printed, width = float(rate.printed), 1.01 * 10.0**-rate.decimals
    window = counts[-_WINDOW:]
    if len(counts) > _WINDOW and rate.is_share:
        window = [counts[0], *window]
    keys, floats = [key(c) for c in window], [float(value(c)) for c in window]
    best: tuple[bool, int, Mention, Mention] | None = None
    last = len(window) - 1
    for distance in range(min(_NEAR_NUMERATORS, len(window))):
        numerator, of = window[last - distance], keys[last - distance]
        count = floats[last - distance] * _FULL
        for at in range(last, -1, -1):
            denominator = window[at]
            if keys[at] != of or abs(count / floats[at] - printed) >= width or denominator is numerator:
                continue
            match, _ = _match(value(numerator), value(denominator), rate.printed, rate.decimals)
            named = _names(text, rate, numerator, denominator, is_next=distance == 0)
            if match == "neither" or (match == "truncation" and not named and not rate.decimals):
                continue
            rank = (named, -max(distance, last - at))
            if best is None or rank > best[:2]:
                best = (*rank, numerator, denominator)
    if best is None or (only_named and not best[0]):
        return None
    named, far, numerator, denominator = best
    if not named and (rate.printed == _FULL or (rate.decimals == 0 and far < -1)):
        return None
    return numerator, denominator, "stated" if named else "matched"


def _names(text: str, rate: _Rate, numerator: Mention, denominator: Mention, *, is_next: bool) -> bool:
    """Tell whether the rate's own words name the numerator alone: 成功率 beside 成功64件, 占比 behind 423项."""
    if "占" in text[numerator.unit_end : numerator.unit_end + 3] or (rate.is_share and is_next):
        return True
    if rate.stem is None:
        return False
    above, below = _words(text, numerator), _words(text, denominator)
    if "出庭" in rate.stem:  # 应诉 says nothing of who appeared
        names = ["出庭"]
    else:
        names = [rate.stem[-2:], rate.stem[:2]] if numerator.start > denominator.start else [rate.stem[-2:]]
    return any(name in above and name not in below for name in names)


def _words(text: str, count: Mention) -> str:
    return clause(text, max(count.sentence[0], count.start - 24), count.start)


def _disagreeing(text: str, rate: _Rate, counts: Sequence[Mention]) -> tuple[Mention, Mention, str] | None:
    """A rate right behind 调解N件，成功M件 that these do not give."""
    if len(counts) < _PAIR or rate.stem is None or rate.printed == _FULL:
        return None
    denominator, numerator = counts[-2:]
    if key(numerator) != key(denominator) or value(numerator) > value(denominator):
        return None
    if is_cut(text, numerator) or is_cut(text, denominator):
        return None
    if len(text[denominator.unit_end : rate.mention.start]) > _SPAN or _STOP.search(
        text, denominator.unit_end, rate.mention.start
    ):
        return None
    result, base = rate.stem[-2:], _words(text, denominator)
    named = result in _words(text, numerator) and result not in base
    if result == "出庭" or "应诉" in rate.stem:
        named = named and _NOT_BASE.search(base) is not None
    elif named:
        named = rate.stem[:2] in base if len(rate.stem) >= _LEAST else rate.stem in _words(text, numerator)
    return (numerator, denominator, "stated") if named else None


def _whole_relation(rate: _Rate, numerator: Mention, denominator: Mention, basis: str) -> Relation:
    above, below = value(numerator), value(denominator)
    match, rounded = _match(above, below, rate.printed, rate.decimals)
    members = (numerator, denominator, rate.mention)
    return Relation(
        "rate", basis, tuple(m.start for m in members), f"{written(above)}/{written(below)}", rate.printed,
        round(above * _FULL / below, 6), rate.decimals, verdict(rounded - rate.printed), rounded - rate.printed,
        (min(m.sentence[0] for m in members), rate.mention.sentence[1]), rate.mention.section_id,
        rate=rate.mention.start, numerator=numerator.start, denominator=denominator.start, match=match,
    )  # fmt: skip


# One of the two counts is not in the text.


def _with_missing(text: str, rate: _Rate, counts: Sequence[Mention], found: Sequence[Relation]) -> Relation | None:
    base = _base(text, rate, counts, found)
    if base is None:
        return None
    count, basis, is_numerator = base
    by_rounding, by_truncation = _candidates(value(count), rate.printed, rate.decimals, is_numerator=is_numerator)
    if not (by_rounding or by_truncation) or max(len(by_rounding), len(by_truncation)) > _FEW:
        return None
    other = (by_rounding or by_truncation)[0]
    above, below = (value(count), Decimal(other)) if is_numerator else (Decimal(other), value(count))
    match, rounded = _match(above, below, rate.printed, rate.decimals)
    return Relation(
        "rate", basis, (count.start, rate.mention.start), f"{written(above)}/{written(below)}", rate.printed,
        round(above * _FULL / below, 6), rate.decimals, verdict(rounded - rate.printed), rounded - rate.printed,
        rate.mention.sentence, rate.mention.section_id, rate=rate.mention.start,
        numerator=count.start if is_numerator else None, denominator=None if is_numerator else count.start,
        match=match, by_rounding=by_rounding, by_truncation=by_truncation,
    )  # fmt: skip


def _base(
    text: str, rate: _Rate, counts: Sequence[Mention], found: Sequence[Relation]
) -> tuple[Mention, str, bool] | None:
    """Return the count that a rate without its second count is of, and whether it is the numerator."""
    count = counts[-1]
    if found and rate.is_share and (previous := found[-1].denominator) is not None:  # the share of the same whole
        count = next((c for c in counts[-_WINDOW:] if c.start == previous), count)
    between = text[count.unit_end : rate.mention.start]
    if count.family not in _WHOLE_COUNTS or value(count) % 1 or _STOP.search(between):
        return None
    if rate.is_share:
        return (count, "matched", False) if found and count is not counts[-1] else None
    if rate.stem is None:
        is_direct = not re.search(r"[，,、：:（(]", between) and text.startswith("实现", rate.mention.unit_end)
        return (count, "stated", False) if is_direct else None
    words = _words(text, count)
    if rate.stem in words:
        return count, "stated", True
    if len(counts) > 1 and not _STOP.search(text, counts[-2].unit_end, count.start):
        return None  # two counts since the last semicolon: which of them the rate is of cannot be told
    if len(rate.stem) > _LEAST or _NO_BASE.search(rate.stem) or _CHANGE.search(between):
        return None
    if "出庭" in rate.stem and "庭" not in words:
        return None
    return count, "matched", False


def _candidates(
    count: Decimal, printed: Decimal, decimals: int, *, is_numerator: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the whole counts that give the printed rate with a known one, by rounding and by truncation."""
    guess = count * _FULL / printed if is_numerator else count * printed / _FULL
    step = Decimal(1).scaleb(-decimals)
    spread = guess * step / printed if is_numerator else count * step / _FULL
    if spread > _FEW * 2:
        return (), ()
    low, high = int(guess - spread) - 1, int(guess + spread) + 1
    by_rounding, by_truncation = [], []
    for other in range(max(1, low), high + 1):
        above, below = (count, Decimal(other)) if is_numerator else (Decimal(other), count)
        if above > below:
            continue
        match, _ = _match(above, below, printed, decimals)
        if match in {"both", "rounding"}:
            by_rounding.append(other)
        if match in {"both", "truncation"}:
            by_truncation.append(other)
    return tuple(by_rounding), tuple(by_truncation)
