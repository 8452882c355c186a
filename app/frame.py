"""What every page shares: its context, the look, the header with the language switch, and the page without data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from app import address
from app.charts.palette import Palette, palette
from app.connection import Warehouse, published_warehouse
from app.evidence_html import escaped
from app.i18n import LANGUAGES, Texts, texts
from app.queries import catalogue, headline


@dataclass(frozen=True)
class Context:
    """What a page needs to draw itself."""

    texts: Texts
    warehouse: Warehouse
    palette: Palette


def current_texts() -> Texts:
    """Returns the texts in the language of the address or the session."""
    return texts(address.language(LANGUAGES))


def page_context() -> Context | None:
    """Returns the context of the published build, or None when it holds nothing that a page could show."""
    warehouse = published_warehouse()
    if warehouse is None or not warehouse.read(headline.n_observations).item():
        return None
    return Context(current_texts(), warehouse, palette(st.context.theme.type))


def header(words: Texts) -> None:
    """Draws the brand, the caveat that stands on every page, and the language switch."""
    st.html(Path(__file__).with_name("look.css"))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="fz_header"):
        st.html(
            f'<div class="fz-brand">{escaped(words("brand.name"))}'
            f'<span class="fz-caveat">{escaped(words("brand.caveat"))}</span></div>'
        )
        address.language_switch(LANGUAGES, lambda lang: texts(lang)("brand.language"), words("brand.switch"))


def empty_page(words: Texts) -> None:
    """Says what to do while no figure is published."""
    st.title(words("empty.title"))
    st.markdown(words("empty.what"))
    st.code("make up", language="bash")
    st.markdown(words("empty.or"))
    st.code("fazhi extract\nfazhi build", language="bash")
    st.caption(words("empty.then"))


def broken_page(words: Texts, reason: Exception) -> None:
    """Says that the published build cannot be read, in one line, and what to do."""
    st.title(words("broken.title"))
    st.error(words("broken.what"), icon=":material/error:")
    st.code(str(reason).partition("\n")[0], language=None, wrap_lines=True)
    st.code("fazhi build", language="bash")


def footer(context: Context) -> None:
    """Names the build that the page shows."""
    build = context.warehouse.read(catalogue.build).row(0, named=True)
    built_at = "—" if build["built_at"] is None else f"{build['built_at']:%Y-%m-%d %H:%M} UTC"
    st.html(
        f'<p class="fz-foot">{escaped(context.texts("brand.caveat"))} · '
        f"{escaped(context.texts('build.shown', stamp=context.warehouse.stamp, time=built_at))}</p>"
    )
