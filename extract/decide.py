"""Decides which indicators a figure carries: the nearest word that claims it under the topic that holds.

Order: words before the figure in its own part of the clause; words after it (8宗复议申请); plain nouns; the figure before
it, where only a body's name stands between (其中州本级118件). A decoy, a change or a foreign topic ends with no indicator.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
_BOTH: Final = re.compile(r"均|都|皆|各$")
_TOGETHER: Final = re.compile(r"[、和与及][^，,；;。：:]{0,12}")
_JOIN: Final = re.compile(r"[、和与及，,\s]*(?:以及)?")


@dataclass(frozen=True, slots=True)
class Decision:
    """One indicator of one figure, with the words that decided."""

    claim: Claim
    breakdown: str | None
    hit: Hit | None


def figure_kind(mention: Mention) -> str | None:
    """Return count, rate, money or duration for a figure that an indicator could carry, else None."""
    if mention.value is None or mention.family in {"points", "ratio", "score", "level", "measure", "area"}:
        return None
    return {"percent": "rate", "money": "money", "duration": "duration"}.get(mention.family or "", "count")


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
    order = ((window.before, False), (window.after, False), (window.before, True), (window.after, True))
    if _is_attribute(text, mention, window):
        order = (order[1], order[0], *order[2:])
    for hits, nouns in order:
        ordered = list(reversed(hits)) if hits is window.before else list(hits)
        if kind == "rate" and hits is window.before and _unknown_rate(text, mention, ordered):
            held.note("unknown_rate")
            return []
        found = _nearest(ordered, kind, mention, held, nouns=nouns)
        if found and nouns:
            verb = [d for d in _elliptic(text, mention, window, held) if d.claim.indicator != found[0].claim.indicator]
            found = _together(text, mention, found[0], window) or verb
        if found and held.is_far and found[0].claim.alone and not _stands_alone(text, mention, found[0]):
            continue
        if found and held.is_carried and kind == "count" and not _stands_alone(text, mention, found[0]):
            held.note("not_alone", found[0].hit, found[0].claim)
            return []
        if found is not None:
            joined = _joined(text, mention, found, window, held, kind)
            return _of_all_topics(text, mention, joined, held) if kind == "rate" else joined
    return _elliptic(text, mention, window, held) if kind == "count" else []


def _is_attribute(text: str, mention: Mention, window: Window) -> bool:
    """Tell whether the words before say which things, the verb behind them what was done: 制发的20件文件进行清理."""
    end = window.before[-1].end if window.before else mention.start
    return text[end : mention.start] == "的"


def _stands_alone(text: str, mention: Mention, decision: Decision) -> bool:
    """Tell whether nothing but the deciding word says what a figure is (受理20件): another noun (办理低保500件) may be its own topic."""
    hit = decision.hit
    if hit is None or not decision.claim.topics or hit.topics:
        return True
    if hit.end > mention.start:
        return _ALONE_BETWEEN.fullmatch(text[mention.unit_end : hit.start]) is not None
    return bool(_ALONE_BETWEEN.fullmatch(text[hit.end : mention.start]) and _ALONE_AFTER.match(text, mention.unit_end))


def _together(text: str, mention: Mention, decision: Decision, window: Window) -> list[Decision]:
    """A figure of two nouns together is of neither indicator (人大建议和政协提案共148件), of neither breakdown of one."""
    hit = decision.hit
    if hit is None or hit.end > mention.start:
        return [decision]
    values, edge = {decision.claim.breakdown}, hit.start
    for other in reversed([h for h in window.listed if h.end <= hit.start and h.claims]):
        if not _TOGETHER.fullmatch(text[other.end : edge]) or not all(c.is_noun for c in other.claims):
            break
        same = [c for c in other.claims if c.indicator == decision.claim.indicator]
        if not same and all(c.kind == "count" for c in other.claims):
            return []
        values |= {c.breakdown for c in same}
        edge = other.start
    if len(values) == 1:
        return [decision]
    return [_of_several(decision)]


def _of_several(decision: Decision) -> Decision:
    """A decision on several objects together: of no one breakdown."""
    return replace(decision, breakdown="all" if "all" in decision.claim.values else None)


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
    """Add the other names that one figure answers for: 办结率、答复率均为100%; 废止、修改各3件."""
    hit = found[0].hit if found else next(reversed(window.listed), None)
    if hit is None or not _BOTH.search(text[hit.end : mention.start]):
        return found
    found, earlier = list(found), hit.start
    for other in reversed([h for h in window.listed if h.end <= hit.start]):
        claims = [c for c in other.claims if held.admits(c, kind, mention)]
        if not _JOIN.fullmatch(text[other.end : earlier]) or not (claims or other.decoy == kind):
            break
        if claims:
            found.insert(0, _decision(claims[0], other, held))
        earlier = other.start
    return found


def _of_all_topics(text: str, mention: Mention, found: list[Decision], held: Held) -> list[Decision]:
    """A rate behind figures of several topics is of each of them where the text says 均, and of none alone where not."""
    result = list(found)
    for decision in found:
        if decision.hit is None or not decision.claim.topics:
            continue
        rivals = [d for d in _by_topic(decision.hit, mention, held) if d.claim.indicator != decision.claim.indicator]
        if rivals and not _BOTH.search(text[decision.hit.end : mention.start]):
            return []
        result += rivals
    return result


def _by_topic(hit: Hit, mention: Mention, held: Held) -> list[Decision]:
    """What a word says under each of the topics that share a clause."""
    under = [replace(held, topic=topic, breakdown=topic.breakdown) for topic in held.shared]
    claims = ((next((c for c in hit.claims if h.admits(c, "rate", mention)), None), h) for h in under)
    return [_decision(claim, hit, h) for claim, h in claims if claim is not None]


def _elliptic(text: str, mention: Mention, window: Window, held: Held) -> list[Decision]:
    """A further object of a verb takes its verb: 审查规范性文件3件、合同2件; 审查文件、合同和决策共5件 is of no one object."""
    if text[window.left - 1 : window.left] != "、" or not any(h.topics and not h.decoy for h in window.before):
        return []
    for hit in reversed(window.opening):
        claims = [c for c in hit.claims if not c.is_noun and held.admits(c, "count", mention)]
        if claims:
            decision = _decision(claims[0], hit, held)
            return [_of_several(decision)] if hit in window.listed else [decision]
        if hit.decoy == "count":
            return []
    return []


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
    run = _run(text, [m for m in mentions if word.end() <= m.start < mention.sentence[1] and m.kind == "quantity"])
    order = next((i for i, m in enumerate(run) if m is mention), None)
    if order is None:
        return None
    kind = figure_kind(mention)
    if kind is None:
        held.note("measure")
        return []
    names = _names_before(text, context, start, word.start(), kind, mention, held)
    if len(names) == 1 and names[0].hit is not None and len(held.shared) == len(run) > 1:
        names = _by_topic(names[0].hit, mention, held)
    if order >= len(names) or len(names) < 2:
        return None
    held.note("respectively")
    return [names[order]]


def _run(text: str, figures: Sequence[Mention]) -> list[Mention]:
    """The figures up to the first that no 、 or 和 joins to the one before."""
    joined = (_JOIN.fullmatch(text[a.unit_end : b.start]) is not None for a, b in itertools.pairwise(figures))
    return list(itertools.compress(figures, itertools.accumulate(itertools.chain([True], joined), operator.and_)))


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
