"""What single words of a flattened table are: a total, a body, a period, a part of a year, a kind of matter."""

from __future__ import annotations

import re
from typing import Final

from extract.language.clauses import Spans
from extract.language.periods import Event, events

_TOTAL: Final = re.compile(r"合计|总计|小计|总数|共计|累计|全[国省市区县州旗盟镇乡]|全自治区|全地区|全[省市县区州]合计")
_UNIT: Final = re.compile(r"[（(/][^（()）]*[）)]?$")
_BODY: Final = re.compile(
    r"(?:其中[:：]?)?[^\d]{0,16}(?:[省市县区州旗盟镇乡]|街道|街道办|办事处|[局委办厅署所站]|法院|中院|高院|检察院|中心|[大支]队|政府|部门|本级"
    r"|办公室|兵团|师市|开发区|管委会|公司|集团|机关|片区?|组团|条线|系统|管理|监管)(?:[（(][^（()）]{1,8}[)）])?"
)
_PART: Final = re.compile(
    r"[一二三四1-4]季度|[上下]半年|(?:^|年)\s*(?!1\s*[-—–~至]\s*12|12月[末底])(?:1[0-2]|[1-9])(?:\s*[-—–~至]\s*(?:1[0-2]|[1-9]))?月|^[一二三四五六七八九十]{1,2}月"
)
_YEAR_ENDS: Final = frozenset({"12月末", "12月底", "年末", "年底", "期末", "全年"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OPENS_PART: Final = re.compile(r"[（(]?(?:(?:其中|包括|内含)[：:]?|[#＃])")
_PRIOR: Final = re.compile(r"^(?:上期|同期|上年度?同期|去年同期|前期)")
_CHANGE: Final = re.compile(
    r"增减|同比|环比|增长|增幅|降幅|变化|升降|涨跌|增速|增量|差[额值]|±|增加|减少|下降|上升|提升|相比|净增"
    r"|[比较](?:上[年期]|去年|前[年期]|同期|基期|(?:19|20)\d\d)"
)
_IDENTITY: Final = re.compile(
    r"序\s*号|名\s*次|排\s*名|编\s*号|位\s*次|代码|电话|邮编|日期|时间|年份|页码|备注|等级|得分|No\b", re.IGNORECASE
)
_CASES: Final = re.compile(
    r"当事人|相对人|被处罚|文书号|处罚文号|决定书文号|案件名称|违法事实|(?:企业|公司|店铺|商户|个体户)名称|法定代表人|案号"
)
_FIELD: Final = re.compile(r"类[别型]|领域|事项|案由|种类|方式|原因|行业|性质|对象")
_GRADE: Final = re.compile(
    r"(?:评为|判为)?(?:优秀|优良|良好|合格|基本合格|不合格|达标|不达标|较差|差)(?:卷|案卷|等次)?[数量]?(?:[（(].*)?"
)
_KIND_NAME: Final = re.compile(r"(?:方式|类[别型]|种类|结果|事由|案由)(?:[（(][^（()）]*[)）])?$")
_GENERIC: Final = re.compile(
    r"[（(][^（()）]*[)）]|(?:19|20)\d\d|案件|纠纷|数量|数值|总数|总量|合计|总计|小计|本年|本期|上年|去年|今年|同期|当年|年度|累计|全年|实际"
    r"|完成|情况|承办|交办|办理|答复|办复|办结|人次|[一二三四1-4]季度|第|[上下]半年|\d{1,2}月份?|[年数量件宗起人次个场户项条份值例/ 　\s]"
)


def is_total(words: str) -> bool:
    """Tell whether a label names the whole area or all rows together."""
    return _TOTAL.fullmatch(words) is not None


def bare(head: str) -> str:
    """Return a header without the measure word in brackets behind it."""
    return _UNIT.sub("", head).strip()


def is_body(words: str) -> bool:
    """Tell whether a label is by its ending an area or a body: 某县, 市公安局, 市本级."""
    return _BODY.fullmatch(words) is not None


def is_change(head: str) -> bool:
    """Tell whether a column holds differences, which are no levels."""
    return _CHANGE.search(head) is not None


def opens_part(label: str) -> bool:
    """Tell whether a header or label says that it is a part of the one before it: 其中：公安机关, #正职."""
    return _OPENS_PART.match(label) is not None


def is_identity(head: str) -> bool:
    """Tell whether a column holds numbers that count nothing: serials, codes, ranks."""
    return _IDENTITY.search(head) is not None


def is_case_list(head: str) -> bool:
    """Tell whether a header says that every row is one case or one firm, so that nothing is counted."""
    return _CASES.search(head) is not None


def is_field(corner: str) -> bool:
    """Tell whether the header over the labels says that they are kinds of matters."""
    return _FIELD.search(corner) is not None


def is_grade(head: str) -> bool:
    """Tell whether a header is a mark that was given (优秀, 不合格): how many got it, not how many there are."""
    return _GRADE.fullmatch(head) is not None


def is_kind_name(head: str) -> bool:
    """Tell whether a header only names the kinds that stand below it: 审结方式, 处理结果（件）."""
    return _KIND_NAME.search(head) is not None


def is_generic(head: str) -> bool:
    """Tell whether a header says no more than that figures stand under it: 件数, 2023年, 合计."""
    return not _GENERIC.sub("", head)


def is_year_end(words: str) -> bool:
    """Tell whether a label names the end of the year, and so no part of it: 12月末, 年底."""
    return words in _YEAR_ENDS


def is_part_of_year(words: str) -> bool:
    """Tell whether a header or label is a month, a quarter or a half of a year."""
    return _PART.search(words) is not None


def period_of(words: str, base: str | None) -> tuple[bool, str | None]:
    """Return whether a header or label names a period, and its label; 上年 counts from the base period."""
    words = words.replace(" ", "")
    if _YEAR.fullmatch(words):
        return True, words
    named: list[Event] = events(words, base, Spans([]), (0, len(words.partition("\n")[0])))
    if named:
        return True, named[-1].label
    if _PRIOR.match(words) and base and _YEAR.match(base):
        return True, str(int(base[-4:] if "/" not in base else base[:4]) - 1)
    return False, None
