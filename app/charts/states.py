"""Which figures a chart ranks, which it only shows, and which places it draws as missing."""

from __future__ import annotations

from typing import Final

import polars as pl

SMALL: Final = 10  # below this many cases a figure is shown and never ranked
SCHEMA: Final = {
    "label": pl.String,
    "state": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "region_code": pl.String,
    "region_name": pl.String,
    "period": pl.String,
    "observation_id": pl.String,
}


_PLACE: Final = (
    "region_code", "region_level", "short_name", "region_name", "period", "observation_id", "is_year",
)  # fmt: skip
_BOUNDS: Final = (("ci_low", "low"), ("ci_high", "high"))


def of_counts(figures: pl.DataFrame) -> pl.DataFrame:
    """Reads count figures into chart rows: ranked, or small."""
    return _whole_areas(figures).select(
        pl.when(pl.col("value") < SMALL).then(pl.lit("small")).otherwise(pl.lit("ranked")).alias("state"),
        pl.col("value").cast(pl.Float64),
        pl.lit(None, pl.Float64).alias("low"),
        pl.lit(None, pl.Float64).alias("high"),
        pl.lit(None, pl.Int64).alias("n"),
        *_PLACE,
    )


def of_rates(figures: pl.DataFrame) -> pl.DataFrame:
    """Reads rates into chart rows: ranked, small, of another base, or uncounted where only the printed rate is known.

    A rate over another base than its definition's is shown as printed, for its counts belong to another question.
    """
    if "denominator_basis" in figures.columns:
        other = pl.col("denominator_basis").fill_null("hearings") != "hearings"
    else:
        other = pl.lit(value=False)
    computed = pl.coalesce("rate_computed", "rate_printed")
    return _whole_areas(figures).select(
        pl.when(pl.col("n").is_null())
        .then(pl.lit("uncounted"))
        .when(other)
        .then(pl.lit("other_base"))
        .when(pl.col("n") < SMALL)
        .then(pl.lit("small"))
        .otherwise(pl.lit("ranked"))
        .alias("state"),
        pl.when(other).then(pl.coalesce("rate_printed", "rate_computed")).otherwise(computed).alias("value"),
        *(pl.when(other).then(None).otherwise(pl.col(ci)).alias(name) for ci, name in _BOUNDS),
        pl.col("n").cast(pl.Int64),
        *_PLACE,
    )


def _whole_areas(figures: pl.DataFrame) -> pl.DataFrame:
    """Keeps the figures of whole areas: own-level figures are no peers of them."""
    return figures.filter(pl.col("is_whole_area"))


def latest(rows: pl.DataFrame) -> pl.DataFrame:
    """Keeps each place's newest annual figure."""
    annual = rows.filter(pl.col("is_year") & pl.col("value").is_not_null())
    return annual.sort("period", descending=True).unique("region_code", keep="first", maintain_order=True)


def ranking(rows: pl.DataFrame, missing: pl.DataFrame, *, by_interval: bool, one_period: bool) -> pl.DataFrame:
    """Puts chart rows in order, names them, numbers the ranked ones of a single period, and adds the missing places.

    Rates are ordered by the lower bound of their interval, so that few cases never stand first by luck.
    """
    order = pl.col("state").replace_strict(
        {"ranked": 0, "small": 1, "other_base": 2, "uncounted": 3}, return_dtype=pl.Int8
    )
    key = pl.col("low") if by_interval else pl.col("value")
    placed = rows.filter(pl.col("value").is_not_null()).with_columns(order.alias("order")).sort(
        "order", key, "value", "region_code", descending=[False, True, True, False], nulls_last=True
    ).unique("region_code", keep="first", maintain_order=True)  # fmt: skip
    name = pl.concat_str("short_name", pl.lit(" "), "period")
    if one_period:
        rank = pl.col("value").rank("min", descending=True) if not by_interval else key.rank("min", descending=True)
        number = pl.when(pl.col("state") == "ranked").then(rank.over("state").cast(pl.Int64).cast(pl.String) + ". ")
        name = pl.concat_str(number.otherwise(pl.lit("")), "short_name")
    placed = placed.with_columns(name.alias("label"))
    absent = missing.select(pl.col("short_name").alias("label"), "region_code", pl.lit("missing").alias("state"))
    return _distinct(pl.concat([_shaped(placed), _shaped(absent)]))


def yearly(rows: pl.DataFrame) -> pl.DataFrame:
    """Gives one row for each year from the first to the last of a place, empty where no figure was seen."""
    annual = rows.filter("is_year").sort("period").unique("period", keep="last", maintain_order=True)
    if annual.is_empty():
        return _shaped(annual).with_columns(pl.lit(None, pl.Int64).alias("year"))
    known = _shaped(annual).with_columns(pl.col("period").cast(pl.Int64).alias("year"))
    first, last = known["year"].item(0), known["year"].item(-1)
    years = pl.DataFrame({"year": range(first, last + 1)}, schema={"year": pl.Int64})
    filled = years.join(known, on="year", how="left").with_columns(pl.col("state").fill_null("missing"))
    return filled.with_columns(pl.col("year").cast(pl.String).alias("period"))


def _shaped(rows: pl.DataFrame) -> pl.DataFrame:
    columns = [
        pl.col(name).cast(kind) if name in rows.columns else pl.lit(None, kind).alias(name)
        for name, kind in SCHEMA.items()
    ]
    return rows.select(columns)


def _distinct(rows: pl.DataFrame) -> pl.DataFrame:
    """Makes labels that two places share distinct by their code, since a label is a place on the axis."""
    shared = pl.col("label").is_duplicated()
    return rows.with_columns(
        pl.when(shared).then(pl.concat_str("label", pl.lit(" "), "region_code")).otherwise("label").alias("label")
    )
