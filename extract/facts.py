"""Facts: figures of the ledger that an indicator claims, with breakdown, period, scope and role."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from extract.addends import TOTALLED, summed, totalled
from extract.catalogue import Catalogue
from extract.context import Context, Held
from extract.decide import Decision, decide, figure_kind
from extract.describe import Description
from extract.figure_periods import FigurePeriods
from extract.implied import Base, implied
from extract.inherit import LISTS_KINDS, Trail, by_kind, inherited, of_group, said_later
from extract.instances import of_the_whole
from extract.kinds import Kinds, kinds_of
from extract.language.periods import Event, bounds
from extract.lexicon import Hit
from extract.lists import IN_ORDER, in_order, of_two
from extract.mentions import Frame, Mention
from extract.roles import CHANGE_ENDS, ROLE_WORDS, is_change, is_more, is_planned, role
from extract.sentence import Sign
from extract.shares import SIGN as SHARE
from extract.shares import Shares, reached, says_nothing, share, share_of_cases, shares_of
from extract.windows import Window

_NEXT: Final = re.compile(r"(?:下一步|下步|明年|下一年度?|下阶段|下一阶段)(?:工作)?(?:中|里)?[，,]")
_SOME: Final = re.compile(r"(?:以[上下])?的(?:有|[县市区州乡镇单部]|街道)")  # 不足90%的有2个: no rate of anything
_BY_OFFICE: Final = re.compile(
    r"(?:(?<!司法)局|行政机关|(?:行政|职能|主管)部门)(?:[就对为因][^，,。；;]{2,20})?(?:全年|累计|共|依法)*(?:调解|调处|办理行政调解)"
)
_FIELD: Final = re.compile(r"涉(?!及金额|及当事人|及人|案金额|诉)[一-龥]{1,12}|[一-龥]{2,8}(?:类|领域)(?:案件)?$")
_PART: Final = re.compile(  # figures of one rank or sort, which the total holds as well
    r"(?:正职|副职|主要负责人|一把手|分管)[^，,。；;、]{0,8}出庭|(?:专职|(?<!专)兼职)(?:人民)?调解员"
    r"|(?:司法助理员|法律服务所|律师)(?:共|参与|累计)?调[解处]|律师(?:出庭)?代理的|由[^，,。；;]{2,12}引发的[^，,。；;]{0,8}$"
    r"|(?<![、和及（(])(?:村居?|社区|居|乡镇|街道|企业|事业单位)(?:[（(][一-龥、]{1,4}[）)])?(?:人民|民)?调(?:解委员|委)会[^，,。；;调]{0,4}$"
    r"|(?:个人|品牌|特色)[^，,。；;、]{0,4}调解(?:工作)?室|(?:行业性|专业性)[^，,。；;]{0,6}(?:调解|调委会)"
)
_BY_FIELD: Final = re.compile(
    r"分(?:领域|类型|地区|案由|区域)|集中[于在]|类型[上来]?看|领域[上来]?看|案由[上来]?看|涉企[^，,。；;]{0,4}(?:复议|案件|诉讼|纠纷)"
)
_WHOLE: Final = re.compile("[总合共]计|占")  # of all fields together
_LEANS: Final = Sign(
    rf"{IN_ORDER.pattern}|前者|后者|{SHARE}|{LISTS_KINDS.pattern}|专职|兼职"
)  # of lists, shares and kinds
_PLANS: Final = Sign("年初|计划")
_SAYS_ROLE: Final = Sign(ROLE_WORDS)
_NAMES_PART: Final = Sign("出庭|调解员|律师|法律服务所|司法助理员|引发|委会|委员会|调解(?:工作)?室|行业性|专业性")
_NAMES_FIELD: Final = Sign("涉|类|领域")
_TELLS_FIELDS: Final = Sign(_BY_FIELD.pattern)


class Scope(NamedTuple):
    """A body or an area named in a sentence; the one that ends last, and of these the longest, is the nearest."""

    end: int
    length: int
    words: str
    scope_class: str


class _Carried(NamedTuple):
    """One indicator that a figure carries, with what was found around the figure."""

    mention: Mention
    window: Window
    event: Event | None
    decision: Decision


@dataclass(slots=True)
class Fact:
    """One figure of one indicator; the raw row without the document's own columns."""

    fact_id: str
    start: int
    end: int
    mention: str
    indicator: str
    breakdown: str | None
    value: Decimal
    value_high: Decimal | None
    decimals: int
    unit: str | None
    approx: str
    period: str | None
    period_start: date | None
    period_end: date | None
    scope: str | None
    scope_class: str | None
    subject: str | None
    role: str
    rule: str
    flags: tuple[str, ...]
    sentence: tuple[int, int]
    section_id: int | None
    part_of: int | None = None


def fact_id(doc_id: str, start: int, end: int, indicator: str, breakdown: str | None) -> str:
    """Return the stable id of a fact: the same bytes, span, indicator and breakdown give the same id."""
    key = f"{doc_id}|{start}|{end}|{indicator}|{breakdown or ''}"
    return hashlib.sha256(key.encode()).hexdigest()[:24]


class FactReader:
    """Reads the facts of texts by one catalogue; scopes are kept by the characters of which each has one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._scopes: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for pattern, scope_class, signs in catalogue.scopes:
            for sign in signs:
                self._scopes.setdefault(sign, []).append((pattern, scope_class))
        self._shares, self._kinds = shares_of(catalogue), kinds_of(catalogue)

    def facts(
        self,
        doc_id: str,
        pieces: Frame,
        mentions: Sequence[Mention],
        document: Description,
        context: Context,
    ) -> list[Fact]:
        """Return the facts of one text in reading order; their ids are worked out at one go."""
        found = list(_Reading(context, self._scopes, self._shares, self._kinds, pieces, mentions, document).facts())
        for fact in found:
            fact.fact_id = fact_id(doc_id, fact.start, fact.end, fact.indicator, fact.breakdown)
        return found


class _Reading:
    """The reading of one text."""

    def __init__(
        self,
        context: Context,
        scopes: Mapping[str, Sequence[tuple[re.Pattern[str], str]]],
        shares: Shares,
        kinds: Kinds,
        pieces: Frame,
        mentions: Sequence[Mention],
        document: Description,
    ) -> None:
        self._scopes, self._pieces, self._document = scopes, pieces, document
        self._shares, self._kinds = shares, kinds
        self._text = pieces.text
        self._figures = [m for m in mentions if m.kind == "quantity"]
        self._context = context
        self._periods = FigurePeriods(pieces, document)
        self._scoped: tuple[tuple[int, int], list[Scope]] = ((-1, -1), [])
        self._themes = {s.section_id: s.theme for s in pieces.sections}

    def facts(self) -> Iterator[Fact]:
        """The facts of the figures, a column at one go so that its code stays in the cache, then those without a numeral."""
        carried = list(self._carried())
        periods = [self._period(c) for c in carried]
        scopes = [self._scope(c) for c in carried]
        roles = [self._role(c, future=future) for c, (_, future, _) in zip(carried, periods, strict=True)]
        flags = [
            self._flags(c, label, is_open=is_open) for c, (label, _, is_open) in zip(carried, periods, strict=True)
        ]
        facts = list(map(self._fact, carried, periods, scopes, roles, flags))
        yield from facts
        yield from self._implied([(c.mention, f) for c, f in zip(carried, facts, strict=True) if f.role == "actual"])

    def _carried(self) -> Iterator[_Carried]:
        """Each figure that carries an indicator, once for each of them."""
        trail, figures, context = Trail(), self._figures, self._context
        windows = list(map(context.window, figures))
        changes = list(map(self._is_change, figures, windows))
        topics = [
            context.topic(m, w) if w.said.speaks and not is_change else None
            for m, w, is_change in zip(figures, windows, changes, strict=True)
        ]
        for position, (mention, window) in enumerate(zip(figures, windows, strict=True)):
            if not window.said.speaks and not trail.near(mention):
                continue
            if changes[position]:
                trail.changed = mention, window
                context.passed("change", mention, window)
                continue
            held = topics[position] or context.topic(mention, window)
            decisions = self._decisions(position, mention, window, held, trail)
            if not decisions and mention.family == "percent" and not _SOME.match(self._text, mention.unit_end):
                trail.unknown = mention.start
            if mention.family == "ratio":
                trail.changed = mention, window  # 收案量为去年的1.8倍，由41件增至74件
            if not decisions or mention.value is None:  # 2017,100: no single number is no fact, whatever its words say
                continue
            event = self._periods.event(mention, window)
            if self._periods.compared(mention, event):
                trail.changed = mention, window
                context.passed("compared", mention, window)
                continue
            trail.land(mention, decisions)
            for decision in decisions:
                held.note("decided", decision.hit, decision.claim)
                yield _Carried(mention, window, event, decision)

    def _is_change(self, mention: Mention, window: Window) -> bool:
        if self._text[mention.start - 1] not in CHANGE_ENDS:
            last = window.before[-1] if window.before else None
            return last is not None and last.end == mention.start and is_more(self._text, last.start)
        kind = figure_kind(mention)
        claimed = (h.end for h in reversed(window.before) if any(c.kind == kind for c in h.claims))
        named = next(claimed, window.left)  # 时限压缩 is a name itself
        return is_change(self._text[named : mention.start])

    def _decisions(self, position: int, mention: Mention, window: Window, held: Held, trail: Trail) -> list[Decision]:
        """What one figure carries: by its place in a list, as a share, by its own words, else by the figure before."""
        if not window.said.has(_LEANS):
            found = self._by_words(mention, window, held) or self._leaning(position, mention, window, held, trail)
        else:
            listed, found = self._by_place(position, mention, window, held, trail)
            if listed is not None:
                return listed
        if says_nothing(self._text, mention, found, trail.landed):
            held.note("unknown_rate")
            return []
        return of_the_whole(self._text, mention, window, found, trail.landed)

    def _by_place(
        self, position: int, mention: Mention, window: Window, held: Held, trail: Trail
    ) -> tuple[list[Decision] | None, list[Decision]]:
        """What a figure carries in a list, or else what it does as a share, as a kind, or by the words around it."""
        text, context = self._text, self._context
        listed = in_order(text, context, self._figures, position, held, trail.landed, self._kinds)
        if listed is None:
            listed = of_two(text, context, mention, window)
        if listed is not None:
            held.note("respectively")
            return listed, []
        if found := share(text, context, mention, held, trail.landed, self._shares):
            held.note("share")
        elif found := by_kind(text, context, mention, window, trail, self._kinds):
            held.note("by_kind")
        elif found := of_group(text, mention, window, trail, self._kinds):
            held.note("of_group")
        elif not (found := self._by_words(mention, window, held)):
            found = self._leaning(position, mention, window, held, trail)
        return None, found

    def _by_words(self, mention: Mention, window: Window, held: Held) -> list[Decision]:
        """What a figure carries by the words around it, or as a share of the cases behind it."""
        found = decide(self._text, mention, window, held)
        if not found and held.source in {"earlier", "above"}:
            for other in self._context.held_otherwise(mention, held):
                found = found or decide(self._text, mention, window, other)
        return found or share_of_cases(self._text, self._context, mention, held, self._shares)

    def _leaning(self, position: int, mention: Mention, window: Window, held: Held, trail: Trail) -> list[Decision]:
        """What a figure carries whose own words claim nothing: by the clause behind it, else by the figure before."""
        if found := said_later(self._text, self._context, mention, held):
            held.note("said_later")
            return found
        if found := reached(self._text, mention, trail.landed, self._shares):
            held.note("share")
            return found
        kind = figure_kind(mention)
        if any(_speaks(h, held, kind, mention) for h in (*window.before, *window.after)):
            return []
        if window.said.has(TOTALLED) and (found := totalled(self._text, self._context, self._figures, position)):
            held.note("summed")
            return found
        found = inherited(self._text, self._context, mention, window, held, trail, self._kinds)
        if found:
            held.note("inherited")
        elif found := summed(self._text, self._figures, position, trail):
            held.note("summed")
        return found

    def _implied(self, counted: Sequence[tuple[Mention, Fact]]) -> Iterator[Fact]:
        """Facts without a numeral, with the period and scope of the figure that they speak about."""
        bases = [Base(f.indicator, m.unit_end, f.value, f.sentence) for m, f in counted]
        seen = {(f.indicator, f.sentence) for _, f in counted}
        for found in implied(self._text, bases, [m.start for m in self._figures]):
            base = counted[found.base][1]
            if (found.indicator, base.sentence) in seen:
                continue  # the text prints a count of its own
            seen.add((found.indicator, base.sentence))
            breakdown = base.breakdown if base.indicator.split("_")[0] in {"mediation", "arbitration"} else None
            yield replace(
                base, start=found.start, end=found.end, mention=self._text[found.start : found.end],
                indicator=found.indicator, breakdown=breakdown, value=found.value, value_high=None, decimals=0,
                subject=None, rule=f"{found.indicator}.implied", flags=(*base.flags, "implied"),
            )  # fmt: skip

    def _scope(self, carried: _Carried) -> tuple[str | None, str | None]:
        """The body or area that a list gives to a figure, or named nearest before it: in its clause, else in its sentence."""
        mention, window, _, decision = carried
        if decision.scope:
            return decision.scope, "subordinate"
        if self._scoped[0] != mention.sentence:
            self._scoped = (mention.sentence, self._scopes_of(*mention.sentence))
        named = [s for s in self._scoped[1] if s.end <= mention.start] if self._scoped[1] else ()
        if not named:
            return None, None
        for start in (window.clause, window.said.part(mention.start)):
            nearest = max((s for s in named if s.end - s.length >= start), default=None)
            if nearest is not None:
                return nearest.words, nearest.scope_class
        return None, None

    def _scopes_of(self, start: int, end: int) -> list[Scope]:
        return [
            Scope(m.end(), m.end() - m.start(), m.group(), scope_class)
            for sign in self._scopes.keys() & set(self._text[start:end])
            for pattern, scope_class in self._scopes[sign]
            for m in pattern.finditer(self._text, start, end)
        ]

    def _flags(self, carried: _Carried, period: str | None, *, is_open: bool) -> tuple[str, ...]:
        mention, window, _, decision = carried
        is_case = mention.family in {"case", None}  # 涉及职工30人 are all persons of the cases
        words = self._text[window.left : mention.start]
        by_field = is_case and (
            (window.said.has(_NAMES_FIELD) and _FIELD.search(words)) or self._is_by_field(mention, window)
        )
        long = period is not None and len(period) > 4 and period != self._document.period
        flags: tuple[str, ...] = ("suspect",) if mention.suspect else ()
        if by_field or decision.part or (window.said.has(_NAMES_PART) and _PART.search(words)):
            flags += ("subset",)
        return (*flags, "cumulative") if is_open or long else flags

    def _is_by_field(self, mention: Mention, window: Window) -> bool:
        """Tell whether the sentence tells its cases apart by field; behind 占 stands the whole (占败诉案件21件的76%)."""
        told = window.said.has(_TELLS_FIELDS) and not _WHOLE.search(self._text, window.clause, mention.start)
        return told and _BY_FIELD.search(self._text, mention.sentence[0], mention.start) is not None

    def _period(self, carried: _Carried) -> tuple[str | None, bool, bool]:
        """The period of a figure, whether it lies after the report's own, and whether its start is not stated."""
        own = carried.decision.period
        return (own, False, False) if own else self._periods.period(carried.mention, carried.window, carried.event)

    def _role(self, carried: _Carried, *, future: bool) -> str:
        """What a figure is doing: an actual level, a target or a standard."""
        mention, window, *_ = carried
        theme = self._themes.get(mention.section_id if mention.section_id is not None else -1, "body")
        clause = self._text[window.clause : mention.start] if window.said.has(_SAYS_ROLE) else ""
        after = self._text[mention.unit_end : mention.unit_end + 30]
        future = future or _NEXT.match(self._text, mention.sentence[0]) is not None
        if not future and window.said.has(_PLANS):
            future = is_planned(self._text[mention.sentence[0] : mention.start])
        return role(clause, after, theme, self._document.doc_type, is_rate=mention.family == "percent", future=future)

    def _fact(
        self,
        carried: _Carried,
        period: tuple[str | None, bool, bool],
        scope: tuple[str | None, str | None],
        role_: str,
        flags: tuple[str, ...],
    ) -> Fact:
        mention, window, _, decision = carried
        breakdown = decision.breakdown
        is_carried = breakdown == "people" and not any(h.breakdowns for h in window.spoken)
        if (breakdown == "all" or is_carried) and "administrative" in decision.claim.values:
            offices = _BY_OFFICE.search(self._text, mention.sentence[0], mention.start)
            breakdown = "administrative" if offices else breakdown  # an office of government mediates by its own power
        assert mention.value is not None
        return Fact(
            "", mention.start, mention.end, self._text[mention.start : mention.end],
            decision.claim.indicator, breakdown, mention.value, mention.value_high, mention.decimals,
            mention.unit, mention.approx, period[0], *bounds(period[0]), *scope,
            self._text[decision.hit.start : decision.hit.end] if decision.hit else None,
            role_, decision.claim.rule, flags, mention.sentence, mention.section_id,
        )  # fmt: skip


def _speaks(hit: Hit, held: Held, kind: str | None, mention: Mention) -> bool:
    """Tell whether a word could say what a figure is; a noun of another topic (乡镇, 县直部门) could not."""
    topic = held.topic.topic if held.topic else ""
    return hit.decoy == ("rate" if kind == "rate" else "count") or any(
        c.kind == kind
        and (held.refuses(c, kind, mention) != "unit")
        and (not c.topics or topic in c.topics or (kind != "rate" and not c.is_noun))
        for c in hit.claims
    )
