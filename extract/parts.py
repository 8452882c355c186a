"""Parts of totals: which figures a text gives as 其中 of another one, so that they are never added to it again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extract.catalogue import Catalogue
from extract.facts import Fact
from extract.mentions import Mention

_OPENS: Final = re.compile(r"其中|分别(?:为|是)|（含|\(含|包括")
_CLOSES: Final = re.compile(r"；|;|余下|其余|剩余|尚余|同时|另|此外|共|全年|累计")
_STAGES: Final = frozenset({"received", "accepted", "concluded", "handled", "denominator"})


def with_parts(
    text: str, mentions: Sequence[Mention], facts: Sequence[Fact], catalogue: Catalogue
) -> tuple[list[Mention], list[Fact]]:
    """Return mentions and facts with `part_of` set to the start of the figure that they are a stated part of."""
    totals = {f.start for f in facts if _is_total(f, catalogue)}
    parts = _parts(text, [m for m in mentions if m.kind == "quantity"], totals)
    if not parts:
        return list(mentions), list(facts)
    wholes = {(f.start, f.indicator): f for f in reversed(facts)}
    return (
        [replace(m, part_of=parts[m.start]) if m.start in parts else m for m in mentions],
        [_part(f, parts, wholes) if f.start in parts else f for f in facts],
    )


def _part(fact: Fact, parts: Mapping[int, int], wholes: Mapping[tuple[int, str], Fact]) -> Fact:
    """A part that nothing tells apart from its whole (其中判决败诉891宗) is a subset, never an observation of its own."""
    whole = wholes.get((parts[fact.start], fact.indicator))
    same = whole is not None and (whole.breakdown, whole.scope, whole.period) == (
        fact.breakdown,
        fact.scope,
        fact.period,
    )
    flags = (*fact.flags, "subset") if same and "subset" not in fact.flags else fact.flags
    return replace(fact, part_of=parts[fact.start], flags=flags)


def _is_total(fact: Fact, catalogue: Catalogue) -> bool:
    indicator = catalogue.indicators[fact.indicator]
    return indicator.headline_role in _STAGES or fact.indicator.endswith(("_cases", "_concluded"))


def _parts(text: str, figures: Sequence[Mention], totals: set[int]) -> Mapping[int, int]:
    """Follow each 其中: figures of the whole's unit are its parts until the list ends or another total begins."""
    parts: dict[int, int] = {}
    whole: Mention | None = None
    opened = False
    previous: Mention | None = None
    counted: Mention | None = None  # the last figure that is no rate: 申请90件，增长10%，其中…
    for figure in figures:
        if previous is None or previous.sentence != figure.sentence:
            whole, opened, counted = None, False, None
        gap = text[previous.unit_end : figure.start] if previous and counted is not None else ""
        opens = gap and _OPENS.search(gap)
        if opens and counted is not None:
            whole = counted if not opened or counted.unit == figure.unit else whole
            opened = True
        elif opened and _CLOSES.search(gap):
            whole, opened = None, False
        if whole is not None and opened and figure.unit == whole.unit and figure is not whole:
            if figure.start in totals and whole.start in totals and not opens:
                whole, opened = None, False
            else:
                parts[figure.start] = whole.start
        previous = figure
        counted = counted if figure.family in {"percent", "points"} else figure
    return parts
