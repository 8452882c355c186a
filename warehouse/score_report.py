"""The scores of a catalogue as tables for people or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.explain_words import visible
from warehouse.score import Disagreement, Pair, Scores, Share
from warehouse.wording import say

_MEASURES: Final = {
    "spans": ("位置与原文相符", "spans agree with the text"),
    "ledger": ("数字都有着落", "digits all accounted for"),
    "kind": ("种类", "kind"),
    "quantity": ("数值与单位", "value and unit"),
    "aligned": ("标注与原文对齐", "labels aligned with the text"),
    "headline_precision": ("四项指标 准确率", "headline precision"),
    "headline_recall": ("四项指标 召回率", "headline recall"),
    "headline_f1": ("四项指标 F1", "headline F1"),
    "indicator_precision": ("全部指标 准确率", "indicator precision"),
    "indicator_recall": ("全部指标 召回率", "indicator recall"),
    "indicator_f1": ("全部指标 F1", "indicator F1"),
    "breakdown": ("类型（调解）", "breakdown (mediation)"),
    "period": ("时期", "period"),
    "outside": ("标注范围之外", "outside the labelled stretches"),
}


def as_json(scores: Scores, errors: int) -> str:
    """Return all measures, families and indicators, with up to so many disagreements of each measure."""
    out: dict[str, Any] = {name: _share(share) for name, share in sorted(scores.shares.items())}
    for name in ("indicator", "headline"):
        value = scores.pair(name).f1
        if value is not None:
            out[f"{name}_f1"] = {"share": value}
    out["documents_missing"] = {"hit": len(scores.missing), "of": scores.documents, "names": list(scores.missing)}
    out["families"] = {name: _pair(pair) for name, pair in scores.families().items()}
    out["indicators"] = {code: _pair(pair) for code, pair in sorted(scores.indicators.items())}
    if errors:
        names = Disagreement.__slots__
        out["disagreements"] = [{n: getattr(d, n) for n in names} for d in _first(scores, errors)]
    return json.dumps(out, ensure_ascii=False)


def print_scores(scores: Scores, errors: int, console: Console) -> None:
    """Print the tables, then up to so many disagreements of each measure with their text."""
    console.print(_overall(scores))
    console.print(_pairs(say("指标族", "family"), scores.families()))
    console.print(_pairs(say("指标", "indicator"), dict(sorted(scores.indicators.items()))))
    for found in _first(scores, errors):
        console.print(_told(found), soft_wrap=True)


def _overall(scores: Scores) -> Table:
    grid = _grid(say("项目", "measure"), say("相符", "hits"), say("总数", "total"), say("比例", "share"))
    for name, words in _MEASURES.items():
        if name.endswith("_f1"):
            grid.add_row(say(*words), "", "", _number(scores.pair(name.removesuffix("_f1")).f1))
        elif name in scores.shares:
            share = scores.shares[name]
            grid.add_row(say(*words), str(share.hit), str(share.of), _number(share.share))
    return grid


def _pairs(head: str, pairs: dict[str, Pair]) -> Table:
    precision, recall = say("准确率", "precision"), say("召回率", "recall")
    landed, gold = say("读出", "landed"), say("标注", "gold")
    grid = _grid(head, precision, landed, recall, gold, "F1")
    for name, pair in pairs.items():
        p, r = pair.precision, pair.recall
        of = (f"{p.hit}/{p.of}", f"{r.hit}/{r.of}")
        grid.add_row(Text(name), _number(p.share), of[0], _number(r.share), of[1], _number(pair.f1))
    return grid


def _grid(first: str, *heads: str) -> Table:
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    grid.add_column(first, overflow="fold")
    for head in heads:
        grid.add_column(head, justify="right", no_wrap=True)
    return grid


def _first(scores: Scores, count: int) -> Iterator[Disagreement]:
    seen: dict[str, int] = {}
    for found in sorted(scores.disagreements, key=lambda d: d.measure):
        seen[found.measure] = seen.get(found.measure, 0) + 1
        if seen[found.measure] <= count:
            yield found


def _told(found: Disagreement) -> Text:
    gold, landed = say("标注", "gold"), say("读出", "landed")
    text = Text(f"{found.measure}  {found.doc}@{found.start}  {gold} {found.gold or '-'}  {landed} ")
    text.append(f"{found.landed or '-'}\n  …{_line(found.before)}")
    return text.append(f"【{_line(found.text)}】", "bold").append(f"{_line(found.after)}…")


def _line(text: str) -> str:
    return visible(text).replace("\n", "⏎")


def _share(share: Share) -> dict[str, Any]:
    return {"hit": share.hit, "of": share.of, "share": share.share}


def _pair(pair: Pair) -> dict[str, Any]:
    return {"precision": _share(pair.precision), "recall": _share(pair.recall), "f1": pair.f1}


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"
