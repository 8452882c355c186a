"""How many checks of each rule came out how."""

from __future__ import annotations

import altair as alt
import polars as pl

from app.charts.marks import FIT, Layers
from app.charts.palette import Palette
from app.i18n import Texts

SEVERITIES = ("error", "warning", "info", "ok")


def counts(rows: pl.DataFrame, texts: Texts, palette: Palette) -> Layers:
    """Draws one bar for each rule, parted by severity, with the numbers written on it."""
    named = rows.group_by("rule_id", "severity").agg(pl.col("n").sum()).with_columns(
        pl.col("rule_id").map_elements(lambda rule: texts.code("rule", rule), return_dtype=pl.String).alias("rule"),
        pl.col("severity").map_elements(lambda s: texts.code("severity", s), return_dtype=pl.String).alias("word"),
        pl.col("severity").replace_strict({s: i for i, s in enumerate(SEVERITIES)}, default=9).alias("order"),
    ).sort("rule_id", "order")  # fmt: skip
    words = [texts.code("severity", severity) for severity in SEVERITIES]
    colors = alt.Scale(domain=words, range=[palette.severities[severity] for severity in SEVERITIES])
    axis = alt.Axis(labelLimit=210, labelPadding=8, labelFontSize=12)
    base = alt.Chart(named).encode(
        y=alt.Y("rule:N", title=None, axis=axis),
        x=alt.X("n:Q", title=None, stack="zero", axis=alt.Axis(tickCount=5, format=",d")),
        order="order:Q",
    )
    legend = alt.Legend(orient="top", title=None)
    bar = base.mark_bar(size=22).encode(
        color=alt.Color("word:N", scale=colors, legend=legend),
        tooltip=[
            alt.Tooltip("rule:N", title=texts("col.rule_id")),
            alt.Tooltip("word:N", title=texts("col.severity")),
            alt.Tooltip("n:Q", title=texts("col.n_checks"), format=","),
        ],
    )
    return alt.layer(bar).properties(autosize=FIT, height=44 * max(named["rule"].n_unique(), 1) + 20)
