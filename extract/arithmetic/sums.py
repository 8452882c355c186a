"""Sums that a sentence states: a whole with its parts (其中), a list with its total (共计), outcomes with what is left.

Arithmetic is tried first and words are read only where it comes close: figures are many, lists are few. A list that is
off by more than a tenth of its whole is a selection or overlaps, and no sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from extract.arithmetic.relation import Relation, clause, is_cut, key, make_sum, value
from extract.mentions import Mention

_OPEN: Final = re.compile(r"其中|分别[为是]|[（(]含")
_SOFT: Final = re.compile(r"[；;]")
_LEFT: Final = re.compile(r"余下|其余|剩余|余[^\d，,。]{0,4}$|尚[余有未在]|正在|在审|在办|未[结办]|待[审办结]|结转")
_CARRIED_IN: Final = re.compile(r"上[年期]|旧存|往年")
_NEW_COUNT: Final = re.compile(r"共|累计|全年|另|此外|同时|合计|总计|[一二三四五六七八九]是")
_SELECTION: Final = re.compile(r"其中主要|主要[有为是]|如[：:]?$|等\d*$")
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
_FALSE_START: Final = re.compile(r"(?:增加|减少|增长|下降|上升|提高|降低|新增|多|少|增|减)了?$")
_CHANGE_ENDS: Final = frozenset("加少长降升高低增多减了")
_RATES: Final = frozenset({"percent", "points", "ratio", "score", "level"})
_LIST: Final = 16  # parts of the longest list that is followed
_SURE: Final = 50  # from here on, a whole that its list makes up exactly is hardly a coincidence
_SURE_UNITS: Final = 100  # the same where the parts count something else than the whole (件 and 人)
_LIKELY: Final = 7
_TENTH: Final = 10
_SELECTED: Final = 50  # parts that fall short of their whole by more than this part of it are a selection


def sums(text: str, figures: Sequence[Mention], before: Sequence[Mention]) -> list[Relation]:
    """Return the sums among the figures of a sentence; `before` are those of the sentence in front, in its paragraph."""
    counts = [
        f
        for f in figures
        if f.family not in _RATES and not (text[f.start - 1 : f.start] in _CHANGE_ENDS and _is_change(text, f))
    ]
    if len(counts) < 2:  # noqa: PLR2004
        return []
    found: dict[tuple[int, ...], Relation] = {}
    opened = [m.start() for m in _OPEN.finditer(text, figures[0].sentence[0], counts[-1].start)]
    lists = _Lists(text, counts, before) if opened else None
    if lists:
        for relation in lists.read(opened):
            found.setdefault(relation.members, relation)
    if len(counts) > 2:  # noqa: PLR2004 - a total and two parts
        for relation in _plain(text, counts):
            if not opened or not _crosses(relation, opened):
                found.setdefault(relation.members, relation)
    return list(found.values())


def _is_change(text: str, figure: Mention) -> bool:
    """同比增加5件 counts nothing that is listed."""
    start = figure.start
    return text[start - 1 : start] in _CHANGE_ENDS and _FALSE_START.search(text, max(0, start - 4), start) is not None


def _crosses(relation: Relation, opened: Sequence[int]) -> bool:
    low, high = min(relation.members), max(relation.members)
    return any(low < position < high for position in opened)


def _is_exact(figures: Sequence[Mention]) -> bool:
    return all(f.approx == "exact" and f.value is not None for f in figures)


def _is_close(computed: Decimal, printed: Decimal) -> bool:
    return abs(computed - printed) * _TENTH <= printed


def _total_of(parts: Sequence[Mention]) -> Decimal:
    return sum((value(p) for p in parts), Decimal(0))


def _is_meant(computed: Decimal, printed: Decimal, *, ends: bool, is_whole: bool) -> bool:
    """Tell whether a list that misses its whole was meant to make it up; a selection falls short by more."""
    if computed > printed or is_whole:
        return _is_close(computed, printed)
    return ends and (printed - computed) * _SELECTED <= printed


# Without 其中: a total before its list, a list before its total, stages with a remainder.


def _plain(text: str, counts: Sequence[Mention]) -> Iterator[Relation]:
    keys = [key(c) for c in counts]
    for index, total in enumerate(counts):
        printed = total.value
        if not printed or total.approx != "exact":
            continue
        if index + 2 < len(counts) and keys[index + 1] == keys[index + 2]:
            yield from _forward(text, counts, keys, index, printed)
        if index > 1 and keys[index] == keys[index - 1] == keys[index - 2]:
            yield from _backward(text, counts, keys, index, printed)


def _forward(
    text: str, counts: Sequence[Mention], keys: Sequence[str | None], index: int, printed: Decimal
) -> Iterator[Relation]:
    """Follow the figures behind a total until they reach it."""
    total, of, computed = counts[index], keys[index + 1], Decimal(0)
    if of is None:
        return
    for at in range(index + 1, min(len(counts), index + _LIST)):
        part = counts[at].value
        if keys[at] != of or part is None or counts[at].approx != "exact":
            return
        computed += part
        if at < index + 2:
            continue
        parts = counts[index + 1 : at + 1]
        if computed == printed:
            yield from _exact(text, total, parts, counts[at + 1] if at + 1 < len(counts) else None)
        elif of == keys[index] and _is_close(computed, printed):
            yield from _near(text, total, parts, counts[at + 1] if at + 1 < len(counts) else None)
        if computed * _TENTH > printed * (_TENTH + 1):
            return


def _gaps(text: str, total: Mention, parts: Sequence[Mention]) -> list[str]:
    """Return the words before each part."""
    starts = [total.unit_end, *(p.unit_end for p in parts[:-1])]
    return [text[start : part.start] for start, part in zip(starts, parts, strict=True)]


def _is_left(gap: str) -> bool:
    return _LEFT.search(clause(gap, 0, len(gap))) is not None


def _ends_list(text: str, last: Mention, after: Mention | None, of: str | None) -> bool:
    return after is None or key(after) != of or _SOFT.search(text, last.unit_end, after.start) is not None


def _exact(text: str, total: Mention, parts: Sequence[Mention], after: Mention | None) -> Iterator[Relation]:
    if _SOFT.search(text, total.unit_end, parts[-1].start):
        return
    gaps = _gaps(text, total, parts)
    printed, same = value(total), key(parts[0]) == key(total)
    if not same:
        if printed >= _SURE_UNITS and total.family in {"case", "item"} and _ends_list(text, parts[-1], after, key(parts[0])):
            yield make_sum(total, parts, "matched")
        return
    if any(_NEW_COUNT.search(gap) for gap in gaps):
        return
    left = _is_left(gaps[-1])
    listed = _WHOLE.search(clause(text, total.sentence[0], total.start)) and all(len(g) > 1 or g == "、" for g in gaps)
    if left or (listed and printed >= _LIKELY and _ends_list(text, parts[-1], after, key(total))):
        yield make_sum(total, parts, "stated")
    elif _ends_list(text, parts[-1], after, key(total)) and (
        printed >= _SURE or (printed >= _LIKELY and any(_COMPLEMENT.search(gap) for gap in gaps))
    ):
        yield make_sum(total, parts, "matched")


def _near(text: str, total: Mention, parts: Sequence[Mention], after: Mention | None) -> Iterator[Relation]:
    """A list that misses its total: only where the words say that it is meant to be whole."""
    if _SOFT.search(text, total.unit_end, parts[-1].start) or not _ends_list(text, parts[-1], after, key(total)):
        return
    gaps = _gaps(text, total, parts)
    if any(is_cut(text, figure) for figure in (total, *parts)) or any(_NEW_COUNT.search(gap) for gap in gaps):
        return
    if not _RECEIVED.search(clause(text, total.sentence[0], total.start)):
        return
    words = [clause(gap, 0, len(gap)) for gap in gaps]
    if len(parts) == 2 and _is_left(gaps[1]) and not _CARRIED_IN.search(gaps[0] + gaps[1]):  # noqa: PLR2004
        yield make_sum(total, parts, "stated")
    elif (
        any(_REFUSED.search(w) for w in words)
        and sum(_CONCLUDED.search(w) is not None for w in words) == 1
        and all(_ENDED.search(w) or _REFUSED.search(w) for w in words)
    ):
        yield make_sum(total, parts, "stated")


def _backward(
    text: str, counts: Sequence[Mention], keys: Sequence[str | None], index: int, printed: Decimal
) -> Iterator[Relation]:
    """Follow the figures before a total that says it is one: 共计, 合计."""
    total, computed, of = counts[index], Decimal(0), keys[index]
    if of is None:
        return
    for at in range(index - 1, max(-1, index - _LIST), -1):
        part = counts[at].value
        if keys[at] != of or part is None or counts[at].approx != "exact":
            return
        computed += part
        if computed * _TENTH > printed * (_TENTH + 1):
            return
        if at > index - 2 or not _is_close(computed, printed):
            continue
        parts = counts[at:index]
        gap = text[parts[-1].unit_end : total.start]
        if _SOFT.search(text, parts[0].unit_end, total.start):
            return
        if computed == printed and _TOTAL.search(gap):
            yield make_sum(total, parts, "stated")
        elif _SUM_TOTAL.search(gap) and not any(is_cut(text, c) for c in counts[at : index + 1]) and (at == 0 or keys[at - 1] != of) and "、" in text[parts[0].unit_end : total.start]:
            yield make_sum(total, parts, "stated")


# With 其中.


class _Lists:
    """The lists of one sentence that 其中 or 分别为 opens."""

    def __init__(self, text: str, counts: Sequence[Mention], before: Sequence[Mention]) -> None:
        self._text, self._counts = text, counts
        self._before = [b for b in before if b.family not in _RATES and not _is_change(text, b)]

    def read(self, opened: Sequence[int]) -> Iterator[Relation]:
        """Read the list behind each opener; a later opener in its midst ends it, unless in brackets."""
        at = 0
        for number, position in enumerate(opened):
            while at < len(self._counts) and self._counts[at].start < position:
                at += 1
            if at == len(self._counts):
                return
            limit = next((o for o in opened[number + 1 :] if o > self._counts[at].start and not self._in_brackets(o)), None)
            yield from self._read(at, position, limit)

    def _in_brackets(self, opener: int) -> bool:
        return self._text[opener - 1 : opener] in "（(" or self._text[opener] in "（("

    def _read(self, first: int, opener: int, limit: int | None) -> Iterator[Relation]:
        of = key(self._counts[first])
        if of is None or _SELECTION.search(self._text[opener : self._counts[first].start]):
            return
        parts, more, left = self._parts(first, opener, limit)
        wholes = [c for c in reversed(self._counts[:first]) if key(c) == of]
        earlier = not wholes
        if earlier and self._text[self._counts[0].sentence[0] : opener].strip() == "":
            wholes = [c for c in reversed(self._before) if key(c) == of]
        if not parts or not _is_exact(parts):
            return
        if not wholes:
            yield from self._other_units(first, parts)
            return
        found = list(self._holding(wholes, parts, more, left))
        if found:
            yield from found
        elif not (earlier and len(wholes) > 1) and _is_exact(wholes[:1]):
            yield from self._failing(wholes, parts, left, ends=limit is None or left is not None)

    def _parts(
        self, first: int, opener: int, limit: int | None
    ) -> tuple[list[Mention], list[Mention], Mention | None]:
        """Return the parts up to a semicolon, those behind it, and the figure that says what is left."""
        text, parts, more, is_soft = self._text, [], [], False
        bracket = text[opener - 1 : opener] in "（(" or text[opener] in "（("
        end, nested_end = opener, 0
        for count in self._counts[first : first + _LIST]:
            if limit is not None and count.start > limit:
                break
            if count.start < nested_end:
                continue
            gap = text[end : count.start]
            end = count.unit_end
            if parts and ((bracket and re.search(r"[）)]", gap) and not re.search(r"[（(]", gap)) or _NEW_COUNT.search(gap)):
                break
            if key(count) != key(self._counts[first]):
                continue
            inner = re.search(r"[（(](?:其中|含)", gap)
            if parts and inner:
                close = re.search(r"[）)]", text[count.start : count.sentence[1]])
                nested_end = count.start + close.start() if close else 0
                continue
            if parts and _is_left(gap):
                return parts, more, count
            is_soft = is_soft or (bool(parts) and _SOFT.search(gap) is not None)
            (more if is_soft else parts).append(count)
        return parts, more, None

    def _holding(
        self, wholes: Sequence[Mention], parts: list[Mention], more: list[Mention], left: Mention | None
    ) -> Iterator[Relation]:
        """Yield the first whole that the parts make up, nearest first."""
        groups = [g for g in ([*parts, *more], [*parts, *more, left] if left else [], parts) if len(g) > 1]
        for whole in wholes[:4]:
            if whole.approx != "exact" or not whole.value:
                continue
            for group in groups if whole is wholes[0] else [g for g in groups if left not in g]:
                if _is_exact(group) and _total_of(group) == value(whole):
                    yield make_sum(whole, group, "stated")
                    return

    def _failing(
        self, wholes: Sequence[Mention], parts: list[Mention], left: Mention | None, *, ends: bool
    ) -> Iterator[Relation]:
        """A list that misses its whole, the grouping that would hold, and what is left against the total before."""
        whole, computed = wholes[0], _total_of(parts)
        printed = value(whole)
        if any(is_cut(self._text, figure) for figure in (whole, *parts)):
            return
        if value(parts[0]) > printed and len(parts) == 1:
            yield make_sum(whole, parts, "stated")
        elif len(parts) > 1 and _is_meant(computed, printed, ends=ends, is_whole=left is not None):
            yield make_sum(whole, parts, "stated")
            for size in range(2, len(parts)):
                if _total_of(parts[:size]) == printed:
                    yield make_sum(whole, parts[:size], "matched")
        if left is None or not _is_exact([left]):
            return
        above = next((w for w in wholes[1:] if _is_exact([w]) and value(w) > printed), None)
        if above is not None and _is_close(printed + value(left), value(above)):
            yield make_sum(above, [whole, left], "stated")
        if above is not None and len(parts) > 1 and computed + value(left) == value(above):
            yield make_sum(above, [*parts, left], "matched")

    def _other_units(self, first: int, parts: list[Mention]) -> Iterator[Relation]:
        """处理问题30件，其中处分10人、诫勉20人: parts of another measure word, told only where they add up."""
        whole = self._counts[first - 1] if first else None
        if whole is None or len(parts) < 2 or not _is_exact([whole]) or value(whole) < 2 * _LIKELY:  # noqa: PLR2004
            return
        if whole.family in {"case", "item", "body", "person"} and _total_of(parts) == value(whole):
            yield make_sum(whole, parts, "stated")
