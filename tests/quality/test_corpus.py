"""Measured quality on labelled real documents, where a copy of them lies beside the project; skipped where not.

The documents are not part of the project; tests/quality/gold.py says where they are looked for.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from extract.catalogue import load_catalogue
from extract.landing import land
from tests.quality.gold import GOLD, IS_THERE, REASON, ROOT

pytestmark = pytest.mark.skipif(not IS_THERE, reason=REASON)

FLOORS = {
    "spans": 1.0, "ledger": 1.0, "kind": 0.99, "quantity": 0.98, "headline_precision": 0.97, "headline_recall": 0.98,
    "breakdown": 0.98, "period": 0.98, "indicator_precision": 0.94,
}  # fmt: skip


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "raw"
    report = land([str(GOLD / "corpus")], folder, load_catalogue(ROOT / "data" / "reference"))
    assert (report.landed, report.problems) == (report.found, 0)
    return folder


def test_referee_floors(raw: Path) -> None:
    command = [
        sys.executable,
        str(GOLD / "referee" / "score.py"),
        str(raw),
        str(GOLD / "gold" / "seeds.jsonl"),
        "--json",
    ]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    below = {name: scores[name]["share"] for name, floor in FLOORS.items() if scores[name]["share"] < floor}
    assert not below


def test_a_plan_and_page_noise_give_no_actual_figure(raw: Path) -> None:
    documents = pl.read_parquet(raw / "documents" / "*.parquet")
    facts = pl.read_parquet(raw / "facts" / "*.parquet").join(documents.select("doc_id", "doc_type"), on="doc_id")
    assert facts.filter((pl.col("doc_type") == "plan") & (pl.col("role") == "actual")).height == 0
    assert facts.filter(pl.col("value").is_in([365.0, 684.0, 35.0])).height == 0
