"""A new indicator is one edit of one file: the entry that docs/method.md gives reaches the marts, and no code changes."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path
from typing import Final

import pytest

from extract.catalogue import load_catalogue
from extract.landing import land
from extract.pipeline import Extractor
from tests.dbt.builds import Build, run_dbt

ROOT: Final = Path(__file__).resolve().parents[2]
_WRITTEN: Final = re.compile(r"```yaml\n(?P<entry> +- code: .*?)```", re.DOTALL)
REPORT: Final = (
    "云城区2023年法治政府建设年度报告\n云城区人民政府\n\n一、主要工作\n全区建成法治文化长廊37处，布置普法橱窗58处。\n"
)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the catalogue with the entry of the walkthrough appended to one file."""
    copy = tmp_path_factory.mktemp("new_indicator") / "reference"
    shutil.copytree(ROOT / "data" / "reference", copy)
    written = _WRITTEN.search((ROOT / "docs" / "method.md").read_text("utf-8"))
    assert written is not None
    with (copy / "indicators" / "publicity_training.yml").open("a", encoding="utf-8") as file:
        file.write("\n" + textwrap.dedent(written["entry"]))
    return copy


@pytest.fixture(scope="module")
def enlarged(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """One report, read with that catalogue and built."""
    work = tmp_path_factory.mktemp("enlarged")
    (work / "report.txt").write_text(REPORT, encoding="utf-8")
    report = land([str(work / "report.txt")], work / "raw", load_catalogue(reference))
    assert (report.landed, report.problems) == (1, 0)
    done = run_dbt(work / "raw", work / "build", "build")
    assert done.code == 0, done.output
    return done


def test_the_examples_of_the_entry_hold(reference: Path) -> None:
    """Two sentences that hit, with their values, and two that do not."""
    extractor = Extractor(load_catalogue(reference))
    examples = extractor.catalogue.indicators["legal_culture_corridors"].examples
    assert min(len(examples.hit), len(examples.miss)) >= 2
    for sentence, value in [*examples.hit.items(), *((sentence, None) for sentence in examples.miss)]:
        facts = extractor.read("text.txt", f"关于2023年度法治政府建设情况的报告\n{sentence}".encode()).facts
        found = [float(fact.value) for fact, _ in facts if fact.indicator == "legal_culture_corridors"]
        assert found == ([] if value is None else [value]), sentence


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
