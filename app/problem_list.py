"""The list of inputs that could not be read, or only in part: how many, which, why and what to do."""

from __future__ import annotations

from typing import Final

import polars as pl
import streamlit as st

from app import address, tables
from app.evidence_html import number, tiles
from app.frame import Context
from app.queries import problems

COLUMNS: Final = ["state", "uri", "stage", "error", "detail", "last_seen_at"]
STATES: Final = ("open", "read", "solved")


def draw(context: Context) -> None:
    """Draws the list, or says that nothing was set aside."""
    texts = context.texts
    st.caption(texts("problems.about"))
    counts = context.warehouse.read(problems.problem_counts).row(0)
    if not any(counts):
        st.info(texts("problems.nothing"), icon=":material/task_alt:")
        return
    st.html(tiles([(texts(f"problem_state.{state}"), number(n)) for state, n in zip(STATES, counts, strict=True)]))
    state = address.selectbox(
        texts("filter.problem_state"), "state", [s for s, n in zip(STATES, counts, strict=True) if n],
        lambda code: texts.code("problem_state", code), texts("filter.all_problem_states"),
    )  # fmt: skip
    rows = context.warehouse.read(problems.problems, state)
    st.subheader(texts("problems.rows", n=f"{rows.height:,}"))
    tables.plain(context, _in_language(rows, texts.lang), COLUMNS, "quality_problems")
    tables.download(context, rows, "problems", state)


def _in_language(rows: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Leave of each reason the half in one language, without the name that stands in the next column."""
    name, detail = pl.col("uri"), pl.col("detail")
    nameless = pl.when(detail.str.starts_with(name)).then(detail.str.slice(name.str.len_chars() + 1)).otherwise(detail)
    halves = {"zh": nameless.str.replace(r" / [^/]*$", ""), "en": detail.str.extract(r" / ([^/]*)$").fill_null(detail)}
    return rows.with_columns(halves[lang].alias("detail"))
