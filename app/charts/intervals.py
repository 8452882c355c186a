"""Rates of many places: a dot with its 95 % interval and its n; rates without counts stand apart, hollow."""

from __future__ import annotations

import math

import altair as alt
import polars as pl

from app.charts.marks import FIT, ROW_HEIGHT, Layers, missing, pick, place_axis, state_scale, tooltips
from app.charts.palette import Palette
from app.i18n import Texts


def dots(rows: pl.DataFrame, texts: Texts, palette: Palette, highlight: str | None = None) -> Layers:
    """Draws the rows of `states.ranking`, with rate and n written out in the middle column."""
    order = rows["label"].to_list()
    scale = alt.Scale(domain=_domain(rows), nice=False, zero=False)
    x = alt.X("value:Q", title=None, scale=scale, axis=_axis())
    shown = rows.filter(pl.col("value").is_not_null()).with_columns(_written(texts))
    base = alt.Chart(shown).encode(y=place_axis(order), x=x)
    span = base.mark_rule(strokeWidth=3, opacity=0.45).encode(
        x=alt.X("low:Q", title=None, scale=scale, axis=_axis()), x2="high:Q", color=state_scale(palette)["color"]
    )
    point = base.mark_point(size=130, filled=False, fill=palette.page, strokeWidth=2.5, cursor="pointer", opacity=1)
    point = point.encode(tooltip=tooltips(texts, rate=True), **state_scale(palette))
    words = alt.Chart(shown).mark_text(align="left", dx=6, fontSize=12).encode(
        y=place_axis(order),
        x=alt.value("width"),
        text="written:N",
        color=alt.condition(
            alt.datum.region_code == (highlight or ""), alt.value(palette.accent), alt.value(palette.ink)
        ),
    )  # fmt: skip
    chart = alt.layer(span, point.add_params(pick()), words, missing(rows, texts, palette, order))
    height = ROW_HEIGHT * max(rows.height, 2)
    return chart.properties(autosize=FIT, height=height)


def _axis() -> alt.Axis:
    return alt.Axis(tickCount=5, labelExpr="datum.label + '%'", grid=True)


def _domain(rows: pl.DataFrame) -> list[float]:
    """From a ten below the lowest bound to a little above 100: rates crowd at the ceiling."""
    lows = [value for column in ("low", "value") for value in rows[column].drop_nulls().to_list()]
    highs = [value for column in ("high", "value") for value in rows[column].drop_nulls().to_list()]
    lowest = math.floor(min(lows, default=0) / 10) * 10
    return [max(0, lowest - (10 if lowest == 100 else 0)), max(100.0, *highs, 100.0) + 1]


def _written(texts: Texts) -> pl.Expr:
    """Writes a rate with its n, as “97.47% · n=712”, or says that there are no counts."""
    rate = pl.col("value").round(2).cast(pl.String).str.replace(r"\.0$", "") + "%"
    count = pl.col("n").map_elements(lambda n: f"{n:,}", return_dtype=pl.String)
    tail = pl.when(pl.col("n").is_null()).then(pl.lit(texts("chart.no_counts"))).otherwise("n=" + count)
    return pl.concat_str(rate, pl.lit("  "), tail).alias("written")
