"""The evidence drawer: a figure's value in words, its sentences, its documents and what else was seen for its cell."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from app import address
from app.downloads import csv_bytes, csv_name
from app.evidence_html import escaped, number, sentences, tiles
from app.frame import Context
from app.queries import evidence, headline, quality, unmapped

Row = dict[str, Any]


def show_figure(context: Context, key: str) -> None:
    """Opens the drawer of the figure in the address, whichever indicator it belongs to."""
    figure = st.query_params.get(address.FIGURE)
    if not figure:
        return
    for candidate in sorted(headline.HEADLINES, key=lambda name: name != key):
        found = context.warehouse.read(headline.figure, candidate, figure)
        if not found.is_empty():
            row = found.row(0, named=True)
            _open(context, row, _figure_head(context, candidate, row), tuple(row.get("fact_ids") or [row["fact_id"]]))
            return
    st.warning(context.texts("drawer.gone"), icon=":material/link_off:")


def show_check(context: Context) -> None:
    """Opens the drawer of the check in the address."""
    check_id = st.query_params.get(address.FIGURE)
    if not check_id:
        return
    found = context.warehouse.read(quality.check, check_id)
    if found.is_empty():
        st.warning(context.texts("drawer.gone"), icon=":material/link_off:")
        return
    row = found.row(0, named=True)
    _open(context, row, _check_head(context, row), tuple(row["fact_ids"] or ()))


def show_unmapped(context: Context) -> None:
    """Opens the drawer of the unmapped subject in the address, with its example."""
    unmapped_id = st.query_params.get(address.FIGURE)
    if not unmapped_id:
        return
    found = context.warehouse.read(unmapped.subject, unmapped_id)
    if found.is_empty():
        st.warning(context.texts("drawer.gone"), icon=":material/link_off:")
        return
    row = found.row(0, named=True)
    _open(context, row, _unmapped_head(context, row), ())


def _open(context: Context, row: Row, head: str, fact_ids: tuple[str, ...]) -> None:
    """Draws the drawer; closing it takes the figure out of the address."""
    dialog = st.dialog(
        context.texts("drawer.title"),
        width=680,
        position="right",
        icon=":material/find_in_page:",
        on_dismiss=address.close_figure,
    )
    dialog(_body)(context, row, head, fact_ids)


def _body(context: Context, row: Row, head: str, fact_ids: tuple[str, ...]) -> None:
    texts = context.texts
    facts = context.warehouse.read(evidence.facts, fact_ids)
    shown = facts if not facts.is_empty() else _bare_span(context, row)
    st.html(head)
    st.html(f'<h3 class="fz-h">{texts("drawer.sentences")}</h3>{sentences(shown.to_dicts(), texts)}')
    if fact_ids:
        _others(context, fact_ids)
    st.html(f'<h3 class="fz-h">{texts("drawer.link")}</h3>')
    st.code(address.link(), language=None, wrap_lines=True)
    st.download_button(
        texts("download.evidence"),
        csv_bytes(shown),
        csv_name("evidence", st.query_params.get(address.FIGURE)),
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _bare_span(context: Context, row: Row) -> pl.DataFrame:
    """The quoted span of a row whose numerals are no facts; a row of one numeral has it marked."""
    if row.get("quote_start") is None or row.get("quote_end") is None:
        return context.warehouse.read(evidence.facts, ())
    quote = context.warehouse.read(evidence.span, row["doc_id"], row["quote_start"], row["quote_end"])
    return quote.with_columns(pl.lit(row[name]).alias(name) for name in ("span_start", "span_end") if name in row)


def _others(context: Context, fact_ids: tuple[str, ...]) -> None:
    texts = context.texts
    reasons = context.warehouse.read(evidence.choices, fact_ids)
    others = context.warehouse.read(evidence.other_values, fact_ids)
    heading = f'<h3 class="fz-h">{texts("drawer.others", n=others.height)}</h3>'
    why = sorted({str(reason) for reason in reasons["choice_reason"].drop_nulls()})
    because = f'<p class="fz-small">{texts("drawer.choice")} {escaped("；".join(why))}</p>' if why else ""
    st.html(heading + because + (sentences(others.to_dicts(), texts) if others.height else ""))


def _figure_head(context: Context, key: str, row: Row) -> str:
    texts = context.texts
    spec = headline.HEADLINES[key]
    kind = texts.code("type", row[spec.type_column])
    words = (texts.code("indicator", key), kind, row["period"], texts.code("scope", row["scope"]))
    title = f'<p class="fz-where"><bdi>{escaped(row["region_name"])}</bdi></p>'
    title += f'<p class="fz-small">{" · ".join(escaped(word) for word in words if word)}</p>'
    return title + (_rate_values(context, row) if spec.is_rate else _count_values(context, row))


def _count_values(context: Context, row: Row) -> str:
    texts = context.texts
    value = (texts("drawer.value"), f"{number(row['value'])} {row['unit'] or ''}")
    approx = (texts("col.approx"), texts.code("approx", row["approx"]))
    return tiles([value, approx, (texts("col.obs_status"), texts.code("status", row["obs_status"]))])


def _rate_values(context: Context, row: Row) -> str:
    texts = context.texts
    base, wins = (row["cases"], row["successes"]) if "cases" in row else (row["denominator"], row["numerator"])
    interval = "—"
    if row["ci_low"] is not None:
        interval = f"{number(row['ci_low'], 1)}–{number(row['ci_high'], 1, '%')}"
    pairs = [
        (texts("drawer.printed"), number(row["rate_printed"], row["decimals"], "%")),
        (texts("drawer.recomputed"), number(row["rate_computed"], 4, "%")),
        (texts("drawer.counts"), f"{number(wins)} / {number(base)}"),
        (texts("drawer.interval"), interval),
    ]
    if row.get("denominator_basis"):
        pairs.append((texts("drawer.base"), texts.code("base", row["denominator_basis"])))
    verdict = f'<p class="fz-verdict">{escaped(texts.code("verdict", row["verdict"]))}</p>'
    return tiles(pairs) + verdict + f'<p class="fz-small">{escaped(texts.code("status", row["obs_status"]))}</p>'


def _check_head(context: Context, row: Row) -> str:
    texts = context.texts
    words = (texts.code("severity", row["severity"]), texts.code("rule", row["rule_id"]), row["period"])
    title = f'<p class="fz-where"><bdi>{escaped(row["region_name"])}</bdi></p>'
    title += f'<p class="fz-small">{" · ".join(escaped(word) for word in words if word)}</p>'
    message = row["message_en"] if texts.lang == "en" else row["message_zh"]
    pairs = [
        (texts("col.printed"), number(row["printed"])),
        (texts("col.expected"), number(row["expected"])),
        (texts("col.difference"), number(row["difference"])),
    ]
    verdict = escaped(texts.code("verdict", row["verdict"]))
    return f'{title}{tiles(pairs)}<p class="fz-verdict">{verdict}</p><p><bdi>{escaped(message)}</bdi></p>'


def _unmapped_head(context: Context, row: Row) -> str:
    texts = context.texts
    title = f'<p class="fz-where"><bdi>{escaped(row["subject"] or texts("unmapped.nameless"))}</bdi></p>'
    words = (texts.code("value_type", row["value_type"]), row["unit"])
    kind = f'<p class="fz-small">{" · ".join(escaped(word) for word in words if word)}</p>'
    counts = [(texts.code("col", name), number(row[name])) for name in ("n_documents", "n_mentions", "n_regions")]
    periods = "—" if row["first_period"] is None else f"{row['first_period']} … {row['last_period']}"
    return f"{title}{kind}{tiles([*counts, (texts('col.period'), periods)])}"
