"""What has landed of each document, as scoring reads it: text, ledger and facts of its newest landing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import polars as pl

from warehouse.errors import FazhiError
from warehouse.wording import say

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LandedDocument:
    """One document of the raw layer."""

    text: str
    mentions: tuple[Row, ...]
    facts: tuple[Row, ...]


def load_landed(raw: Path, wanted: set[str]) -> dict[str, LandedDocument]:
    """Return the wanted documents by file name without its ending; what has not landed is left out."""
    documents = {PurePath(str(r["uri"])).stem: r for r in _table(raw, "documents").iter_rows(named=True)}
    chosen = {stem: row for stem, row in documents.items() if stem in wanted}
    keys = {(row["doc_id"], row.get("landing_id")): stem for stem, row in chosen.items()}
    mentions, facts = (_by_stem(_table(raw, name), keys) for name in ("mentions", "facts"))
    return {
        stem: LandedDocument(row["text"], tuple(mentions.get(stem, ())), tuple(facts.get(stem, ())))
        for stem, row in chosen.items()
    }


def indicator_themes(raw: Path) -> dict[str, str]:
    """Return the theme of each indicator of the newest landed catalogue; empty where none has landed."""
    if not any((raw / "catalogue_indicators").glob("*.parquet")):
        return {}
    table = _table(raw, "catalogue_indicators").sort("landed_at")
    return dict(table.select("code", "theme").rows())


def _by_stem(table: pl.DataFrame, keys: Mapping[tuple[str, str | None], str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in table.iter_rows(named=True):
        stem = keys.get((row["doc_id"], row.get("landing_id")))
        if stem is not None:
            found.setdefault(stem, []).append(row)
    return found


def _table(raw: Path, name: str) -> pl.DataFrame:
    files = sorted((raw / name).rglob("*.parquet"))
    if not files:
        raise FazhiError(
            say(
                f"{raw} 中没有原始数据表 {name}：请先运行 fazhi extract 文件 --raw {raw}",
                f"{raw} holds no raw table {name}: run `fazhi extract FILES --raw {raw}` first",
            )
        )
    return pl.concat([pl.read_parquet(file) for file in files], how="diagonal_relaxed")
