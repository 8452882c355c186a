"""Figures that add up: the parts of a total that the text gives before them, or behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from extract.context import Context
from extract.decide import Decision, decide
from extract.inherit import NO_KINDS, Trail
from extract.mentions import Mention
from extract.sentence import Sign

_PART_NAMED: Final = re.compile(r"[^。；;\n0-9]{1,18}")
_ITS_SHARE: Final = re.compile(r"[，、,（(]?(?:约|各)?占(?:比|[^，,。；;0-9]{0,8}的)?(?:为|约)?")
_MOST_PARTS: Final = 12
_LEFT: Final = frozenset({"其余", "其他", "剩余", "余下"})
TOTALLED: Final = Sign("合计|总计|共|总数|总量|相加|汇总")
_TOTALS: Final = re.compile(rf"[^。；;\n0-9]{{0,24}}(?:{TOTALLED.pattern})[^。；;\n0-9]{{0,12}}")


def summed(text: str, figures: Sequence[Mention], position: int, trail: Trail) -> list[Decision]:
    """行政调解案件共3417件：公安2260件，市场监管844件，其他313件: figures that add up to the one before them are its parts."""
    mention = figures[position]
    wholes = (t for t in reversed(trail.landed) if t[0].sentence == mention.sentence and t[0].unit == mention.unit)
    whole, decisions = next((t for t in wholes if not any(d.part for d in t[1])), (None, []))
    if mention.unit is not None and mention.family not in NO_KINDS and trail.near(mention):
        apart = _rest(text, figures, position, trail) if whole else _apart(text, figures, position, trail)
        if apart:
            return apart
    if whole is None or whole.value is None or mention.unit is None or mention.family in NO_KINDS:
        return []
    total, end, slack = Decimal(0), whole.unit_end, _slack(text, whole)
    for index in range(position - _MOST_PARTS, position + _MOST_PARTS):
        figure = figures[index] if 0 <= index < len(figures) else whole
        if figure.start <= whole.start:
            continue
        if figure.family == "percent" and _ITS_SHARE.fullmatch(text, end, figure.start):
            end = figure.unit_end  # A类48件、占66.7%，B类20件
            continue
        if figure.unit != mention.unit or figure.value is None or not _PART_NAMED.fullmatch(text, end, figure.start):
            return []
        total, end = total + figure.value, figure.unit_end
        slack += _slack(text, figure)
        if total >= whole.value - slack:
            adds_up = abs(total - whole.value) <= slack and end >= mention.end
            return [replace(d, part=True) for d in decisions] if adds_up else []
    return []


def _apart(text: str, figures: Sequence[Mention], position: int, trail: Trail) -> list[Decision]:
    """受理618件，受理率84%。州本级占205件，县（市）占413件: a sentence begins with figures that add up to one before it."""
    mention = figures[position]
    first = position
    while first and figures[first - 1].sentence == mention.sentence:
        first -= 1
    wholes = {t[0].value: t[1] for t in trail.landed[-_MOST_PARTS:] if t[0].unit == mention.unit}
    total, end = Decimal(0), mention.sentence[0]
    for index in range(first, min(first + _MOST_PARTS, len(figures))):
        figure = figures[index]
        named = figure.sentence == mention.sentence and _PART_NAMED.fullmatch(text, end, figure.start)
        if not named or figure.unit != mention.unit or figure.value is None:
            return []
        total, end = total + figure.value, figure.unit_end
        if index > first and index >= position and total in wholes:
            return [replace(d, part=True) for d in wholes[total]]
    return []


def _rest(text: str, figures: Sequence[Mention], position: int, trail: Trail) -> list[Decision]:
    """应诉377件，一审262件；以政府为被告的104件，其余273件是部门的: what is left of a whole after the figure before."""
    mention, before = figures[position], figures[position - 1]
    if text[mention.start - 2 : mention.start] not in _LEFT or mention.value is None or before.value is None:
        return []
    part = trail.landed[-1]
    if part[0].start != before.start or before.unit != mention.unit:
        return []
    own = {d.claim.indicator for d in part[1]}
    for whole, decisions in reversed(trail.landed[:-1]):
        if whole.sentence == mention.sentence and whole.value == before.value + mention.value:
            return [replace(d, part=True) for d in decisions if d.claim.indicator in own]
    return []


def totalled(text: str, context: Context, figures: Sequence[Mention], position: int) -> list[Decision]:
    """婚姻家庭1022件、邻里866件、其他517件，人民调解案件总计2405件: parts whose total is named only behind them."""
    mention = figures[position]
    if mention.unit is None or mention.family in NO_KINDS:
        return []
    ahead = range(position + 1, min(position + _MOST_PARTS, len(figures)))
    whole = next((i for i in ahead if _is_total(text, figures, i)), None)
    parts = _addends(figures, whole, mention) if whole is not None else []
    if whole is None or not parts:
        return []
    found = _of(text, context, figures[whole])
    named = {d.claim.indicator for part in parts for d in _of(text, context, part)}
    own = {d.claim.indicator for d in found}
    return [replace(d, part=True) for d in found] if named <= own else []  # 调成90件、失败20件，共受理110件: outcomes


def _of(text: str, context: Context, figure: Mention) -> list[Decision]:
    """What another figure's own words say; unheard, since nobody asks here what it is."""
    window = context.window(figure)
    return decide(text, figure, window, Context.topic(context, figure, window))


def _is_total(text: str, figures: Sequence[Mention], index: int) -> bool:
    last, figure = figures[index - 1], figures[index]
    return last.sentence == figure.sentence and _TOTALS.fullmatch(text, last.unit_end, figure.start) is not None


def _addends(figures: Sequence[Mention], whole: int, part: Mention) -> list[Mention]:
    """The figures before a total that make up its value, back to a part at least; none where they do not."""
    total, value, found = Decimal(0), figures[whole].value, list[Mention]()
    if value is None or figures[whole].unit != part.unit:
        return []
    for figure in reversed(figures[max(0, whole - _MOST_PARTS) : whole]):
        if figure.sentence != part.sentence or figure.unit != part.unit or figure.value is None:
            return []
        total += figure.value
        found.append(figure)
        if total >= value:
            return found if total == value and figure.start <= part.start and len(found) > 1 else []
    return []


def _slack(text: str, figure: Mention) -> Decimal:
    """Half of the last digit that a figure in 万 or 亿 shows: 3.61万 may be 36,050 to 36,150."""
    digits, scale, _ = re.split("([万亿])|$", text[figure.start : figure.end], maxsplit=1)
    places = len(digits.partition(".")[2])
    return Decimal(10) ** ((4 if scale == "万" else 8) - places) / 2 if scale else Decimal(0)
