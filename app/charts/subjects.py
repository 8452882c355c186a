"""Subjects that no indicator claims: in how many documents each is counted."""

from __future__ import annotations

import altair as alt
import polars as pl

from app.charts.marks import FIT, ROW_HEIGHT, Layers, pick, place_axis
from app.charts.palette import Palette
from app.i18n import Texts


def bars(rows: pl.DataFrame, texts: Texts, palette: Palette) -> Layers:
    """Draws one bar for each row of the list, in its order; a click carries the row's id."""
    named = rows.with_columns(
        pl.concat_str("subject", pl.lit(" · "), pl.col("unit").fill_null("—")).alias("label")
    ).unique("label", keep="first", maintain_order=True)  # fmt: skip
    top = max(named["n_documents"].to_list(), default=1)
    base = alt.Chart(named.select("label", "n_documents", "n_mentions", "n_regions", "unmapped_id")).encode(
        y=place_axis(named["label"].to_list()),
        x=alt.X(
            "n_documents:Q", title=texts("col.n_documents"), scale=alt.Scale(domain=[0, top * 1.15]),
            axis=alt.Axis(tickCount=min(top, 5), format=",d"),
        ),
    )  # fmt: skip
    tips = [
        alt.Tooltip("label:N", title=texts("col.subject")),
        *(
            alt.Tooltip(f"{n}:Q", title=texts.code("col", n), format=",")
            for n in ("n_documents", "n_mentions", "n_regions")
        ),
    ]
    bar = base.mark_bar(cursor="pointer", cornerRadiusEnd=2, minBandSize=2, color=palette.main).encode(tooltip=tips)
    number = base.mark_text(align="left", dx=5, color=palette.ink, fontSize=12).encode(
        text=alt.Text("n_documents:Q", format=",")
    )
    layers = [bar.add_params(pick("unmapped_id")), number]
    return alt.layer(*layers).properties(autosize=FIT, height=ROW_HEIGHT * max(named.height, 2))
