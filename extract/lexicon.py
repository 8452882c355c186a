"""The lexicon: every word of the catalogue that says what a figure is, found in one pass over a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import ahocorasick_rs

from extract.catalogue import Catalogue, Indicator, Phrase, Topic
from extract.language.clauses import MARKS

_KINDS: Final = {"rate": "rate", "money": "money", "duration": "duration"}
_CASE_UNITS: Final = frozenset({"case", "份"})
_UNIT_FAMILIES: Final = {
    "件": _CASE_UNITS,
    "人": frozenset({"person"}),
    "个": frozenset({"item", "body"}),
    "份": frozenset({"item", "case"}),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One phrase of one indicator under a word."""

    indicator: str
    rule: str  # indicator.phrase
    kind: str  # count | rate | money | duration
    topics: frozenset[str]  # empty: under any topic
    is_noun: bool
    breakdown: str | None
    dimension: str | None
    values: frozenset[str]  # of the dimension
    units: frozenset[str]  # families or single measure words that it accepts
    alone: bool  # under a topic of another clause only with no other noun beside it
    only_with: re.Pattern[str] | None = None  # what must stand around the figure, marked by #
    not_with: re.Pattern[str] | None = None  # what must not
    is_telling: bool = False  # its word claims under one topic only, and so tells the topic itself


_NEUTRAL: Final = re.compile(  # words that change no meaning, before and behind others
    r"^(?:共计?|已|累计|依法|均|总计|合计|先后|全年|全部|按期|按时|及时|如期|经)+|(?<=[一-龥]{2})(?:总数|总量|数量|件数|数|量|的)$"
)


_NEGATED: Final = re.compile("[不未没无非免拒驳暂停止前]")
_DISPUTES: Final = frozenset({"reconsideration", "litigation", "mediation", "arbitration"})
_SPOKEN_OF_DISPUTES: Final = _DISPUTES | {"court"}  # 立案后促成和解 of a court hides 促成和解 of a review
_RATES: Final = ("比率", "比例", "的比率", "的比例")
_SHORTEST_RATE: Final = 2
_TELLING: Final = 4  # characters of a word that tells its topic by itself; shorter ones stand in other matters too


class Hit(NamedTuple):
    """A word of the lexicon in the text."""

    start: int
    end: int
    claims: tuple[Claim, ...]
    topics: tuple[Topic, ...]
    decoy: str | None  # count | rate
    opens: tuple[Topic, ...]  # the topics that hold from here on: all but those that only refine one
    kinds: frozenset[str]  # of figures that its claims or its decoy take
    breakdowns: tuple[str, ...]  # values that its topics name


_SHORT: Final = re.compile(r"[共约近了有]?\s*[0-9]")
_CASES: Final = frozenset({"案件", "复议", "应诉", "诉讼"})  # 复议案件收71结66
_WORD: Final = re.compile(r"[一-龥](?<![共已新])")
_new: Final = tuple.__new__  # many hits are made, and this is their quickest way
_Entry = tuple[tuple[Claim, ...], tuple[Topic, ...], str | None, tuple[Topic, ...], frozenset[str], tuple[str, ...]]


class Lexicon:
    """All words of a catalogue as one automaton; leftmost, longest match."""

    def __init__(self, catalogue: Catalogue) -> None:
        claims: dict[str, list[Claim]] = defaultdict(list)
        for indicator in catalogue.indicators.values():
            for phrase in indicator.phrases:
                claim = _claim(indicator, phrase)
                for term in dict.fromkeys(map(folded, phrase.terms)):
                    claims[term].append(claim)
        _add_proportions(claims)
        topics: dict[str, list[Topic]] = defaultdict(list)
        for topic in catalogue.topics:
            for term in dict.fromkeys(map(folded, topic.terms)):
                topics[term].append(topic)
        decoys = dict.fromkeys(catalogue.decoys.counts, "count") | dict.fromkeys(catalogue.decoys.rates, "rate")
        _name_rates(claims, decoys, topics.keys())
        self._with_breakdown = {t.topic for t in catalogue.topics if t.breakdown}
        self._terms = sorted({*claims, *topics, *decoys})
        for term in self._terms:
            _inherit(term, claims)
        for term in topics.keys() - claims.keys() - decoys.keys():
            if tail := _of_tail(term, topics, claims):
                claims[term] = tail
        within = _Within(topics)
        self._entries = [
            _entry(
                claims.get(t, []) if t in decoys else _telling(t, claims.get(t, [])),
                topics.get(t) or within.of(t),
                decoys.get(t),
            )
            for t in self._terms
        ]
        self._rates = {t: n for n, t in enumerate(self._terms) if t.endswith("率") and self._entries[n][0]}
        self.presumed = tuple(t for t in catalogue.topics if t.sentence is not None)
        self.of_kinds = frozenset(n for n, entry in enumerate(self._entries) if _may_name_kind(entry))
        self.marked = frozenset(n for n, term in enumerate(self._terms) if not MARKS.isdisjoint(term))
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._terms,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,  # small: stays in the processor's cache
        )

    def has_breakdown(self, topic: str) -> bool:
        """Tell whether any word of a topic names a value of its dimension."""
        return topic in self._with_breakdown

    def meanings(self) -> Iterator[tuple[str, _Entry]]:
        """Yield each word with what it claims, opens and bars."""
        return zip(self._terms, self._entries, strict=True)

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """Return number, start and end of each word of the lexicon in the text, in order, without overlap."""
        one_width = folded(text)
        found = self._automaton.find_matches_as_indexes(one_width)
        return [
            self._rate(one_width, s) if one_width[s[2] : s[2] + 1] == "率" else s
            for s in found
            if self._stands(one_width, s)
        ]

    def _stands(self, text: str, span: tuple[int, int, int]) -> bool:
        """Tell whether a word is one in its place: a verb of one character only between a mark and a figure (收45件，立40件)."""
        number, start, end = span
        if end - start > 1 or not any(c.kind == "count" for c in self._entries[number][0]):
            return True
        return _SHORT.match(text, end) is not None and (
            not _WORD.match(text[start - 1 : start]) or text[max(0, start - 2) : start] in _CASES
        )

    def _rate(self, text: str, span: tuple[int, int, int]) -> tuple[int, int, int]:
        """The rate that ends right behind a word: 局领导出庭应诉 hides the 出庭应诉率 that begins inside it."""
        _, start, end = span
        for begin in range(start, end):
            number = self._rates.get(text[begin : end + 1])
            if number is not None:
                return number, begin, end + 1
        return span

    def hit(self, number: int, start: int, end: int) -> Hit:
        """Return the word of a number as found at a place."""
        return _new(Hit, (start, end, *self._entries[number]))

    def hits(self, text: str) -> list[Hit]:
        """Return the lexicon's words in the text, in order, without overlap."""
        return [Hit(start, end, *self._entries[number]) for number, start, end in self.spans(text)]


def _add_proportions(claims: dict[str, list[Claim]]) -> None:
    """Give 纠错比例 what 纠错率 claims: two words for one thing."""
    for term in [t for t, found in claims.items() if t.endswith("率") and found[0].kind == "rate"]:
        claims.setdefault(f"{term[:-1]}比例", claims[term])


def folded(text: str) -> str:
    """A text with brackets of one width: catalogues and reports write both."""
    return text.replace("(", "（").replace(")", "）")


def _name_rates(claims: dict[str, list[Claim]], decoys: dict[str, str], taken: Collection[str]) -> None:
    """Give 办结比例, 办结比率 what the catalogue says of 办结率: the same rate in other words."""
    for term in [t for t in (*claims, *decoys) if t.endswith("率") and len(t) > _SHORTEST_RATE]:
        rates = [c for c in claims.get(term, ()) if c.kind == "rate"]
        for name in (term[:-1] + end for end in _RATES):
            if name in claims or name in decoys or name in taken:
                continue
            if rates:
                claims[name] = list(rates)
            if term in decoys:
                decoys[name] = decoys[term]


def _may_name_kind(entry: _Entry) -> bool:
    """Tell whether a word may in its place only name a kind of case: 其中行政处罚类12件."""
    _, topics, _, opens, *_ = entry
    return bool(opens) and any(t.foreign and not t.dominates for t in topics)


def _inherit(term: str, claims: dict[str, list[Claim]]) -> None:
    """Give 共审结, 审结的 what 审结 claims for other indicators, since the longer word hides the shorter one in a text."""
    if term not in claims:
        return
    bare = _NEUTRAL.sub("", term)
    if bare == term:
        _inherit_tail(term, claims)
        return
    if bare not in claims:
        return
    own = {c.indicator for c in claims[term]}
    claims[term] += [c for c in claims[bare] if c.indicator not in own]


def _inherit_tail(term: str, claims: dict[str, list[Claim]]) -> None:
    """Give a longer word what the verb that it ends with claims under other topics: 经释明后撤诉 hides 撤诉."""
    tail = next((term[n:] for n in range(1, len(term) - 1) if term[n:] in claims), None)
    topics = {t for c in claims[term] for t in c.topics}
    if tail is None or not topics or not topics <= _SPOKEN_OF_DISPUTES or _NEGATED.search(term[: -len(tail)]):
        return
    claims[term] += [c for c in claims[tail] if c.topics and not c.is_noun and c.topics <= _DISPUTES - topics]


def _of_tail(term: str, topics: Mapping[str, list[Topic]], claims: Mapping[str, list[Claim]]) -> list[Claim]:
    """What the verb behind the name of a topic claims under it, where both are one word of the topic: 复议|立案."""
    own = {t.topic for t in topics[term] if not t.foreign}
    tails = (term[i:] for i in range(2, len(term) - 1) if term[:i] in topics)
    verbs = ([c for c in claims[t] if c.topics & own and not c.is_noun] for t in tails if t in claims)
    return next(filter(None, verbs), [])


def _telling(term: str, claims: list[Claim]) -> list[Claim]:
    """Mark the claims of a word that is used under one topic only (被诉, 放弃申请): it needs no other word to tell the topic."""
    topics = {t for c in claims for t in c.topics}
    if (
        len(term) < _TELLING
        or len(topics) != 1
        or not all(c.topics and c.kind == "count" and not c.is_noun for c in claims)
    ):
        return claims
    return [replace(c, is_telling=True) for c in claims]


def _entry(claims: Sequence[Claim], topics: Sequence[Topic], decoy: str | None) -> _Entry:
    kinds = frozenset(c.kind for c in claims) | ({decoy} if decoy else set())
    opens = tuple(t for t in topics if not t.refines)
    return tuple(claims), tuple(topics), decoy, opens, kinds, tuple(t.breakdown for t in topics if t.breakdown)


def _claim(indicator: Indicator, phrase: Phrase) -> Claim:
    return Claim(
        indicator.code,
        f"{indicator.code}.{phrase.id}",
        _KINDS.get(indicator.value_type, "count"),
        frozenset(phrase.topics),
        phrase.strength == "noun",
        phrase.breakdown,
        indicator.dimension.name if indicator.dimension else None,
        frozenset(indicator.dimension.values) if indicator.dimension else frozenset(),
        frozenset(phrase.units) or _UNIT_FAMILIES.get(indicator.unit, frozenset({indicator.unit})),
        phrase.alone,
        phrase.only_with,
        phrase.not_with,
    )


class _Within:
    """Topics by a word inside another one."""

    def __init__(self, topics: dict[str, list[Topic]]) -> None:
        self._topics, self._words = topics, list(topics)
        self._automaton = ahocorasick_rs.AhoCorasick(self._words)

    def of(self, term: str) -> list[Topic]:
        """The topics of the longest topic word inside a term: 人民调解成功率 speaks about 人民调解."""
        inside = self._automaton.find_matches_as_indexes(term, overlapping=True)
        if not inside:
            return []
        longest = max(inside, key=lambda found: (found[2] - found[1], -found[0]))
        return self._topics[self._words[longest[0]]]
