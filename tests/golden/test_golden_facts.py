"""Golden cases: short passages of our own with the actual facts that they must give, no more and no fewer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.catalogue import load_catalogue
from extract.pipeline import Extractor

HERE = Path(__file__).parent
CASES = json.loads((HERE / "facts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_catalogue(HERE.parents[1] / "data" / "reference"))


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
def test_passage(extractor: Extractor, case: dict[str, Any]) -> None:
    facts = [f for f, _ in extractor.read("case.txt", case["text"].encode()).facts if f.role == "actual"]
    assert [[f.indicator, f.breakdown, float(f.value), f.period] for f in facts] == case["facts"]
    if "scopes" in case:
        assert [f.scope_class for f in facts] == case["scopes"]


def test_a_plan_section_gives_no_actual_figure(extractor: Extractor) -> None:
    text = "关于2022年度法治政府建设情况的报告\n一、工作成效\n全年受理行政复议案件20件。\n二、2023年工作安排\n行政机关负责人出庭应诉率达到100%。"
    roles = {f.indicator: f.role for f, _ in extractor.read("plan.txt", text.encode()).facts}
    assert roles == {"reconsideration_accepted": "actual", "court_appearance_rate": "target"}


def test_parts_know_their_whole(extractor: Extractor) -> None:
    text = "关于2022年度法治政府建设情况的报告\n劳动人事争议仲裁办结200件，其中仲裁裁决90件，调解110件，撤诉6件，余下4件待开庭。"
    read = extractor.read("parts.txt", text.encode())
    whole = text.index("200")
    assert [text[m.start : m.end] for m in read.mentions if m.part_of == whole] == ["90", "110", "6"]
