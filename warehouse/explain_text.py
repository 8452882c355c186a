"""A document with its figures marked, for a terminal or a pipe, and the trace of one figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.explain import Explained, Trace
from warehouse.explain_words import KINDS, Teller, told, visible
from warehouse.wording import say

# Hues that stay apart for colour-blind readers (Okabe and Ito); where there are none, brackets of each kind's own.
STYLES: Final = {
    "quantity": "bold #56B4E9",
    "date": "#009E73",
    "doc_number": "#E69F00",
    "ordinal": "#999999",
    "name": "#CC79A7",
    "page_noise": "dim strike #D55E00",
}
MARKERS: Final = {
    "quantity": ("[", "]"),
    "date": ("{", "}"),
    "doc_number": ("<", ">"),
    "ordinal": ("(", ")"),
    "name": ("~", "~"),
    "page_noise": ("|", "|"),
}


def print_document(explained: Explained, teller: Teller, console: Console) -> None:
    """Print the text with every numeral marked by its kind and every fact with its indicator."""
    text = Text()
    for piece, trace in pieces(explained):
        if trace is None:
            text.append(visible(piece))
        else:
            text.append_text(_marked(visible(piece), trace, teller, coloured=console.is_terminal))
    console.print(text, soft_wrap=True)
    console.print(_legend(coloured=console.is_terminal), soft_wrap=True)


def pieces(explained: Explained) -> Iterator[tuple[str, Trace | None]]:
    """Cut a text at its numerals: each piece with its trace, None for the words between."""
    position = 0
    for trace in explained.traces:
        start, end = trace.mention.start, trace.mention.end
        if start < position:
            continue
        if start > position:
            yield explained.text[position:start], None
        yield explained.text[start:end], trace
        position = end
    if position < len(explained.text):
        yield explained.text[position:], None


def print_trace(trace: Trace, teller: Teller, console: Console) -> None:
    """Print what is known of one numeral, and each word around it with what became of its claim."""
    lines = Table.grid(padding=(0, 2))
    lines.add_column(no_wrap=True, style="dim")
    lines.add_column(overflow="fold")
    for line in teller.lines(trace):
        lines.add_row(Text(line.name), Text(line.value))
    console.print(lines)
    words = teller.words(trace)
    if not words:
        return
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in (say("用语", "word"), say("位置", "side"), say("主张", "claim"), say("结果", "verdict")):
        grid.add_column(head, overflow="fold")
    for word in words:
        style = "bold" if word.decides else ""
        grid.add_row(*(Text(cell, style) for cell in (word.word, word.side, word.claim, word.verdict)))
    console.print()
    console.print(grid)


def _marked(piece: str, trace: Trace, teller: Teller, *, coloured: bool) -> Text:
    kind = trace.mention.kind
    names = say("、", ", ").join(dict.fromkeys(teller.name(fact.indicator) for fact in trace.facts))
    if not coloured:
        opening, closing = MARKERS[kind]
        return Text(f"{opening}{piece}{'=' + names if names else ''}{closing}")
    marked = Text(piece, f"{STYLES[kind]} underline" if names else STYLES[kind])
    return marked.append(f"‹{names}›", "italic not underline #F0E442") if names else marked


def _legend(*, coloured: bool) -> Text:
    legend = Text(say("\n图例：", "\nLegend: "))
    for kind in KINDS:
        opening, closing = ("", "") if coloured else MARKERS[kind]
        legend.append(f"{opening}{told(kind, KINDS)}{closing}", STYLES[kind] if coloured else "").append("  ")
    fact = say("指标", "indicator")
    if coloured:
        return legend.append(say("认作指标的数字", "figure of an indicator"), "underline").append(f"‹{fact}›")
    return legend.append(say(f"[数字={fact}] 认作指标", f"[figure={fact}] a figure of an indicator"))
