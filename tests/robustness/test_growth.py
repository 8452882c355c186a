"""What has landed is not read again: a second run adds no row, one more file adds its own rows only."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from benchmarks.hostile_files import report, write_bad, write_good
from extract.catalogue import Catalogue, load_catalogue
from extract.landing import LandingReport, land
from extract.model import RAW_TABLES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "data" / "reference")


def heights(raw: Path) -> dict[str, int]:
    return {name: pl.read_parquet(raw / name / "*.parquet").height for name in RAW_TABLES}


def counts(report: LandingReport) -> tuple[int, int, int]:
    return report.landed, report.unchanged, report.problems


def test_a_second_run_adds_no_row_and_one_more_file_its_own(tmp_path: Path, catalogue: Catalogue) -> None:
    folder, raw = tmp_path / "in", tmp_path / "raw"
    write_good(folder, 60)
    bad = write_bad(folder / "bad")
    assert counts(land([str(folder)], raw, catalogue)) == (60, 0, len(bad))
    before = heights(raw)
    assert counts(land([str(folder)], raw, catalogue)) == (0, 60, len(bad))
    assert heights(raw) == before
    (folder / "one-more.txt").write_text(report(8_000), encoding="utf-8")
    assert counts(land([str(folder)], raw, catalogue)) == (1, 60, len(bad))
    assert heights(raw)["documents"] == before["documents"] + 1
    assert heights(raw)["problems"] == before["problems"]


def test_equal_bytes_under_two_endings_are_read_once_by_each_reader(tmp_path: Path, catalogue: Catalogue) -> None:
    for name in ("a.txt", "b.html", "c.txt"):
        (tmp_path / name).write_text(report(1), encoding="utf-8")
    raw = tmp_path / "raw"
    assert counts(land([str(tmp_path)], raw, catalogue)) == (2, 1, 0)
    documents = pl.read_parquet(raw / "documents" / "*.parquet")
    assert documents["landing_id"].n_unique() == 2
    before = heights(raw)
    assert counts(land([str(tmp_path)], raw, catalogue)) == (0, 3, 0)
    assert heights(raw) == before


def test_each_copy_of_a_bad_file_is_told_by_its_own_name(tmp_path: Path, catalogue: Catalogue) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    for name in ("c.docx", "d.docx"):
        (tmp_path / name).write_bytes(b"PK\x03\x04word/")
    raw = tmp_path / "raw"
    assert counts(land([str(tmp_path)], raw, catalogue)) == (0, 0, 4)
    problems = pl.read_parquet(raw / "problems" / "*.parquet")
    assert {Path(uri).name for uri in problems["uri"]} == {"a.txt", "b.txt", "c.docx", "d.docx"}
