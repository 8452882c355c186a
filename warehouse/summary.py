"""The four headline indicators of the published build, printed so that a stranger understands them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.reader import open_reader
from warehouse.wording import say

SHOWN_ROWS: Final = 15
BASES: Final = {
    "received": ("收到申请", "applications received"),
    "accepted": ("受理", "accepted"),
    "concluded": ("审结", "concluded"),
    "handled": ("办理", "handled"),
    "held": ("持证人数", "holders"),
    "issued": ("新办", "issued"),
    "cancelled": ("注销", "cancelled"),
    "people": ("人民调解", "people's mediation"),
    "administrative": ("行政调解", "administrative"),
    "judicial": ("司法调解", "judicial"),
    "pre_litigation": ("诉前调解", "pre-litigation"),
    "labour": ("劳动争议调解", "labour"),
    "all": ("各类合计", "all types"),
}
INSTANCES: Final = {"first": ("一审", "first"), "second": ("二审", "second"), "all": ("", "")}
VERDICTS: Final = {
    "exact": ("一致", "agrees"),
    "rounded": ("一致", "agrees"),  # rounded to the printed decimals
    "truncated": ("截断", "truncated"),
    "differs": ("不符", "differs"),
    "unchecked": ("", ""),
}
STATUSES: Final = {
    "I": ("推断", "inferred"),
    "D": ("口径不同", "other definition"),
    "U": ("件数不全", "counts incomplete"),
    "E": ("约数", "approximate"),
}


class Head(NamedTuple):
    """The name of one printed column, and whether it holds numbers."""

    zh: str
    en: str
    numeric: bool = False


FIRST: Final = Head("地区", "region")
LAST: Final = Head("说明", "note")


@dataclass(frozen=True)
class Headline:
    """One headline indicator: its mart, its sentence of explanation and its columns."""

    mart: str
    title: tuple[str, str]
    meaning: tuple[str, str]
    columns: str
    heads: tuple[Head, ...]
    cells: Callable[[tuple[Any, ...]], tuple[str, ...]]
    where: str = "true"


def print_headlines(path: Path, console: Console) -> None:
    """Print one small table for each of the four headline indicators."""
    with open_reader(path) as connection:
        for headline in HEADLINES:
            source = f"from marts.{headline.mart} where {headline.where}"
            order = "order by period desc, region_code, scope <> '全域', scope, 3"
            rows = connection.execute(
                f"select region_name, period, {headline.columns}, scope, obs_status {source} {order} limit {SHOWN_ROWS}"
            ).fetchall()
            total = connection.execute(f"select count(*) {source}").fetchone()
            _print_one(headline, rows, int(total[0]) if total else 0, console)


def _print_one(headline: Headline, rows: list[tuple[Any, ...]], total: int, console: Console) -> None:
    console.print()
    console.print(Text(say(*headline.title), style="bold"))
    console.print(Text(say(*headline.meaning), style="dim"))
    if not rows:
        console.print(Text(say("  现有文件中没有这项数据。", "  The documents read so far say nothing on this.")))
        return
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
    for head in (FIRST, Head("时期", "period"), *headline.heads, LAST):
        folds = head in {FIRST, LAST}  # names and notes may take a second line, figures never
        side: Literal["left", "right"] = "right" if head.numeric else "left"
        grid.add_column(say(head.zh, head.en), justify=side, overflow="fold", no_wrap=not folds)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in (row[0] or "", row[1] or "", *headline.cells(row[2:-2]), _note(row))))
    console.print(grid)
    if total > len(rows):
        left = total - len(rows)
        query = f'fazhi query "from {headline.mart}"'
        console.print(Text(say(f"… 另有 {left} 行：{query}", f"… {left} more rows: {query}"), style="dim"))


def _note(row: tuple[Any, ...]) -> str:
    scope, status = row[-2], row[-1]
    parts = [scope] if scope and scope != "全域" else []
    if status in STATUSES:
        parts.append(say(*STATUSES[status]))
    return say("；", "; ").join(parts)


def _word(code: str | None, words: dict[str, tuple[str, str]]) -> str:
    return say(*words[code]) if code in words else (code or "")


def _number(value: float | None) -> str:
    return "" if value is None else f"{float(value):,.12g}"


def _percent(printed: float | None, decimals: int | None, computed: float | None) -> tuple[str, str]:
    shown = "" if printed is None else f"{printed:.{decimals or 0}f}%"
    return shown, "" if computed is None else f"{computed:.2f}%"


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.1f}–{high:.1f}%"


def _counted(row: tuple[Any, ...]) -> tuple[str, ...]:
    code, value, unit = row
    return _word(code, BASES), f"{_number(value)} {unit or ''}".strip()


def _court(row: tuple[Any, ...]) -> tuple[str, ...]:
    instance, numerator, denominator, printed, decimals, computed, low, high = row
    counts = (_word(instance, INSTANCES), _number(numerator), _number(denominator))
    return (*counts, *_percent(printed, decimals, computed), _interval(low, high))


def _mediation(row: tuple[Any, ...]) -> tuple[str, ...]:
    kind, cases, successes, printed, decimals, computed, verdict = row
    rates = _percent(printed, decimals, computed)
    return (_word(kind, BASES), _number(cases), _number(successes), *rates, _word(verdict, VERDICTS))


PRINTED: Final = (Head("原文", "printed", numeric=True), Head("计算", "computed", numeric=True))
HEADLINES: Final = (
    Headline(
        "indicator_reconsideration_cases",
        ("一、行政复议案件数", "1. Administrative reconsideration cases"),
        (
            "每地每期取一个口径：有收到数用收到数，否则依次用受理、审结、办理；口径不同不可直接比较。",
            "One basis a place and period (received, else accepted, concluded, handled): never compare across bases.",
        ),
        "basis, value, unit",
        (Head("口径", "basis"), Head("件数", "cases", numeric=True)),
        _counted,
        where="is_headline",
    ),
    Headline(
        "indicator_court_appearance_rate",
        ("二、行政机关负责人出庭应诉率", "2. Court appearance rate of agency heads"),
        (
            "负责人出庭案件 ÷ 开庭案件。“原文”是文件所写，“计算”由件数得出；案件少时应看 95% 区间。",
            "Cases with the head in court ÷ cases heard, printed and computed; with few cases read the interval.",
        ),
        "instance, numerator, denominator, rate_printed, decimals, rate_computed, ci_low, ci_high",
        (
            Head("审级", "instance"),
            Head("出庭", "appeared", numeric=True),
            Head("案件", "cases", numeric=True),
            *PRINTED,
            Head("95% 区间", "95% interval", numeric=True),
        ),
        _court,
    ),
    Headline(
        "indicator_mediation_success_rate",
        ("三、调解成功率", "3. Mediation success rate"),
        (
            "成功 ÷ 调解，按类型分列。原文比率由件数重算核对；“截断”指原文舍去尾数，不是差错。",
            "Settled ÷ mediated, by type; printed rates are checked, and a truncated one is no error.",
        ),
        "mediation_type, cases, successes, rate_printed, decimals, rate_computed, verdict",
        (
            Head("类型", "type"),
            Head("调解", "mediated", numeric=True),
            Head("成功", "settled", numeric=True),
            *PRINTED,
            Head("核对", "check"),
        ),
        _mediation,
    ),
    Headline(
        "indicator_enforcement_certificates",
        ("四、行政执法证件数", "4. Enforcement certificates"),
        (
            "持证人数是期末存量，新办、注销是当期流量，不可相加或比较。",
            "Holders are a stock at the end of the period; issued and cancelled are flows: never add or compare them.",
        ),
        "measure, value, unit",
        (Head("口径", "measure"), Head("数量", "number", numeric=True)),
        _counted,
    ),
)
