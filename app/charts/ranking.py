"""Counts of many places within one basis: bars from the largest down, small counts and missing places below."""

from __future__ import annotations

import altair as alt
import polars as pl

from app.charts.marks import FIT, ROW_HEIGHT, Layers, missing, pick, place_axis, tooltips
from app.charts.palette import Palette
from app.i18n import Texts


def bars(rows: pl.DataFrame, texts: Texts, palette: Palette, highlight: str | None = None) -> Layers:
    """Draws the rows of `states.ranking`; `highlight` is the region code that stands out among its peers."""
    order = rows["label"].to_list()
    top = max([float(value) for value in rows["value"].drop_nulls()], default=1.0)
    base = alt.Chart(rows.filter(pl.col("value").is_not_null())).encode(
        y=place_axis(order),
        x=alt.X(
            "value:Q", title=None, scale=alt.Scale(domain=[0, top * 1.22]), axis=alt.Axis(tickCount=5, format=",d")
        ),
    )
    color = (
        alt.when(alt.datum.region_code == (highlight or ""))
        .then(alt.value(palette.accent))
        .when(alt.datum.state == "small")
        .then(alt.value(palette.faint))
        .otherwise(alt.value(palette.main))
    )
    bar = base.mark_bar(cursor="pointer", cornerRadiusEnd=2, minBandSize=2).encode(
        color=color, tooltip=tooltips(texts, rate=False)
    )
    number = base.mark_text(align="left", dx=5, color=palette.ink, fontSize=12).encode(
        text=alt.Text("value:Q", format=",")
    )
    layers = [bar.add_params(pick()), number, missing(rows, texts, palette, order)]
    return alt.layer(*layers).properties(autosize=FIT, height=ROW_HEIGHT * max(rows.height, 2))
