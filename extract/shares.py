"""Shares that are rates: 纠错8件，占审结案件的10% is the correction rate, by the catalogue's numerator and denominator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from extract.catalogue import Catalogue, Indicator
from extract.context import Context, Held
from extract.decide import Decision, decision_of
from extract.lexicon import Claim, Hit
from extract.mentions import Mention

_SHARE: Final = re.compile(
    r"占(?P<of>(?:[^，,。；;]|(?<=[0-9]),(?=[0-9])){0,30}?)的?(?:比例|比重|比)?(?:为|达到|达)?(?:近|约|超过|超)?[（(]?$"
)
SIGN: Final = "占"
_AMONG: Final = re.compile(  # 办结的案件中，调解结案的占三成; 调解结案的案件占办结案件的30%
    r"(?:(?:^|[，,。；;：:\s])(?P<whole>[^，,。；;：:0-9]{2,40})中[，,])?(?P<part>[^，,。；;：:0-9]{2,30})$"
)
_ENDED: Final = re.compile(r"^(?!.*(?:因|由于|涉)).*(?:的|案件|申请|结案|办结|审结)$")
_LED: Final = re.compile(  # what may stand before the part: 通过调解结案的, not 乡镇败诉案件
    r"(?:其中|经|以|由|通过|作出|采取|采用|最终|依法|(?:行政)?复议|行政诉讼|案件|[、和及与，\s])*"
)
_OF_CASES: Final = re.compile(
    r"(?P<cases>(?:以?上|左右)?的[^，,。；;、0-9]{0,8}(?:案件|纠纷|争议|申请))[^，,。；;0-9]{2,24}(?<![后中时])(?![^，,。；;\n])"
)
_OPENER: Final = re.compile(r"[^，,。；;：:0-9]{0,12}(?:案件|申请|纠纷|争议)(?:之)?中[，,：:]")
_TAKEN: Final = re.compile(r"(?:共|参与)?(?:调解|调处|化解)")
_PLAIN: Final = re.compile(r"(?:比|总数|总量|案件总数)?")

_JUST_REACHED: Final = re.compile(r"[，,（(](?:比例|比率)?(?:达到?|为|即|约)?")

Shares = Mapping[tuple[str, str], Claim]


def shares_of(catalogue: Catalogue) -> Shares:
    """Return the rate of each pair of numerator and denominator of a catalogue."""
    rates = [i for i in catalogue.indicators.values() if i.value_type == "rate" and i.numerator and i.denominator]
    return {(str(i.numerator), str(i.denominator)): _claim(i) for i in rates}


def _claim(rate: Indicator) -> Claim:
    values = frozenset(rate.dimension.values) if rate.dimension else frozenset()
    name = rate.dimension.name if rate.dimension else None
    return Claim(
        rate.code, f"{rate.code}.share", "rate", frozenset(), is_noun=False, breakdown=None, dimension=name,
        values=values, units=frozenset(), alone=False,
    )  # fmt: skip


def share(
    text: str,
    context: Context,
    mention: Mention,
    held: Held,
    landed: Sequence[tuple[Mention, list[Decision]]],
    shares: Shares,
) -> list[Decision]:
    """Return the rate that a percentage behind 占 is: the figure before it is the part, the words behind 占 the whole."""
    if mention.family != "percent" or text.find(SIGN, mention.sentence[0], mention.start) < 0:
        return []
    match = _SHARE.search(text[mention.sentence[0] : mention.start])
    if match is None:
        return []
    start = mention.sentence[0] + match.start()
    if named := _named(text, context, (start, mention.start), mention, held, shares):
        return named
    before = [t for t in landed if mention.sentence[0] <= t[0].start and t[0].unit_end <= start]
    if not before or re.search(r"[0-9；;]", text[before[-1][0].unit_end : start]):
        return []
    if _names_another(context, before[-1], start):
        return []  # 结案221件，其中调解结案占四成: of those named, not of the figure
    wholes = {c.indicator for h in context.hits(start, mention.start) for c in h.claims if c.kind == "count"}
    wholes |= {d.claim.indicator for m, ds in landed for d in ds if start <= m.start < mention.start}
    if _PLAIN.fullmatch(match["of"]):
        wholes = _whole_before(before, shares) or _opener(text, context, before[-1][0], shares)
    return [
        Decision(claim, part.breakdown if part.breakdown in claim.values else None, part.hit)
        for part in before[-1][1]
        for (numerator, denominator), claim in shares.items()
        if part.claim.indicator == numerator and denominator in wholes and part.breakdown in {None, *claim.values}
    ]


def reached(
    text: str, mention: Mention, landed: Sequence[tuple[Mention, list[Decision]]], shares: Shares
) -> list[Decision]:
    """应出庭530件，实际出庭519件，达到97.9%: a percentage without a name that is the quotient of the two figures before it."""
    if mention.family != "percent" or not landed or landed[-1][0].sentence != mention.sentence:
        return []
    part, parts = landed[-1]
    if not _JUST_REACHED.fullmatch(text, part.unit_end, mention.start):
        return []
    return [
        Decision(rate, p.breakdown if p.breakdown in rate.values else None, None)
        for whole, wholes in landed[:-1] if whole.sentence == mention.sentence
        for p in parts for w in wholes
        if (rate := shares.get((p.claim.indicator, w.claim.indicator))) and _is_quotient(mention, part, whole)
    ][:1]  # fmt: skip


def _is_quotient(rate: Mention, part: Mention, whole: Mention) -> bool:
    """Tell whether a printed percentage is that of two counts, cut or rounded to its last digit."""
    if not whole.value or part.value is None or rate.value is None:
        return False
    return abs(part.value / whole.value * 100 - rate.value) < Decimal(10) ** -rate.decimals


def _names_another(context: Context, part: tuple[Mention, list[Decision]], end: int) -> bool:
    """Tell whether words between a figure and 占 count something else than the figure does."""
    own = {d.claim.indicator for d in part[1]}
    counts = [{c.indicator for c in h.claims if c.kind == "count"} for h in context.hits(part[0].unit_end, end)]
    return any(named and not named & own for named in counts)


def _named(
    text: str, context: Context, span: tuple[int, int], mention: Mention, held: Held, shares: Shares
) -> list[Decision]:
    """The rate whose part and whole are only named, neither with a figure; span: from 占 to the percentage."""
    first = mention.sentence[0]
    match = _AMONG.search(text[first : span[0]])
    if match is None:
        return []
    wholes = [
        *context.hits(*span),
        *context.hits(first + max(match.start("whole"), 0), first + max(match.end("whole"), 0)),
    ]
    topic = held.topic.topic if held.topic else None
    parts = context.hits(first + match.start("part"), span[0])
    if not wholes or not match["whole"]:
        led = bool(parts) and _LED.fullmatch(text, first + match.start("part"), parts[-1].start) is not None
        return _of_all(parts[-1:], held, shares) if led and _ENDED.search(match["part"]) else []
    pairs = {
        (part.indicator, whole.indicator): hit
        for hit in parts for part in hit.claims for other in wholes for whole in other.claims
        if topic in part.topics and topic in whole.topics
    }  # fmt: skip
    return [Decision(shares[pair], None, hit) for pair, hit in pairs.items() if pair in shares][:1]


def _of_all(parts: Sequence[Hit], held: Held, shares: Shares) -> list[Decision]:
    """The rate of a part whose whole needs no word: 调解结案的占29%, 31%的案件达成和解."""
    topic = held.topic.topic if held.topic else None
    for hit in reversed(parts):
        claim = next((c for c in hit.claims if c.kind == "count" and not c.is_noun and topic in c.topics), None)
        if claim is None:
            continue
        rates = [rate for (part, _), rate in shares.items() if part == claim.indicator]
        decisions = [Decision(r, decision_of(claim, hit, held).breakdown, hit) for r in rates]
        return [d for d in decisions if d.breakdown is None or d.breakdown in d.claim.values]
    return []


def share_of_cases(text: str, context: Context, mention: Mention, held: Held, shares: Shares) -> list[Decision]:
    """31.5%的案件调解和解结案: the share of the cases that a verb behind it tells."""
    match = _OF_CASES.match(text, mention.unit_end, mention.sentence[1]) if mention.family == "percent" else None
    return _of_all(context.hits(match.end("cases"), match.end()), held, shares) if match else []


def _whole_before(before: Sequence[tuple[Mention, list[Decision]]], shares: Shares) -> set[str]:
    """The nearest count before a part that could be its whole: 办结90件，其中和解30件，占33%；纠错9件，占10%."""
    parts = {d.claim.indicator for d in before[-1][1]}
    for figure, decisions in reversed(before[:-1]):
        if any(d.claim.indicator in parts for d in decisions):
            return set()  # 出庭30件，其中正职9件，占30%: a part of the part
        found = {d.claim.indicator for d in decisions if any((part, d.claim.indicator) in shares for part in parts)}
        if found and figure.family == before[-1][0].family:
            return found
    return set()


def _opener(text: str, context: Context, part: Mention, shares: Shares) -> set[str]:
    """The whole that a sentence opens with, without a figure: 审结案件中，维持60件；和解30件，占29%."""
    match = _OPENER.match(text, part.sentence[0], part.start)
    hits = context.hits(match.start(), match.end()) if match else []
    wholes = {whole for _, whole in shares}
    return {c.indicator for h in hits for c in h.claims if c.indicator in wholes}


def says_nothing(
    text: str, mention: Mention, found: Sequence[Decision], landed: Sequence[tuple[Mention, list[Decision]]]
) -> bool:
    """Tell whether a rate would be the share of a count in itself: 调解纠纷310件，调解率100%.

    Behind disputes found, received or named (排查纠纷300件，调解率98%) the rate has a whole, and it stands.
    """
    if not landed or len(found) != 1 or found[0].claim.indicator != "mediation_coverage_rate":
        return False
    last, decisions = landed[-1]
    return last.sentence == mention.sentence and any(
        d.claim.indicator == "mediation_cases"
        and not d.claim.is_noun
        and d.hit is not None
        and _TAKEN.match(text, d.hit.start) is not None
        for d in decisions
    )
