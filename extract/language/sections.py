"""Headings of Chinese documents (第一章 一、 （一） 1. （1） ①), the sections that they open, and their theme."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from extract.language.clauses import Span, Spans

_CN: Final = "一二三四五六七八九十百"
_SERIAL: Final = rf"[{_CN}]{{1,4}}|\d{{1,3}}"
_COUNTED: Final = "件宗起人个次场名份年月日天时万亿余多来项条所家户部％%℃"  # 35 件 at a line's start is a figure
# line patterns begin with the line end before: a search for one character is many times faster than for ^
_HEADING: Final = re.compile(
    rf"\n[ \t　\xa0]*(?:"
    rf"第(?P<part>{_SERIAL})(?:部分|编)|第(?P<chapter>{_SERIAL})章|第(?P<division>{_SERIAL})节"
    rf"|第(?P<article>{_SERIAL})条(?=[ 　])"
    rf"|(?P<one>[{_CN}]{{1,3}})(?:、|[.．](?=[一-龥]))(?![{_CN}]+(?:[审级类线产者期季]|是))"
    rf"|[（(](?P<two>[{_CN}]{{1,3}})[）)][、.．]?"
    r"|(?P<three>\d{1,2}(?:\.\d{1,2}){0,3})"
    rf"(?:[.．、](?!\d)|(?<=\.\d)[ 　]|(?<=\.\d\d)[ 　]|[ 　](?=[一-龥])(?![{_COUNTED}]))"
    r"|[（(](?P<four>\d{1,2})[）)][、.．]?"
    r"|(?P<five>[①-⑳])"
    r")[ \t　\xa0:：]*(?P<title>[^。\n]*)"
)
_RANKS: Final = {
    "part": 0,
    "chapter": 1,
    "division": 2,
    "article": 3,
    "one": 3,
    "two": 4,
    "three": 5,
    "four": 6,
    "five": 7,
}
_WRITTEN: Final = frozenset({"part", "chapter", "division", "article"})  # their whole mark is the number: 第一章
_LONG: Final = 60  # a longer title has swallowed the text that follows on its line
_COLON: Final = re.compile(r"[：:；;]")
_COMMA: Final = re.compile(r"[，,]")
_NEXT: Final = re.compile(
    r"下一?步|下一?阶段|下一年|下年度|明年|来年|今后|努力方向|展望|未来(?:工作|计划|[一二三五几]年)|工作(?:打算|设想)"
)
_PLAN: Final = re.compile(r"工作(?:计划|安排|思路|目标|重点|谋划)")
_WORK: Final = re.compile(r"(?:明确|突出|围绕|聚焦|细化|制定|完善|强化|落实|推进|抓好|抓实|紧扣|锚定)[^，,、]{0,6}$")
_DONE: Final = re.compile(r"情况|成效|完成|进展|成绩|回顾|总结")
_SHORTCOMINGS: Final = re.compile(
    r"(?:存在|面临).{0,8}(?:问题|不足|差距|短板|困难)|问题(?:和|与|及)(?:不足|困难)|不足之处|短板(?:和|与)?(?:不足|弱项)"
)
_SHORTCOMINGS_FIRST: Final = re.compile(  # 差距与下步打算: what the text lists is how things stand
    r"(?:问题|困难|不足|差距|短板|弱项|薄弱环节)(?:[和与及、]|以及)"
)
_THEMED: Final = re.compile("[下明来今努展未打设计安思目重谋存面问短不差20]")  # of which a heading with a theme has one
_YEAR: Final = re.compile(r"(20\d\d)\s*年")
_PLAN_LINE: Final = re.compile(
    r"\n[ \t　\xa0]*(?:(?:下一?步|下一?阶段|下一年度?|下年度|明年|来年|今后)(?!的?情况)[^\n，,:：]{0,30}[，,:：]"
    r"|(?P<year>20\d\d)\s*年(?:[，,][^\n。]{0,24}?(?:将|力争|要把|要将)|度?(?:重点|主要任务|计划|拟|工作(?:安排|计划|重点))))"
)


@dataclass(slots=True)
class Section:
    """A heading and the stretch of text under it, to the next heading of its own or a higher level."""

    section_id: int
    level: int
    number: str
    heading: str
    start: int
    end: int
    theme: str  # body | plan | shortcomings
    number_start: int
    number_end: int


def sections(text: str, hidden: Sequence[Span] = ()) -> list[Section]:
    """Return the sections of a text in reading order; a section without a theme of its own has that of the one above.

    Numbered lines inside `hidden` (breadcrumbs, links) open none.

    One pass with a stack of open sections: time grows with the text alone, however deep it is.
    """
    noise = Spans(list(hidden))
    lines = f"\n{text}"  # a heading's match begins at its line in the text, all else of it is one further on
    found = [(m, _style(m)) for m in _HEADING.finditer(lines) if noise.at(m.end() - 2) is None]
    above = sorted({_RANKS[style] for _, style in found if _RANKS[style] < _RANKS["one"]})
    levels = {s: above.index(r) + 1 if r in above else r - _RANKS["one"] + 1 + len(above) for s, r in _RANKS.items()}
    year = _first_year(text)
    result: list[Section] = []
    opened: list[int] = []
    for index, (match, style) in enumerate(found):
        level = levels[style] + (match["three"].count(".") if style == "three" else 0)
        while opened and result[opened[-1]].level >= level:
            result[opened.pop()].end = match.start()
        inherited = result[opened[-1]].theme if opened else "body"
        heading = _heading(match["title"])
        theme = _theme(heading, year, inherited, is_top=style in {"part", "chapter", "one"})
        result.append(
            Section(index, level, _number(lines, match, style), heading, match.start(), len(text), theme,
                    match.start(style) - 1, match.end(style) - 1)
        )  # fmt: skip
        opened.append(index)
    return result


def innermost(found: Sequence[Section]) -> Callable[[int], Section | None]:
    """Return the function that gives the innermost section at a position: the last one that began before it."""
    starts = [s.start for s in found]

    def at(position: int) -> Section | None:
        index = bisect_right(starts, position) - 1
        return found[index] if index >= 0 else None

    return at


def enclosing(found: Sequence[Section], section_id: int | None) -> list[Section]:
    """Return a section and those above it, outermost first; section_id: its place among all of a text."""
    chain: list[Section] = []
    for index in range(section_id if section_id is not None else -1, -1, -1):
        section = found[index]
        if not chain or section.level < chain[-1].level:
            chain.append(section)
            if section.level == 1:
                break
    return chain[::-1]


def plan_spans(text: str, found: Sequence[Section]) -> Spans:
    """Return the stretches that speak of what is to come: plan sections, and 下一步… paragraphs up to the next heading."""
    spans: list[Span] = []
    starts, year = [s.start for s in found], _first_year(text)
    lines = [m.start() for m in _PLAN_LINE.finditer(f"\n{text}") if not m["year"] or (year and int(m["year"]) > year)]
    own = [(s.start, s.end) for s in found if s.theme == "plan"]
    following = [(start, _next(starts, start, len(text))) for start in lines]
    for start, end in sorted(own + following):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return Spans(spans)


def _next(starts: Sequence[int], position: int, default: int) -> int:
    index = bisect_right(starts, position)
    return starts[index] if index < len(starts) else default


def _number(text: str, match: re.Match[str], style: str) -> str:
    """一, 3.2, 第一章: as written, without its bracket or point."""
    return text[match.start(style) - 1 : match.end(style) + 1] if style in _WRITTEN else match[style]


def _style(match: re.Match[str]) -> str:
    return next(style for style, number in zip(_RANKS, match.groups(), strict=False) if number)


def _first_year(text: str) -> int | None:
    """The year that the document speaks of: the first that its first lines name."""
    match = _YEAR.search(text, 0, 600)
    return int(match[1]) if match else None


def _heading(title: str) -> str:
    """The title without the text that follows on its line where no 。 parts them."""
    title = title.strip()
    if len(title) <= _LONG:
        return title
    cut = _COLON.search(title[:_LONG]) or _COMMA.search(title)
    return title[: cut.start()] if cut else title


def _theme(heading: str, year: int | None, above: str, *, is_top: bool) -> str:
    if above == "plan" or _THEMED.search(heading) is None:
        return above
    words = heading[:30]
    own = _YEAR.search(words)
    is_next = _NEXT.search(words) is not None or (own is not None and year is not None and int(own[1]) == year + 1)
    named = _PLAN.search(words) if is_top else None
    if (is_next or (named and not _WORK.search(words[: named.start()]))) and not _DONE.search(words):
        is_mixed = _SHORTCOMINGS.search(words) or _SHORTCOMINGS_FIRST.search(words)
        return "shortcomings" if is_mixed else "plan"
    return "shortcomings" if _SHORTCOMINGS.search(heading) else above
