"""The chart of the overview: one place over the years, or all places of one level beside each other."""

from __future__ import annotations

from typing import Final

import polars as pl
import streamlit as st

from app import address, clicks
from app.charts import intervals, ranking, states, trend
from app.frame import Context
from app.queries.headline import Headline, figures, places_of_other_types

LEVELS: Final = ("national", "province", "prefecture", "county", "township", "department")
MOST_ROWS: Final = 70


def draw(context: Context, headline: Headline, kind: str | None, region: str | None, period: str | None) -> None:
    """Draws the chart that reads best for the filters: a line for a place with several years, else its peers."""
    if region is not None and period is None:
        own = states.yearly(_states(context, headline, kind, region, None))
        if own["value"].drop_nulls().len() > 1:
            st.subheader(context.texts("chart.trend", place=own["region_name"].drop_nulls().item(0)))
            line = trend.line(own, context.texts, context.palette, rate=headline.is_rate)
            clicks.show(line, "trend", context.texts("chart.alt"))
            return
    _peers(context, headline, kind, region, period)


def _states(
    context: Context, headline: Headline, kind: str | None, region: str | None, period: str | None
) -> pl.DataFrame:
    rows = context.warehouse.read(figures, headline.key, kind, region, period)
    return states.of_rates(rows) if headline.is_rate else states.of_counts(rows)


def _peers(context: Context, headline: Headline, kind: str | None, region: str | None, period: str | None) -> None:
    """Draws the places of one level; with a region chosen, its own level and with it marked."""
    rows = _states(context, headline, kind, None, period)
    shown = rows if period is not None else states.latest(rows)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(context.texts("chart.period" if period else "chart.latest", period=period or ""), width="content")
        level = _level(context, shown, region)
    shown = shown.filter(pl.col("region_level") == level)
    absent = context.warehouse.read(places_of_other_types, headline.key, kind, period)
    missing = absent.filter(pl.col("region_level") == level)
    ordered = states.ranking(shown, missing, by_interval=headline.is_rate, one_period=period is not None)
    if ordered.is_empty():
        st.info(context.texts("chart.nothing"), icon=":material/hourglass_empty:")
        return
    chart = intervals.dots if headline.is_rate else ranking.bars
    top = ordered.head(MOST_ROWS)
    clicks.show(chart(top, context.texts, context.palette, region), "peers", context.texts("chart.alt"))
    _notes(context, headline, ordered)


def _level(context: Context, rows: pl.DataFrame, region: str | None) -> str:
    """The level that is compared: the chosen region's, else the reader's choice, else the one with most figures."""
    counts = dict(rows.group_by("region_level").len().iter_rows())
    present = [level for level in LEVELS if counts.get(level)]
    own = rows.filter(pl.col("region_code") == (region or ""))["region_level"]
    if not own.is_empty():
        return str(own.item(0))
    if len(present) < 2:
        return present[0] if present else LEVELS[1]
    texts = context.texts
    return address.segments(
        texts("filter.level"), "level", present, lambda level: f"{texts.code('level', level)} ({counts[level]})",
        max(present, key=lambda level: counts[level]), bare=True,
    )  # fmt: skip


def _notes(context: Context, headline: Headline, ordered: pl.DataFrame) -> None:
    """Says how to read the chart, and what it leaves out."""
    texts = context.texts
    found = set(ordered["state"].to_list())
    notes = [texts("chart.note_rate" if headline.is_rate else "chart.note_count")]
    notes += [
        texts(f"chart.note_{state}") for state in ("small", "other_base", "uncounted", "missing") if state in found
    ]
    if ordered.height > MOST_ROWS:
        notes.append(texts("chart.note_cut", n=MOST_ROWS, all=ordered.height))
    st.caption(" ".join(notes))
