"""Relations of labelled real documents: all that a reader worked out by hand are found, and hardly any other."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from extract.arithmetic.relation import Relation
from extract.catalogue import load_catalogue
from extract.pipeline import Extractor
from tests.quality.gold import GOLD, IS_THERE, REASON, ROOT

pytestmark = pytest.mark.skipif(not IS_THERE, reason=REASON)

Key = tuple[str, frozenset[int]]
EXTRAS = 0  # a reader's list is complete for these documents


@pytest.fixture(scope="module")
def found() -> dict[Key, Relation]:
    extractor = Extractor(load_catalogue(ROOT / "data" / "reference"))
    return {
        (path.stem, frozenset(relation.members)): relation
        for path in sorted((GOLD / "corpus").glob("*.txt"))
        for relation in extractor.read(path.name, path.read_bytes()).relations
    }


@pytest.fixture(scope="module")
def wanted() -> dict[Key, dict[str, Any]]:
    rows = json.loads((GOLD / "gold" / "seeds-relations.json").read_text(encoding="utf-8"))
    return {(row["doc"], frozenset(row["members"])): row for row in rows}


def test_every_relation_is_found_with_its_verdict(
    found: dict[Key, Relation], wanted: dict[Key, dict[str, Any]]
) -> None:
    assert wanted.keys() - found.keys() == set()
    for key, row in wanted.items():
        relation = found[key]
        holds = row["holds"] if row["kind"] == "sum" else row["holds_by_rounding"]
        assert (relation.kind, relation.verdict == "holds", relation.match) == (row["kind"], holds, row.get("match"))
        if row["kind"] == "sum":
            assert (relation.total, relation.parts) == (row["total"], tuple(row["parts"]))
            assert relation.difference == row["difference"]
        else:
            assert (relation.numerator, relation.denominator) == (row.get("num"), row.get("den"))
            assert (relation.decimals, relation.printed) == (row["decimals"], Decimal(str(row["reported"])))


def test_a_missing_count_is_the_one_that_a_reader_worked_out(
    found: dict[Key, Relation], wanted: dict[Key, dict[str, Any]]
) -> None:
    rows = {key: row for key, row in wanted.items() if not row["fully_in_text"]}
    missing = {key: row.get("numerator_not_in_text") or row["denominator_not_in_text"] for key, row in rows.items()}
    assert {key: found[key].by_rounding for key in rows} == {key: (count,) for key, count in missing.items()}


def test_hardly_anything_else_is_found(found: dict[Key, Relation], wanted: dict[Key, dict[str, Any]]) -> None:
    assert len(found.keys() - wanted.keys()) <= EXTRAS
