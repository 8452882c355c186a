"""Decides which indicators a figure carries: the nearest word that claims it under the topic that holds.

Order: words before the figure in its own part of the clause; words after it (8宗复议申请); plain nouns; the figure before
it, where only a body's name stands between (其中州本级118件). A decoy, a change or a foreign topic ends with no indicator.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.catalogue import NO_TOPIC
from extract.context import MIXED, Held
from extract.lexicon import Claim, Hit
from extract.mentions import Mention
from extract.windows import Window

_BARE_RATE: Final = re.compile(r"率[为是达]?[:：]?$")
_RATE_NAME: Final = re.compile(r"[一-龥]率")
_ALONE_BETWEEN: Final = re.compile(
    r"(?:[共计为达到了有约近超过已各类案件申请事项的其中是数经、：:（(\s]|分别|举?办了|开展了?|组织了?|合计|总计|总共|就|以上|行政争议|决定|[0-9]+(?:期|场次?|班次|轮|批次?)[、，,]?)*"
)
_ALONE_AFTER: Final = re.compile(
    r"[，,。；;、：:（(）)／\s的以左和及中里]|余|案|申请|事项|(?:计算?|之内|在内)(?=[，,。；;])|$"
)
_HONOURED: Final = re.compile(
    r"[^，,。；;0-9]{0,16}(?:获评|入选|荣获|被评为|被授予|受到表彰|获得表彰|获得?[^，,。；;0-9]{0,14}称号)"
)
_ACTOR: Final = re.compile("(?:申请|当事)人")  # 17件申请人放弃申请: who did it, not what is counted
_HEARD: Final = re.compile("审理的[^，,。；;0-9]*案")  # 法院审理的以政府为被告的案件
_HONOUR: Final = re.compile("[选获评授表称]")  # one of them stands in every such wording, near its figure
_AVERAGED: Final = re.compile(  # 案均标的4.9万元, 最大单案标的4600万元
    r"(?:[案件人户单宗]均|平均每[件案人户宗起]|单[案笔件宗](?:最[大高小低多少])?|最[大高多小低少]的?(?:一|单)[案笔件宗起])[^，,。；;0-9]{0,8}$"
)
_PER_SO_MANY: Final = re.compile(  # 每10件复议案件就有3件以和解告终: a proportion
    r"每[0-9一二两三四五六七八九十百千]+[件宗起人例个][^，,。；;0-9]{0,14}(?:[就便即约]|其?中)?[有是占][近约]?$"
)
_AS_RESPONDENT: Final = re.compile(r"[（(][^（()）0-9]{0,8}被申请人[）)]")
_ALL_OF_THEM: Final = re.compile(  # what was done with all of them: 3件规范性文件全部经过公开征求意见
    r"(?:均已?|全部|都已?)(?:已|依法|按期|按规定|按程序|严格|经过?|通过|完成|履行|进行|开展|组织|召?开|举行|举办|经历|走完|做|了|向社会|公开)*$"
)
_OWN_ITEM: Final = re.compile(r"[0-9%％件个项份人宗起次]、$")  # 建议办结率100%、提案办结率98%
_BOTH: Final = re.compile(r"均|都|皆|双双|同[为是]|同样[为是达]|一律|各(?:为|是)?$")
_TOGETHER: Final = re.compile(r"[、和与及][^，,；;。：:]{0,12}")
_NEXT: Final = re.compile(r"[共计达约近]?[0-9]")
_DIGIT: Final = re.compile(r"[0-9]")
_BY_WAY: Final = re.compile(r"(?:决定)?[等的]?方式(?:予以)?")  # 以驳回方式结案22件: dismissed
_AND: Final = re.compile(r"并(?:且|已|依法|全部|按期|及时)*")  # 受理并办结12件: both
_WHICH_ONES: Final = re.compile(  # 清理|2020年以前|印发|的规范性文件178件: the first verb tells what was done, the second which they are
    r"(?:[^，,、后并且中经]*(?:年|月|日|以[前来]|之前|期间|上级|下级|本级|各|部门|单位|政府|机关|乡镇|街道|局|委|办))[^，,、后并且中经]{0,6}"
)
_NAMED: Final = re.compile(r"的[一-龥]{2}")
_NOT_YET: Final = re.compile(r"之?前(?![一二三四五六七八九十0-9往])")  # 作出决定前均过审核
_OWN_NOUN: Final = 5  # characters from a figure to the noun of its own: 60件县政协提案
_BEHIND: Final = 24  # characters behind a figure that a setting is looked for in
JOIN: Final = re.compile(r"[、和与及，,\s“”]*(?:以及)?")  # between the names and the figures of a list
_RATE_BEGINS: Final = re.compile(
    r"(?:^|[，,。；;、：:（(）)\s]|[\d件宗起人次个项])(?:其中|年度?|但|而|目前|使|全年|平均|总体|[全本各][省市县区州]|(?:[省市县区州]级?|乡镇)?政府|[省市县区州]直(?:单位|部门|机关)|年度|[一-龥]{0,3}(?:群众|案件)|的|实现|确保)*$"
)


_HAS: Final = frozenset("有是占近约")
_KIND_OF: Final = {"percent": "rate", "money": "money", "duration": "duration"}
_UNCLAIMED: Final = frozenset({"points", "ratio", "score", "level", "measure", "area"})


@dataclass(slots=True)
class Decision:
    """One indicator of one figure, with the words that decided."""

    claim: Claim
    breakdown: str | None
    hit: Hit | None
    scope: str | None = None  # an area that the list or the clause gives to this figure alone
    part: bool = False  # one kind of a whole: 其中行政许可12件
    period: str | None = None  # the year that a list gives to this figure alone: 2021年、2022年分别为

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells the facts of one figure apart."""
        return self.claim.indicator, self.breakdown


def figure_kind(mention: Mention) -> str | None:
    """Return count, rate, money or duration for a figure that an indicator could carry, else None."""
    if mention.value is None or mention.family in _UNCLAIMED:
        return None
    if mention.unit is None and mention.value % 1:
        return None  # 比值为2.08: no count is a fraction, and no rate stands without its sign but behind …率
    return _KIND_OF.get(mention.family or "", "count")


def kind_here(text: str, mention: Mention) -> str | None:
    """Return the kind of a figure in its place: a bare number right behind …率 is a rate."""
    kind = figure_kind(mention)
    bare = (
        mention.unit is None
        and mention.value is not None
        and _BARE_RATE.search(text[max(0, mention.start - 4) : mention.start])
    )
    return "rate" if bare else kind


def decide(text: str, mention: Mention, window: Window, held: Held) -> list[Decision]:
    """Return the indicators of one figure by the words around it; none where nothing fits."""
    kind = kind_here(text, mention)
    refusal = _refusal(text, mention, kind)
    if refusal is not None or kind is None:
        held.note(refusal or "measure")
        return []
    if not any(kind in h.kinds for h in (*window.before, *window.after)):
        return _without_words(text, mention, window, held, kind)
    for hits, nouns in _order(text, mention, window):
        ordered = _ordered(text, mention, window, hits, nouns=nouns)
        if kind == "rate" and hits is window.before and _unknown_rate(text, mention, ordered):
            held.note("unknown_rate")
            return []
        found = _nearest(text, ordered, kind, mention, held, nouns=nouns)
        if found and nouns:
            verb = [d for d in _elliptic(text, mention, window, held) if d.claim.indicator != found[0].claim.indicator]
            found = verb or _together(text, mention, found[0], window)
        if found and held.is_carried and not _stands_alone(text, mention, found[0], kind):
            held.note("not_alone", found[0].hit, found[0].claim)
            return []
        if found is not None:
            joined = _joined(text, mention, found, window, held, kind)
            shares_topics = kind == "rate" and not _names_own(text, window)
            return _once(_of_all_topics(text, mention, joined, held) if shares_topics else joined)
    return _elliptic(text, mention, window, held) if kind == "count" else []


def _refusal(text: str, mention: Mention, kind: str | None) -> str | None:
    """What keeps a figure from any indicator before its words are asked."""
    if kind is None:
        return "measure"
    if _HONOUR.search(text, mention.unit_end, mention.unit_end + 24) and _HONOURED.match(text, mention.unit_end):
        return "honoured"
    if kind == "money" and _AVERAGED.search(text, max(mention.sentence[0], mention.start - 14), mention.start):
        return "decoy"
    if text[mention.start - 1] in _HAS and _PER_SO_MANY.search(
        text, max(mention.sentence[0], mention.start - 26), mention.start
    ):
        return "decoy"
    return "decoy" if _AS_RESPONDENT.match(text, mention.unit_end) else None


def _without_words(text: str, mention: Mention, window: Window, held: Held, kind: str) -> list[Decision]:
    """No word beside the figure speaks of its kind: the verb of the list that it stands in, if any."""
    if kind == "rate" and _unknown_rate(text, mention, window.before[::-1]):
        held.note("unknown_rate")
    return _elliptic(text, mention, window, held) if kind == "count" else []


def _order(text: str, mention: Mention, window: Window) -> Sequence[tuple[tuple[Hit, ...], bool]]:
    """The words to ask, nearest kind first, and whether their nouns are asked."""
    before, after = (window.before, False), (window.after, False)
    nouns = ((window.before, True), (window.after, True))
    if _begins_item(text, mention, window):
        return ((window.after[:1], True), before, after, *nouns)
    return (after, before, *nouns) if _is_attribute(text, mention, window) else (before, after, *nouns)


def _ordered(text: str, mention: Mention, window: Window, hits: Sequence[Hit], *, nouns: bool) -> Sequence[Hit]:
    """Words nearest first."""
    if hits is not window.before:
        return _own(text, mention, window)
    backwards = [h for n, h in enumerate(hits) if not (n and _tells_way(text, hits[n - 1], h))][::-1]
    if nouns:
        return [h for h in backwards if text[h.end : h.end + 1] != "中"]  # 220件案件中仅有17件…
    describes = len(backwards) > 1 and any(_describes(text, e, h) for h, e in itertools.pairwise(backwards))
    return _done_first(text, backwards) if describes else backwards


def _done_first(text: str, backwards: Sequence[Hit]) -> Sequence[Hit]:
    """Words nearest first, a verb that only says which things are meant behind the verb that says what was done with them."""
    ordered = list(backwards)
    for index, (hit, earlier) in enumerate(itertools.pairwise(backwards)):
        if _describes(text, earlier, hit):
            ordered[index], ordered[index + 1] = earlier, hit
    return ordered


def _describes(text: str, done: Hit, hit: Hit) -> bool:
    """Tell whether a verb with 的 names the things that an earlier verb was done with: 审查各部门签订的合同34份."""
    if text[hit.end : hit.end + 1] != "的" or _NAMED.match(text, hit.end) is None:
        return False
    verbs = all(any(not c.is_noun for c in h.claims) for h in (done, hit))
    return verbs and _WHICH_ONES.fullmatch(text, done.end, hit.start) is not None


def _tells_way(text: str, way: Hit, end: Hit) -> bool:
    """Tell whether a word only says that cases ended, and the one before it how: 以驳回方式结案."""
    return _BY_WAY.fullmatch(text, way.end, end.start) is not None and "结" in text[end.start : end.end]


def _is_attribute(text: str, mention: Mention, window: Window) -> bool:
    """Tell whether the words before say which things, the verb behind them what was done: 制发的20件文件进行清理."""
    end = window.before[-1].end if window.before else mention.start
    if text[end : mention.start] != "的":
        return False
    behind = window.after[0].start if window.after else mention.unit_end
    return _ALL_OF_THEM.fullmatch(text, mention.unit_end, behind) is None  # 收到的8件全部立案: received


def _begins_item(text: str, mention: Mention, window: Window) -> bool:
    """Tell whether a figure joined to a list stands before its own noun: 40件代表建议和60件委员提案."""
    if not window.before or not window.after:
        return False
    joint = text[window.before[-1].end : mention.start]
    return bool(joint) and JOIN.fullmatch(joint) is not None and window.after[0].start - mention.unit_end < _OWN_NOUN


def _own(text: str, mention: Mention, window: Window) -> Sequence[Hit]:
    """The words behind a figure without what they say of all its cases: 3件行政诉讼案件均已结案 counts suits."""
    hits = window.after
    if len(hits) < 2 and not window.before:
        return hits
    named = any(c.is_noun for h in window.before for c in h.claims)
    for index, hit in enumerate(hits):
        if (named or any(h.claims for h in hits[:index])) and _ALL_OF_THEM.search(text[mention.unit_end : hit.start]):
            return hits[:index]
    return hits


def _stands_alone(text: str, mention: Mention, decision: Decision, kind: str) -> bool:
    """Tell whether nothing but the deciding word says what a figure is (受理20件): another noun (办理低保500件) may be its own topic."""
    hit = decision.hit
    if hit is None or not decision.claim.topics or hit.topics or NO_TOPIC in decision.claim.topics:
        return True
    if kind == "rate":
        return hit.end > mention.start or _RATE_BEGINS.search(text[max(0, hit.start - 12) : hit.start]) is not None
    if hit.end > mention.start:
        return _ALONE_BETWEEN.fullmatch(text[mention.unit_end : hit.start]) is not None
    return bool(_ALONE_BETWEEN.fullmatch(text[hit.end : mention.start]) and _ALONE_AFTER.match(text, mention.unit_end))


def _counts_here(text: str, mention: Mention, decision: Decision, held: Held, kind: str) -> bool:
    """Tell whether a phrase gets what it asks for: its setting, and under another clause's topic no noun beside it."""
    if not in_setting(text, mention, decision.claim):
        held.note("setting", decision.hit, decision.claim)
        return False
    return not (held.is_far and decision.claim.alone) or _stands_alone(text, mention, decision, kind)


def in_setting(text: str, mention: Mention, claim: Claim) -> bool:
    """Tell whether the sentence around a figure is what a phrase asks for: 对12家执法单位开展检查 counts no bodies."""
    if claim.only_with is None and claim.not_with is None:
        return True
    start, end = mention.sentence
    around = f"{text[start : mention.start]}#{text[mention.start : mention.unit_end]}#"
    around += text[mention.unit_end : min(end, mention.unit_end + _BEHIND)]
    wanted = claim.only_with is None or claim.only_with.search(around) is not None
    return wanted and (claim.not_with is None or claim.not_with.search(around) is None)


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


def _of_own_noun(text: str, mention: Mention, window: Window, decision: Decision) -> Decision:
    """A figure right before its noun is of that noun's kind: 对9件规范性文件、4份合同进行合法性审查 has 4 of contracts."""
    if decision.hit is None or decision.hit.start < mention.start:
        return decision
    noun, other = next(iter(window.after), None), next(iter(window.before), None)
    begins = other is None or (other.start == window.left and JOIN.fullmatch(text[other.end : mention.start]))
    if noun is None or noun.start != mention.unit_end or not begins:
        return decision
    named = [c.breakdown for c in noun.claims if c.indicator == decision.claim.indicator]
    named += [t.breakdown for t in noun.topics]
    return replace(decision, breakdown=next((b for b in named if b in decision.claim.values), decision.breakdown))


def _of_several(decision: Decision) -> Decision:
    """A decision on several objects together: of no one breakdown."""
    return replace(decision, breakdown="all" if "all" in decision.claim.values else None)


def _nearest(
    text: str, hits: Sequence[Hit], kind: str, mention: Mention, held: Held, *, nouns: bool
) -> list[Decision] | None:
    """The first hit that claims the figure: its decisions, or an empty list where a decoy stands nearer; None: no hit.

    A claim that does not get what it asks for gives way to the next one of the same word, and then to no word farther off.
    """
    for hit in hits:
        if kind not in hit.kinds or _NOT_YET.match(text, hit.end):
            continue
        if kind == "count" and text[hit.end : hit.end + 1] == "率":
            return []  # 万人收案率为2.6件
        claims = [c for c in hit.claims if c.is_noun == nouns and held.refuses(c, kind, mention) is None]
        for claim in claims:
            decision = decision_of(claim, hit, held)
            if _counts_here(text, mention, decision, held, kind):
                return [decision]
        if claims:
            return None
        if _says_who(text, hit, mention) or _of_next(text, hit, mention, kind):
            continue
        if not nouns and hit.decoy == kind and not any(held.admits(c, kind, mention) for c in hit.claims):
            held.note("decoy", hit)
            return []
    return None


def _of_next(text: str, hit: Hit, mention: Mention, kind: str) -> bool:
    """Tell whether a decoy behind a figure is of the figure that follows it: 法律顾问5名列席会议19次."""
    return hit.start >= mention.end and hit.decoy == kind and _NEXT.match(text, hit.end) is not None


def _says_who(text: str, hit: Hit, mention: Mention) -> bool:
    """Tell whether a decoy names only who acts in the cases counted, or that they were heard."""
    if hit.decoy is None or mention.family != "case":
        return False
    if hit.start >= mention.unit_end:
        return _ACTOR.fullmatch(text, hit.start, hit.end) is not None
    return _HEARD.match(text, hit.start, mention.start) is not None


def decision_of(claim: Claim, hit: Hit | None, held: Held) -> Decision:
    """Return the decision for one claim with the breakdown that the claim, its word or the topic gives."""
    breakdown = None
    if claim.values:
        breakdown = claim.breakdown
        if breakdown not in claim.values and hit and hit.breakdowns and held.breakdown != MIXED:
            breakdown = hit.breakdowns[0]
        if breakdown not in claim.values:
            breakdown = held.breakdown if held.breakdown in claim.values else None
    if breakdown is None and claim.dimension == "mediation_type":
        breakdown = "all"  # what the text does not say is all types together, and never one of them
    return Decision(claim, breakdown, hit)


def _unknown_rate(text: str, mention: Mention, hits: Sequence[Hit]) -> bool:
    """Tell whether the nearest …率 before a figure is a rate that the lexicon does not know."""
    last = hits[0].end if hits else 0
    names = [m.end() for m in _RATE_NAME.finditer(text, max(mention.sentence[0], mention.start - 16), mention.start)]
    return bool(names) and names[-1] > last and _DIGIT.search(text, names[-1], mention.start) is None


def _joined(
    text: str, mention: Mention, found: list[Decision], window: Window, held: Held, kind: str
) -> list[Decision]:
    """Add the other names that one figure answers for: 办结率、答复率均为100%; 废止、修改各3件; 受理并办结12件."""
    if window.after:
        found = [_of_own_noun(text, mention, window, d) for d in found]
    hit = found[0].hit if found else next(reversed(window.listed), None)
    both = hit is not None and _BOTH.search(text[hit.end : mention.start]) is not None
    if hit is None or not (found or both):
        return found
    found, earlier = list(found), hit.start
    for other in reversed(window.listed):
        if other.end > hit.start:
            continue
        between = text[other.end : earlier]
        if both and not between and kind not in other.kinds:
            earlier = other.start  # 执法培训覆盖率: the words that a name begins with
            continue
        if not (both and between and JOIN.fullmatch(between)) and not (found and _AND.fullmatch(between)):
            break
        claims = [c for c in other.claims if held.admits(c, kind, mention)]
        typed = named_type(found[0], other) if found and both and between and not claims else None
        if not claims and not typed and not (both and other.decoy == kind):
            break
        decision = decision_of(claims[0], other, held) if claims else typed
        if decision and not both and decision.claim.indicator.endswith("_handled"):
            break  # 审理并作出决定16件: how they were brought to an end
        if decision and all(decision.key != d.key for d in found):  # 办结率、办复率 are two names of one
            found.insert(0, decision)
        earlier = other.start
    return found


def named_type(name: Decision, word: Hit) -> Decision | None:
    """The same indicator of another type, of which only the type is named: 人民调解、行政调解成功率."""
    values = [b for b in word.breakdowns if b in name.claim.values and b != name.breakdown]
    return replace(name, breakdown=values[0], hit=word) if values else None


def _once(decisions: list[Decision]) -> list[Decision]:
    """One decision for each indicator and breakdown: 办结率、办复率均为100% are two names of one rate."""
    return list({d.key: d for d in decisions}.values()) if len(decisions) > 1 else decisions


def _names_own(text: str, window: Window) -> bool:
    """Tell whether a figure's item of a list begins behind the figure before and names its own topic."""
    begins = _OWN_ITEM.search(text, max(0, window.left - 2), window.left) is not None
    return begins and any(t for h in window.before for t in h.topics if not t.refines)


def _of_all_topics(text: str, mention: Mention, found: list[Decision], held: Held) -> list[Decision]:
    """A rate behind figures of several topics is of each of them where the text says 均, and of none alone where not."""
    result = list(found)
    for decision in found:
        if decision.hit is None or not decision.claim.topics:
            continue
        rivals = [d for d in by_topic(decision.hit, mention, held) if d.claim.indicator != decision.claim.indicator]
        if rivals and not _BOTH.search(text[decision.hit.end : mention.start]):
            return []
        result += rivals
    return result


def by_topic(hit: Hit, mention: Mention, held: Held) -> list[Decision]:
    """What a word says under each of the topics that share a clause."""
    under = [replace(held, topic=topic, breakdown=topic.breakdown) for topic in held.shared]
    claims = ((next((c for c in hit.claims if h.admits(c, "rate", mention)), None), h) for h in under)
    return [decision_of(claim, hit, h) for claim, h in claims if claim is not None]


def _elliptic(text: str, mention: Mention, window: Window, held: Held) -> list[Decision]:
    """A further object of a verb takes its verb: 审查规范性文件3件、合同2件; 审查文件、合同和决策共5件 is of no one object."""
    if text[window.left - 1 : window.left] != "、" or not any(h.topics and not h.decoy for h in window.before):
        return []
    for hit in reversed(window.opening):
        claims = [c for c in hit.claims if not c.is_noun and held.admits(c, "count", mention)]
        if claims:
            decision = decision_of(claims[0], hit, held)
            named = (b for h in reversed(window.before) for b in h.breakdowns if b in claims[0].values)
            decision.breakdown = next(named, decision.breakdown)
            typed = (
                claims[0].dimension == "mediation_type"
            )  # 化解邻里、家庭等纠纷: several kinds, one type of mediation
            return [_of_several(decision)] if hit in window.listed and not typed else [decision]
        if hit.decoy == "count":
            return []
    return []
