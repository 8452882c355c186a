"""What a figure is doing in its sentence: an actual level, a target, a standard, or a change."""

from __future__ import annotations

import re
from typing import Final

from extract.language.movement import CHANGED

_CHANGE: Final = re.compile(  # 下降为8件 is a level, 降幅为8% a change
    rf"(?:{CHANGED}|[多少高低])(?:了|约|近|超过|达)?$|(?:{CHANGED}|增|降)幅度?(?:了|约|近|超过|达|为)?$"
)
_BEHIND: Final = " 　（(：:"  # what may stand between the words and the numeral
_LEVEL: Final = re.compile(r"[偏较过最更][高低多少]$")  # 败诉率偏高（13.8%）
_CHANGE_ENDS: Final = frozenset("长降升高少加低幅落减缩短增多了约近过达为度滑")
CHANGE_ENDS: Final = _CHANGE_ENDS | frozenset(_BEHIND)  # what stands right before the numeral of every change
_MORE: Final = frozenset("多少")
_MORE_THAN: Final = re.compile(r"(?:同比|环比|[比较][^，,。；;0-9]{1,8})[多少]$")
_TARGET: Final = re.compile(
    r"力争|争取|确保|目标|要控制|要保持|要达到|要稳定|稳定在[^，,。；;]*左右|(?<![高升增加降少])到20\d\d年|下一步|明年|(?<!始终)(?<!一直)(?<!稳定)不低于|(?<!修[改订])计划|拟(?!作?出?(?:修[改订]?|改|废止?|失效|保留|留用?|继续|宣布)|[^，,。；;0-9]{1,8}的)|将达"
)
_PLANNED: Final = re.compile(
    r"年初(?:计划|提出|确定|下达|制定|设定)|(?<![改订理废审划])计划[^，,。；;0-9的]{0,4}$"
)  # of a whole sentence up to what came of it
_CAME_OF_IT: Final = re.compile(r"实际|实为|完成|到年[末底]|年[末底]|全年|截至|结果")
_DONE: Final = re.compile(r"已|实际|完成|截至|至今|目前")
_STANDARD: Final = re.compile(
    r"不少于|不得少于|至少|每[人名年月个村万百千件]|[人户件村]均|各[^，,。；;]{0,8}均配备|应当(?!由?[^，,。；;]{0,10}出庭)|标准(?!化)|要求(?!(?:行政机关)?(?:负责人|一把手))"
    r"|上限|下限|红线|警戒线|控制线|及格线"
)
ROLE_WORDS: Final = (  # one of them stands in every clause that gives a figure another role than of an actual level
    "力争|争取|确保|目标|要|稳定|到20|下一步|明年|不低于|计划|拟|将达|少于|至少|每|均|应当|低于|高于|标准|不足|超过|未达|不到|上限|下限|红线|警戒线|控制线|及格线"
)
_THRESHOLD: Final = re.compile(r"以[上下内]的")  # 10万元以上的纠纷: which cases, not how many
_THRESHOLD_OF_BODIES: Final = re.compile(  # 出庭率95%以上的县区有7个; 90%以上的案件 is a level
    r"(?:以[上下内])?的[^，,。；;案件纠纷]{0,6}(?:[县市区州省镇乡]|街道|单位|部门|机关|地区)(?:有|共|达|占|[0-9]|[，,。])"
)
_THRESHOLD_STARTS: Final = frozenset("以的")
_MEASURED_BY: Final = re.compile(r"(?:低于|高于|不足|超过|未达到?|达不到|不到)$")
_THOSE: Final = re.compile(
    r"(?:[^，,。；;的]{0,6}[、或和][^，,。；;的]{2,20})?的"
)  # 出庭率低于90%的3家单位: which bodies


def _threshold(*, is_rate: bool) -> re.Pattern[str]:
    return _THRESHOLD_OF_BODIES if is_rate else _THRESHOLD


def is_change(before: str) -> bool:
    """Tell whether the words right before a numeral make it a difference (增加5件), not a level (增至5件)."""
    words = before.rstrip(_BEHIND)
    is_one = words[-1:] in _CHANGE_ENDS and _CHANGE.search(words) is not None
    return is_one and not (before.endswith(("（", "(")) and _LEVEL.search(words))


def is_more(text: str, verb: int) -> bool:
    """Tell whether a verb at a place says only how many more or fewer: 同比多调成77件."""
    return text[verb - 1] in _MORE and _MORE_THAN.search(text, max(0, verb - 16), verb) is not None


def is_planned(before: str) -> bool:
    """Tell whether a sentence up to a figure speaks of what was planned (年初提出：…), not of what came of it (实际…)."""
    planned = _PLANNED.search(before)
    return planned is not None and _CAME_OF_IT.search(before, planned.end()) is None


def role(clause: str, after: str, theme: str, doc_type: str, *, is_rate: bool = False, future: bool) -> str:
    """Return the role of a figure from the words around it, its section's theme and its document's type.

    clause: the words of its clause before it; after: the words right behind its unit.

    Returns actual, target or standard.
    """
    if theme == "plan" or doc_type == "plan" or future:
        return "target"
    if not clause and after[:1] not in _THRESHOLD_STARTS:
        return "actual"
    if _TARGET.search(clause) and not _DONE.search(clause):
        return "target"
    chosen_by = _THOSE.match(after) if _MEASURED_BY.search(clause) else _threshold(is_rate=is_rate).match(after)
    return "standard" if chosen_by or _STANDARD.search(clause) else "actual"
