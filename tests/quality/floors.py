"""Measured quality and its floors: what must never get worse, by label set and indicator family.

floors.json holds, for each label set, the digests of its files and the floors. `python -m tests.quality.raise_floors`
writes it; it lowers nothing unless told so.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extract.catalogue import load_catalogue
from extract.landing import land
from tests.quality.gold import GOLD, ROOT
from warehouse.score import Scores, score

FLOORS_FILE = Path(__file__).with_name("floors.json")
# Label set -> its files: the labels first, then what holds the texts.
SETS: Mapping[str, tuple[str, ...]] = {
    "seeds": ("gold/seeds.jsonl",),
    "phrasebook-dev": ("gold/phrasebook-dev.jsonl", "gold/phrasebook-passages.jsonl"),
}
MEASURES = ("spans", "ledger", "aligned", "kind", "quantity", "breakdown", "period")
Floors = dict[str, float]


def read_floors() -> dict[str, Any]:
    """Return what the repository holds; nothing for a set that has no floors yet."""
    return json.loads(FLOORS_FILE.read_text(encoding="utf-8")) if FLOORS_FILE.exists() else {}


def digests(label_set: str) -> dict[str, str]:
    """Return the sha256 of each file of a label set."""
    return {name: hashlib.sha256((GOLD / name).read_bytes()).hexdigest() for name in SETS[label_set]}


def measured(label_set: str, folder: Path) -> Floors:
    """Read the texts of a label set into a folder and return each measure as a floor would be written."""
    texts = GOLD / "corpus" if label_set == "seeds" else _passages(SETS[label_set][1], folder / "texts")
    report = land([str(texts)], folder / "raw", load_catalogue(ROOT / "data" / "reference"))
    assert report.problems == 0, report.messages
    return as_floors(score(folder / "raw", GOLD / SETS[label_set][0]))


def as_floors(scores: Scores) -> Floors:
    """Flatten scores into named shares, rounded down; a share of nothing has no floor."""
    assert not scores.missing, scores.missing
    pairs = {"all": scores.pair("indicator"), "headline": scores.pair("headline"), **scores.families()}
    shares = {name: share.share for name, share in scores.shares.items() if name in MEASURES}
    for name, pair in pairs.items():
        shares |= {f"{name}.precision": pair.precision.share, f"{name}.recall": pair.recall.share}
    return {name: math.floor(share * 10_000) / 10_000 for name, share in shares.items() if share is not None}


def below(floors: Floors, now: Floors) -> dict[str, str]:
    """Name each measure that is under its floor, or no longer measured at all."""
    return {
        name: f"{now[name]} < {floor}" if name in now else f"nothing measured, floor {floor}"
        for name, floor in floors.items()
        if now.get(name, -1.0) < floor
    }


def _passages(name: str, folder: Path) -> Path:
    """Write the passages of the split that may be looked at, one file each."""
    folder.mkdir(parents=True)
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        if passage["split"] == "dev":
            (folder / f"{passage['id']}.txt").write_text(passage["text"], encoding="utf-8", newline="")
    return folder
