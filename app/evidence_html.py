"""Evidence as HTML: every text of a document is escaped, and only <mark> is added around its numerals."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from app.i18n import Texts

Row = Mapping[str, Any]


def escaped(text: object) -> str:
    """Escapes text for HTML; controls that turn the direction of writing or hide are spelled out."""
    if text is None:
        return ""
    return html.escape("".join(_visible(character) for character in str(text)))


def _visible(character: str) -> str:
    if character in "\n\t " or unicodedata.category(character) not in {"Cc", "Cf"}:
        return character
    return f"[U+{ord(character):04X}]"


def highlighted(quote: str, spans: Iterable[tuple[int, int]]) -> str:
    """Escapes a quote and marks its spans; spans that overlap or leave the quote are merged and cut."""
    parts, position = [], 0
    for span_start, span_end in sorted(spans):
        start, end = max(span_start, position), min(span_end, len(quote))
        if start >= end:
            continue
        parts += [escaped(quote[position:start]), f"<mark>{escaped(quote[start:end])}</mark>"]
        position = end
    return "".join([*parts, escaped(quote[position:])])


def sentences(facts: Sequence[Row], texts: Texts) -> str:
    """Shows each sentence once, with all numerals of its facts marked, its facts below and its document around."""
    ordered = sorted(facts, key=_sentence)
    return "".join(_card(list(group), texts) for _, group in groupby(ordered, key=_sentence))


def _sentence(fact: Row) -> tuple[str, int, int]:
    return str(fact["doc_id"]), int(fact["quote_start"]), int(fact["quote_end"])


def _card(facts: Sequence[Row], texts: Texts) -> str:
    first = facts[0]
    start = int(first["quote_start"])
    spans = [
        (int(fact["span_start"]) - start, int(fact["span_end"]) - start)
        for fact in facts
        if fact.get("span_start") is not None
    ]
    items = "".join(_fact(fact, texts) for fact in facts if fact.get("fact_id"))
    quote = highlighted(str(first["quote"] or ""), spans)
    notice = f'<p class="fz-notice">{escaped(first["notice"])}</p>' if first["notice"] else ""
    return (
        f'<article class="fz-card">{notice}<blockquote class="fz-quote"><bdi>{quote}</bdi></blockquote>'
        f"{f'<ul class=fz-facts>{items}</ul>' if items else ''}{_source(first, texts)}</article>"
    )


def _fact(fact: Row, texts: Texts) -> str:
    name = fact["name_en"] if texts.lang == "en" else fact["name_zh"]
    kind = texts.code("type", fact["breakdown"]) if fact["breakdown"] not in (None, "all") else ""
    scope = texts.code("scope", fact["scope"])
    words = " · ".join(escaped(word) for word in (name or fact["indicator"], kind, scope, fact["period"]) if word)
    return (
        f"<li><strong><bdi>{escaped(fact['mention'])}</bdi></strong> {escaped(fact['unit'])} — <bdi>{words}</bdi> "
        f'<span class="fz-rule">{texts("drawer.rule")} <code>{escaped(fact["rule"])}</code></span></li>'
    )


def _source(fact: Row, texts: Texts) -> str:
    lines = (
        ("drawer.document", escaped(fact["document_title"])),
        ("drawer.publisher", escaped(fact["publisher"] or fact["issuer"])),
        ("drawer.published", escaped(fact["published_on"])),
        ("drawer.source", _link(fact["source_title"], fact["source_url"])),
        ("drawer.file", escaped(str(fact["uri"] or "").rstrip("/").rsplit("/", 1)[-1])),
    )
    return f'<dl class="fz-source">{"".join(_line(texts(key), text) for key, text in lines if text)}</dl>'


def _line(label: str, text: str) -> str:
    return f"<dt>{escaped(label)}</dt><dd><bdi>{text}</bdi></dd>"


def _link(title: object, url: object) -> str:
    """Links to a web address only; anything else is shown as text."""
    address = str(url or "")
    words = escaped(title or address)
    if urlsplit(address).scheme not in {"http", "https"}:
        return words
    return f'<a href="{html.escape(address)}" target="_blank" rel="noopener noreferrer nofollow">{words}</a>'


def number(value: object, decimals: int | None = None, suffix: str = "") -> str:
    """Writes a number with thousands separators, or an em dash where there is none."""
    if not isinstance(value, int | float):
        return "—"
    shown = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,.4f}".rstrip("0").rstrip(".")
    return f"{shown}{suffix}"


def tiles(pairs: Iterable[tuple[str, str]]) -> str:
    """A row of labelled values; labels and values are escaped here."""
    cells = "".join(f"<div><dt>{escaped(label)}</dt><dd>{escaped(text)}</dd></div>" for label, text in pairs)
    return f'<dl class="fz-tiles">{cells}</dl>'
