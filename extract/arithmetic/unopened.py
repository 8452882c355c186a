"""Sums without 其中: a total before its list, a list before its total (合计), stages with a remainder (余下).

Arithmetic is tried first and words are read only where it comes close: figures are many, lists are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf
from typing import Final

from extract.arithmetic.lists import LIKELY, LONGEST, NEW_COUNT, SOFT, is_close, is_left, total_of
from extract.arithmetic.relation import Relation, clause, is_cut, key, make_sum, value
from extract.mentions import Mention

_CARRIED_IN: Final = re.compile(r"上[年期]|旧存|往年")
_TOTAL: Final = re.compile(r"(?:共|合计|总计|总数[为达]?)[^，,；;、]{0,8}$")
_SUM_TOTAL: Final = re.compile(r"(?:合计|总计|两项共|三项共)[：:为]?\s*$")
_WHOLE: Final = re.compile(r"共|总|累计|各类|全部")
_COMPLEMENT: Final = re.compile(r"不予|不[再合]|未|非|尚|余|正在|结转|保留|废止|失效|有效|撤|驳回|其他|其它|新增|上年")
_RECEIVED: Final = re.compile(r"收到|接收|收案|申请|受理")
_REFUSED: Final = re.compile(r"不予受理|放弃|撤回|不予立案|告知")
_CONCLUDED: Final = re.compile(r"结案|办结|审结")
_ENDED: Final = re.compile(
    r"不予|放弃|撤回|撤诉|终止|中止|驳回|维持|撤销|变更|确认违法|责令|调解|和解|结案|办结|审结|裁决|移送|转送|在审|正在|未结|结转"
)
_SURE: Final = 50  # from here on, a whole that its list makes up exactly is hardly a coincidence
_SURE_UNITS: Final = 100  # the same where the parts count something else than the whole (件 and 人)
_STAGES: Final = 2  # concluded and left
_CLOSE: Final = 1.12  # a first look with binary numbers, wider than a tenth on both sides


def unopened(text: str, counts: Sequence[Mention]) -> Iterator[Relation]:
    """Yield the sums among the counts of a sentence that no 其中 announces."""
    keys = [key(c) for c in counts]
    sizes = [float(c.value) if c.value is not None and c.approx == "exact" else inf for c in counts]
    last = len(counts) - 1
    for index, size in enumerate(sizes):
        if not 0 < size < inf:
            continue
        of = keys[index]
        if (
            index < last - 1
            and sizes[index + 1] + sizes[index + 2] < size * _CLOSE
            and keys[index + 1] == keys[index + 2]
        ):
            yield from _forward(text, counts, keys, sizes, index)
        if index > 1 and of == keys[index - 1] == keys[index - 2]:
            yield from _backward(text, counts, keys, sizes, index)


def _forward(
    text: str, counts: Sequence[Mention], keys: Sequence[str | None], sizes: Sequence[float], index: int
) -> Iterator[Relation]:
    """Follow the figures behind a total until they reach it."""
    total, of, printed, computed = counts[index], keys[index + 1], sizes[index], sizes[index + 1]
    if of is None:
        return
    for at in range(index + 2, min(len(counts), index + LONGEST)):
        computed += sizes[at]
        if keys[at] != of or computed > printed * _CLOSE:
            return
        if computed * _CLOSE < printed:
            continue
        parts = counts[index + 1 : at + 1]
        after = counts[at + 1] if at + 1 < len(counts) else None
        if total_of(parts) == value(total):
            yield from _exact(text, total, parts, after)
        elif of == keys[index] and is_close(total_of(parts), value(total)):
            yield from _near(text, total, parts, after)


def _gaps(text: str, total: Mention, parts: Sequence[Mention]) -> list[str]:
    """Return the words before each part."""
    starts = [total.unit_end, *(p.unit_end for p in parts[:-1])]
    return [text[start : part.start] for start, part in zip(starts, parts, strict=True)]


def _ends_list(text: str, last: Mention, after: Mention | None, of: str | None) -> bool:
    return after is None or key(after) != of or SOFT.search(text, last.unit_end, after.start) is not None


def _exact(text: str, total: Mention, parts: Sequence[Mention], after: Mention | None) -> Iterator[Relation]:
    if SOFT.search(text, total.unit_end, parts[-1].start):
        return
    gaps = _gaps(text, total, parts)
    printed, same = value(total), key(parts[0]) == key(total)
    if not same:
        if (
            printed >= _SURE_UNITS
            and total.family in {"case", "item"}
            and _ends_list(text, parts[-1], after, key(parts[0]))
        ):
            yield make_sum(total, parts, "matched")
        return
    if any(NEW_COUNT.search(gap) for gap in gaps):
        return
    ends, last = _ends_list(text, parts[-1], after, key(total)), gaps[-1]
    is_whole = _WHOLE.search(clause(text, total.sentence[0], total.start)) is not None
    if is_left(last) or (is_whole and ends and printed >= LIKELY):
        yield make_sum(total, parts, "stated")
    elif (ends and printed >= _SURE) or (
        printed >= LIKELY and any(_COMPLEMENT.search(gap) for gap in (gaps if ends else gaps[-1:]))
    ):
        yield make_sum(total, parts, "matched")


def _near(text: str, total: Mention, parts: Sequence[Mention], after: Mention | None) -> Iterator[Relation]:
    """A list that misses its total: only where the words say that it is meant to be whole."""
    if SOFT.search(text, total.unit_end, parts[-1].start) or not _ends_list(text, parts[-1], after, key(total)):
        return
    gaps = _gaps(text, total, parts)
    if any(is_cut(text, figure) for figure in (total, *parts)) or any(NEW_COUNT.search(gap) for gap in gaps):
        return
    if not _RECEIVED.search(clause(text, total.sentence[0], total.start)):
        return
    words = [clause(gap, 0, len(gap)) for gap in gaps]
    has_rest = len(parts) == _STAGES and is_left(gaps[1]) and not _CARRIED_IN.search(gaps[0] + gaps[1])
    if has_rest or _is_every_outcome(words):
        yield make_sum(total, parts, "stated")


def _is_every_outcome(words: Sequence[str]) -> bool:
    """Tell whether a list names what was turned away and, once, what was concluded: then it gives account of all."""
    return (
        any(_REFUSED.search(w) for w in words)
        and sum(_CONCLUDED.search(w) is not None for w in words) == 1
        and all(_ENDED.search(w) or _REFUSED.search(w) for w in words)
    )


def _backward(
    text: str, counts: Sequence[Mention], keys: Sequence[str | None], sizes: Sequence[float], index: int
) -> Iterator[Relation]:
    """Follow the figures before a total that says it is one: 共计, 合计."""
    total, of, printed, computed = counts[index], keys[index], sizes[index], sizes[index - 1]
    if of is None:
        return
    for at in range(index - 2, max(-1, index - LONGEST), -1):
        computed += sizes[at]
        if keys[at] != of or computed > printed * _CLOSE:
            return
        if computed * _CLOSE < printed:
            continue
        parts = counts[at:index]
        if SOFT.search(text, parts[0].unit_end, total.start):
            return
        gap, is_first = text[parts[-1].unit_end : total.start], at == 0 or keys[at - 1] != of
        if total_of(parts) == value(total):
            if _TOTAL.search(gap):
                yield make_sum(total, parts, "stated")
        elif is_first and _SUM_TOTAL.search(gap) and _is_one_list(text, total, parts):
            yield make_sum(total, parts, "stated")


def _is_one_list(text: str, total: Mention, parts: Sequence[Mention]) -> bool:
    """Tell whether the parts are joined by 、 and none of the figures is rounded."""
    is_near = is_close(total_of(parts), value(total))
    return (
        is_near and "、" in text[parts[0].unit_end : total.start] and not any(is_cut(text, f) for f in (total, *parts))
    )
