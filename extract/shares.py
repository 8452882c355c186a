"""Shares that are rates: 纠错8件，占审结案件的10% is the correction rate, by the catalogue's numerator and denominator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from extract.catalogue import Catalogue
from extract.context import Context
from extract.decide import Decision
from extract.lexicon import Claim
from extract.mentions import Mention

_SHARE: Final = re.compile(r"占(?P<of>[^，,。；;]{0,30}?)的?(?:比例|比重|比)?(?:为|达到|达)?(?:近|约|超过|超)?[（(]?$")
_PLAIN: Final = re.compile(r"(?:比|总数|总量|案件总数)?")

Shares = Mapping[tuple[str, str], Claim]


def shares_of(catalogue: Catalogue) -> Shares:
    """Return the rate of each pair of numerator and denominator of a catalogue."""
    return {
        (i.numerator, i.denominator): Claim(
            i.code, f"{i.code}.share", "rate", frozenset(), False, None,
            i.dimension.name if i.dimension else None,
            frozenset(i.dimension.values) if i.dimension else frozenset(), frozenset(),
        )
        for i in catalogue.indicators.values() if i.numerator and i.denominator and i.value_type == "rate"
    }  # fmt: skip


def share(
    text: str, context: Context, mention: Mention, landed: Sequence[tuple[Mention, list[Decision]]], shares: Shares
) -> list[Decision]:
    """Return the rate that a percentage behind 占 is: the figure before it is the part, the words behind 占 the whole."""
    match = _SHARE.search(text[mention.sentence[0] : mention.start]) if mention.family == "percent" else None
    if match is None:
        return []
    start = mention.sentence[0] + match.start()
    before = [t for t in landed if mention.sentence[0] <= t[0].start and t[0].unit_end <= start]
    if not before or re.search(r"[0-9；;]", text[before[-1][0].unit_end : start]):
        return []
    wholes = {c.indicator for h in context.hits(start, mention.start) for c in h.claims if c.kind == "count"}
    if _PLAIN.fullmatch(match["of"]):
        wholes = {d.claim.indicator for d in before[-2][1]} if len(before) > 1 else set()
    return [
        Decision(claim, part.breakdown if part.breakdown in claim.values else None, part.hit)
        for part in before[-1][1]
        for (numerator, denominator), claim in shares.items()
        if part.claim.indicator == numerator and denominator in wholes
    ]
