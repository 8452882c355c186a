"""Lists in order: 受理、办结分别为30件、28件; 甲县、乙县收到申请分别为9件、7件; 前者263件，后者171件."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.context import Context, Held
from extract.decide import JOIN, Decision, by_topic, decide, decision_of, figure_kind, in_setting, named_type
from extract.inherit import BODY
from extract.kinds import Kinds
from extract.lexicon import Claim, Hit
from extract.mentions import Mention
from extract.windows import Window

IN_ORDER: Final = re.compile(r"分别|依次|对应(?=[为是有达])|各(?=[为是有达])(?!有关|有所|有特|有不|有千|有侧)")
_LEADS: Final = re.compile(r"(?:办理|实施|作出|做出|开展|完成)?[了为是达到有约：:\s]*")
_NAMED_AGAIN: Final = re.compile(r"(?:上述|以上|前述)[^，。；]{0,8}?(?:指标|数据|数字|数|项)?$")
_TAIL: Final = re.compile(  # 许可、处罚、强制三类执法行为的数量分别为
    r"(?:案件|申请|事项)?(?:等?[二两三四五六七八九][类项种大][^，,。；;、0-9]{0,8}?的?)?(?:数量|总数|总量|数|量)?"
)
_THEN: Final = re.compile(r"(?:上年|去年|上一年|前一年|(?:19|20)\d\d年)(?:度)?(?:同期|当年|全年)?(?:则)?$|同期$")
_END: Final = "[省市县区州旗镇乡局委办会院组]"
_AREAS: Final = re.compile(rf"(?:[一-龥]{{1,8}}?{_END}[、和及])+[一-龥]{{1,8}}?{_END}")
_YEARS: Final = re.compile(r"(?:(?:20\d\d年?度?[、，,和及与]+)+|20\d\d年?[至到—–~-]+)20\d\d年度?")
_SAYS: Final = re.compile(r"[^，,。；;、：:0-9]{0,18}")
_AREA: Final = re.compile(r"[^、和及]+")
_NO_NAME: Final = re.compile(
    r"(?P<joint>[、和与及的]?)[一-龥]{1,8}?率(?P<end>[、和与及]?)"
)  # 代表建议的|见面率、|办结率
_OFFICE: Final = "(?:[委局院市县区镇乡州旗]|机关|部门|街道|单位|公司)"
_TO_EACH: Final = re.compile(  # 移送|纪委监委、公安机关、主管部门的事项
    rf"(?:[一-龥]{{1,9}}{_OFFICE})?(?:[、和与及][一-龥]{{1,9}}{_OFFICE})+(?:的[一-龥]{{1,6}})?"
)
_AND: Final = re.compile(r"[、和与及]")
_OWN: Final = frozenset({"", "的"})
_NOTED: Final = re.compile(r"[（(](?:上年|去年|上一年|前一年|同期|其中|含|占|(?:19|20)\d\d年)[^（()）0-9]{0,8}")
_CLOSED: Final = re.compile(r"^[)）]")
_OF_TWO: Final = re.compile(r"(?P<which>前者|后者)[为是有达到共约：:\s]*$")
_TOLD_OF_ONE: Final = re.compile(r"(?P<which>前者|后者)[^，,。；;、0-9]{1,10}$")
_WHICH: Final = 8  # characters before a figure in which 前者 stands


def in_order(
    text: str,
    context: Context,
    mentions: Sequence[Mention],
    position: int,
    held: Held,
    trail: Sequence[tuple[Mention, list[Decision]]],
    kinds: Kinds,
) -> list[Decision] | None:
    """Return what a figure of a list after 分别 or 依次 carries; None where it stands in no such list.

    The n-th figure answers the n-th name before the word; one name holds for all figures; with only a time before the
    word (上年同期分别为) the list repeats the last figures.
    """
    mention = mentions[position]
    found = _list(text, mentions, position)
    kind = figure_kind(mention)
    if found is None or kind is None:
        return None
    word, run = found
    order = next(i for i, m in enumerate(run) if m is mention)
    start = mention.sentence[0]
    names = _names_before(text, context, (start, word), kind, mention, held) or _announced(
        text, context, (start, word), kind, mention, held, len(run)
    )
    if not names and _places(text, start, word):  # 2021年、2022年分别受理9件、12件
        names = _names_before(text, context, (word, run[0].start), kind, mention, held)[-1:]
    only = names[0] if len(names) == 1 else None
    if only and only.hit is not None and len(held.shared) == len(run) > 1:
        names = [*by_topic(only.hit, mention, held)]  # 代表建议9件、提案7件，满意率分别为98%和96%
    if len(names) > 1:
        return [d for d in names[order : order + 1] if d] if order < len(names) else None
    if names and names[0]:
        return _one_name(text, (start, word), names[0], run, order)
    clause = max(text.rfind(mark, start, word) for mark in "，,；;。：:") + 1
    if not names and (each := _to_each(text, context, (max(clause, start), word), mention, held, len(run))):
        return [each]
    words = text[max(clause, start) : word].strip()
    if _NAMED_AGAIN.search(words) or _THEN.fullmatch(words):
        return _repeated(run, order, trail)
    return _of_bodies(words, run, order, trail, kinds)


def _of_bodies(
    words: str, run: Sequence[Mention], order: int, trail: Sequence[tuple[Mention, list[Decision]]], kinds: Kinds
) -> list[Decision] | None:
    """检查住建1540次，水务、文旅各为730次、915次: bodies only, so that what was counted is told by the figure before."""
    bodies = _AND.split(words)
    earlier = [t for t in trail if t[0].end < run[0].start][-1:]
    if (
        len(bodies) != len(run)
        or not all(kinds.office.fullmatch(b) or BODY.fullmatch(b) for b in bodies)
        or not earlier
    ):
        return None
    last, decisions = earlier[0]
    if last.sentence != run[0].sentence or last.unit != run[0].unit:
        return None
    return [replace(d, scope=bodies[order]) for d in decisions]


def _to_each(
    text: str, context: Context, span: tuple[int, int], mention: Mention, held: Held, count: int
) -> Decision | None:
    """移送纪委监委、公安机关、主管部门的事项依次为3件、1件、8件: one verb, done to as many as there are figures."""
    kind = figure_kind(mention)
    for hit in reversed(context.hits(*span) if kind else []):
        claim = next((c for c in hit.claims if not c.is_noun and held.admits(c, kind or "", mention)), None)
        if claim is None:
            continue
        if not in_setting(text, mention, claim) or not _TO_EACH.fullmatch(text, hit.end, span[1]):
            return None
        named = len(_AND.split(text[hit.end : span[1]])) == count
        return replace(decision_of(claim, hit, held), part=True) if named else None
    return None


def of_two(text: str, context: Context, mention: Mention, window: Window) -> list[Decision] | None:
    """复议收案首次超过诉讼收案，前者263件、后者171件: the two names that the sentence compares; None without these words."""
    match = _OF_TWO.search(text, max(mention.sentence[0], mention.start - _WHICH), mention.start)
    kind = figure_kind(mention)
    if match is None and (told := _TOLD_OF_ONE.search(text, window.left, mention.start)):
        return _of_one_type(text, context, mention, window, told)
    if match is None or kind is None:
        return None
    names: dict[str, Decision] = {}
    held = Held(None, None)
    for hit in context.hits(mention.sentence[0], match.start()):
        held = Held(hit.opens[-1], hit.opens[-1].breakdown) if hit.opens else held
        claim = next((c for c in hit.claims if not c.is_noun and held.admits(c, kind, mention)), None)
        if claim is not None:
            names.setdefault(claim.indicator, decision_of(claim, hit, held))
    found = list(names.values()) if len(names) == 2 else _of_both(text, context, mention, match.start(), kind)
    if len(found) == 2:
        return [found[match["which"] == "后者"]]
    pair = _pair(text, context, mention, match.start(), kind)
    named = pair[match["which"] == "后者"] if pair else None
    return [named] if named else []


def _pair(text: str, context: Context, mention: Mention, end: int, kind: str) -> list[Decision | None]:
    """检察建议、司法建议共回复53份，前者38份: two nouns side by side, of which one may be of something else."""
    for first, second in itertools.pairwise(context.hits(mention.sentence[0], end)):
        joint = text[first.end : second.start]
        if not joint or not JOIN.fullmatch(joint):
            continue
        held = Held(first.opens[-1], first.opens[-1].breakdown) if first.opens else Held(None, None)
        claims = [next((c for c in h.claims if held.admits(c, kind, mention)), None) for h in (first, second)]
        named = [c is not None or h.decoy == kind for c, h in zip(claims, (first, second), strict=True)]
        if all(named) and any(claims):
            return [decision_of(c, h, held) if c else None for c, h in zip(claims, (first, second), strict=True)]
    return []


def _of_one_type(
    text: str, context: Context, mention: Mention, window: Window, told: re.Match[str]
) -> list[Decision] | None:
    """人民调解与行政调解收案分别为9件、7件，前者调成8件: the figure's own words, of the first of the two types named."""
    opened = [
        t for h in context.hits(mention.sentence[0], told.start()) for t in h.opens if not t.foreign and t.breakdown
    ]
    types = list({(t.topic, t.breakdown): t for t in opened}.values())
    if len(types) != 2:
        return None
    topic = types[told["which"] == "后者"]
    return decide(text, mention, window, Held(topic, topic.breakdown)) or None


def _of_both(text: str, context: Context, mention: Mention, end: int, kind: str) -> list[Decision]:
    """复议首次超过诉讼收案量，前者263件: the last word of the comparison under each of its two topics."""
    start = max(mention.sentence[0], text.rfind("；", 0, end), text.rfind(";", 0, end))
    hits = context.hits(start, end)
    topics = {t.topic: t for h in hits for t in h.opens if not t.foreign}
    word = next((h for h in reversed(hits) if any(not c.is_noun for c in h.claims)), None)
    if word is None or len(topics) != 2:
        return []
    under = [Held(t, t.breakdown) for t in topics.values()]
    claims = [(next((c for c in word.claims if not c.is_noun and h.admits(c, kind, mention)), None), h) for h in under]
    return [decision_of(c, word, h) for c, h in claims if c is not None]


def _announced(
    text: str, context: Context, span: tuple[int, int], kind: str, mention: Mention, held: Held, count: int
) -> list[Decision | None]:
    """收案数、败诉数实现双下降，分别为57件和5件: the names in the clause before, as many as there are figures."""
    start, word = span
    if text[word - 1 : word] not in {"，", ","}:
        return []
    clause = max(text.rfind(mark, start, word - 1) for mark in "，,；;。：:") + 1
    last = next((h for h in reversed(context.hits(max(start, clause), word)) if kind in h.kinds), None)
    names = _names_before(text, context, (max(start, clause), last.end), kind, mention, held) if last else []
    return names if len(names) == count else []


def _list(text: str, mentions: Sequence[Mention], position: int) -> tuple[int, list[Mention]] | None:
    """The last 分别 before a figure and the run of figures right behind it, where the figure is one of them."""
    mention = mentions[position]
    first = mention.sentence[0]
    words = list(IN_ORDER.finditer(text, mention.sentence[0], mention.start))
    if not words:
        return None
    by_place = _places(text, first, words[-1].start())
    leads = _LEADS if not by_place else _SAYS
    after = [m for m in mentions if words[-1].end() <= m.start < mention.sentence[1]]
    if not leads.fullmatch(text, words[-1].end(), after[0].start):
        return None
    run = after[:1]
    for left, right in itertools.pairwise(after):
        between = text[left.unit_end : right.start]
        if _NOTED.fullmatch(between):
            continue  # 5件（上年4件）和7件（上年6件）: a figure in brackets is of the one before it
        if not JOIN.fullmatch(_CLOSED.sub("", between)):
            break
        run.append(right)
    return (words[-1].start(), run) if len(run) > 1 and any(m is mention for m in run) else None


def _names_before(
    text: str, context: Context, span: tuple[int, int], kind: str, mention: Mention, held: Held
) -> list[Decision | None]:
    """The run of names joined by 、 or 和 that ends at a position; None: a name of something else (出声率)."""
    names: list[Decision | None] = []
    edge = span[1]
    words = context.hits(*span)
    over = {t.topic for h in words for t in h.opens if not t.foreign and not t.yields}
    for hit in reversed(words):
        own = [
            held,
            *(Held(t, t.breakdown) for t in hit.topics if over.isdisjoint(t.yields)),
        ]  # 行政复议、行政应诉案件分别为: each under its own topic, but no 行政处罚 as a kind of reviews
        claims = [c for c in hit.claims if any(h.admits(c, kind, mention) for h in own)]
        if kind == "rate":
            edge = _over_unknown(text, hit.end, edge, names)
        between = text[hit.end : edge]
        if done := _done_to(names, claims, between):
            names, edge = [decision_of(done, hit, held)], hit.start
            continue
        is_type = not any(not c.is_noun for c in claims)  # 人民调解与行政调解收案: whose, not what
        if len(names) == 1 and names[0] and is_type and between in _OWN and (typed := _typed(names[0], hit)):
            names, edge = (
                [typed],
                hit.start,
            )  # 一审、二审败诉率, 人民调解和行政调解的成功率: the name's own type stands right before it
            continue
        if (
            names and names[0] and is_type and between and JOIN.fullmatch(between)
            and (typed := named_type(names[0], hit))
        ):  # fmt: skip
            names.insert(0, typed)
            edge = hit.start
            continue
        joins = JOIN.fullmatch(between) or (not names and _TAIL.fullmatch(between))
        if not (claims or hit.decoy == kind) or not joins or (names and not between):
            break  # 行政复议受理、办结分别为: 行政复议 is the topic of 受理, no name of its own
        names.insert(0, decision_of(claims[0], hit, held) if claims else None)
        edge = hit.start
    return names


def _over_unknown(text: str, start: int, edge: int, names: list[Decision | None]) -> int:
    """Where a rate that the lexicon does not know begins; it is one of the names all the same: 代表建议的见面率、办结率."""
    unknown = _NO_NAME.fullmatch(text, start, edge) if edge - start > 1 else None
    if unknown is None or bool(names) != bool(unknown["end"]):
        return edge
    names.insert(0, None)
    return unknown.end("joint")


def _typed(name: Decision, hit: Hit) -> Decision | None:
    """A name with the type that a word gives it, or has already given it."""
    return name if name.breakdown in hit.breakdowns else named_type(name, hit)


def _done_to(names: Sequence[Decision | None], claims: Sequence[Claim], between: str) -> Claim | None:
    """新收、审结行政复议案件分别为: the verb right before the noun that all the names share, and which is none itself."""
    if between or len(names) != 1 or names[0] is None or not names[0].claim.is_noun:
        return None
    return next((c for c in claims if not c.is_noun), None)


def _one_name(
    text: str, span: tuple[int, int], name: Decision, run: Sequence[Mention], order: int
) -> list[Decision] | None:
    """One name for several figures: each is of the year or area listed before it; of none where another name is joined to it."""
    begins = name.hit.start if name.hit else span[1]
    if re.search(r"[、和及]$", text[span[0] : begins]):
        return []  # 来访、办结分别为: the first name is none of ours, so the order cannot be trusted
    years = _years(text, *span)
    if len(years) == len(run):
        return [replace(name, period=years[order])]
    areas = list(_AREAS.finditer(text, span[0], begins))
    places = _AREA.findall(areas[-1].group()) if areas else []
    if len(places) == len(run):
        return [replace(name, scope=places[order])]
    return [name]


def _places(text: str, start: int, word: int) -> bool:
    """Tell whether years or areas are listed right before 分别."""
    return any(m.end() == word for pattern in (_YEARS, _AREAS) for m in pattern.finditer(text, start, word))


def _years(text: str, start: int, end: int) -> list[str]:
    """The years of the last list or run of years: 2019年、2020年; 2019至2021年."""
    listed = list(_YEARS.finditer(text, start, end))
    if not listed:
        return []
    years = re.findall(r"\d{4}", listed[-1].group())
    if "年" in listed[-1].group()[:-1] and not re.search("[至到—–~-]", listed[-1].group()):
        return years
    return [str(y) for y in range(int(years[0]), int(years[-1]) + 1)]


def _repeated(
    run: Sequence[Mention], order: int, trail: Sequence[tuple[Mention, list[Decision]]]
) -> list[Decision] | None:
    """The same indicators as the last figures before, one by one, where all measure words agree."""
    earlier = [t for t in trail if t[0].start < run[0].start][-len(run) :]
    if len(earlier) < len(run) or any(a[0].family != b.family for a, b in zip(earlier, run, strict=True)):
        return None
    return list(earlier[order][1])
