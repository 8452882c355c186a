"""Figures that lean on another figure's words: another body, another time, a kind of the whole (其中行政处罚类18件)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from extract.context import Context, Held
from extract.decide import Decision, decide, decision_of
from extract.kinds import RANKED, Kinds
from extract.language.movement import REACHED
from extract.mentions import Mention
from extract.sentence import Sign
from extract.windows import Window

_AVERAGE: Final = re.compile(r"(?<=.)(?:总体|整体|平均)(?=为?$)")
_RANK: Final = (  # 市长出庭1次，副市长4次，部门主要负责人36次
    r"(?:[一-龥]{0,4}(?:部门|单位|机关|政府|局|委|办|县区|乡镇))?(?:的)?(?:[正副]?(?:[省市县区州镇乡局厅处科]长|主任|主席|书记)"
    r"|(?:主要|分管|其他|相关)(?:负责人|负责同志|领导)|[“\"]?一把手[”\"]?|[正副]职(?:负责人|领导)?|班子(?:其他)?成员)"
)
_AREA: Final = r"[一-龥]{1,8}(?:省|市|县|区|州|旗|镇|乡)"
BODY: Final = re.compile(
    rf"(?:其中|包括|含|即|但|而)?[:：,，]?(?:(?P<area>{_AREA})|[一-龥]{{1,8}}(?:局|委)|[一-龥]{{0,4}}本级|设?(?:[省市县区州旗镇乡]|设区市)(?:人民)?政府(?:部门)?|[省市县区州]直(?:各?部门|机关|单位)?|乡?镇?街?[（(](?:街道|镇|乡)[）)]|(?:国家|全国|自治区|[省市县区州镇乡])级(?:政府|机关|部门|单位)?|[一-龥]{{0,6}}(?:部门|机关|系统)|[一-龥]{{0,3}}法院|{_RANK}"
    r"|以[一-龥]{2,8}名义(?:印发|制发|发布)|各?[一-龥]{0,3}[（(][一-龥、]{1,6}[）)](?:政府|部门|[及和]?(?:乡镇|镇街|街道))?|[一二再]审|[一-龥、]{0,12}调(?:委会|解委员会))?"
    rf"(?:{RANKED})?(?:合计|共计|总计|仅为|只有|为|达到|达|共|分别|占|有|是)?"
)
_OUTSET: Final = r"[^，,。；;、0-9]{0,8}(?:之初|初期|之前|以前|伊始|起步时|年初|期初|当初|最初|起初|原来)的?"  # 由挂牌之初的六成升至九成
_OTHER_TIME: Final = re.compile(  # 由2022年的156件增至2023年的201件, （上年同期69件）, 下半年482件
    r"(?:却|而|则|又有提高[，,]|按?(?:同口径|可比口径|同一口径|同比口径)|绝对数|总数|总量|数量|件数|[一-龥]{0,2}[局县市区镇乡州](?=实际|目前|现))?"
    rf"(?:{REACHED}|再?到|达到|达)?了?(?:[少多低高好优](?:于|过)|不及|不如)?"
    rf"(?:由|从|较|比|为|是|已?相当于|已?超过?|[与同](?=上一?年|去年|前一年))?(?:(?:19|20)\d\d年[底度]?的?(?:全年)?(?:不过|仅有|仅|只有|才)?|(?:上一?年|去年|前一?年)度?(?:同期|全年)?的?(?:全年)?(?:不过|仅有|仅|只有|才)?|[上下]半年|第?[一二三四]季度|(?:全年|本年度?|今年|当年|目前|现在)的?|其?中?最[高低多少好差](?:的|者)(?:仅|只有)?|{_OUTSET}|[我全本][省市县区州旗镇局](?=实际))?(?:实际(?:完成|上)?)?平?均?(?:总数|总量)?(?:首次)?"
    r"(?:[这该此](?:一|个|项)?(?:比例|比率|比重|数字|数据|数量|数值|指标|占比)(?:还|仅|只|才|已|则|就)*)?"
    rf"(?:突破|超过|合计|约为|为|是|约|达到|达|共|占|总?计|{REACHED})?"
)
_BY_SORT: Final = r"[^，,。；;]{0,14}(?:类型|类别|种类|领域|事由|案由|事项|性质|行业|内容)[^，,。；;]{0,4}[，,：:]"
_CASES: Final = ("案件", "申请", "纠纷", "争议", "收案", "新收", "受理", "立案", "审结", "办结", "结案", "应诉", "败诉")
_TYPED: Final = re.compile(  # alternatives that begin with a character of their own, so that a search is fast
    "|".join([*(first + _BY_SORT for first in "按从以分"), *(f"{cases}之?中[，,]" for cases in _CASES)])
)
_KIND: Final = re.compile(r"(?:其中)?[，,、：:]?(?:属于?|因|对)?(?:涉及?[一-龥、]{1,14}?的?|[一-龥、]{2,14}(?:类|领域))(?:的)?(?:案件|申请|纠纷)?(?:共|有|为)?")  # fmt: skip
_ANY_KIND: Final = re.compile(r"[，,、：:]?[一-龥、]{2,12}?(?:类|领域|方面|纠纷)?(?:的)?(?:案件|申请)?(?:共|有|为)?")
_OTHER_BASIS: Final = re.compile(  # 如只统计撤销、变更等决定则为12.7%; 按审结数计算为30%
    r"(?:[如若]果?|按照?|以|只|仅|单|扣除|剔除|不含|不计|加上|计入)[^。；;，,0-9]{2,24}"
    r"(?:[，,]?则|口径[，,]?|计算?[，,]?|统计[，,]?|测算[，,]?|衡量[，,]?|作?为?分母[，,]?|后[，,]?)(?:约|仅|应|达到?)?[为是达]"
)
_NEXT_OF_RUN: Final = re.compile(r"[、和与及]")
_NEXT_IN_BRACKETS: Final = re.compile(r"[）)](?:[、，,和与及]|以及)?[一-龥]{2,12}[（(]")  # 公安（9件）、人社（5件）
_TITLE: Final = re.compile(r"[、和及]《[^《》]{2,30}》")  # 下发《监督决定书》1份、《限期改正书》3份
_SOME_OF_IT: Final = re.compile(
    r"[，,、（(]?其中[，,]?[^，,。；;：:0-9（）()]{1,18}的?"
)  # 5项，其中已走完专家论证程序的4项
_SUMMED_UP: Final = ("合计", "共计", "总计")
_ALTOGETHER: Final = frozenset({"共", "合计", "共计", "总计"})
_AFTERWARDS: Final = re.compile(r"以?[上下]?的[一-龥]{2,14}[后中][，,][^，,。；;0-9]{2,24}")
_PART_OF_IT: Final = re.compile(r"(?<=[件宗起人个份])[，,]?[（(]?(?:其中|含|包括)[^，,。；;、]{0,12}")
_BELONG: Final = re.compile(
    r"(?:都|均)?(?:归|属于|隶属|来自|分布[在于]|派驻|下沉|驻在|工作在|(?:集中|安排|发生|产生|出现)?在|(?:发生|产生|出现)于)"
)
_OWN_LEVEL: Final = re.compile("括[号弧][内中里](?:数字|数据|的)?[为是系指]")  # (括号内为市政府本级数)
_BRACKETS: Final = 300  # characters
_NEAR: Final = 200  # characters
_PARTED: Final = re.compile(r"[。；;]|[，,][^，,。；;]{7}")  # what no two figures of a pair have between them
_OPENS: Final = re.compile(r"其中|包括|（含|\(含")
NO_KINDS: Final = frozenset({"percent", "points", "money", "ratio"})
LISTS_KINDS: Final = Sign(rf"{_TYPED.pattern}|{_OPENS.pattern}")
_CAME_IN: Final = frozenset({"reconsideration_applications", "reconsideration_accepted"})
_WORKLOAD: Final = "reconsideration_handled"
_OF_CASES: Final = ("reconsideration_", "litigation_", "mediation_", "disputes_", "arbitration_")


_KEPT: Final = 500  # more than any report has behind the figures that could ask for them


@dataclass(slots=True)
class Trail:
    """The figures that carried an indicator lately, and the last change (受理量增长17%，达到540件)."""

    landed: list[tuple[Mention, list[Decision]]] = field(default_factory=list)
    changed: tuple[Mention, Window] | None = None
    unknown: int = -1  # where the last rate of something else stands

    def land(self, mention: Mention, decisions: list[Decision]) -> None:
        """Take a figure that carries an indicator."""
        self.landed.append((mention, decisions))
        if len(self.landed) > 2 * _KEPT:
            del self.landed[:_KEPT]

    def near(self, mention: Mention) -> bool:
        """Tell whether a figure that carried an indicator stands shortly before."""
        return bool(self.landed) and mention.start - self.landed[-1][0].end < _NEAR

    def last(self, mention: Mention) -> tuple[Mention, list[Decision]] | None:
        """The nearest figure of the same sentence before, with the same measure word."""
        for other, decisions in reversed(self.landed):
            if other.sentence != mention.sentence:
                return None
            if other.unit == mention.unit:
                return other, decisions
        return None


def by_kind(
    text: str, context: Context, mention: Mention, window: Window, trail: Trail, kinds: Kinds
) -> list[Decision]:
    """A figure of a list by kind (按类型分，邻里81件；其中行政处罚类18件) is of the whole's indicator."""
    if mention.family in NO_KINDS or not window.said.has(LISTS_KINDS):
        return []
    words = text[window.left : mention.start].strip()
    opener = None
    for match in _TYPED.finditer(text, mention.sentence[0], window.left):
        opener = match
    pattern = _ANY_KIND if opener and not opener.group().endswith(("中，", "中,")) else _KIND
    is_known = kinds.matter.fullmatch(words) is not None
    if not words or not (pattern.fullmatch(words) or is_known) or words.endswith(_SUMMED_UP):
        return []  # 按类型分，邻里81件、婚姻40件，人民调解案件合计121件: all kinds together
    found = _of_opener(context, mention, opener, trail) if opener else []
    if not found:
        whole = trail.last(mention) or (trail.landed[-1] if opener and trail.landed else None)
        between = text[whole[0].unit_end : mention.start] if whole else ""
        near = whole is not None and len(between) < _NEAR and whole[0].family == mention.family
        if whole is None or not near or not (opener or _OPENS.search(text[mention.sentence[0] : mention.start])):
            return []
        if re.search("[；;]", between) and not opener:
            return []
        if is_known and not whole[1][0].claim.indicator.startswith(_OF_CASES):
            return []
        found = whole[1]
    subject = kinds.subject(words)
    return [_of_kind(d, subject) for d in found]


def _of_kind(decision: Decision, subject: str | None) -> Decision:
    """One kind of the whole: told apart by the dimension where it lists the kind, else a part without a value."""
    if decision.claim.dimension != "subject":
        return replace(decision, part=True)
    return replace(decision, breakdown=subject, part=subject not in decision.claim.values)


def _of_opener(context: Context, mention: Mention, opener: re.Match[str], trail: Trail) -> list[Decision]:
    begin = max(opener.start() - 14, mention.sentence[0])
    begin += len(opener.string[begin : opener.start()].rpartition("；")[0])  # 其余7件正在办理；审结案件中，…
    hits = context.hits(begin, opener.end())
    topics = {t.topic for h in hits for t in h.topics}
    if not topics and trail.near(mention):  # 已审结97件；审结案件中，公安类41件: still of the matter before
        topics = set().union(*(d.claim.topics for d in trail.landed[-1][1]))
    fitting = [
        (c, h) for h in hits for c in h.claims
        if c.kind == "count" and (not c.topics or c.topics & topics) and mention.family in c.units
    ]  # fmt: skip
    verbs = [f for f in fitting if not f[0].is_noun] or fitting
    return [decision_of(verbs[-1][0], verbs[-1][1], Held(None, None))] if verbs else []


def inherited(
    text: str, context: Context, mention: Mention, window: Window, held: Held, trail: Trail, kinds: Kinds
) -> list[Decision]:
    """A figure with only another body's name or another time before it is of the indicator of the figure before.

    其中州本级118件; 上年同期69件; 增至2023年的201件; 在结案率方面，甲县100%，乙县98%; 三镇调解案件214件、176件和98件.
    """
    last = trail.landed[-1] if trail.landed else None
    if last and last[0].unit == mention.unit and _NEXT_OF_RUN.fullmatch(text, last[0].unit_end, mention.start):
        return [replace(d, part=True) for d in last[1]]
    if last and (_is_next_name(text, last, mention) or _is_of_them(text, last[0], mention)):
        return [replace(d, part=True) for d in last[1]]
    if (
        last
        and _OWN_LEVEL.search(text, max(0, mention.start - _BRACKETS), last[0].end)
        and _bracketed(text, last[0], mention)
    ):
        return [replace(d, part=True) for d in last[1]]
    if last and text[mention.start - 1] == "》" and _next_title(text, last[0], mention):
        return [replace(d, breakdown=None) for d in last[1]]
    if last and last[0].unit == mention.unit and _is_some_of_it(text, last[0], mention, window):
        return [replace(d, part=True) for d in last[1]]
    if found := _second_of_pair(text, trail, mention):
        return found
    words = text[window.left : mention.start].strip("其中即，,：:（( ")
    words = _AVERAGE.sub("", words) if mention.family == "percent" else words  # 全市平均15.1%
    office = kinds.office.fullmatch(words)
    body = office or BODY.fullmatch(words)
    if not words or not (body or _OTHER_TIME.fullmatch(words)):
        on_other = mention.family == "percent" and _OTHER_BASIS.fullmatch(text, window.clause, mention.start)
        return list(_before(text, mention, window, trail, context.previous_end(mention))) if on_other else []
    area = body["area"] if body and not office else None
    found = _of_change(text, mention, window, held, trail) or (
        _before(text, mention, window, trail, context.previous_end(mention))
        or _looked_back(text, context, mention, window, held, trail)
    )
    found = [d for d in found if not _foreign_to(d, held)]
    if words in _ALTOGETHER:
        return _altogether(mention, trail, found)
    if office:
        return [replace(d, breakdown=_own_breakdown(d, held), part=True) for d in found]
    return [replace(d, breakdown=_own_breakdown(d, held), scope=area or d.scope) for d in found]


def _is_next_name(text: str, last: tuple[Mention, list[Decision]], mention: Mention) -> bool:
    """败诉集中于住建（9件）、公安（5件）: names with their figures in brackets, behind a word that is none of the names."""
    if last[0].unit != mention.unit or not _NEXT_IN_BRACKETS.fullmatch(text, last[0].unit_end, mention.start):
        return False
    return all(d.part or (d.hit is not None and d.hit.end < last[0].start - 2) for d in last[1])


def _is_some_of_it(text: str, last: Mention, mention: Mention, window: Window) -> bool:
    """Tell whether words of no indicator of their own say which of the figure before are meant."""
    return not any(h.claims for h in window.before) and bool(_SOME_OF_IT.fullmatch(text, last.unit_end, mention.start))


def _next_title(text: str, last: Mention, mention: Mention) -> bool:
    """Tell whether a figure stands behind the next title of a list of papers."""
    same = last.unit == mention.unit and text[last.start - 1] == "》"
    return same and _TITLE.fullmatch(text, last.unit_end, mention.start) is not None


def _altogether(mention: Mention, trail: Trail, found: Sequence[Decision]) -> list[Decision]:
    """人民调解30件，行政调解20件，共50件: all kinds together, not the last one; 村居21个、乡镇8个，合计29个: of their one type."""
    counted = {d.claim.indicator for m, ds in trail.landed[-2:] if m.sentence == mention.sentence for d in ds}
    if len(counted) > 1:
        return _workload(mention, trail.landed[-2:], counted)
    if found and all(d.part for d in found):
        return [replace(d, part=False) for d in found]
    return [replace(d, breakdown="all" if "all" in d.claim.values else None) for d in found]


def _workload(mention: Mention, landed: Sequence[tuple[Mention, list[Decision]]], counted: set[str]) -> list[Decision]:
    """上年结转12件，新收88件，共计100件: what was carried in and what came in are together what was handled."""
    if "reconsideration_carried_in" not in counted or not counted & _CAME_IN:
        return []
    values = [m.value for m, _ in landed if m.value is not None]
    if sum(values) != mention.value:
        return []
    decision = landed[-1][1][0]
    claim = replace(decision.claim, indicator=_WORKLOAD, rule=f"{_WORKLOAD}.summed", dimension=None, values=frozenset())
    return [replace(decision, claim=claim, breakdown=None, hit=None)]


def _is_of_them(text: str, last: Mention, mention: Mention) -> bool:
    """Tell whether a figure right behind 其中 only says where some of those counted belong: 其中388名归镇街管理."""
    if text[mention.start - 2 : mention.start] != "其中" or (last.unit, last.sentence) != (
        mention.unit,
        mention.sentence,
    ):
        return False
    return _BELONG.match(text, mention.unit_end) is not None


def _bracketed(text: str, last: Mention, mention: Mention) -> bool:
    """Tell whether a figure stands alone in brackets right behind another: 收到申请2,044件(673件)."""
    between, behind = text[last.unit_end : mention.start], text[mention.unit_end : mention.unit_end + 1]
    return last.unit == mention.unit and between in {"(", "（"} and behind in {")", "）"}


def _foreign_to(decision: Decision, held: Held) -> bool:
    """Tell whether a figure's own clause is on a topic that the figure before it could not be of."""
    topic = held.topic.topic if held.topic and held.source == "clause" else None
    return topic is not None and bool(decision.claim.topics) and topic not in decision.claim.topics


def of_group(text: str, mention: Mention, window: Window, trail: Trail, kinds: Kinds) -> list[Decision]:
    """其中专职412人, 简易程序89件: a named group of the whole before it."""
    words = text[window.left : mention.start].strip()
    if not kinds.group.fullmatch(words) or not trail.landed:
        return []
    whole, decisions = next((t for t in reversed(trail.landed) if t[0].family == mention.family), trail.landed[-1])
    if whole.sentence != mention.sentence or whole.family != mention.family:
        return []
    start = window.said.part(mention.start)
    is_open = _OPENS.search(text, start, mention.start) or words.endswith(("专职", "兼职"))
    return [replace(d, part=True) for d in decisions] if is_open and whole.start >= start else []


def said_later(text: str, context: Context, mention: Mention, held: Held) -> list[Decision]:
    """92%的行政复议案件办结后，当事人未再提起诉讼: a share whose words follow in the next clause."""
    match = _AFTERWARDS.match(text, mention.unit_end, mention.sentence[1]) if mention.family == "percent" else None
    if match is None:
        return []
    hits = context.hits(mention.unit_end, match.end())
    fitting = [(c, h) for h in hits for c in h.claims if c.topics and held.admits(c, "rate", mention)]
    return [decision_of(fitting[0][0], fitting[0][1], held)] if fitting else []


def _before(text: str, mention: Mention, window: Window, trail: Trail, previous: int) -> list[Decision]:
    if not trail.landed:
        return []
    last, decisions = trail.landed[-1]
    if last.unit_end < previous and _PART_OF_IT.fullmatch(text, previous, mention.start):
        return []  # 审结民商事案件4733件（含再审1件）: part of a figure that is none of ours
    if last.sentence == mention.sentence:
        if trail.unknown > last.start and mention.family == "percent":
            return []
        is_bare = last.unit is None and mention.family == "percent" and decisions[0].claim.kind == "rate"
        if last.unit == mention.unit or is_bare:  # 县政府败诉率为0，县直部门5.3%
            return decisions
        return _of_pair(text, mention, window, trail) or _across_semicolon(text, mention, window, trail)
    opened = text[mention.sentence[0] : mention.start].lstrip().startswith("其中")
    same_line = "\n" not in text[last.end : mention.start]
    return decisions if opened and same_line and last.unit == mention.unit else []


def _of_pair(text: str, mention: Mention, window: Window, trail: Trail) -> list[Decision]:
    """处理争议2260件、涉及3145人，其中2024年531件、702人: the figure of its measure in the pair before."""
    if len(trail.landed) < 2:
        return []
    (first, counted), (second, _) = trail.landed[-2:]
    alike = first.unit == mention.unit and first.sentence == mention.sentence
    if not alike or _PARTED.search(text, first.end, second.start):
        return []
    return counted if text[window.left - 1 : window.left] in {"，", ",", "（", "("} else []


def _second_of_pair(text: str, trail: Trail, mention: Mention) -> list[Decision]:
    """…，其中2024年531件、702人: the second figure of a pair is of what the second one before was."""
    if len(trail.landed) < 3 or text[mention.start - 1] != "、":
        return []
    (one, _), (two, counted), (three, decisions) = trail.landed[-3:]
    alike = (one.unit, two.unit) == (three.unit, mention.unit) and one.unit != two.unit
    same = alike and one.sentence == mention.sentence and three.unit_end == mention.start - 1
    named = {d.claim.indicator for d in trail.landed[-3][1]} == {d.claim.indicator for d in decisions}
    return counted if same and named else []


def _across_semicolon(text: str, mention: Mention, window: Window, trail: Trail) -> list[Decision]:
    """全州诉讼案件36件，出庭率96%；州本级8件: the first figure of the part before, as both parts begin alike."""
    if text[window.left - 1 : window.left] not in {"；", ";"}:
        return []
    start = max(text.rfind(mark, mention.sentence[0], window.left - 1) for mark in "；;") + 1
    part = [t for t in trail.landed if max(start, mention.sentence[0]) <= t[0].start < mention.start]
    return part[0][1] if part and part[0][0].unit == mention.unit else []


def _of_change(text: str, mention: Mention, window: Window, held: Held, trail: Trail) -> list[Decision]:
    """应诉由240件降至198件；败诉减少9件，降至11件: of the words of the change right before, where it has its own."""
    if trail.changed is None or not trail.landed or trail.changed[0].start < trail.landed[-1][0].start:
        return []
    change, around = trail.changed
    if change.unit != mention.unit or change.sentence != mention.sentence or not _adjacent(text, change, mention):
        return []
    return decide(text, mention, replace(window, before=around.before, after=()), held) if around.before else []


def _looked_back(
    text: str, context: Context, mention: Mention, window: Window, held: Held, trail: Trail
) -> list[Decision]:
    """The words of the clause before (败诉率连年下降，由17%降到10%), or those of the change before it."""
    if trail.changed and trail.changed[0].sentence == mention.sentence and _adjacent(text, trail.changed[0], mention):
        return decide(text, mention, replace(window, before=trail.changed[1].before, after=()), held)
    previous = context.previous_end(mention)
    hits = tuple(context.hits(max(previous, mention.sentence[0]), mention.start))
    return decide(text, mention, replace(window, before=hits, after=()), held) if hits else []


def _adjacent(text: str, earlier: Mention, mention: Mention) -> bool:
    return not re.search(r"[。；;]|\d", re.sub(r"(?:19|20)\d\d年", "", text[earlier.unit_end : mention.start]))


def _own_breakdown(decision: Decision, held: Held) -> str | None:
    own = held.breakdown
    return own if own in decision.claim.values else decision.breakdown
