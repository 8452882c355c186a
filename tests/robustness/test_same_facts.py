"""A report gives the same facts in every format, through `land`, and each fact stands at its span."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from benchmarks import forms
from extract.catalogue import Catalogue, load_catalogue
from extract.landing import land
from tests.quality.gold import GOLD, IS_THERE, ROOT

REPORTS = sorted((GOLD / "corpus").glob("*.txt") if IS_THERE else (ROOT / "data" / "sample" / "reports").glob("*.txt"))
PROSE: dict[str, Callable[[str], bytes]] = {
    "gbk.txt": forms.gbk, "utf-8.html": forms.html, "gbk.html": forms.gbk_html, "mht": forms.mht, "pdf": forms.pdf,
    "docx": forms.docx,
}  # fmt: skip
FACT = ("indicator", "breakdown", "value", "unit", "period")
TABLE: list[list[object]] = [
    ["地区", "受理行政复议案件（件）", "审结行政复议案件（件）"],
    ["北京市", 9298, 8801],
    ["天津市", 1832, 1700],
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "data" / "reference")


def facts(files: dict[str, bytes], place: Path, catalogue: Catalogue) -> dict[str, list[tuple[object, ...]]]:
    """Land files; return the facts of each by the first part of its name, after checking their spans."""
    (place / "in").mkdir(parents=True)
    for name, content in files.items():
        (place / "in" / name).write_bytes(content)
    report = land([str(place / "in")], place / "raw", catalogue)
    assert (report.landed, report.problems) == (len(files), 0), report.messages
    documents = pl.read_parquet(place / "raw" / "documents" / "*.parquet").select("doc_id", "uri", "text")
    found: dict[str, list[tuple[object, ...]]] = {Path(uri).name.split(".")[0]: [] for uri in documents["uri"]}
    rows = pl.read_parquet(place / "raw" / "facts" / "*.parquet").join(documents, on="doc_id").sort("start")
    for row in rows.iter_rows(named=True):
        assert row["text"][row["start"] : row["end"]] == row["mention"]
        found[Path(row["uri"]).name.split(".")[0]].append(tuple(row[name] for name in FACT))
    return found


@pytest.fixture(scope="module")
def as_text(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> dict[str, list[tuple[object, ...]]]:
    found = facts({f"{p.stem}.txt": p.read_bytes() for p in REPORTS}, tmp_path_factory.mktemp("text"), catalogue)
    assert all(found.values())
    return found


@pytest.mark.parametrize("form", PROSE)
def test_reports(form: str, as_text: dict[str, list[tuple[object, ...]]], tmp_path: Path, catalogue: Catalogue) -> None:
    made = {f"{p.stem}.{form}": PROSE[form](p.read_text(encoding="utf-8-sig")) for p in REPORTS}
    found = facts(made, tmp_path, catalogue)
    differing = {stem for stem, told in found.items() if sorted(told, key=repr) != sorted(as_text[stem], key=repr)}
    assert not differing


def test_tables(tmp_path: Path, catalogue: Catalogue) -> None:
    heading = "2019年全国行政复议案件情况"
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    page = f"<html><body><p>{heading}</p><table>{rows}</table></body></html>".encode()
    text = "\n".join([heading, *("\t".join(map(str, row)) for row in TABLE)]).encode()
    files = {"page.html": page, "text.txt": text, "book.xlsx": forms.xlsx([[heading], *TABLE])}
    found = facts(files, tmp_path, catalogue)
    assert found["text"] == found["page"] == found["book"]
    assert len(found["text"]) == 4
