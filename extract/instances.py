"""Figures that name nothing but an instance (共审结30件。其中，一审20件；二审10件): they are of the whole's own indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.decide import Decision
from extract.mentions import Mention
from extract.windows import Window

_INSTANCE: Final = re.compile(r"(?:其中)?[，,：:]?(?:行政)?[一二再终]审(?:行政)?(?:诉讼)?(?:案件?)?(?:共计?|有|为|是)?")
_OPENS: Final = re.compile(r"[\s（(]*其中")
_SOMEWHERE: Final = re.compile(r"其中")


def of_the_whole(
    text: str,
    mention: Mention,
    window: Window,
    found: Sequence[Decision],
    landed: Sequence[tuple[Mention, list[Decision]]],
) -> list[Decision]:
    """Give a figure that only names its instance the indicator of the total before it; all others stay as found."""
    if len(found) != 1 or not found[0].claim.is_noun or found[0].breakdown is None or not landed:
        return list(found)
    if not _INSTANCE.fullmatch(text[window.left : mention.start].strip()):
        return list(found)
    whole = _whole(text, mention, landed)
    if whole is None or whole.claim.indicator == found[0].claim.indicator:
        return list(found)
    if whole.claim.dimension != found[0].claim.dimension or found[0].breakdown not in whole.claim.values:
        return list(found)
    return [replace(found[0], claim=whole.claim)]


def _whole(text: str, mention: Mention, landed: Sequence[tuple[Mention, list[Decision]]]) -> Decision | None:
    """The last total of the same measure word that 其中 opens into this figure, in its sentence or the one before."""
    opening = mention.sentence[0]
    for other, decisions in reversed(landed):
        if other.unit != mention.unit or len(decisions) != 1:
            continue
        if other.sentence == mention.sentence:
            if _SOMEWHERE.search(text, other.unit_end, mention.start):
                return decisions[0]
            continue  # the part before this one: 一审20件；二审10件
        opened = _OPENS.match(text, opening)
        return decisions[0] if opened and not text[other.sentence[1] : opening].strip() else None
    return None
