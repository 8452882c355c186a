"""extract_batch takes any bytes under any name: it gives a reading or a problem, never an exception, never a code `failed`."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.mutations import mutated
from benchmarks.seeds import seeds
from extract import rows
from extract.catalogue import load_catalogue
from extract.pipeline import SOURCES, Extractor, RawTables, extract_batch
from extract.readers.formats import READABLE
from extract.sources import uri_of

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SEEDS = [seed for seed in seeds() if len(seed[1]) < 40_000]
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<html>",
    b"MIME-Version: 1.0\n",
    b"\xff\xfe",
]
URIS = st.one_of(
    st.sampled_from(sorted(READABLE)).map(lambda ending: f"任何{ending}"),
    st.sampled_from(["https://a.cn/x", "https://a.cn/x.pdf?a=1", "http://[", "", ".", "x.exe", "无"]),
    st.text(max_size=20).map(lambda name: uri_of(Path(name))),
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_catalogue(ROOT / "data" / "reference"))


def taken(extractor: Extractor, *sources: tuple[str, bytes]) -> RawTables:
    frame = pl.DataFrame(list(sources), schema=SOURCES, orient="row")
    tables = extract_batch(frame, extractor, "any", NOW)
    problems = tables["problems"].filter(pl.col("error") != "ambiguous_region")
    assert tables["documents"].height + problems.height == len(sources)
    assert "failed" not in problems["error"].to_list(), problems["detail"].to_list()
    assert not any("\n" in detail for detail in problems["detail"])
    return tables


@QUICK
@given(uri=URIS, start=st.sampled_from(STARTS), content=st.binary(max_size=300))
def test_any_bytes(extractor: Extractor, uri: str, start: bytes, content: bytes) -> None:
    taken(extractor, (uri, start + content))


@QUICK
@given(ending=st.sampled_from(sorted(READABLE)), text=st.text(max_size=300))
def test_any_text(extractor: Extractor, ending: str, text: str) -> None:
    taken(extractor, (f"a{ending}", text.encode()))


@QUICK
@given(seed=st.sampled_from(range(len(SEEDS))), number=st.integers(0, 2**32))
def test_damaged_files_of_each_format(extractor: Extractor, seed: int, number: int) -> None:
    uri, content = SEEDS[seed]
    tables = taken(extractor, (uri, mutated(content, random.Random(number))))
    texts = dict(tables["documents"].select("doc_id", "text").iter_rows())
    assert all(texts[r["doc_id"]][r["start"] : r["end"]] == r["mention"] for r in tables["facts"].iter_rows(named=True))


@pytest.mark.parametrize(
    "digits", ["9" * 17, "9" * 400, "0." + "1" * 400, "九" * 400, "亿" * 400, "一百分之" + "九" * 40, "1,000" * 40]
)
def test_numbers_that_no_column_takes(extractor: Extractor, digits: str) -> None:
    text = f"某县2021年法治政府建设报告\n受理行政复议案件{digits}件，审结{digits}万件，占{digits}%。"
    assert taken(extractor, ("a.txt", text.encode()))["documents"].height == 1


def test_a_sentence_without_end_is_read_in_pieces(extractor: Extractor) -> None:
    text = "某县2021年法治政府建设报告\n" + "受理行政复议案件20件，占9%，其中调解3件、" * 3_000
    assert taken(extractor, ("a.txt", text.encode()))["mentions"].height > 9_000


def test_a_reading_that_no_table_takes_loses_no_other(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    document_row = rows.document_row

    def broken(uri: str, *rest: object) -> rows.Row:
        row = document_row(uri, *rest)  # type: ignore[arg-type]
        return (*row[:-1], "not a time") if "bad" in uri else row

    monkeypatch.setattr("extract.pipeline.document_row", broken)
    sources = [(f"{name}.txt", f"{name} 受理行政复议案件20件。".encode()) for name in ("good", "bad", "fine")]
    frame = pl.DataFrame(sources, schema=SOURCES, orient="row")
    tables = extract_batch(frame, extractor, "any", NOW)
    assert tables["documents"]["uri"].to_list() == ["good.txt", "fine.txt"]
    assert tables["problems"].filter(pl.col("error") == "failed")["uri"].to_list() == ["bad.txt"]
