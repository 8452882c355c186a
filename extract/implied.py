"""Facts that words give without a numeral: 收到13件，全部受理并办结; 行政应诉9件，无败诉."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_STAGES: Final = {
    "accept": {"reconsideration_applications": "reconsideration_accepted"},
    "conclude": {
        "reconsideration_applications": "reconsideration_concluded",
        "reconsideration_accepted": "reconsideration_concluded",
        "reconsideration_handled": "reconsideration_concluded",
        "litigation_cases": "litigation_concluded",
        "arbitration_cases": "arbitration_concluded",
    },
    "uphold": {
        "reconsideration_applications": "reconsideration_upheld",
        "reconsideration_accepted": "reconsideration_upheld",
        "reconsideration_handled": "reconsideration_upheld",
        "reconsideration_concluded": "reconsideration_upheld",
    },
    "appear": {"litigation_hearings": "court_appearances"},
    "succeed": {"mediation_cases": "mediation_successes"},
}
_WORDS: Final = {
    "accept": r"立案受理|受理",
    "conclude": r"办结|审结|结案|办理完毕|审理完毕",
    "uphold": r"维持原行政行为|维持原具体行政行为|维持",
    "appear": r"出庭应诉|出庭",
    "succeed": r"调解成功|成功调解|成功化解|调处成功",
}
_ALL: Final = re.compile(
    r"(?:全部|均已|均|都已|已全部)(?:已|依法|按期|按时|如期|予以|及时|在法定期限内|在法定审限内|由?(?:行政机关)?负责人|为|被|决定|获|得到)*"
    rf"(?P<first>{'|'.join(_WORDS.values())})"
    r"(?:[、并且及和]+(?:已|全部|均已|按期|按时|依法)*(?P<second>办结|审结|结案))?(?=[，,。；;、：:）)\s]|$)"
)
_NO_LOSS: Final = re.compile(
    r"(?:无一|没有|未发生|未出现|无|未|零)(?:一?[件宗起]|行政机关)?败诉(?:案件|情况|现象)?(?=[，,。；;、：:）)\s]|$)"
)
_REACH: Final = 40


@dataclass(frozen=True, slots=True)
class Base:
    """A counted figure that words behind it may speak about again."""

    indicator: str
    end: int  # of its measure word
    value: Decimal
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Implied:
    """A fact without a numeral: its evidence, its indicator and its value."""

    base: int  # position of the base figure in the given sequence
    start: int
    end: int
    indicator: str
    value: Decimal


def implied(text: str, bases: Sequence[Base], numerals: Sequence[int]) -> Iterator[Implied]:
    """Return what the words behind each figure say of all of its cases.

    bases: the counts that facts carry; numerals: where the figures of the text begin. A figure between the base and
    the words, or a stage whose own count is printed behind them, leaves nothing implied.
    """
    for position, base in enumerate(bases):
        following = bisect_left(numerals, base.end)
        stop = min([*numerals[following : following + 1], base.sentence[1], base.end + _REACH])
        yield from _stages(text, base, position, stop)
        if base.indicator in {"litigation_cases", "litigation_concluded"}:
            none = _NO_LOSS.search(text, base.end, base.sentence[1])
            if none and not re.search(r"；|复议|仲裁", text[base.end : none.start()]):
                yield Implied(position, none.start(), none.end(), "litigation_lost", Decimal(0))


def _stages(text: str, base: Base, position: int, stop: int) -> Iterator[Implied]:
    for match in _ALL.finditer(text, base.end, stop):
        if re.search(r"[。；;]|[不未非]$", text[base.end : match.start()]):
            return
        for name in ("first", "second"):
            stage = next((s for s, words in _WORDS.items() if match[name] and re.fullmatch(words, match[name])), None)
            target = _STAGES[stage].get(base.indicator) if stage else None
            if target is None:
                continue
            yield Implied(position, match.start(), match.end(), target, base.value)
