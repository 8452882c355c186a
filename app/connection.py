"""The read-only connection to the published warehouse, which follows a new build within one rerun.

(Not called warehouse.py: Streamlit puts this folder on the import path, where that name would hide the package.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate

import duckdb
import polars as pl
import streamlit as st

from warehouse.reader import current_build, open_reader
from warehouse.settings import Settings

Scalar = str | int | float | bool | None
Query = Callable[Concatenate[duckdb.DuckDBPyConnection, ...], pl.DataFrame]


@dataclass(frozen=True)
class Warehouse:
    """One published build, open for reading; its real path is the key of everything that is cached from it."""

    directory: Path
    path: Path
    connection: duckdb.DuckDBPyConnection

    @property
    def stamp(self) -> str:
        """The name of the build's folder."""
        return self.path.parent.name

    def read(self, query: Query, *parameters: Scalar | tuple[str, ...]) -> pl.DataFrame:
        """Runs a query of app/queries, or returns its answer from this build's cache."""
        key = (str(self.path), query.__module__, query.__qualname__, parameters)
        return _cached(key, query, self.connection)


@st.cache_data(max_entries=256, show_spinner=False)
def _cached(key: tuple[Any, ...], _query: Query, _connection: Any) -> pl.DataFrame:
    """Caches by build, query and parameters; the underscored arguments are no part of the key."""
    return _query(_connection, *key[-1])


def _still_current(opened: Warehouse) -> bool:
    return current_build(opened.directory) == opened.path


@st.cache_resource(validate=_still_current, show_spinner=False)
def _open(directory: str) -> Warehouse:
    path = current_build(Path(directory))
    if path is None:
        raise FileNotFoundError(f"{directory}: nothing is published there; run `fazhi build`")
    return Warehouse(Path(directory), path, open_reader(path))


def published_warehouse() -> Warehouse | None:
    """Returns the published build, or None when nothing is published yet."""
    directory = Settings().warehouse_dir
    return None if current_build(directory) is None else _open(str(directory))
