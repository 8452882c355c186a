"""Builds of a few kilobytes that look published, and settings that point at them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.layout import builds_dir
from warehouse.publish import SERVED_MARTS, publish
from warehouse.reader import WAREHOUSE_FILE


def make_build(warehouse_dir: Path, stamp: str, marts: tuple[str, ...] = SERVED_MARTS) -> Path:
    """Write an unpublished build whose tables hold one row each with the stamp."""
    folder = builds_dir(warehouse_dir) / stamp
    folder.mkdir(parents=True)
    with duckdb.connect(str(folder / WAREHOUSE_FILE)) as connection:
        connection.execute("create schema marts")
        for mart in marts:
            connection.execute(f"create table marts.{mart} as select '{stamp}' as stamp")
    return folder


def publish_build(warehouse_dir: Path, stamp: str, keep: int = 5) -> Path:
    """Write a build and publish it."""
    folder = make_build(warehouse_dir, stamp)
    publish(folder, warehouse_dir, keep)
    return folder
