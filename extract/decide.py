"""Decides which indicators a figure carries: the nearest word that claims it under the topic that holds.

Order: words before the figure in its own part of the clause; words after it (8宗复议申请); plain nouns; the figure before
it, where only a body's name stands between (其中州本级118件). A decoy, a change or a foreign topic ends with no indicator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.context import MIXED, Held, Window
from extract.lexicon import Claim, Hit
from extract.mentions import Mention

_BARE_RATE: Final = re.compile(r"率[为是达]?[:：]?$")
_RATE_NAME: Final = re.compile(r"[一-龥]率")
_ALONE_BETWEEN: Final = re.compile(
    r"(?:[共计为达到了有约近超过已各类案件申请事项的其中是数经、：:（(\s]|分别|合计|以上|行政争议|决定)*"
)
_ALONE_AFTER: Final = re.compile(r"[，,。；;、：:（(）)\s的以左和及中]|余|案|申请|事项|$")
_HONOURED: Final = re.compile(r"[^，,。；;0-9]{0,16}(?:获评|入选|荣获|被评为|被授予|受到表彰|获得表彰)")
_ALL_OF_THEM: Final = re.compile(r"(?:均已|均|全部|都已)(?:已|依法|按期)?$")
_BOTH: Final = re.compile(r"均|都|皆|各(?:为|是)?$")
_AND: Final = re.compile(r"并(?:且|已|依法|全部|按期|及时)*")  # 受理并办结12件: both
JOIN: Final = re.compile(r"[、和与及，,\s]*(?:以及)?")  # between the names and the figures of a list


@dataclass(frozen=True, slots=True)
class Decision:
    """One indicator of one figure, with the words that decided."""

    claim: Claim
    breakdown: str | None
    hit: Hit | None
    scope: str | None = None  # an area that the list or the clause gives to this figure alone
    part: bool = False  # one kind of a whole: 其中行政许可12件


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
    if _HONOURED.match(text, mention.unit_end):
        held.note("honoured")
        return []
    for hits, nouns in ((window.before, False), (window.after, False), (window.before, True), (window.after, True)):
        ordered = list(reversed(hits)) if hits is window.before else _own(text, mention, window)
        if nouns and hits is window.before:
            ordered = [h for h in ordered if text[h.end : h.end + 1] != "中"]  # 220件复议案件中仅有17件…
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


def _own(text: str, mention: Mention, window: Window) -> list[Hit]:
    """The words behind a figure without what they say of all its cases: 3件行政诉讼案件均已结案 counts suits."""
    named = any(c.is_noun for h in window.before for c in h.claims)
    hits = window.after
    for index, hit in enumerate(hits):
        if (named or any(h.claims for h in hits[:index])) and _ALL_OF_THEM.search(text[mention.unit_end : hit.start]):
            return list(hits[:index])
    return list(hits)


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
            return [decision_of(claims[0], hit, held)]
        if not nouns and hit.decoy == kind and not any(held.admits(c, kind, mention) for c in hit.claims):
            held.note("decoy", hit)
            return []
    return None


def decision_of(claim: Claim, hit: Hit | None, held: Held) -> Decision:
    """Return the decision for one claim with the breakdown that the claim, its word or the topic gives."""
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
    if hit is None:
        return found
    both = _BOTH.search(text[hit.end : mention.start]) is not None
    earlier = hit.start
    for other in reversed([h for h in window.listed if h.end <= hit.start]):
        between = text[other.end : earlier]
        if not (both and between and JOIN.fullmatch(between)) and not _AND.fullmatch(between):
            break
        claims = [c for c in other.claims if held.admits(c, kind, mention)]
        if not claims:
            break
        found.insert(0, decision_of(claims[0], other, held))
        earlier = other.start
    return found
