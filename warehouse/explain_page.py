"""A document with its figures marked as one HTML page that needs nothing else: no script, no font, no other file.

A click on a figure shows its trace (the page's own :target), a pause on it the short form. Every text is escaped.
"""

from __future__ import annotations

import html
from importlib import resources
from typing import Final

from extract.explain import Explained, Trace
from warehouse.explain_text import pieces
from warehouse.explain_words import KINDS, Teller, told, visible
from warehouse.wording import english, say

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def page(explained: Explained, teller: Teller, source: str) -> str:
    """Return the page of one document; `source` is its name, for where the text has no title."""
    style = resources.files(__package__).joinpath("explain_page.css").read_text(encoding="utf-8")
    title = _escaped(explained.title or source)
    body = "".join(_piece(piece, trace, teller) for piece, trace in pieces(explained))
    traces = "".join(_trace(trace, teller) for trace in explained.traces if trace.mention.kind == "quantity")
    hint = say("点击数字，看它为什么是、或不是指标。", "Click a figure to see why it is one of an indicator, or none.")
    return (
        f'<!doctype html>\n<html lang="{"en" if english() else "zh-CN"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{title}</h1><p>{_legend()}</p></header>\n"
        f'<main lang="zh-CN">{body}</main>\n<aside><p class="hint">{hint}</p>{traces}</aside>\n</body>\n</html>\n'
    )


def _escaped(text: str) -> str:
    return html.escape(visible(text))


def _legend() -> str:
    kinds = " ".join(f'<span class="{kind}">{_escaped(told(kind, KINDS))}</span>' for kind in KINDS)
    return f'{kinds} <span class="quantity fact">{say("认作指标", "of an indicator")}</span>'


def _piece(piece: str, trace: Trace | None, teller: Teller) -> str:
    if trace is None:
        return _escaped(piece)
    mention = trace.mention
    name = f"{mention.kind} fact" if trace.facts else mention.kind
    summary = _escaped(teller.summary(trace))
    if mention.kind != "quantity":
        return f'<span class="{name}" title="{summary}">{_escaped(piece)}</span>'
    codes = say("、", ", ").join(dict.fromkeys(teller.name(fact.indicator) for fact in trace.facts))
    label = f"<small>{_escaped(codes)}</small>" if codes else ""
    return f'<a class="{name}" href="#t{mention.start}" title="{summary}">{_escaped(piece)}</a>{label}'


def _trace(trace: Trace, teller: Teller) -> str:
    lines = "".join(f"<dt>{_escaped(line.name)}</dt><dd>{_escaped(line.value)}</dd>" for line in teller.lines(trace))
    rows = "".join(
        f"<tr{' class=decides' if word.decides else ''}><td>{_escaped(word.word)}</td><td>{_escaped(word.side)}</td>"
        f"<td>{_escaped(word.claim)}</td><td>{_escaped(word.verdict)}</td></tr>"
        for word in teller.words(trace)
    )
    heads = (say("用语", "word"), say("位置", "side"), say("主张", "claim"), say("结果", "verdict"))
    head = "".join(f"<th>{name}</th>" for name in heads)
    words = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    return f'<section id="t{trace.mention.start}"><dl>{lines}</dl>{words}</section>\n'
