"""Targets, areas and headings of the labelled documents, where a copy of them lies beside the project; skipped where not."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import Any

import pytest

from extract.catalogue import load_catalogue
from extract.pipeline import Extractor
from extract.targets import Target
from tests.quality.gold import GOLD, IS_THERE, REASON, ROOT

pytestmark = pytest.mark.skipif(not IS_THERE, reason=REASON)
_PREFIX = "YC15-"  # targets of the labelled plan in the analysts' list
_DERIVED = {"YC15-05"}  # 一律: the text has no figure
_DATED = {"YC15-01", "YC15-06", "YC15-08", "YC15-09"}
_DUTIES = {"YC15-04", "YC15-16", "YC15-17"}  # every year, without a figure


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_catalogue(ROOT / "data" / "reference"))


def _labelled() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((GOLD / "gold" / "seeds-documents.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def plan(extractor: Extractor) -> list[Target]:
    (path,) = (GOLD / "corpus").glob("002_*.txt")
    return extractor.read(path.name, path.read_bytes()).targets


def _listed() -> list[dict[str, str]]:
    path = GOLD / "domain" / "targets.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["target_id"].startswith(_PREFIX)]


def _holds(row: dict[str, str], target: Target) -> bool:
    if row["target_id"] in _DATED:
        day = None if "-" not in row["period_or_deadline"] else date.fromisoformat(row["period_or_deadline"])
        return target.comparator == "milestone" and target.deadline is not None and day in {None, target.deadline}
    if row["target_id"] in _DUTIES:
        return target.comparator == "milestone" and target.recurrence == "year"
    low, _, high = row["target_value"].partition("-")
    same = target.value is not None and float(target.value) == float(low)
    rhythm = row["period_or_deadline"] != "annual" or target.recurrence in {"year", None}
    return same and target.comparator == row["operator"] and rhythm and (not high or target.value_high == int(high))


@pytest.mark.parametrize("row", _listed(), ids=lambda row: str(row["target_id"]))
def test_every_listed_target_comes_out(plan: list[Target], row: dict[str, str]) -> None:
    if row["target_id"] not in _DERIVED:
        assert any(_holds(row, target) for target in plan)


def test_only_the_damaged_figure_is_suspect(plan: list[Target]) -> None:
    assert [t.mention for t in plan if t.suspect] == ["35"]


@pytest.mark.parametrize("labels", _labelled() if IS_THERE else [], ids=lambda labels: str(labels["doc"])[:3])
def test_documents_are_described_as_labelled(extractor: Extractor, labels: dict[str, Any]) -> None:
    path = GOLD / "corpus" / f"{labels['doc']}.txt"
    read = extractor.read(path.name, path.read_bytes())
    about = read.description
    assert about.title == labels["title"]
    assert about.doc_type == labels["doc_type"]
    assert (about.region_code, about.region_level) == (labels["jurisdiction"]["code"], labels["jurisdiction"]["level"])
    assert about.period == labels["years_covered"]
    assert (about.published_on.isoformat() if about.published_on else None) == labels["publish_date"]
    assert [(s.level, s.heading) for s in read.sections] == [(h["level"], h["title"]) for h in labels["headings"]]
