"""The only door to a published build: its real path, opened read-only with every way out closed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

WAREHOUSE_FILE: Final = "warehouse.duckdb"
POINTER: Final = "current"

READER_CONFIG: Final[dict[str, str | bool]] = {
    "enable_external_access": False,
    "python_enable_replacements": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "allow_community_extensions": False,
    "max_temp_directory_size": "0B",
    "lock_configuration": True,
}


def current_build(warehouse_dir: Path) -> Path | None:
    """Return the real path of the published file, builds/<stamp>/warehouse.duckdb, or None when there is none.

    Each build has its own path, so a connection to an older build never serves the newer one by mistake.
    """
    file = (warehouse_dir / POINTER).resolve() / WAREHOUSE_FILE
    return file if (warehouse_dir / POINTER).is_symlink() and file.is_file() else None


def open_reader(
    path: Path, *, memory_limit: str | None = None, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Open a build read-only: no files, no network, no extensions, no Python variables, no settings to change.

    A connection is not safe for several threads: take `connection.cursor()` for each query.
    """
    config: dict[str, str | bool | int | float | list[str]] = dict(READER_CONFIG)
    if memory_limit is not None:
        config["memory_limit"] = memory_limit
    if threads is not None:
        config["threads"] = threads
    return duckdb.connect(str(path), read_only=True, config=config)
