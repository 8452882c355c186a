"""Decides which indicators a figure carries: the nearest word that claims it under the topic that holds.

Order: words before the figure in its own part of the clause; words after it (8宗复议申请); plain nouns; the figure before
it, where only a body's name stands between (其中州本级118件). A decoy, a change or a foreign topic ends with no indicator.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.context import MIXED, Context, Held, Window
from extract.lexicon import Claim, Hit
from extract.mentions import Mention

_BARE_RATE: Final = re.compile(r"率[为是达]?[:：]?$")
_RATE_NAME: Final = re.compile(r"[一-龥]率")
_ALONE_BETWEEN: Final = re.compile(
    r"(?:[共计为达到了有约近超过已各类案件申请事项的其中是数经、：:（(\s]|分别|合计|以上|行政争议|决定)*"
)
_ALONE_AFTER: Final = re.compile(r"[，,。；;、：:（(）)\s的以左和及中]|余|案|申请|事项|$")
_RESPECTIVELY: Final = re.compile(r"分别")
_BOTH: Final = re.compile(r"均|都|皆")
_JOIN: Final = re.compile(r"[、和与及，,\s]*(?:以及)?")


@dataclass(frozen=True, slots=True)
class Decision:
    """One indicator of one figure, with the words that decided."""

    claim: Claim
    breakdown: str | None
    hit: Hit | None


def figure_kind(mention: Mention) -> str | None:
    """Return count, rate or money for a figure that an indicator could carry, else None."""
    if mention.value is None or mention.family in {"points", "ratio", "duration", "score", "level", "measure", "area"}:
        return None
    return {"percent": "rate", "money": "money"}.get(mention.family or "", "count")


def kind_here(text: str, mention: Mention) -> str | None:
    """Return the kind of a figure in its place: a bare number right behind …率 is a rate."""
    kind = figure_kind(mention)
    bare = (
        kind == "count" and mention.unit is None and _BARE_RATE.search(text[max(0, mention.start - 4) : mention.start])
    )
    return "rate" if bare else kind


def decide(text: str, mention: Mention, window: Window, held: Held) -> list[Decision]:
    """Return the indicators of one figure by the words around it; none where nothing fits."""
    kind = kind_here(text, mention)
    if kind is None:
        held.note("measure")
        return []
    for hits, nouns in ((window.before, False), (window.after, False), (window.before, True), (window.after, True)):
        ordered = list(reversed(hits)) if hits is window.before else list(hits)
        if kind == "rate" and hits is window.before and _unknown_rate(text, mention, ordered):
            held.note("unknown_rate")
            return []
        found = _nearest(ordered, kind, mention, held, nouns=nouns)
        if found and held.is_carried and kind == "count" and not _stands_alone(text, mention, found[0]):
            held.note("not_alone", found[0].hit, found[0].claim)
            return []
        if found is not None:
            return _joined(text, mention, found, window, held, kind) if found else []
    return []


def _stands_alone(text: str, mention: Mention, decision: Decision) -> bool:
    """Tell whether nothing but the deciding word says what a figure is (受理20件): another noun (办理低保500件) may be its own topic."""
    hit = decision.hit
    if hit is None or not decision.claim.topics or hit.topics:
        return True
    if hit.end > mention.start:
        return _ALONE_BETWEEN.fullmatch(text[mention.unit_end : hit.start]) is not None
    return bool(_ALONE_BETWEEN.fullmatch(text[hit.end : mention.start]) and _ALONE_AFTER.match(text, mention.unit_end))


def _nearest(hits: Sequence[Hit], kind: str, mention: Mention, held: Held, *, nouns: bool) -> list[Decision] | None:
    """The first hit that claims the figure: its decisions, or an empty list where a decoy stands nearer; None: no hit."""
    for hit in hits:
        claims = [c for c in hit.claims if c.is_noun == nouns and held.admits(c, kind, mention)]
        if claims:
            return [_decision(claims[0], hit, held)]
        if not nouns and hit.decoy == kind and not any(held.admits(c, kind, mention) for c in hit.claims):
            held.note("decoy", hit)
            return []
    return None


def _decision(claim: Claim, hit: Hit | None, held: Held) -> Decision:
    own = next((t.breakdown for t in hit.topics if t.breakdown), None) if hit and held.breakdown != MIXED else None
    breakdown = next((b for b in (claim.breakdown, own, held.breakdown) if b in claim.values), None)
    if breakdown is None and claim.dimension == "mediation_type":
        breakdown = "all"  # what the text does not say is all types together, and never one of them
    return Decision(claim, breakdown, hit)


def _unknown_rate(text: str, mention: Mention, hits: Sequence[Hit]) -> bool:
    """Tell whether the nearest …率 before a figure is a rate that the lexicon does not know."""
    last = hits[0].end if hits else 0
    names = [m.end() for m in _RATE_NAME.finditer(text, max(mention.sentence[0], mention.start - 16), mention.start)]
    return bool(names) and names[-1] > last


def _joined(
    text: str, mention: Mention, found: list[Decision], window: Window, held: Held, kind: str
) -> list[Decision]:
    """Add the other names that one figure answers for: 办结率、答复率均为100%."""
    hit = found[0].hit
    if hit is None or not _BOTH.search(text[hit.end : mention.start]):
        return found
    earlier = hit.start
    for other in reversed([h for h in window.listed if h.end <= hit.start]):
        if not _JOIN.fullmatch(text[other.end : earlier]):
            break
        claims = [c for c in other.claims if held.admits(c, kind, mention)]
        if not claims:
            break
        found.insert(0, _decision(claims[0], other, held))
        earlier = other.start
    return found


def respectively(
    text: str, context: Context, mentions: Sequence[Mention], position: int, held: Held
) -> list[Decision] | None:
    """Return what a figure of a list after 分别 carries: the n-th figure answers the n-th name; None: no such list."""
    mention = mentions[position]
    start = mention.sentence[0]
    word = None
    for match in _RESPECTIVELY.finditer(text, start, mention.start):
        word = match
    if word is None:
        return None
    run = [m for m in mentions if word.end() <= m.start < mention.sentence[1] and m.kind == "quantity"]
    order = next(i for i, m in enumerate(run) if m is mention)
    if any(not _JOIN.fullmatch(text[a.unit_end : b.start]) for a, b in itertools.pairwise(run)):
        return None
    kind = figure_kind(mention)
    if kind is None:
        held.note("measure")
        return []
    names = _names_before(text, context, start, word.start(), kind, mention, held)
    if order >= len(names) or len(names) < 2:
        return None
    held.note("respectively")
    return [names[order]]


def _names_before(
    text: str, context: Context, start: int, end: int, kind: str, mention: Mention, held: Held
) -> list[Decision]:
    """The run of names joined by 、 or 和 that ends at a position."""
    names: list[Decision] = []
    edge = end
    for hit in reversed(context.hits(start, end)):
        claims = [c for c in hit.claims if held.admits(c, kind, mention)]
        if not claims or not _JOIN.fullmatch(text[hit.end : edge]):
            break
        names.insert(0, _decision(claims[0], hit, held))
        edge = hit.start
    return names
