"""What has landed: a changed catalogue reads again only what it changes; withdrawn documents stay out; problems close."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import yaml

from extract.catalogue import load_catalogue
from extract.known import forgotten, open_problems
from extract.landing import LandingError, LandingReport, land
from extract.withdrawal import withdraw

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
REVIEWS = "某县2022年法治政府建设情况报告\n全县受理行政复议案件20件，审结18件。\n"
TREES = "某镇2022年工作总结\n植树造林300亩，铺设管网12公里。\n"


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """The catalogue with one of its indicators, which loads quickly."""
    folder = Path(shutil.copytree(REFERENCE, tmp_path / "reference"))
    known = yaml.safe_load((folder / "indicators" / "dispute_resolution.yml").read_text(encoding="utf-8"))
    kept = next(row for row in known if row["code"] == "reconsideration_accepted")
    shutil.rmtree(folder / "indicators")
    (folder / "indicators").mkdir()
    lone = {**kept, "confusables": {}}
    (folder / "indicators" / "one.yml").write_text(yaml.safe_dump([lone], allow_unicode=True), encoding="utf-8")
    kinds = yaml.safe_load((folder / "kinds.yml").read_text(encoding="utf-8"))
    (folder / "kinds.yml").write_text(yaml.safe_dump({**kinds, "subjects": {}}, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "reviews.txt").write_text(REVIEWS, encoding="utf-8")
    (folder / "trees.txt").write_text(TREES, encoding="utf-8")
    return folder


@pytest.fixture
def landing(tmp_path: Path, reference: Path, documents: Path) -> Callable[[], LandingReport]:
    return lambda: land([str(documents)], tmp_path / "raw", load_catalogue(reference))


def edit(file: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, file.read_text(encoding="utf-8"), count=1)
    assert count == 1
    file.write_text(text, encoding="utf-8")


def test_an_edit_of_definitions_reads_nothing_again(landing: Callable[[], LandingReport], reference: Path) -> None:
    assert landing().landed == 2
    edit(reference / "indicators" / "one.yml", r"zh: [^\n,}]+", "zh: 另一个名称")
    assert (landing().landed, landing().unchanged) == (0, 2)


def test_an_edit_of_a_word_reads_again_what_holds_it(
    landing: Callable[[], LandingReport], reference: Path, tmp_path: Path
) -> None:
    landing()
    edit(reference / "decoys.yml", r"counts: \[", "counts: [铺设管网, ")
    again = landing()
    assert (again.landed, again.unchanged) == (1, 1)
    rows = pl.read_parquet(tmp_path / "raw" / "documents" / "*.parquet")
    assert rows.group_by("title").len().sort("len")["len"].to_list() == [1, 2]
    assert landing().landed == 0, "the new reading holds"


def test_an_edit_of_units_reads_all_again(landing: Callable[[], LandingReport], reference: Path) -> None:
    landing()
    with (reference / "units.csv").open("a", encoding="utf-8") as file:
        file.write("篓,item,1\n")
    assert landing().landed == 2


def test_a_withdrawn_document_is_not_read_again_until_it_is_taken_back(
    landing: Callable[[], LandingReport], documents: Path, tmp_path: Path
) -> None:
    landing()
    raw = tmp_path / "raw"
    decided = withdraw([str(documents / "trees.txt")], raw, "来函要求", restore=False)
    assert decided.select("title", "reason", "is_forgotten").rows() == [("某镇2022年工作总结", "来函要求", True)]
    assert forgotten(raw) == set(decided["doc_id"])
    report = landing()
    assert (report.landed, report.unchanged, report.forgotten) == (0, 1, 1)
    assert "forget --restore" in report.messages[-1]
    assert withdraw([decided["doc_id"][0][:8]], raw, None, restore=False).is_empty(), "decided already"
    assert withdraw([decided["doc_id"][0]], raw, None, restore=True).height == 1
    assert (forgotten(raw), landing().forgotten) == (set(), 0)


def test_withdrawing_what_never_landed_says_so(tmp_path: Path) -> None:
    with pytest.raises(LandingError, match=r"nowhere\.txt：没有读入过这份文件"):
        withdraw(["nowhere.txt"], tmp_path / "raw", None, restore=False)


def test_a_problem_is_open_until_its_input_is_read(
    landing: Callable[[], LandingReport], documents: Path, tmp_path: Path
) -> None:
    raw, file = tmp_path / "raw", documents / "later.txt"
    file.write_bytes(b"")
    landing()
    landing()
    assert open_problems(raw).select("uri", "error").rows() == [(str(file), "empty")]
    file.write_text(REVIEWS.replace("20件", "30件"), encoding="utf-8")
    landing()
    assert open_problems(raw).is_empty()
    file.write_bytes(b"")
    landing()
    assert open_problems(raw)["error"].to_list() == ["empty"], "it broke again"
