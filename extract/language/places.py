"""Places: which area of GB/T 2260 a document speaks for, by its title, its page lines and its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import ahocorasick_rs

from extract.catalogue import Catalogue, Region

_SELF: Final = {
    "province": re.compile(r"[我全]省|全自治区"),
    "prefecture": re.compile(r"[我全][市州盟]|州委|[我全]地区"),
    "county": re.compile(r"[我全][区县旗]"),
}
_REPORTING: Final = re.compile(r"现将([^。\n]{2,40}?)(?:人民政府)?(?:19|20)\d\d年")
_NATIONAL: Final = re.compile(r"全国|国务院|司法部|最高人民法院|最高人民检察院")
_ENOUGH: Final = 4  # weight that one mention in a title, a page line or a reporting sentence has and passing words lack
_PARENT_LOSS: Final = 6
_LEVELS: Final = {"national": 0, "province": 1, "prefecture": 2, "county": 3}


class Places:
    """Finds the names and aliases of areas in texts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._regions = catalogue.regions
        self._names = catalogue.codes_by_name
        self._full = _Finder(self._names)
        short: dict[str, tuple[str, ...]] = dict(self._names)
        for region in catalogue.regions.values():
            if region.level in {"province", "prefecture"} and len(region.short_name) > 1 and region.valid_to is None:
                short.setdefault(region.short_name, (region.code,))
        self._short = _Finder(short)

    def of_name(self, name: str) -> Region | None:
        """Return the area of a name or alias where only one current area bears it."""
        codes = [c for c in self._names.get(name, ()) if self._regions[c].valid_to is None] or self._names.get(name, ())
        return self._regions[codes[0]] if len(codes) == 1 else None

    def of_document(self, title: str | None, source: str | None, text: str) -> Region | None:
        """Return the area that a document speaks for; None where its words leave it open."""
        reporting = _REPORTING.search(text[:1500])
        weighted: Counter[str] = Counter()
        for words, weight in (
            (self._short.names(title or ""), 12),
            (self._full.names(reporting[1]) if reporting else [], 10),
            (self._short.names(source or ""), 6),
            (self._full.names(text[-160:]), 2),
        ):
            for name in words:
                weighted[name] += weight
        for name, count in Counter(self._full.names(text)).items():
            weighted[name] += min(count, 6)
        if title and _NATIONAL.search(title) and not self._short.names(title):
            return self._regions.get("100000")
        return self._best(weighted, text)

    def _best(self, weighted: Mapping[str, int], text: str) -> Region | None:
        own_level = self._own_level(text)
        present = {code for name in weighted for code in self._short.codes(name)}
        scored: dict[str, float] = {}
        for name, weight in weighted.items():
            region = self._resolve(name, present)
            if region is None:
                continue
            bonus = 4 if region.level == own_level else 0
            scored[region.code] = scored.get(region.code, 0) + weight + bonus
        if not scored:
            return None
        for code in list(scored):
            if self._named_closer(code, scored):
                scored[code] -= _PARENT_LOSS
        best = max(scored, key=lambda c: (scored[c], _LEVELS[self._regions[c].level]))
        return self._regions[best] if scored[best] >= _ENOUGH else None

    def _named_closer(self, code: str, scored: Mapping[str, float]) -> bool:
        """Tell whether an area below is named about as often: 乌鲁木齐市达坂城区 speaks for 达坂城区."""
        return any(
            other != code and self._under(other, code) and value >= scored[code] * 0.5
            for other, value in scored.items()
        )

    def _own_level(self, text: str) -> str | None:
        counts = {level: len(pattern.findall(text)) for level, pattern in _SELF.items()}
        level = max(counts, key=lambda key: counts[key])
        return level if counts[level] > 1 else None

    def _under(self, code: str, above: str) -> bool:
        region = self._regions[code]
        return above in {region.parent_code, region.province_code}

    def _resolve(self, name: str, present: set[str]) -> Region | None:
        codes = self._short.codes(name)
        current = [c for c in codes if self._regions[c].valid_to is None] or list(codes)
        if len(current) == 1:
            return self._regions[current[0]]
        related = [c for c in current if {self._regions[c].parent_code, self._regions[c].province_code} & present]
        return self._regions[related[0]] if len(related) == 1 else None


class _Finder:
    """All names of a table in one automaton."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._names = names
        self._list = list(names)
        self._automaton = ahocorasick_rs.AhoCorasick(self._list, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def names(self, text: str) -> list[str]:
        """Return the names in a text, in order, longest match first."""
        return [self._list[index] for index, _, _ in self._automaton.find_matches_as_indexes(text)]

    def codes(self, name: str) -> Sequence[str]:
        """Return the codes of a name."""
        return self._names.get(name, ())
