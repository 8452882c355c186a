"""The list of quantities that no indicator claims: a chart of its head, a table and a file."""

from __future__ import annotations

from typing import Final

import polars as pl
import streamlit as st

from app import address, clicks, tables
from app.charts import subjects as subject_chart
from app.frame import Context
from app.queries import unmapped

COLUMNS: Final = [
    "rank_no", "subject", "unit", "value_type", "n_documents", "n_mentions", "n_regions", "first_period", "last_period",
    "quote",
]  # fmt: skip
MOST_ROWS: Final = 1000
MOST_BARS: Final = 20


def draw(context: Context) -> None:
    """Draws the list, or says what to do where there is none."""
    texts = context.texts
    st.caption(texts("unmapped.about"))
    counts = context.warehouse.read(unmapped.type_counts)
    if counts.is_empty():
        st.info(texts("unmapped.nothing"), icon=":material/task_alt:")
        return
    kind = _type_filter(context, counts)
    rows = context.warehouse.read(unmapped.subjects, kind, MOST_ROWS)
    _chart(context, rows)
    wanted = counts.filter(pl.col("value_type") == kind) if kind else counts
    subjects, figures = wanted["n_subjects"].sum(), wanted["n_mentions"].sum()
    st.subheader(texts("unmapped.rows", n=f"{subjects:,}", figures=f"{figures:,}"))
    cut = texts("unmapped.cut", n=rows.height) if subjects > rows.height else ""
    st.caption(f"{texts('unmapped.hint')} {cut}")
    tables.selectable(context, rows, COLUMNS, "unmapped_id", "quality_unmapped_quantities")
    tables.download(context, rows, "unmapped", kind)


def _type_filter(context: Context, counts: pl.DataFrame) -> str | None:
    texts = context.texts
    found = {row["value_type"]: row["n_subjects"] for row in counts.iter_rows(named=True)}
    return address.selectbox(
        texts("filter.value_type"), "value_type", list(found),
        lambda code: f"{texts.code('value_type', code)} ({found[code]:,})", texts("filter.all_value_types"),
    )  # fmt: skip


def _chart(context: Context, rows: pl.DataFrame) -> None:
    head = rows.filter(pl.col("subject").is_not_null()).head(MOST_BARS)
    if head.is_empty():
        return
    st.subheader(context.texts("unmapped.chart", n=head.height))
    chart = subject_chart.bars(head, context.texts, context.palette)
    clicks.show(chart, "unmapped", context.texts("unmapped.alt"), "unmapped_id")
