"""Places: which area of GB/T 2260 a document speaks for, by its title, its page lines and its own words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import ahocorasick_rs

from extract.catalogue import Catalogue, Region

_SELF: Final = re.compile(
    r"[我全州盟县旗](?:(?<=[我全])(?:省|自治区|市|州|盟|地区|区|县|旗)|(?<=[州盟县旗])委)"  # one set of first characters
)
_SELF_LEVELS: Final = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture",
                       "地区": "prefecture", "区": "county", "县": "county", "旗": "county", "州委": "prefecture",
                       "盟委": "prefecture", "县委": "county", "旗委": "county"}  # fmt: skip
_REPORTING: Final = re.compile(r"(?:现将|现就)([^。\n]{2,40}?)(?:人民政府|[一-龥]{2,8}[局厅委院])?(?:19|20)\d\d年")
_NATIONAL: Final = re.compile(
    r"全国|国务院|司法部|最高人民法院|最高人民检察院|^法治政府建设实施纲要|国家[一-龥]{2,6}[局委署]"
)
# names that are also words: only right behind the name of the area above (大同市城区)
_WORDS: Final = frozenset({"城区", "郊区", "矿区", "市区", "新区", "开发区", "城关区", "新城区", "市中区", "城中区"})
_OWN_BEFORE: Final = frozenset("《〔（(“")
_OWN_AFTER: Final = re.compile(
    r"(?:人民)?政府|[市县区州旗盟]?委(?![员托])|党委|人大|政协|(?:第?[一二三四五六七八九十]+届)|人民(?:法院|检察院)|法院|检察院|司法局|法治|依法|全面依法"
    r"|20\d\d年"
)
_VISITED: Final = re.compile(
    r"(?:赴|到|学习|借鉴|参照|对口|支援|援助|来自|考察|推广|与|和|及|、|邻|毗邻|跨|在|从|向|对|籍)$"
)
_ELSEWHERE: Final = re.compile(r"经验|模式|考察|调研|籍|等地|等[省市]|召开的|兄弟")
_LATELY: Final = date(2015, 1, 1)
_PASSING, _NAMED, _OWN = 0.25, 1.0, 2.0
_MOST: Final = 6.0  # what mentions in running text can weigh together
_ENOUGH: Final = 4  # weight that one mention in a title, a page line or a reporting sentence has and passing words lack
_PARENT_LOSS: Final = 6
_LEVELS: Final = {"national": 0, "province": 1, "prefecture": 2, "county": 3}


@dataclass(frozen=True, slots=True)
class Placing:
    """The area that a document speaks for, or the areas between which its words leave it open."""

    region: Region | None
    open_between: tuple[Region, ...] = ()


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
        return self.placing(title, source, text).region

    def placing(self, title: str | None, source: str | None, text: str) -> Placing:
        """Return the area that a document speaks for, or the candidates of an ambiguous name."""
        reporting = _REPORTING.search(text[:1500])
        named: list[tuple[str, float]] = [
            *((n, 12.0) for n in self._short.names(title or "")),
            *((n, 10.0) for n in self._full.names(reporting[1] if reporting else "")),
            *((n, 6.0) for n in self._short.names(source or "")),
        ]
        if title and _NATIONAL.search(title) and not self._short.names(title):
            return Placing(self._regions.get("100000"))
        running: dict[str, float] = defaultdict(float)
        for name, weight in self._running(text):
            running[name] += weight
        weighted: dict[str, float] = defaultdict(float)
        for name, weight in (*named, *((n, min(w, _MOST)) for n, w in running.items())):
            weighted[name] += weight
        return self._best(weighted, text)

    def _running(self, text: str) -> Iterable[tuple[str, float]]:
        """The names of a text, each weighed by whether the words around it make it the document's own."""
        for name, start, end in self._full.found(text):
            before, after = text[max(0, start - 2) : start], text[end : end + 8]
            if before.removesuffix("\n")[-1:] in _OWN_BEFORE or _OWN_AFTER.match(after):
                yield name, _OWN
            elif _VISITED.search(before) or _ELSEWHERE.match(after):
                yield name, _PASSING
            else:
                yield name, _NAMED

    def _best(self, weighted: Mapping[str, float], text: str) -> Placing:
        own_level = self._own_level(text)
        present = {code for name in weighted for code in self._short.codes(name)}
        scored: dict[str, float] = {}
        unresolved: dict[str, float] = {}
        for name, weight in weighted.items():
            region = self._resolve(name, present)
            if region is None:
                unresolved[name] = weight
                continue
            bonus = 4 if region.level == own_level and weight >= _OWN else 0
            scored[region.code] = scored.get(region.code, 0) + weight + bonus
        self._lower_parents(scored)
        best = max(scored, key=lambda c: (scored[c], _LEVELS[self._regions[c].level]), default=None)
        vague = max(unresolved, key=lambda n: unresolved[n], default=None)
        if vague is not None and unresolved[vague] >= max(_ENOUGH, scored[best] if best else 0):
            return Placing(None, tuple(self._candidates(vague)))
        return Placing(self._regions[best] if best and scored[best] >= _ENOUGH else None)

    def _lower_parents(self, scored: dict[str, float]) -> None:
        """Areas below that are named about as often speak for themselves: 乌鲁木齐市达坂城区 is 达坂城区."""
        strongest: dict[str, float] = {}
        for code, value in scored.items():
            region = self._regions[code]
            for above in {region.parent_code, region.province_code} - {code}:
                strongest[above] = max(strongest.get(above, 0), value)
        for code, value in list(scored.items()):
            if strongest.get(code, 0) >= value * 0.5:
                scored[code] = value - _PARENT_LOSS

    def _own_level(self, text: str) -> str | None:
        counts = Counter(_SELF_LEVELS[word.lstrip("我全")] for word in _SELF.findall(text))
        level, count = max(counts.items(), key=lambda item: (item[1], -_LEVELS[item[0]]), default=("", 0))
        return level if count > 1 else None

    def _candidates(self, name: str) -> list[Region]:
        """The areas that a bare name may mean: current ones, and former ones of other provinces that lasted till lately."""
        areas = [self._regions[c] for c in self._short.codes(name)]
        current = [r for r in areas if r.valid_to is None]
        provinces = {r.province_code for r in current}
        late = [r for r in areas if r.valid_to and r.valid_to >= _LATELY and r.province_code not in provinces]
        return current + late or areas

    def _resolve(self, name: str, present: set[str]) -> Region | None:
        """The area of a name, by the areas above it that the document names: 重庆市江北区 is not 宁波市's."""
        areas = [self._regions[c] for c in self._short.codes(name)]
        candidates = self._candidates(name)
        if len(areas) == 1:
            return areas[0]
        for above in ("parent_code", "province_code"):
            related = [r for r in areas if getattr(r, above) in present]
            current = [r for r in related if r.valid_to is None] or related
            if len(current) == 1:
                return current[0]
        return candidates[0] if len(candidates) == 1 else None


class _Finder:
    """All names of a table in one automaton."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._names = names
        self._list = list(names)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._list,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,  # small: stays in the processor's cache
        )

    def found(self, text: str) -> Iterable[tuple[str, int, int]]:
        """Yield the names in a text with their spans, longest match first; 城区 only right behind another name."""
        last = -1
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            name = self._list[index]
            if name in _WORDS and start != last:
                continue
            last = end
            yield name, start, end

    def names(self, text: str) -> list[str]:
        """Return the names in a text, in order."""
        return [name for name, _, _ in self.found(text)]

    def codes(self, name: str) -> Sequence[str]:
        """Return the codes of a name."""
        return self._names.get(name, ())
