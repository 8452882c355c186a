"""Words of movement: how a text says that a figure rose or fell, and that it reached a level."""

from __future__ import annotations

from typing import Final

UP: Final = ("增长", "增加", "上升", "提高", "提升", "跃升", "攀升", "回升", "净增", "猛增", "激增")
DOWN: Final = ("下降", "降低", "减少", "回落", "下滑", "压减", "压缩", "压降", "缩减", "缩短", "净减", "锐减")
_RESIZED: Final = (
    "发展",
    "壮大",
    "扩大",
    "扩充",
    "精简",
    "整合",
)  # a change only where the level reached is named: 整合为21家
CHANGED: Final = "|".join((*UP, *DOWN))
MOVED: Final = (
    rf"(?:[微略]|小幅|大幅|稳步|逐步|一路|逐年|连年|持续)?(?:{CHANGED}|{'|'.join(_RESIZED)}|[增升降减扩缩涨])"
)
REACHED: Final = rf"{MOVED}(?:至|到|为|达到|达)"
