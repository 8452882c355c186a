"""The view's state lives in the address: widgets are filled from it and write to it, so that a link restores a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import urlencode, urlsplit

import streamlit as st

FIGURE: Final = "figure"
_LANG: Final = "lang"
_NONCE: Final = "selection_nonce"


def value(name: str, options: Sequence[str], default: str | None = None) -> str | None:
    """Returns a parameter of the address when it is one of the options, else the default."""
    given = st.query_params.get(name)
    return given if given in options else default


def put(name: str, given: str | None, *forget: str) -> None:
    """Writes a parameter into the address, or removes it when None; the names in `forget` are removed too."""
    for other in forget:
        st.query_params.pop(other, None)
    if given is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = given


def selectbox(label: str, name: str, options: Sequence[str], words: Callable[[str], str], nothing: str) -> str | None:
    """A searchable filter bound to the address; `nothing` is what it shows while it does not filter."""
    key = f"filter_{name}"
    current = value(name, options)
    st.session_state[key] = current
    st.selectbox(
        label,
        options,
        index=None,
        key=key,
        format_func=words,
        placeholder=nothing,
        on_change=lambda: put(name, st.session_state[key], FIGURE),
    )
    return current


def segments(
    label: str,
    name: str,
    options: Sequence[str],
    words: Callable[[str], str],
    default: str,
    *forget: str,
    bare: bool = False,
) -> str:
    """A row of buttons of which one is always chosen, bound to the address; `bare` hides its label from the eye."""
    key = f"filter_{name}"
    current = value(name, options, default) or default
    st.session_state[key] = current
    st.segmented_control(
        label,
        options,
        key=key,
        format_func=words,
        required=True,
        wrap=True,
        label_visibility="collapsed" if bare else "visible",
        on_change=lambda: put(name, st.session_state[key] or default, FIGURE, *forget),
    )
    return current


def language(languages: Sequence[str]) -> str:
    """Returns the language of the address, else the one this session used last, and keeps both in step."""
    chosen = value(_LANG, languages, st.session_state.get(_LANG, languages[0])) or languages[0]
    st.session_state[_LANG] = chosen
    if chosen != languages[0] or _LANG in st.query_params:
        st.query_params[_LANG] = chosen
    return chosen


def language_switch(languages: Sequence[str], words: Callable[[str], str], label: str) -> None:
    """The switch of the interface's language."""
    key = "filter_lang"
    st.session_state[key] = st.session_state[_LANG]
    st.segmented_control(
        label,
        languages,
        key=key,
        format_func=words,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: put(_LANG, st.session_state[key]),
    )


def link() -> str:
    """Returns the full address of the present view."""
    base = (st.context.url or "").partition("?")[0]
    return f"{base if urlsplit(base).path else base + '/'}?{urlencode(st.query_params.to_dict())}"


def selection_key(name: str) -> str:
    """A widget key that changes when a drawer closes, so that the same row or mark can be chosen again."""
    return f"{name}_{st.session_state.get(_NONCE, 0)}"


def open_figure(figure: str) -> None:
    """Puts the chosen figure into the address; the next run opens its drawer."""
    put(FIGURE, figure)


def close_figure() -> None:
    """Takes the figure out of the address and forgets the selection that opened it."""
    put(FIGURE, None)
    st.session_state[_NONCE] = st.session_state.get(_NONCE, 0) + 1
