"""Areas and bodies that rows and columns of a table are named after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.catalogue import Catalogue, Region
from extract.flat import words as said

_NOISE: Final = re.compile(r"[ 　\xa0]|^其中[:：]?|[*＊]+$")
_CLASSES: Final = (
    (re.compile(r"本级"), "own_level"),
    (re.compile(r"法院|中院|高院"), "court"),
    (re.compile(r"检察院"), "procuratorate"),
    (re.compile(r"政府"), "subordinate"),
    (re.compile(r"(?:[局委办厅署所站]|部门|中心|[大支]队|机关|办公室)$"), "department"),
)


class Areas:
    """Resolves the names of rows within the area of their document."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._regions = catalogue.regions
        names: dict[str, list[str]] = {name: list(codes) for name, codes in catalogue.codes_by_name.items()}
        for region in catalogue.regions.values():
            if len(region.short_name) > 1 and region.code not in names.setdefault(region.short_name, []):
                names[region.short_name].append(region.code)
        self._names = names

    def of(self, words: str, within: str | None) -> Region | None:
        """Return the area of a row's name: one below or equal to the document's area; without it, one that is alone."""
        found = [self._regions[c] for c in self._names.get(_NOISE.sub("", words), ())]
        current = [r for r in found if r.valid_to is None] or found
        if within is not None and within != "100000":
            current = [r for r in current if within in {r.code, r.parent_code, r.province_code}]
        elif any(r.level == "province" for r in current):
            current = [r for r in current if r.level == "province"]
        else:
            current = [r for r in current if r.name == _NOISE.sub("", words)]
        return current[0] if len(current) == 1 else None

    def place(self, words: Sequence[str], within: str | None) -> tuple[Region | None, str | None, str | None]:
        """Return area, scope and scope class of a figure by its headers and labels, the nearest named first."""
        own = self._regions.get(within or "")
        for word in words:
            plain = _NOISE.sub("", word)
            if said.is_total(plain):
                return own, None, None
            region = self.of(word, within)
            if region is not None:
                return region, None, None
            if said.is_body(plain):
                named = next((c for pattern, c in _CLASSES if pattern.search(plain)), "subordinate")
                return own, plain, named
        return own, None, None
