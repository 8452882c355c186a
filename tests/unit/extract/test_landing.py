"""Landing: nothing twice, nothing lost, nothing half-written."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import polars as pl
import pytest
from filelock import FileLock

from extract import landing, model
from extract.catalogue import Catalogue
from extract.landing import land
from extract.pipeline import Extractor

REPORT = "某县2022年法治政府建设情况报告\n全县受理行政复议案件20件，审结18件。\n"


def table(raw: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(raw / name / "*.parquet")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "utf8.txt").write_text(REPORT, encoding="utf-8")
    (folder / "bom.txt").write_text(REPORT.replace("20件", "21件"), encoding="utf-8-sig")
    (folder / "gbk.txt").write_bytes(REPORT.replace("20件", "22件").encode("gb18030"))
    return folder


def test_three_encodings_land_the_same_reading(documents: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    raw = tmp_path / "raw"
    report = land([str(documents)], raw, catalogue)
    assert (report.found, report.landed, report.problems) == (3, 3, 0)
    values = table(raw, "facts").filter(pl.col("indicator") == "reconsideration_accepted")["value"].to_list()
    assert sorted(values) == [20, 21, 22]
    assert not table(raw, "documents")["text"].str.contains("\ufeff").any()


def test_every_fact_and_mention_stands_at_its_span(documents: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    raw = tmp_path / "raw"
    land([str(documents)], raw, catalogue)
    texts = dict(table(raw, "documents").select("doc_id", "text").iter_rows())
    for name, column in (("facts", "mention"), ("mentions", "text")):
        for row in table(raw, name).iter_rows(named=True):
            assert texts[row["doc_id"]][row["start"] : row["end"]] == row[column]


def test_a_second_run_adds_nothing(documents: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    raw = tmp_path / "raw"
    (documents / "empty.txt").write_bytes(b"")
    land([str(documents), "nowhere.txt"], raw, catalogue)
    before = {p: p.read_bytes() for p in raw.rglob("*.parquet")}
    again = land([str(documents), "nowhere.txt"], raw, catalogue)
    assert (again.landed, again.unchanged, again.problems) == (0, 3, 2)
    assert {p: p.read_bytes() for p in raw.rglob("*.parquet")} == before


def test_an_ambiguous_area_is_read_and_said(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "open.txt").write_text("鼓楼区2022年法治政府建设情况报告\n受理行政复议案件20件。\n", encoding="utf-8")
    report = land([str(tmp_path / "open.txt")], tmp_path / "raw", catalogue)
    assert (report.landed, report.problems) == (1, 0)
    (row,) = table(tmp_path / "raw", "problems").iter_rows(named=True)
    assert (row["stage"], row["error"]) == ("extract", "ambiguous_region")
    assert "江苏省/南京市/鼓楼区" in row["detail"]


def test_every_table_exists_with_its_schema_after_an_empty_landing(tmp_path: Path, catalogue: Catalogue) -> None:
    raw = tmp_path / "raw"
    land([], raw, catalogue)
    for name, schema in model.RAW_TABLES.items():
        assert table(raw, name).schema == schema


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("binary.txt", b"\x89PNG\x00\x01\x02", "binary"),
        ("noise.txt", bytes(range(1, 32)) * 8, "binary"),
        ("odd.txt", b"\xff\xfe\xff\xff\x81", "encoding"),
        ("headless.csv", "只有一行\n".encode(), "table_header"),
    ],
)
def test_bad_input_is_a_problem_with_one_clear_line(
    tmp_path: Path, catalogue: Catalogue, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    raw = tmp_path / "raw"
    report = land([str(tmp_path / name), str(tmp_path / "good.txt")], raw, catalogue)
    assert (report.landed, report.problems) == (1, 1)
    (problem,) = table(raw, "problems").iter_rows(named=True)
    assert problem["error"] == code
    assert name in problem["detail"]
    assert "\n" not in problem["detail"]


@pytest.mark.parametrize(
    ("source", "code"), [("missing.txt", "missing"), ("folder", "no_documents"), ("picture.png", "unsupported")]
)
def test_a_source_without_a_document_is_a_problem(tmp_path: Path, catalogue: Catalogue, source: str, code: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "picture.png").write_bytes(b"x")
    raw = tmp_path / "raw"
    report = land([str(tmp_path / source)], raw, catalogue)
    assert report.problems == 1
    assert table(raw, "problems")["error"].to_list() == [code]


def test_a_defect_loses_one_document_and_not_the_others(
    documents: Path, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Extractor.steps

    def broken(self: Extractor, uri: str, content: bytes) -> Generator[None, None, object]:
        if "gbk" in uri:
            raise RuntimeError("broken")
        return (yield from steps(self, uri, content))

    monkeypatch.setattr(Extractor, "steps", broken)
    report = land([str(documents)], tmp_path / "raw", catalogue)
    assert (report.landed, report.problems) == (2, 1)
    assert "please report it" in report.messages[0]


@pytest.mark.parametrize("complete", [True, False])
def test_a_killed_batch_is_finished_or_forgotten(
    documents: Path, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, complete: bool
) -> None:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    land([str(documents)], clean, catalogue)
    with monkeypatch.context() as patch:
        if complete:
            patch.setattr(landing, "_publish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        else:
            patch.setattr(Path, "touch", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            land([str(documents)], raw, catalogue)
    assert table(raw, "facts").height == 0
    land([str(documents)], raw, catalogue)
    key = ["fact_id", "value", "period"]
    assert table(raw, "facts").select(key).sort(key).equals(table(clean, "facts").select(key).sort(key))
    assert not list((raw / ".staging").glob("*"))


def test_two_files_with_the_same_bytes_are_one_document(documents: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    (documents / "copy.txt").write_text(REPORT, encoding="utf-8")
    report = land([str(documents)], tmp_path / "raw", catalogue)
    assert (report.landed, report.unchanged) == (3, 1)


def test_another_run_that_holds_the_lock_is_one_line(documents: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    with FileLock(raw / landing.LOCK_NAME), pytest.raises(landing.LandingError, match="another run holds"):
        land([str(documents)], raw, catalogue, lock_seconds=0.1)
