"""Quality: the board of all checks, the quantities that no indicator claims, the inputs set aside, and the build they belong to."""

from __future__ import annotations

import polars as pl
import streamlit as st

from app import address, drawer, frame, problem_list, tables, unmapped_list
from app.charts import severity
from app.evidence_html import number, tiles
from app.frame import Context
from app.queries import catalogue, quality

COLUMNS = ["severity", "region_name", "period", "rule_id", "message", "printed", "expected", "difference", "verdict"]

PARTS = ["checks", "unmapped", "problems"]


def render(context: Context) -> None:
    """Draws the page for the view in the address."""
    texts = context.texts
    st.title(texts("page.quality"))
    _build_panel(context)
    part = address.segments(
        texts("filter.part"), "part", PARTS, lambda code: texts.code("part", code), PARTS[0], bare=True
    )
    {"checks": _board, "unmapped": unmapped_list.draw, "problems": problem_list.draw}[part](context)
    frame.footer(context)
    if part != "problems":
        (drawer.show_unmapped if part == "unmapped" else drawer.show_check)(context)


def _board(context: Context) -> None:
    texts = context.texts
    st.caption(texts("quality.about"))
    counts = context.warehouse.read(quality.check_counts)
    if counts.is_empty():
        st.info(texts("quality.nothing"), icon=":material/hourglass_empty:")
        return
    st.subheader(texts("quality.counts"))
    chart = severity.counts(counts, texts, context.palette)
    st.altair_chart(chart, alt=texts("quality.alt"))
    rule, grade, region = _filters(context, counts)
    rows = context.warehouse.read(quality.checks, rule, grade, region)
    message = "message_en" if texts.lang == "en" else "message_zh"
    shown = rows.with_columns(pl.col(message).alias("message"))
    st.subheader(texts("quality.rows", n=rows.height))
    st.caption(texts("quality.hint"))
    tables.selectable(context, shown, COLUMNS, "check_id", "quality_reconciliation")
    tables.download(context, rows, "checks", rule, grade, region)


def _filters(context: Context, counts: pl.DataFrame) -> tuple[str | None, str | None, str | None]:
    texts = context.texts
    rules = counts["rule_id"].unique().sort().to_list()
    known = counts.group_by("severity").agg(pl.col("n").sum())
    found = dict(known.iter_rows())
    grades = [grade for grade in severity.SEVERITIES if grade in found]
    places = dict(context.warehouse.read(quality.check_regions).iter_rows())
    first, second, third = st.columns(3)
    with first:
        grade = address.selectbox(
            texts("filter.severity"),
            "severity",
            grades,
            lambda code: f"{texts.code('severity', code)} ({found[code]})",
            texts("filter.all_severities"),
        )
    with second:
        rule = address.selectbox(
            texts("filter.rule"), "rule", rules, lambda code: texts.code("rule", code), texts("filter.all_rules")
        )
    with third:
        region = address.selectbox(
            texts("filter.region"), "region", list(places), lambda code: f"{places[code]} {code}",
            texts("filter.all_regions"),
        )  # fmt: skip
    return rule, grade, region


def _build_panel(context: Context) -> None:
    """Says which build is shown, when it was made, what it holds and how its tests ended."""
    texts = context.texts
    build = context.warehouse.read(catalogue.build).row(0, named=True)
    extent = context.warehouse.read(catalogue.extent).row(0, named=True)
    built_at = "—" if build["built_at"] is None else f"{build['built_at']:%Y-%m-%d %H:%M} UTC"
    pairs = [
        (texts("build.id"), context.warehouse.stamp),
        (texts("build.time"), built_at),
        (texts("build.tests_passed"), number(build["tests_passed"])),
        (texts("build.tests_failed"), number(build["tests_failed"])),
        (texts("build.documents"), number(extent["documents"])),
        (texts("build.facts"), number(extent["facts"])),
        (texts("build.observations"), number(extent["observations"])),
    ]
    st.html(tiles(pairs))
    st.caption(
        texts(
            "build.versions",
            dbt=build["dbt_version"] or "—",
            extractor=build["extractor_version"] or "—",
            catalogue=(build["catalogue_version"] or "—")[:12],
            run=build["build_id"] or "—",
        )
    )


if __name__ == "__main__":
    shown_context = frame.page_context()
    if shown_context is not None:
        render(shown_context)
