"""Commands at the same time on one data directory: each waits for the other, and nothing is doubled."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest
from filelock import FileLock

from benchmarks.hostile_files import report, write_good
from benchmarks.processes import faults, fazhi, raw_rows, start
from extract.landing import LOCK_NAME

WAITS = "等待另一个进程"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    write_good(tmp_path / "in", 20)
    return tmp_path / "in"


@contextmanager
def held(data: Path) -> Iterator[None]:
    (data / "raw").mkdir(parents=True, exist_ok=True)
    with FileLock(data / "raw" / LOCK_NAME):
        yield


def uris(data: Path) -> set[str]:
    return set(pl.read_parquet(data / "raw" / "documents" / "*.parquet")["uri"])


def test_two_extracts_of_overlapping_folders(documents: Path, tmp_path: Path) -> None:
    write_good(documents / "more", 30)  # the first twenty again, and ten others
    with held(tmp_path / "both"):
        runs = [start(tmp_path / "both", "extract", str(folder)) for folder in (documents, documents / "more")]
        time.sleep(4)
    ended = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], ended
    assert all(out.count(WAITS) == 1 for out, _ in ended)
    assert not faults(tmp_path / "both")
    one = tmp_path / "one"
    assert fazhi(one, "extract", str(documents)).code == 0
    ids = [sorted(pl.read_parquet(d / "raw" / "documents" / "*.parquet")["doc_id"]) for d in (one, tmp_path / "both")]
    assert ids[0] == ids[1]
    assert raw_rows(one)["facts"] == raw_rows(tmp_path / "both")["facts"]


def test_an_extract_while_a_build_runs(documents: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert fazhi(data, "extract", str(documents)).code == 0
    (documents / "late.txt").write_text(report(7_000), encoding="utf-8")
    with start(data, "build") as build:
        time.sleep(3)
        late = fazhi(data, "extract", str(documents))
        out, err = build.communicate()
    assert (build.returncode, late.code) == (0, 0), out + err + late.err
    assert str(documents / "late.txt") in uris(data)
    assert not faults(data)


def test_a_withdrawal_while_an_extract_waits(documents: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = documents / "00001.html"
    assert fazhi(data, "extract", str(documents)).code == 0
    with held(data):
        waiting = start(data, "extract", str(documents))
        time.sleep(2)
        forgetting = start(data, "forget", str(first))
        time.sleep(2)
    for process in (waiting, forgetting):
        out, err = process.communicate()
        assert process.returncode == 0, out + err
    assert not faults(data)
    again = fazhi(data, "extract", str(documents))
    assert again.code == 0
    assert "已移除 1" in again.out
