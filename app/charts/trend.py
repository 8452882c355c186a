"""One place over several years: a line that breaks where a year has no figure."""

from __future__ import annotations

import altair as alt
import polars as pl

from app.charts.marks import FIT, Layers, pick, state_scale, tooltips
from app.charts.palette import Palette
from app.i18n import Texts


def line(rows: pl.DataFrame, texts: Texts, palette: Palette, *, rate: bool) -> Layers:
    """Draws the rows of `states.yearly`; years without a figure are marked as such and never joined."""
    years = rows["period"].to_list()
    x = alt.X("period:O", title=None, sort=years, axis=alt.Axis(labelAngle=0, labelFlush=False))
    scale = alt.Scale(zero=not rate, nice=True)
    axis = alt.Axis(tickCount=5, labelExpr="datum.label + '%'") if rate else alt.Axis(tickCount=5, format=",d")
    y = alt.Y("value:Q", title=None, scale=scale, axis=axis)
    path = alt.Chart(rows).mark_line(strokeWidth=2.5, color=palette.main, invalid="break-paths-filter-domains")
    seen = alt.Chart(rows.filter(pl.col("value").is_not_null()))
    span = seen.mark_rule(strokeWidth=3, opacity=0.4, color=palette.main).encode(
        x=x, y=alt.Y("low:Q", title=None, scale=scale, axis=axis), y2="high:Q"
    )
    point = seen.mark_point(size=140, filled=False, fill=palette.page, strokeWidth=2.5, cursor="pointer", opacity=1)
    point = point.encode(x=x, y=y, tooltip=tooltips(texts, rate=rate), **state_scale(palette))
    number = seen.mark_text(dy=-15, color=palette.ink, fontSize=12)
    number = number.encode(x=x, y=y, text=alt.Text("value:Q", format=",.2~f" if rate else ","))
    gap = alt.Chart(rows.filter(pl.col("value").is_null()).select("period"))
    gap_text = gap.mark_text(color=palette.muted, fontSize=11, dy=-10)
    gap_text = gap_text.encode(x=x, y=alt.value("height"), text=alt.value(texts("chart.missing_year")))
    layers = [path.encode(x=x, y=y), point.add_params(pick()), number, gap_text]
    return alt.layer(*([span, *layers] if rows["low"].drop_nulls().len() else layers)).properties(
        autosize=FIT, height=320
    )
