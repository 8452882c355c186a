"""The ledger: every numeral of a text, classified, with value, unit and the sentence that it stands in.

Every digit run of the text is in exactly one mention. Chinese numerals have a mention where they are quantities or
number a heading.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from extract.catalogue import Catalogue
from extract.language import numeral_kinds
from extract.language.clauses import Span, Spans, sentences, titles
from extract.language.furniture import Furniture
from extract.language.numerals import Numeral, chinese_numerals, digit_numerals
from extract.language.sections import Section
from extract.language.units import hedge, unit_pattern

_RANGE_MARK: Final = re.compile(r"\s*[-—–~～至到]\s*")
_LIST_NUMBER: Final = re.compile(
    r"\d{1,2}(?=[一-龥])|\d{1,2}(?:\.\d{1,2}){1,3}(?=[ 　]?[一-龥])|\d{1,2}(?=[、.．][一-龥])"
)
_COUNTED: Final = re.compile(r"[件宗起例名人个次场份项条家余多万%％]")
_PROPORTION: Final = re.compile(r"\s*[:：]\s*\d")  # 2.5:1
_PERCENT: Final = "%"
_VALUE_TYPES: Final = {"percent": "rate", "points": "rate", "money": "money", "duration": "duration", "ratio": "ratio",
                       "score": "other", "level": "other", "measure": "other"}  # fmt: skip
_CHINESE_FAMILIES: Final = frozenset({"case", "person", "item", "body", "time", "duration", "area", "money"})
_NEARLY: Final = re.compile(r"[近约超上逾涉]$")
_IDIOMS: Final = re.compile(r"[第每同之唯统万逐某任这那哪上下初首单专届]$")
_AFTER_IDIOM: Final = re.compile(
    r"(?:件事|次性|个窗口|张网|站式|体化|类事项|批次|揽子|条龙|号工程|个平台|套标准|部分|起来|家人|方面|年来|年之计|年以来|个月|项工作|项制度|项机制|条线|次会议|次全会|次全体|次常务|级)"
)


@dataclass(frozen=True, slots=True)
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
    furniture: Furniture
    title: Span | None = None


def frame(text: str, text_sections: Sequence[Section], page: Furniture, title: Span | None = None) -> Frame:
    """Cut a text into the pieces that mentions and facts look up."""
    return Frame(text, text_sections, sentences(text), Spans(_disjoint(titles(text))), page, title)


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
        self._unit = unit_pattern(self._families)

    def mentions(self, pieces: Frame) -> list[Mention]:
        """Return the mentions of a text in order of their spans, disjoint."""
        text = pieces.text
        kinds = _Kinds(pieces)
        found = [self._digit_mention(text, n, kinds.of(n)) for n in digit_numerals(text)]
        taken = Spans([(m.start, m.end) for m in found])
        found += [m for n in chinese_numerals(text) if (m := self._chinese_mention(pieces, n, taken))]
        found += [
            Mention(s.number_start, s.number_end, "ordinal", unit_end=s.number_end)
            for s in pieces.sections
            if not text[s.number_start].isdigit() and not taken.at(s.number_start)
        ]
        found = _with_ranges(text, sorted(_unique(found), key=lambda m: m.start))
        return _located(found, pieces)

    def _digit_mention(self, text: str, numeral: Numeral, kind: str) -> Mention:
        if kind != "quantity":
            return Mention(numeral.start, numeral.end, kind, numeral.value, unit_end=numeral.end)
        return self._quantity(text, numeral)

    def _quantity(self, text: str, numeral: Numeral) -> Mention:
        match = self._unit.match(text, numeral.end)
        if match is None and numeral.loose:  # 1200多万元: the scale stands between number and unit
            match = self._unit.match(
                text, numeral.end + (3 if text[numeral.end + 1 : numeral.end + 3] in {"百万", "千万", "万亿"} else 2)
            )
        unit = match["unit"] if match else None
        if match is None and _PROPORTION.match(text, numeral.end):
            return Mention(numeral.start, numeral.end, "quantity", numeral.value, None, numeral.decimals, None,
                           numeral.end, "ratio", "ratio")  # fmt: skip
        end = match.end() if match else numeral.end
        family = self._families.get(unit) if unit else None
        value = numeral.value
        if unit == "‰" and value is not None:
            value, unit, family = value / 10, _PERCENT, "percent"
        elif unit == "％":
            unit = _PERCENT
        loose = numeral.loose or bool(match and match["loose"])
        return Mention(
            numeral.start, numeral.end, "quantity", value, None, numeral.decimals, unit, end, family,
            _VALUE_TYPES.get(family or "", "count"), hedge(text, numeral.start, end, loose=loose),
            suspect=value is None,
        )  # fmt: skip

    def _chinese_mention(self, pieces: Frame, numeral: Numeral, taken: Spans) -> Mention | None:
        text, start, end = pieces.text, numeral.start, numeral.end
        if taken.at(start) or taken.at(end - 1) or numeral.value is None:
            return None
        if numeral.percent:
            approx = hedge(text, start, end, loose=False)
            return Mention(
                start, end, "quantity", numeral.value, None, numeral.decimals, _PERCENT, end, "percent", "rate", approx
            )
        if numeral.fraction:
            return Mention(start, end, "quantity", numeral.value, None, 4, None, end, "ratio", "ratio")
        tenths = self._tenths(text, numeral)
        if tenths is not None:
            return tenths
        if pieces.titles.at(start) or (start and (_IDIOMS.search(text[start - 1]) or text[start - 1].isdigit())):
            return None
        return self._chinese_count(text, numeral)

    def _tenths(self, text: str, numeral: Numeral) -> Mention | None:
        """九成, 九成五: tenths as per cent."""
        if text[numeral.end : numeral.end + 1] != "成" or numeral.end - numeral.start != 1 or numeral.value is None:
            return None
        more = re.match(r"成([一二三四五六七八九])?(?=[以的多案事，,。；;、）)]|上|左|被|$)", text[numeral.end :])
        if more is None:
            return None
        extra = Decimal("一二三四五六七八九".index(more[1]) + 1) if more[1] else Decimal(0)
        end = numeral.end + more.end()
        approx = hedge(text, numeral.start, end, loose=False)
        return Mention(
            numeral.start,
            end,
            "quantity",
            numeral.value * 10 + extra,
            None,
            0,
            _PERCENT,
            end,
            "percent",
            "rate",
            approx,
        )

    def _chinese_count(self, text: str, numeral: Numeral) -> Mention | None:
        match = self._unit.match(text, numeral.end)
        value = numeral.value
        if match is None or value is None or self._families[match["unit"]] not in _CHINESE_FAMILIES:
            return None
        after = text[numeral.end : numeral.end + 6]
        if text[numeral.start : numeral.end] in {"百", "千", "万"} and not _NEARLY.search(
            text[max(0, numeral.start - 1) : numeral.start]
        ):
            return None
        if value < 10 and _AFTER_IDIOM.match(after):
            return None
        if value == 1 and (
            self._families[match["unit"]] != "case" or text[match.end() : match.end() + 1] not in "，,。；;、）) \n"
        ):
            return None
        return self._quantity(text, numeral)


class _Kinds:
    """The kind of a digit run by the forms that hold it, strongest first."""

    def __init__(self, pieces: Frame) -> None:
        text = pieces.text
        self._pieces = pieces
        self._forms = [
            ("page_noise", Spans(_disjoint(pieces.furniture.spans))),
            ("doc_number", Spans(_disjoint(numeral_kinds.document_numbers(text)))),
            ("date", Spans(_disjoint(numeral_kinds.dates(text)))),
            ("ordinal", Spans(_disjoint(numeral_kinds.ordinals(text)))),
            ("name", Spans(_disjoint(numeral_kinds.names(text)))),
        ]
        self._headings = {s.number_start for s in pieces.sections}
        self._sentence_starts = {start for start, _ in pieces.sentences}

    def of(self, numeral: Numeral) -> str:
        for kind, spans in self._forms:
            if spans.at(numeral.start) and not self._counted(kind, numeral):
                return kind
        if numeral.start in self._headings or self._opens_item(numeral):
            return "ordinal"
        title = self._pieces.titles.at(numeral.start)
        return "name" if title and self._pieces.text[title[0]] == "《" else "quantity"

    def _counted(self, kind: str, numeral: Numeral) -> bool:
        """A month or day form whose number has decimals is a quantity (1.5月)."""
        return kind == "date" and numeral.decimals > 0 and numeral.end - numeral.start <= 4

    def _opens_item(self, numeral: Numeral) -> bool:
        """A short number at the start of a sentence, with no measure word: the number of a list item."""
        text = self._pieces.text
        before = text[: numeral.start].rstrip(" \t　")[-1:]
        if numeral.start not in self._sentence_starts and before not in {"）", ")", ";", "；"}:
            return False
        match = _LIST_NUMBER.match(text, numeral.start)
        return match is not None and _COUNTED.match(text, match.end()) is None


def _unique(found: Sequence[Mention]) -> list[Mention]:
    seen: dict[int, Mention] = {}
    for mention in found:
        seen.setdefault(mention.start, mention)
    return list(seen.values())


def _with_ranges(text: str, found: list[Mention]) -> list[Mention]:
    """Give 1至10个工作日 the same unit and bounds on both numerals."""
    for index, (low, high) in enumerate(itertools.pairwise(found)):
        if low.kind != "quantity" or high.kind != "quantity" or high.unit is None:
            continue
        if low.unit_end > high.start or not _RANGE_MARK.fullmatch(text[low.unit_end : high.start]):
            continue
        if low.unit not in {None, high.unit}:
            continue
        found[index] = replace(low, unit=high.unit, family=high.family, value_type=high.value_type, approx="range",
                               value_high=high.value)  # fmt: skip
        found[index + 1] = replace(high, approx="range")
    return found


def _located(found: Sequence[Mention], pieces: Frame) -> list[Mention]:
    """Add the sentence and the innermost section to each mention."""
    starts = [start for start, _ in pieces.sentences]
    result = []
    for mention in found:
        index = max(0, bisect_right(starts, mention.start) - 1)
        inside = [s for s in pieces.sections if s.start <= mention.start < s.end]
        sentence = pieces.sentences[index] if pieces.sentences else (0, len(pieces.text))
        if mention.end > sentence[1]:
            sentence = (sentence[0], mention.end)
        result.append(replace(mention, sentence=sentence, section_id=inside[-1].section_id if inside else None))
    return result
