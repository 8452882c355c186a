"""Letters: the radicals and compatibility forms that the fonts of PDF files leave behind, as the usual characters."""

from __future__ import annotations

import unicodedata
from typing import Final

# forms of the supplement of radicals for which Unicode names no usual character
_RADICALS: Final = str.maketrans(
    "⺁⺇⺌⺎⺏⺐⺑⺕⺛⺝⺟⺠⺢⺩⺫⺬⺮⺶⺼⻁⻄⻅⻆⻉⻋⻌⻍⻐⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂几小兀尣尢尣彐旡月母民水王目示竹羊肉虎西见角贝车辶辶钅長镸长门雨青韦页风飞食食饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
_MADE: Final = (("\u2f00", "\u2fd5"), ("\u2e80", "\u2ef3"), ("\uf900", "\ufaff"), ("\U0002f800", "\U0002fa1f"))


def usual(char: str) -> str:
    """Return the usual character for a radical or a compatibility ideograph, any other character as it is."""
    if char < "\u2e80" or "\u3000" <= char < "\uf900":
        return char
    if any(first <= char <= last for first, last in _MADE):
        known = unicodedata.normalize("NFKC", char)
        return known if known != char else char.translate(_RADICALS)
    return char
