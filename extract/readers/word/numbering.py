"""Automatic numbering of Word: what stands before a numbered paragraph (一、 （一） 1.), counted as Word counts."""

from __future__ import annotations

import re
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from extract.readers.word.serials import serial
from extract.readers.word.styles import Styles, W, child, is_on, value

_PLACE: Final = re.compile(r"%([1-9])")
_CLOSED: Final = tuple("、）】．。：①②③④⑤⑥⑦⑧⑨⑩")  # a mark that needs no space behind it
_LEVELS: Final = 9
_UNCOUNTED: Final = frozenset({"bullet", "none"})


class Numbering:
    """The lists of a document and how far each has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        found = [] if root is None else list(root)
        self._lists = {e.get(f"{W}abstractNumId"): e for e in found if e.tag == f"{W}abstractNum"}
        self._uses = {e.get(f"{W}numId"): e for e in found if e.tag == f"{W}num"}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def before(self, paragraph: Element) -> str:
        """Return the words that Word puts before the next paragraph, empty where it is not numbered."""
        use, level = self._of(paragraph)
        abstract = self._abstract(use)
        if use is None or abstract is None:
            return ""
        counts = self._counts.setdefault(abstract.get(f"{W}abstractNumId") or "", {})
        self._count(counts, use, abstract, level)
        form = self._level(use, abstract, level)
        kind = value(form, "numFmt") or "decimal"
        if form is None or kind in _UNCOUNTED:
            return ""
        legal = is_on(form, "isLgl")
        words = _PLACE.sub(
            lambda m: self._written(use, abstract, counts, int(m[1]) - 1, legal=legal), value(form, "lvlText") or ""
        )
        is_tight = value(form, "suff") == "nothing" or words.endswith(_CLOSED) or not words
        return words if is_tight else f"{words} "

    def _of(self, paragraph: Element) -> tuple[str | None, int]:
        """The list and the level of a paragraph, its own or its style's."""
        own = child(paragraph, "pPr/numPr")
        number, level = value(own, "numId"), value(own, "ilvl")
        if number is None:
            for name, style in self._styles.chain(value(paragraph, "pPr/pStyle")):
                number = value(style, "pPr/numPr/numId")
                if number is not None:
                    level = level or value(style, "pPr/numPr/ilvl") or self._level_of_style(number, name)
                    break
        index = int(level) if level and level.isdigit() else 0
        return (None if number in {None, "0"} else number), min(index, _LEVELS - 1)

    def _level_of_style(self, number: str, style: str) -> str | None:
        abstract = self._abstract(number)
        levels = [] if abstract is None else abstract.findall(f"{W}lvl")
        return next((e.get(f"{W}ilvl") for e in levels if value(e, "pStyle") == style), None)

    def _abstract(self, use: str | None) -> Element | None:
        found = self._lists.get(value(self._uses.get(use), "abstractNumId"))
        link = value(found, "numStyleLink")
        if link is None:
            return found
        named = (value(style, "pPr/numPr/numId") for _, style in self._styles.chain(link))
        return self._lists.get(value(self._uses.get(next(named, None)), "abstractNumId"))

    def _override(self, use: str, level: int) -> Element | None:
        found = self._uses[use].findall(f"{W}lvlOverride")
        return next((e for e in found if e.get(f"{W}ilvl") == str(level)), None)

    def _level(self, use: str, abstract: Element, level: int) -> Element | None:
        own = child(self._override(use, level), "lvl")
        if own is not None:
            return own
        return next((e for e in abstract.findall(f"{W}lvl") if e.get(f"{W}ilvl") == str(level)), None)

    def _start(self, use: str, abstract: Element, level: int) -> int:
        own = value(self._override(use, level), "startOverride")
        written = own or value(self._level(use, abstract, level), "start") or "1"
        return int(written) if written.isdigit() and len(written) < 6 else 1

    def _count(self, counts: dict[int, int], use: str, abstract: Element, level: int) -> None:
        """Count one paragraph; a list that restarts does so at its first paragraph, deeper levels at each."""
        restarts = value(self._override(use, level), "startOverride") is not None and (use, level) not in self._started
        self._started.add((use, level))
        if restarts or level not in counts:
            counts[level] = self._start(use, abstract, level)
        else:
            counts[level] += 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)

    def _written(self, use: str, abstract: Element, counts: dict[int, int], level: int, *, legal: bool) -> str:
        form = value(self._level(use, abstract, level), "numFmt") or "decimal"
        count = counts.setdefault(level, self._start(use, abstract, level))
        return serial(count, "decimal" if legal else form) if form not in _UNCOUNTED else ""
