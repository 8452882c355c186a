"""Entry of the dashboard (`streamlit run app/main.py`): the table of pages and what stands around them."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:  # Streamlit puts only this folder on the import path
    sys.path.insert(0, ROOT)

import duckdb  # noqa: E402
import streamlit as st  # noqa: E402

from app import frame  # noqa: E402

ICON = str(Path(__file__).with_name("icon.svg"))
PAGES = (
    # script, address, icon, text key
    ("views/overview.py", "overview", ":material/monitoring:", "page.overview"),
    ("views/quality.py", "quality", ":material/fact_check:", "page.quality"),
)


def main() -> None:
    """Draws the frame and runs the chosen page, or says what to do while there is nothing to show."""
    words = frame.current_texts()
    st.set_page_config(page_title=words("brand.name"), page_icon=ICON, layout="wide")
    pages = [
        st.Page(script, title=words(key), icon=icon, url_path=path, default=index == 0)
        for index, (script, path, icon, key) in enumerate(PAGES)
    ]
    page = st.navigation(pages, position="top")
    frame.header(words)
    try:
        if frame.page_context() is None:
            frame.empty_page(words)
        else:
            page.run()
    except (duckdb.Error, OSError) as error:
        frame.broken_page(words, error)


if __name__ == "__main__":
    main()
