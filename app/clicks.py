"""Charts whose marks can be clicked: the id of the chosen mark goes into the address, and the drawer opens."""

from __future__ import annotations

import streamlit as st

from app import address
from app.charts import marks


def show(chart: marks.Layers, name: str, alt: str, ids: str = "observation_id") -> None:
    """Draws a chart made with `marks.pick(ids)`; a click on a mark puts its id into the address."""
    key = address.selection_key(f"chart_{name}")

    def choose() -> None:
        picked = st.session_state[key]["selection"].get(marks.PICK) or []
        if picked and picked[0].get(ids):
            address.open_figure(picked[0][ids])

    st.altair_chart(chart, key=key, on_select=choose, alt=alt)
