"""Overview: the four headline indicators, each as a chart, a table and a file, with a drawer for every figure."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import address, drawer, frame, tables
from app.frame import Context
from app.overview_chart import draw
from app.queries import catalogue
from app.queries.headline import HEADLINES, Headline, figures, periods, regions, type_counts

_PLACE = ["region_name", "region_level", "period"]
_RATE = ["rate_printed", "rate_computed", "ci_low", "ci_high", "verdict", "obs_status", "scope", "published_on"]
_COUNT = ["value", "unit", "approx", "obs_status", "scope", "published_on"]
COLUMNS = {
    "reconsideration_cases": [*_PLACE, "basis", *_COUNT],
    "court_appearance_rate": [*_PLACE, "instance", "numerator", "denominator", "denominator_basis", *_RATE],
    "mediation_success_rate": [*_PLACE, "mediation_type", "successes", "cases", *_RATE],
    "enforcement_certificates": [*_PLACE, "measure", *_COUNT],
}


def render(context: Context) -> None:
    """Draws the page for the view in the address."""
    texts = context.texts
    st.title(texts("page.overview"))
    key = address.segments(
        texts("filter.indicator"), "indicator", list(HEADLINES), lambda code: texts.code("indicator", code),
        next(iter(HEADLINES)), "type", "level", "period", bare=True,
    )  # fmt: skip
    headline = HEADLINES[key]
    st.caption(texts(f"about.{key}"))
    kind, region, period = _filters(context, headline)
    rows = context.warehouse.read(figures, key, kind, region, period)
    draw(context, headline, kind, region, period)
    st.subheader(texts("table.title", n=rows.height))
    st.caption(texts("table.hint"))
    tables.selectable(context, rows, COLUMNS[key], "observation_id", headline.table.removeprefix("marts."))
    tables.download(context, rows, key, kind, region, period)
    _definition(context, headline)
    frame.footer(context)
    drawer.show_figure(context, key)


def _filters(context: Context, headline: Headline) -> tuple[str, str | None, str | None]:
    """The filters in one row: type, region, period."""
    wide, left, right = st.columns([2, 1, 1])
    with wide:
        kind = _type_filter(context, headline)
    return kind, *_place_filters(context, headline, kind, left, right)


def _type_filter(context: Context, headline: Headline) -> str:
    """The basis, mediation type or measure: always exactly one, so that kinds never mix."""
    counts = dict(context.warehouse.read(type_counts, headline.key).iter_rows())
    present = [kind for kind in headline.types if counts.get(kind)] or list(headline.types)
    default = max(present, key=lambda kind: counts.get(kind, 0))
    texts = context.texts
    return address.segments(
        texts(f"filter.{headline.type_column}"), "type", present,
        lambda kind: f"{texts.code('type', kind)} ({counts.get(kind, 0)})", default,
    )  # fmt: skip


def _place_filters(
    context: Context, headline: Headline, kind: str, left: DeltaGenerator, right: DeltaGenerator
) -> tuple[str | None, str | None]:
    texts = context.texts
    places = {row["region_code"]: row for row in context.warehouse.read(regions, headline.key).iter_rows(named=True)}
    with left:
        region = address.selectbox(
            texts("filter.region"), "region", list(places), lambda code: _region_word(code, places[code]),
            texts("filter.all_regions"),
        )  # fmt: skip
    known = context.warehouse.read(periods, headline.key, kind, region)["period"].to_list()
    with right:
        period = address.selectbox(texts("filter.period"), "period", known, str, texts("filter.all_periods"))
    return region, period


def _region_word(code: str, place: dict[str, str | None]) -> str:
    province = place["province_name"]
    own = str(place["region_name"])
    return f"{own} {code}" if province in (None, "", own) else f"{own} {code} · {province}"


def _definition(context: Context, headline: Headline) -> None:
    texts = context.texts
    entry = context.warehouse.read(catalogue.definition, headline.code)
    if entry.is_empty():
        return
    row = entry.row(0, named=True)
    with st.expander(texts("about.definition"), icon=":material/menu_book:"):
        st.text(row["definition_en" if texts.lang == "en" else "definition_zh"] or "—")
        if row["official_basis"]:
            st.text(f"{texts('about.basis')} {row['official_basis']}")


if __name__ == "__main__":
    shown = frame.page_context()
    if shown is not None:
        render(shown)
