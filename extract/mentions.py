"""The ledger: every numeral of a text, classified, with value, unit and the sentence that it stands in.

Every digit run of the text is in exactly one mention. Chinese numerals have a mention where they are quantities or
number a heading.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Final

from extract.catalogue import Catalogue
from extract.language import numeral_kinds
from extract.language.clauses import Span, Spans, sentences, titles
from extract.language.furniture import Furniture
from extract.language.numerals import SCALES, Numeral, chinese_numerals, digit_numerals, followed_run
from extract.language.sections import Section
from extract.language.units import Measure, Measures, hedge

_RANGE_MARK: Final = re.compile(r"\s*[-—–~～至到]\s*")
_LIST_NUMBER: Final = re.compile(
    r"\d{1,2}(?=[一-龥])|\d{1,2}(?:\.\d{1,2}){1,3}(?=[ 　]?[一-龥])|\d{1,2}(?=[、.．][一-龥])"
)
_COUNTED: Final = re.compile(  # 6位法律顾问 is a figure, 6位于 the number of an item
    r"[件宗起例名人个次场份项条家余多万%％辆册枚篇套]|位(?![于居列置])|张(?!贴)|卷(?!宗)|户(?![籍外])|轮(?![训岗换])|批(?![准复示])|期(?![末间限内])"
    r"|本(?![级年县市区局镇乡州省报单部季次辖着院委所办街行系统])|部(?![门分署委队])|处(?![罚理置于分])|支(?![持出付撑部])|所(?![有属在长谓])"
)
_PROPORTION: Final = re.compile(r"\s*[:：]\s*\d")  # 2.5:1
_BRACKETED: Final = r"[（(](?:单位[:：])?(?P<scale>[万亿]?)(?P<unit>[^（()）\d]{1,3})[）)]"
_UNIT_BEHIND: Final = re.compile(rf"[ 　]?{_BRACKETED}")
_UNIT_BEFORE: Final = re.compile(rf"{_BRACKETED}(?:为|[:：])?[ 　]?$")
_BRACKETS: Final = frozenset("（(）):： 　为")
_PROPORTION_STARTS: Final = frozenset(" 　:：\n")
_LONG_SCALES: Final = frozenset({"百万", "千万", "万亿"})
_PERCENT: Final = "%"
_SHORT_DECIMAL: Final = 4  # characters of 1.5
_IDIOMATIC: Final = 10  # below, a Chinese numeral is often part of a word
_LONG_TITLE: Final = 14  # characters
_RANGE_GAP: Final = 8  # characters between the two numerals of a range
_VALUE_TYPES: Final = {"percent": "rate", "points": "rate", "money": "money", "duration": "duration", "ratio": "ratio",
                       "score": "other", "level": "other", "measure": "other"}  # fmt: skip
_CHINESE_FAMILIES: Final = frozenset({"case", "person", "item", "body", "time", "duration", "area", "money"})
_NEARLY: Final = re.compile(r"[近约超上逾涉]$")
_STAFFED: Final = re.compile(r"(?:各|每|\d个)[^。\n]{1,60}(?:配备|配齐|安排|选派)(?:专职|兼职)?$")
_SPANNED: Final = frozenset("满近超足了")
_STOPS: Final = frozenset("，,。；;、）) \n") | {""}
_LOST_DASHES: Final = frozenset(
    {"12", "13", "23", "24", "34", "35", "45", "46", "56", "57", "67", "68", "78", "79", "89"}
)
_IDIOMS: Final = frozenset("第每同之唯统万逐某任这那哪上下初首单专届0123456789０１２３４５６７８９")
_NAMES: Final = frozenset({"合同", "清单", "名单", "罚单", "宣传单"})  # whose end is no 同 of 同一, no 单 of 单一
_CASES: Final = re.compile("(?:行政)?(?:复议|诉讼|应诉)?案[件子]")  # 61个案件
_TENTHS: Final = re.compile(
    r"成([一二三四五六七八九])?(?=[以的多案事升提增降减跌涨跃扩到至经通来属，,。；;、）)]|上|下|回[升落]|左|被|$)"
)
_ROUND: Final = frozenset({"百", "千", "万"})
_AFTER_IDIOM: Final = re.compile(
    r"(?:件事|次性|个窗口|张网|站式|体化|类事项|批次|揽子|条龙|号工程|个平台|套标准|部分|起来|家人|方面|年来|年之计|年以来|个月|项工作|项制度|项机制|条线|次会议|次全会|次全体|次常务|级)"
)


@dataclass(slots=True)
class Mention:
    """One numeral with its reading; offsets in characters of the text."""

    start: int
    end: int
    kind: str  # quantity | date | doc_number | ordinal | name | page_noise
    value: Decimal | None = None
    value_high: Decimal | None = None
    decimals: int = 0
    unit: str | None = None
    unit_end: int = 0  # where the unit ends; `end` where there is none
    family: str | None = None
    value_type: str | None = None
    approx: str = "exact"
    sentence: Span = (0, 0)
    section_id: int | None = None
    part_of: int | None = None
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The skeleton of a text that the ledger and the facts share."""

    text: str
    sections: Sequence[Section]
    sentences: Sequence[Span]
    titles: Spans
    long_titles: Spans  # names of acts and plans, whose words say nothing about figures
    furniture: Furniture
    title: Span | None = None


def frame(text: str, text_sections: Sequence[Section], page: Furniture, title: Span | None = None) -> Frame:
    """Cut a text into the pieces that mentions and facts look up."""
    named = _disjoint(titles(text))
    long = [t for t in named if t[1] - t[0] > _LONG_TITLE]
    return Frame(text, text_sections, sentences(text), Spans(named), Spans(long), page, title)


def _disjoint(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


class Ledger:
    """Classifies the numerals of texts with one catalogue's measure words."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._families = {unit: family for unit, (family, _) in catalogue.units.items()}
        self._measures = Measures(self._families)
        self._runs = followed_run(self._measures.starts | {"成"})

    def mentions(self, pieces: Frame) -> list[Mention]:
        """Return the mentions of a text in order of their spans, disjoint."""
        text = pieces.text
        numerals = digit_numerals(text)
        kinds = list(map(_Kinds(pieces, [n.start for n in numerals]).of, numerals))
        found = [self._digit_mention(text, n, kind) for n, kind in zip(numerals, kinds, strict=True)]
        taken = Spans([(m.start, m.end) for m in found])
        found += [
            m
            for n in chinese_numerals(text, self._runs)
            if not taken.at(n.start) and not taken.at(n.end - 1) and (m := self._chinese_mention(pieces, n))
        ]
        found += [
            Mention(s.number_start, s.number_end, "ordinal", unit_end=s.number_end)
            for s in pieces.sections
            if not text[s.number_start].isdigit() and not taken.at(s.number_start)
        ]
        found.sort(key=attrgetter("start"))
        found = list(_unique(found))
        _join_ranges(text, found)
        _locate(found, pieces)
        _doubt(text, found)
        return found

    def _digit_mention(self, text: str, numeral: Numeral, kind: str) -> Mention:
        if kind != "quantity":
            return Mention(numeral.start, numeral.end, kind, numeral.value, None, 0, None, numeral.end)
        return self._quantity(text, numeral)

    def _quantity(self, text: str, numeral: Numeral) -> Mention:
        end, value = numeral.end, numeral.value
        measure = self._measures.after(text, end)
        if measure is None and numeral.loose:  # 1200多万元: the scale stands between number and unit
            measure = self._measures.after(text, end + (3 if text[end + 1 : end + 3] in _LONG_SCALES else 2))
        if measure is None and (
            text[end : end + 1] in _BRACKETS or text[max(0, numeral.start - 1) : numeral.start] in _BRACKETS
        ):
            value, measure = self._bracketed(text, numeral)
        if measure is None and text[end : end + 1] in _PROPORTION_STARTS and _PROPORTION.match(text, end):
            return Mention(numeral.start, end, "quantity", value, None, numeral.decimals, None, end, "ratio", "ratio")
        unit, unit_end, loose = measure or (None, end, False)
        family = self._families.get(unit) if unit else None
        if unit == "个" and _CASES.match(text, unit_end):
            family = "case"
        if unit == "‰" and value is not None:
            value, unit, family = value / 10, _PERCENT, "percent"
        elif unit in {"％", "﹪"}:
            unit = _PERCENT
        return Mention(
            numeral.start, end, "quantity", value, None, numeral.decimals, unit, unit_end, family,
            _VALUE_TYPES.get(family or "", "count"),
            hedge(text, numeral.start, unit_end, loose=loose or numeral.loose), (0, 0), None, None, value is None,
        )  # fmt: skip

    def _bracketed(self, text: str, numeral: Numeral) -> tuple[Decimal | None, Measure | None]:
        """A measure word in brackets behind a number, or at the end of its name: 956.4（万元）, 金额(万元)2,188.4."""
        match = _UNIT_BEHIND.match(text, numeral.end) or _UNIT_BEFORE.search(
            text, max(0, numeral.start - 10), numeral.start
        )
        if match is None or numeral.value is None or match["unit"] not in self._families:
            return numeral.value, None
        return numeral.value * SCALES[match["scale"]], Measure(
            match["unit"], max(numeral.end, match.end()), is_loose=False
        )

    def _chinese_mention(self, pieces: Frame, numeral: Numeral) -> Mention | None:
        text, start, end = pieces.text, numeral.start, numeral.end
        if numeral.percent:
            return _percent(text, start, end, numeral.value, numeral.decimals)
        if numeral.fraction:
            return Mention(start, end, "quantity", numeral.value, None, 4, None, end, "ratio", "ratio")
        if text.startswith("成", end):
            return _tenths(text, numeral)
        idiomatic = text[max(0, start - 1) : start] in _IDIOMS and text[max(0, start - 2) : start] not in _NAMES
        if idiomatic or pieces.titles.at(start):
            return None
        return self._quantity(text, numeral) if self._is_counted(text, numeral) else None

    def _is_counted(self, text: str, numeral: Numeral) -> bool:
        """Tell whether a Chinese numeral counts something; 一 and round hundreds are mostly parts of words."""
        measure, value = self._measures.after(text, numeral.end), numeral.value
        if measure is None or value is None or self._families[measure.unit] not in _CHINESE_FAMILIES:
            return False
        if text[numeral.start : numeral.end] in _ROUND and not _NEARLY.search(
            text[max(0, numeral.start - 1) : numeral.start]
        ):
            return False
        if value < _IDIOMATIC and _AFTER_IDIOM.match(text, numeral.end):
            return False
        if value != 1:
            return True
        if self._families[measure.unit] == "duration":  # 满一年, but not 过去的一年
            return text[max(0, numeral.start - 1) : numeral.start] in _SPANNED
        return text[measure.end : measure.end + 1] in _STOPS


def _percent(text: str, start: int, end: int, value: Decimal | None, decimals: int) -> Mention:
    approx = hedge(text, start, end, loose=False)
    return Mention(start, end, "quantity", value, None, decimals, _PERCENT, end, "percent", "rate", approx)


def _tenths(text: str, numeral: Numeral) -> Mention | None:
    """九成, 九成五: tenths as per cent."""
    more = _TENTHS.match(text, numeral.end)
    if more is None or numeral.end - numeral.start != 1 or numeral.value is None:
        return None
    extra = "一二三四五六七八九".index(more[1]) + 1 if more[1] else 0
    return _percent(text, numeral.start, more.end(), numeral.value * 10 + extra, 0)


class _Kinds:
    """The kind of a digit run by the forms that hold it, strongest first; runs are asked for in reading order."""

    def __init__(self, pieces: Frame, starts: list[int]) -> None:
        text = self._text = pieces.text
        self._noise = Spans(_disjoint(pieces.furniture.spans)).held(starts)
        self._documents = Spans(_disjoint(numeral_kinds.document_numbers(text))).held(starts)
        self._ordinals = Spans(_disjoint(numeral_kinds.ordinals(text))).held(starts)
        self._named = Spans([t for t in pieces.titles if text[t[0]] == "《"]).held(starts)
        self._headings = {s.number_start for s in pieces.sections}
        self._sentence_starts = {start for start, _ in pieces.sentences}
        self._date_end = self._name_end = 0

    def of(self, numeral: Numeral) -> str:
        start = numeral.start
        if start in self._noise:
            return "page_noise"
        if start in self._documents:
            return "doc_number"
        if self._is_date(numeral):
            return "date"
        if start in self._ordinals:
            return "ordinal"
        if self._is_name(numeral):
            return "name"
        if start in self._headings or self._opens_item(start):
            return "ordinal"
        return "name" if start in self._named else "quantity"

    def _is_date(self, numeral: Numeral) -> bool:
        """A month or day form whose number has decimals is a quantity (1.5月)."""
        if numeral.start >= self._date_end:
            end = numeral_kinds.date_end(self._text, numeral.start, numeral.end)
            if end is None or (numeral.decimals and numeral.end - numeral.start <= _SHORT_DECIMAL):
                return False
            self._date_end = end
        return True

    def _is_name(self, numeral: Numeral) -> bool:
        if numeral.start >= self._name_end:
            end = numeral_kinds.name_end(self._text, numeral.start, numeral.end)
            if end is None:
                return False
            self._name_end = end
        return True

    def _opens_item(self, start: int) -> bool:
        """A short number at the start of a sentence, with no measure word: the number of a list item."""
        if start not in self._sentence_starts:
            before = start - 1
            while before > 0 and self._text[before] in " \t　":
                before -= 1
            if before < 0 or self._text[before] not in "）);；":
                return False
        match = _LIST_NUMBER.match(self._text, start)
        return match is not None and _COUNTED.match(self._text, match.end()) is None


def _unique(found: Sequence[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in found:
        if mention.start > end:
            yield mention
            end = mention.start


def _join_ranges(text: str, found: Sequence[Mention]) -> None:
    """Give 1至10个工作日 the same unit and bounds on both numerals."""
    for low, high in itertools.pairwise(found):
        gap = high.start - low.unit_end
        if not 0 < gap <= _RANGE_GAP or low.kind != "quantity" or high.kind != "quantity" or high.unit is None:
            continue
        if low.unit not in {None, high.unit} or not _RANGE_MARK.fullmatch(text, low.unit_end, high.start):
            continue
        low.unit, low.family, low.value_type = high.unit, high.family, high.value_type
        low.approx, low.value_high = "range", high.value
        high.approx = "range"


def _locate(found: Sequence[Mention], pieces: Frame) -> None:
    """Set the sentence and the innermost section of each mention: those that began last before it."""
    found_in = pieces.sentences or [(0, len(pieces.text))]
    sentence_starts, section_starts = [start for start, _ in found_in], [s.start for s in pieces.sections]
    for mention in found:
        sentence = found_in[max(0, bisect_right(sentence_starts, mention.start) - 1)]
        mention.sentence = sentence if sentence[1] >= mention.end else (sentence[0], mention.end)
        index = bisect_right(section_starts, mention.start)
        mention.section_id = pieces.sections[index - 1].section_id if index else None


def _doubt(text: str, found: Sequence[Mention]) -> None:
    """Mark 各区配备35名 as suspect: pages that lose their dashes turn 3—5名 for each office into 35名."""
    for mention in found:
        if (
            mention.family == "person"
            and text[mention.start : mention.end] in _LOST_DASHES
            and _STAFFED.search(text, mention.sentence[0], mention.start)
        ):
            mention.suspect, mention.approx = True, "range"
