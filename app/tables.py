"""Tables under the charts: named columns with the warehouse's own comments as help, one row to choose, CSV to take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

import polars as pl
import streamlit as st

from app import address
from app.downloads import csv_bytes, csv_name
from app.frame import Context
from app.queries import catalogue

_NUMBERS: Final = {
    "rate_computed": "%.2f",
    "ci_low": "%.1f",
    "ci_high": "%.1f",
    "difference": "%.4g",
}
_WIDTHS: Final[dict[str, Literal["large"] | int]] = {
    "message": "large", "quote": "large", "detail": "large", "region_name": 170, "denominator_basis": 110,
}  # fmt: skip
_CODED: Final = {
    "basis": "type", "instance": "type", "mediation_type": "type", "measure": "type", "obs_status": "status", "verdict": "verdict_short",
    "approx": "approx", "severity": "severity", "rule_id": "rule", "denominator_basis": "base",
    "region_level": "level", "scope": "scope", "value_type": "value_type",
    "state": "problem_state", "stage": "problem_stage",
}  # fmt: skip


def selectable(context: Context, frame: pl.DataFrame, columns: Sequence[str], ids: str, table: str) -> None:
    """Draws a table; choosing a row puts the id of its figure into the address."""
    key = address.selection_key(f"table_{table}")
    identities = frame[ids].to_list()

    def choose() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows and identities[rows[0]]:
            address.open_figure(identities[rows[0]])

    st.dataframe(
        _worded(context, frame.select(columns)),
        key=key,
        on_select=choose,
        selection_mode="single-row",
        hide_index=True,
        placeholder="—",
        height="auto",
        column_config=_columns(context, frame.select(columns), table),
        alt=context.texts("table.alt"),
    )


def plain(context: Context, frame: pl.DataFrame, columns: Sequence[str], table: str) -> None:
    """Draws a table whose rows open nothing."""
    shown = frame.select(columns)
    st.dataframe(
        _worded(context, shown), hide_index=True, placeholder="—", height="auto",
        column_config=_columns(context, shown, table), alt=context.texts("table.alt"),
    )  # fmt: skip


def download(context: Context, frame: pl.DataFrame, *name: str | None) -> None:
    """Offers the rows, with all their codes, as CSV."""
    st.download_button(
        context.texts("download.table", n=frame.height),
        csv_bytes(frame),
        csv_name(*name),
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _worded(context: Context, frame: pl.DataFrame) -> pl.DataFrame:
    """Puts words in place of codes."""
    return frame.with_columns(_words(context, name, group) for name, group in _CODED.items() if name in frame.columns)


def _words(context: Context, name: str, group: str) -> pl.Expr:
    return pl.col(name).map_elements(lambda code: context.texts.code(group, code), return_dtype=pl.String)


def _columns(context: Context, frame: pl.DataFrame, table: str) -> dict[str, Any]:
    comments = dict(context.warehouse.read(catalogue.column_comments, table).iter_rows())
    return {
        name: _column(context, name, kind, catalogue.comment_in(comments.get(name, ""), context.texts.lang) or None)
        for name, kind in frame.schema.items()
    }


def _column(context: Context, name: str, kind: pl.DataType, comment: str | None) -> Any:
    label = context.texts(f"col.{name}")
    if kind.is_numeric():
        shown = _NUMBERS.get(name, "localized")
        return st.column_config.NumberColumn(label, help=comment, format=shown, alignment="right")
    if isinstance(kind, pl.Datetime):
        return st.column_config.DatetimeColumn(label, help=comment, format="YYYY-MM-DD HH:mm")
    if kind == pl.Date:
        return st.column_config.DateColumn(label, help=comment, format="YYYY-MM-DD")
    return st.column_config.TextColumn(label, help=comment, width=_WIDTHS.get(name))
