"""A new indicator is one edit of one file: from the catalogue through reading and dbt to the marts, and no code."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from extract.catalogue import load_catalogue
from extract.landing import land
from tests.dbt.builds import Build, run_dbt

REFERENCE: Final = Path(__file__).resolve().parents[2] / "data" / "reference"
ENTRY: Final = """
- code: legal_culture_corridors
  name: {zh: 法治文化长廊数, en: Legal culture corridors}
  unit: 处
  value_type: count
  aggregation: last
  direction: neutral
  definition: {zh: 期末建成的法治文化长廊数。, en: Legal culture corridors in place at the end of the period.}
  phrases:
  - {id: corridors, terms: [法治文化长廊], units: [处]}
  examples:
    hit: {全县建成法治文化长廊21处。: 21, 年末共有法治文化长廊9处。: 9}
    miss: [法治文化长廊接待群众300人次。, 法治文化长廊新增展板12块。]
"""
REPORT: Final = (
    "云城区2023年法治政府建设年度报告\n云城区人民政府\n\n一、主要工作\n全区建成法治文化长廊37处，布置普法橱窗58处。\n"
)


@pytest.fixture(scope="module")
def enlarged(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """One report, read and built with a copy of the catalogue to which one entry was appended."""
    work = tmp_path_factory.mktemp("new_indicator")
    reference = work / "reference"
    shutil.copytree(REFERENCE, reference)
    with (reference / "indicators" / "publicity_training.yml").open("a", encoding="utf-8") as file:
        file.write(ENTRY)
    (work / "report.txt").write_text(REPORT, encoding="utf-8")
    report = land([str(work / "report.txt")], work / "raw", load_catalogue(reference))
    assert (report.landed, report.problems) == (1, 0)
    done = run_dbt(work / "raw", work / "build", "build")
    assert done.code == 0, done.output
    return done


def test_the_new_indicator_is_in_the_catalogue_of_the_warehouse(enlarged: Build) -> None:
    """With the names, the theme and the unit of its entry."""
    wanted = "select name_zh, name_en, theme, unit from marts.dim_indicator"
    rows = enlarged.query(f"{wanted} where indicator = 'legal_culture_corridors'")
    assert rows == [("法治文化长廊数", "Legal culture corridors", "publicity_training", "处")]


def test_its_figure_is_an_observation_with_its_sentence(enlarged: Build) -> None:
    """The printed value, of the report's region and year, from the phrase of the entry."""
    wanted = "select region_code, o.period, o.value, o.unit, rule, quote from marts.fct_observation as o"
    rows = enlarged.query(
        f"{wanted} join marts.fct_evidence as e using (observation_id, region_code) "
        "where o.indicator = 'legal_culture_corridors'"
    )
    sentence = "全区建成法治文化长廊37处，布置普法橱窗58处。"
    assert rows == [("445302", "2023", 37, "处", "legal_culture_corridors.corridors", sentence)]


def test_it_has_left_the_list_of_unmapped_quantities(enlarged: Build) -> None:
    """The other figure of the sentence still asks for an indicator."""
    rows = enlarged.query("select subject, unit, mention from marts.quality_unmapped_quantities")
    assert rows == [("布置普法橱窗", "处", "58")]
