"""Pieces that the charts share: the click that opens a figure, axes, tooltips and sizes."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import polars as pl

from app.charts.palette import Palette
from app.i18n import Texts

Layers = alt.LayerChart | alt.FacetChart  # what alt.layer is typed to give

PICK: Final = "pick"
ROW_HEIGHT: Final = 26
FIT: Final = alt.AutoSizeParams(type="fit-x", contains="padding")  # the height is that of the plot itself


def pick(ids: str = "observation_id") -> alt.Parameter:
    """The selection that a click on a mark makes; it carries the figure's id, the field `ids`."""
    return alt.selection_point(name=PICK, fields=[ids], on="click", empty=False, nearest=False)


def place_axis(order: list[str]) -> alt.Y:
    """One row for each place, in the given order."""
    axis = alt.Axis(labelLimit=190, labelOverlap=False, labelFlush=False, labelPadding=8, labelFontSize=12)
    return alt.Y("label:N", sort=order, title=None, axis=axis)


def tooltips(texts: Texts, *, rate: bool) -> list[alt.Tooltip]:
    """What a mark says when pointed at."""
    shown = ".2f" if rate else ","
    tips = [
        alt.Tooltip("region_name:N", title=texts("col.region_name")),
        alt.Tooltip("period:N", title=texts("col.period")),
        alt.Tooltip("value:Q", title=texts("col.rate" if rate else "col.value"), format=shown),
    ]
    if rate:
        tips += [
            alt.Tooltip("n:Q", title=texts("col.n"), format=","),
            alt.Tooltip("low:Q", title=texts("col.ci_low"), format=".1f"),
            alt.Tooltip("high:Q", title=texts("col.ci_high"), format=".1f"),
        ]
    return tips


def state_scale(palette: Palette) -> dict[str, Any]:
    """Colour and shape by state, so that neither alone carries the meaning."""
    domain = ["ranked", "small", "other_base", "uncounted"]
    colors = [palette.main, palette.muted, palette.muted, palette.accent]
    shapes = ["circle", "square", "triangle-up", "diamond"]
    return {
        "color": alt.Color("state:N", scale=alt.Scale(domain=domain, range=colors), legend=None),
        "shape": alt.Shape("state:N", scale=alt.Scale(domain=domain, range=shapes), legend=None),
    }


def missing(rows: pl.DataFrame, texts: Texts, palette: Palette, order: list[str]) -> alt.Chart:
    """Draws the places without such a figure as a dash and a word, never as zero."""
    absent = alt.Chart(rows.filter(pl.col("state") == "missing").select("label"))
    mark: alt.Chart = absent.mark_text(align="left", dx=5, color=palette.muted, fontSize=11).encode(
        y=place_axis(order), x=alt.value(0), text=alt.value(texts("chart.missing"))
    )
    return mark
