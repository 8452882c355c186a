"""Headings of Chinese reports (一、 (一) 1.) and the sections that they open, with their theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_CN: Final = "一二三四五六七八九十"
_HEADING: Final = re.compile(
    rf"^[ \t　]*(?:(?P<one>[{_CN}]{{1,3}})、|[（(](?P<two>[{_CN}]{{1,3}})[）)]、?"
    r"|(?P<three>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.．、](?!\d)|(?<=\.\d)[ 　]|[ 　](?=[一-龥])))[ \t　]*(?P<title>[^。\n]*)",
    re.MULTILINE,
)
_PLAN: Final = re.compile(r"工作(?:计划|安排|打算|思路|设想|目标|重点)|下[一]?步|明年|下年度|今后|努力方向")
_SHORTCOMINGS: Final = re.compile(r"(?:存在|面临).{0,8}(?:问题|不足|差距|短板)|问题和不足|不足之处")


@dataclass(frozen=True, slots=True)
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


def sections(text: str) -> list[Section]:
    """Return the sections of a text in reading order; a theme is inherited by the sections below it."""
    found = list(_HEADING.finditer(text))
    result: list[Section] = []
    open_themes: dict[int, str] = {}
    for index, match in enumerate(found):
        level = _level(match)
        end = next((m.start() for m in found[index + 1 :] if _level(m) <= level), len(text))
        heading = match["title"].strip()
        above = next((open_themes[i] for i in range(level - 1, 0, -1) if i in open_themes), "body")
        theme = _theme(heading) if above == "body" else above
        open_themes = {i: t for i, t in open_themes.items() if i < level} | {level: theme}
        group = {1: "one", 2: "two", 3: "three"}[level]
        result.append(
            Section(
                index, level, match[group], heading, match.start(), end, theme, match.start(group), match.end(group)
            )
        )
    return result


def _level(match: re.Match[str]) -> int:
    return 1 if match["one"] else 2 if match["two"] else 3


def _theme(heading: str) -> str:
    if _SHORTCOMINGS.search(heading):
        return "shortcomings"
    return "plan" if _PLAN.search(heading[:30]) and not re.search(r"情况|成效|完成", heading) else "body"
