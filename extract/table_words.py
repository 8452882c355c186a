"""The words of a table's headers, labels and captions: which indicator they claim, under which topic, in which unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.catalogue import NO_TOPIC, Catalogue, Topic
from extract.context import Held
from extract.kinds import kinds_of
from extract.lexicon import Claim, Lexicon
from extract.mentions import Mention

_BRACKETS: Final = re.compile(r"[（(【\[/]\s*(?:单位[:：])?\s*([^（()）/】\]\s]{1,6})\s*[）)】\]]?\s*(?=$|[（(\s])")
_CAPTION_UNITS: Final = re.compile(r"单位\s*[:：]\s*([^）)；;\s]+)")
_MONEY: Final = re.compile(r"金额|标的|款额|赔偿款|经费")
_RATE: Final = re.compile(r"率|占比|比例|比重|[%％]")
_SCALES: Final = {"百万": 10**6, "千万": 10**7, "千": 10**3, "万": 10**4, "亿": 10**8}
_COUNTED: Final = re.compile(r"(人次|[件宗起人个条份卷场次户家项名篇部期班批])数|(人次|场次|户次|班次)$|(人)员")


_CASES_OF: Final = re.compile(r"(?<=[承交转督主]办)件数")  # 承办件数 counts what is 承办, no 承办件
_NUMBER_OF: Final = re.compile(r"(?:案件|总|件|宗|人|次)?[数量](?=[（(\s]|$)")


def _in_setting(claim: Claim, words: str, setting: str) -> bool:
    """Tell whether a table says around a header or label what a phrase asks for: 许可 beside 处罚, 办结 of a squad."""
    wanted = claim.only_with is None or claim.only_with.search(f"{setting} {words}##") is not None
    return wanted and (claim.not_with is None or claim.not_with.search(f"{words}##") is None)


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure word with its family and the scale before it (万元: 元, 10000)."""

    word: str
    family: str
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text claims: the claim with the words that gave it, or that other words forbid any."""

    claim: Claim | None
    subject: str | None
    is_barred: bool = False


class TableWords:
    """Reads the words of tables by one catalogue and its lexicon."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._units = catalogue.units
        self._kinds = kinds_of(catalogue)
        self._topics = {t.topic: t for t in reversed(catalogue.topics) if not (t.refines or t.foreign or t.breakdown)}
        self._hits = lru_cache(maxsize=4096)(lexicon.hits)  # the headers of a table are read once a row

    def topics(self, words: str) -> list[Topic]:
        """Return the topics that a text names, in order."""
        return [t for h in self._hits(_CASES_OF.sub("", words)) for t in h.topics]

    def topic(self, name: str) -> Topic | None:
        """Return the topic of a name, as words that say no more than the topic open it."""
        return self._topics.get(name)

    def act(self, label: str) -> str | None:
        """Return the sort of administrative act that a label names as a kind of cases: 行政处罚, 征收补偿."""
        return self._kinds.subject(label)

    def telling(self, head: str) -> str | None:
        """Return the one topic under which the words of a header claim figures: 调撤率, 纠错率."""
        claims = [c for h in self._hits(head) for c in h.claims]
        named = {t for c in claims for t in c.topics} - {NO_TOPIC}
        return named.pop() if len(named) == 1 and all(c.topics for c in claims) else None

    def is_foreign(self, words: str) -> bool:
        """Tell whether words name another body's business."""
        return any(t.foreign for t in self.topics(words))

    def unit(self, written: str | None) -> Unit | None:
        """Return a measure word as written in a header, with its scale."""
        word = (written or "").strip().replace("％", "%")
        for prefix, scale in (("", 1), *_SCALES.items()):
            rest = word.removeprefix(prefix) if word.startswith(prefix) else ""
            if rest in self._units:
                return Unit(rest, self._units[rest][0], scale)
        return None

    def bracketed(self, words: str) -> Unit | None:
        """Return the measure word in the last brackets of a header: 受理(件), 金额（万元）."""
        return next((u for m in reversed(_BRACKETS.findall(words)) if (u := self.unit(m))), None)

    def behind(self, words: str) -> Unit | None:
        """Return the measure word right behind a number: the longest that the words begin with."""
        return next((u for size in range(6, 0, -1) if (u := self.unit(words[:size].strip()))), None)

    def caption_units(self, caption: str) -> list[Unit]:
        """Return the measure words that a caption gives for its table: （单位：件、人）, …情况（件）."""
        written = [w for m in _CAPTION_UNITS.findall(caption) for w in re.split(r"[、,，/和及]", m)]
        return [u for w in written if (u := self.unit(w))] or [u for u in [self.bracketed(caption)] if u]

    def implied(self, words: str) -> Unit | None:
        """Return the measure word that a header's own words imply: 成功率, 涉及人数."""
        if _RATE.search(words):
            return Unit("%", "percent")
        counted = _COUNTED.search(words)
        return self.unit(next(filter(None, counted.groups()))) if counted else None

    def is_money(self, words: str) -> bool:
        """Tell whether a header names an amount of money."""
        return _MONEY.search(words) is not None

    def claim(
        self,
        words: str,
        topic: Topic | None,
        unit: Unit | str | None,
        *,
        is_money: bool = False,
        is_caption: bool = False,
        setting: str = "",
    ) -> Reading:
        """Return the claim on figures under a header: its last verb that fits, else its last noun.

        In a caption, whose words speak of the whole table, other nouns bar nothing where the unit is known. `setting`
        holds the other words of the table, among which a phrase may ask for some; where the topic is told, it needs none.
        """
        if isinstance(unit, str):
            unit = self.unit(unit)
        family = unit.family if unit else "money" if is_money else None
        kind = {"percent": "rate", "money": "money"}.get(family or "", "rate" if _RATE.search(words) else "count")
        probe = Mention(0, 0, "quantity", unit=unit.word if unit else None, family=family)
        held, reading = Held(topic, None), Reading(None, None)
        for variant in dict.fromkeys((words, _NUMBER_OF.sub("", words))):  # 收案数: 收案
            passes = is_caption and unit is not None
            reading = self._claim(variant, held, kind, probe, setting, passes_decoys=passes)
            if reading.claim is not None or kind == "rate":
                break
        return reading

    def _claim(
        self, words: str, held: Held, kind: str, probe: Mention, setting: str, *, passes_decoys: bool
    ) -> Reading:
        hits = self._hits(words)
        for noun in (False, True):
            for hit in reversed(hits):
                claims = [c for c in hit.claims if c.is_noun == noun and held.admits(c, kind, probe)]
                found = next((c for c in claims if _in_setting(c, words, setting)), None)
                found = found or next((c for c in claims if held.topic and held.topic.topic in c.topics), None)
                if found is not None:
                    return Reading(found, words[hit.start : hit.end])
                if hit.decoy is not None and not hit.claims and not passes_decoys:
                    return Reading(None, None, is_barred=True)
        return Reading(None, None, is_barred=any(h.claims or any(t.foreign for t in h.topics) for h in hits))

    def breakdown(self, claim: Claim, texts: Sequence[str]) -> str | None:
        """Return the value of a claim's dimension by the first text that names one."""
        if claim.breakdown:
            return claim.breakdown
        for words in texts:
            for hit in self._hits(words):
                named = [t.breakdown for t in hit.topics if t.breakdown]
                named += [c.breakdown for c in hit.claims if c.indicator == claim.indicator and c.breakdown]
                value = next((v for v in named if v in claim.values), None)
                if value is not None:
                    return value
        return "all" if claim.dimension == "mediation_type" else None
