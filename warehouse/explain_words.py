"""What a trace of extract.explain says, in both languages, for the terminal and for the page alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from extract.catalogue import Indicator
from extract.explain import DECIDED, Explained, Trace, Word
from extract.facts import Fact
from extract.language.sections import Section
from warehouse.wording import english, say

Pair = tuple[str, str]
KINDS: Final[Mapping[str, Pair]] = {
    "quantity": ("数量", "quantity"),
    "date": ("日期", "date"),
    "doc_number": ("文号", "document number"),
    "ordinal": ("序号", "ordinal"),
    "name": ("名称", "name"),
    "page_noise": ("页面杂质", "page noise"),
}
FIGURES: Final[Mapping[str, Pair]] = {
    "count": ("计数", "count"),
    "rate": ("比率", "rate"),
    "money": ("金额", "money"),
}
ENDINGS: Final[Mapping[str, Pair]] = {
    "decided": ("由旁边的用语决定", "decided by a word beside it"),
    "inherited": (
        "沿用前一个数字的指标：前面只有机关名称或另一时间",
        "of the figure before it: only a body or another time stands between",
    ),
    "respectively": ("“分别”句式：按次序对应前面的名称", "a list after 分别: in the order of the names before it"),
    "share": ("是前后两数之比", "the share of one figure in another"),
    "by_kind": ("是整体中的一类", "one kind of the whole before it"),
    "of_group": ("是整体中的一部分", "a named group of the whole before it"),
    "summed": (
        "与后面各项相加等于前面的总数，是其中一部分",
        "with the figures beside it, it adds up to the total before them",
    ),
    "said_later": ("由后一分句的用语决定", "decided by a word of the next clause"),
    "change": ("是增减的幅度，不是水平", "a change, not a level"),
    "compared": ("是用来对比的上期数", "a figure of an earlier time, given for comparison"),
    "measure": (
        "单位（百分点、天、倍等）不能作指标值",
        "measured in points, days, times or the like, which no indicator counts",
    ),
    "honoured": ("说的是获评、入选的个数", "it counts honours"),
    "unknown_rate": ("最近的“…率”不在目录里", "the nearest …率 is no rate of the catalogue"),
    "setting": (
        "句中不合该用语的限定（only_with、not_with）",
        "the sentence around it is not what the words ask for (only_with, not_with)",
    ),
    "not_alone": (
        "主题只是沿用上文，而数字旁边另有名词",
        "the topic is carried from earlier text, and another noun stands at the figure",
    ),
    "decoy": ("更近的用语说的是目录以外的事", "a nearer word claims it for something outside the catalogue"),
    "none": ("没有用语认领", "no word claims it"),
    "table": ("由表头与行决定", "decided by its column and row"),
    "not_quantity": ("不是数量", "not a quantity"),
}
VERDICTS: Final[Mapping[str, Pair]] = {
    "decided": ("决定", "decides"),
    "change": ("会由它决定，但数字是增减", "would decide, but the figure is a change"),
    "compared": ("会由它决定，但数字是上期数", "would decide, but the figure is of an earlier time"),
    "setting": ("句中不合它的限定", "the sentence is not what it asks for"),
    "not_alone": ("主题是沿用的，旁边另有名词", "the topic is carried, another noun stands beside"),
    "decoy": ("干扰词，数字归它", "a decoy: the figure is its"),
    "behind_decoy": ("干扰词更近", "a decoy is nearer"),
    "kind": ("种类不符", "wrong kind"),
    "topic": ("主题不符", "the topic does not fit"),
    "foreign": ("属他人主题", "the topic is foreign"),
    "dominated": ("被全句主题盖过", "the sentence's dominating topic forbids it"),
    "unit": ("单位不符", "the unit does not fit"),
    "noun": ("名词让位于动词", "a noun gives way to a verb"),
    "farther": ("另有用语更近", "another word is nearer"),
    "in_order": ("由所处位置另行决定", "the figure's place in a list or sentence decides"),
    "unread": ("未及比较", "not reached"),
    "topic_only": ("只表明主题", "only names a topic"),
    "also": ("同一用语的另一读法先成立", "another reading of this word came first"),
}
SOURCES: Final[Mapping[str, Pair]] = {
    "clause": ("本分句", "its clause"),
    "after": ("数字之后", "behind the figure"),
    "later": ("本句后文", "the rest of its sentence"),
    "sentence": ("本句前文", "its sentence, before its clause"),
    "earlier": ("前文", "earlier text"),
    "above": ("标题", "a heading or the title"),
    "dominating": ("本句中盖过其余的用语", "a dominating word of its sentence"),
}
FLAGS: Final[Mapping[str, Pair]] = {
    "suspect": ("原文疑有损坏", "damaged in the source"),
    "subset": ("只是一部分", "a part only"),
    "implied": ("由文字推出，原文没有数字", "given by words without a numeral"),
    "cumulative": ("跨期累计", "over a longer time"),
}
ROLES: Final[Mapping[str, Pair]] = {
    "actual": ("实际", "actual"),
    "target": ("目标", "target"),
    "standard": ("标准", "standard"),
    "change": ("增减", "change"),
}


class Line(NamedTuple):
    """One named line of a trace."""

    name: str
    value: str


class Claim(NamedTuple):
    """One row of a trace's words, ready to show."""

    word: str
    side: str
    claim: str
    verdict: str
    decides: bool


def told(code: str | None, words: Mapping[str, Pair]) -> str:
    """Return the wording of a code; the code itself where it has none."""
    return say(*words[code]) if code is not None and code in words else (code or "")


def visible(text: str) -> str:
    """Spell out controls, which could steer a terminal, hide, or turn the direction of writing."""
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"} else f"[U+{ord(c):04X}]" for c in text
    )


class Teller:
    """Says in words what a document's traces hold."""

    def __init__(self, explained: Explained, indicators: Mapping[str, Indicator]) -> None:
        self._explained, self._indicators = explained, indicators

    def name(self, code: str) -> str:
        """Return an indicator's name."""
        name = self._indicators[code].name
        return name.en if english() else name.zh

    def summary(self, trace: Trace) -> str:
        """Return one line on a numeral: what it carries, or why nothing."""
        if not trace.facts:
            kind = told(trace.mention.kind, KINDS)
            return kind if trace.mention.kind != "quantity" else f"{kind}: {told(trace.ending, ENDINGS)}"
        return say("；", "; ").join(self._fact(f) for f in trace.facts)

    def lines(self, trace: Trace) -> Iterator[Line]:
        """List what is known of one numeral."""
        mention = trace.mention
        yield Line(say("数字", "numeral"), f"{self._text(mention.start, mention.end)} @ {mention.start}–{mention.end}")
        kind = told(mention.kind, KINDS)
        yield Line(say("种类", "kind"), f"{kind} · {told(trace.kind, FIGURES)}" if trace.kind else kind)
        if mention.kind == "quantity":
            value = "?" if mention.value is None else f"{mention.value:f}"
            high = f"–{mention.value_high:f}" if mention.value_high is not None else ""
            yield Line(say("数值", "value"), f"{value}{high} {mention.unit or say('（无单位）', '(no unit)')}")
        yield Line(say("句子", "sentence"), self._text(*mention.sentence).strip())
        if trace.section is not None:
            yield Line(say("章节", "section"), _heading(trace.section))
        yield from self._topic(trace)
        yield Line(say("结果", "outcome"), told(trace.ending, ENDINGS))
        for fact in trace.facts:
            yield Line(say("指标", "indicator"), self._fact(fact))
            yield Line(say("规则", "rule"), _rule(fact))

    def words(self, trace: Trace) -> list[Claim]:
        """List every word around a figure with its claim and what became of it."""
        return [self._word(word) for word in trace.words]

    def _topic(self, trace: Trace) -> Iterator[Line]:
        if trace.kind is None:
            return
        subject = trace.subject
        if subject is None:
            yield Line(say("主题", "topic"), say("无", "none"))
            return
        where = told(subject.source, SOURCES)
        word = f"“{self._text(*subject.span)}” @ {subject.span[0]}" if subject.span else ""
        kind = subject.breakdown and ("*" if subject.breakdown == "*" else subject.breakdown)
        parts = (subject.topic.topic, kind, f"{say('来自', 'from')} {where} {word}".rstrip())
        yield Line(say("主题", "topic"), " · ".join(part for part in parts if part))

    def _fact(self, fact: Fact) -> str:
        parts = [
            f"{self.name(fact.indicator)} ({fact.indicator})",
            fact.breakdown,
            fact.period,
            visible(fact.scope) if fact.scope else None,
            told(fact.role, ROLES),
            *(told(flag, FLAGS) for flag in fact.flags),
            say(f"是 {fact.part_of} 处数字的部分", f"part of the figure at {fact.part_of}") if fact.part_of else None,
        ]
        return " · ".join(part for part in parts if part)

    def _word(self, word: Word) -> Claim:
        strength = say("名词", "noun") if word.is_noun else ""
        if word.rule and word.indicator:
            claim = " · ".join(part for part in (self.name(word.indicator), word.rule, strength) if part)
        else:
            claim = say("干扰词", "decoy") + f" · {told(word.decoy, FIGURES)}" if word.decoy else ""
        side = say("前", "before") if word.side == "before" else say("后", "after")
        text = f"{self._text(word.start, word.end)} @ {word.start}"
        return Claim(text, side, claim, told(word.verdict, VERDICTS), word.verdict == DECIDED)

    def _text(self, start: int, end: int) -> str:
        return visible(self._explained.text[start:end])


def _heading(section: Section) -> str:
    theme = {
        "plan": say("（计划）", " (plan)"),
        "shortcomings": say("（不足）", " (shortcomings)"),
    }.get(section.theme, "")
    return visible(f"{section.number} {section.heading}") + theme


def _rule(fact: Fact) -> str:
    return f"{fact.rule}{say('，用语', ', word')} “{visible(fact.subject)}”" if fact.subject else fact.rule
