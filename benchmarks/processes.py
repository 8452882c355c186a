"""Runs the command `fazhi` as a user does, in a process of its own, and looks at what it left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from benchmarks.documents import ROOT
from extract import model

_ENTRY: Final = "from warehouse.cli import app; app(prog_name='fazhi')"
_PASSING: Final = ("landing_id", "landed_at", "decided_at")
Rows = dict[str, list[str]]


@dataclass(frozen=True)
class Ended:
    """How a command ended; peak: the largest memory of its process, in MB."""

    code: int
    out: str
    err: str
    peak: float


def start(data: Path, *words: str) -> subprocess.Popen[str]:
    """Start a command on a data directory; the process leads a group of its own."""
    environment = {**os.environ, "FAZHI_DATA_DIR": str(data), "PYTHONPATH": str(ROOT), "FAZHI_LOCK_SECONDS": "120"}
    return subprocess.Popen(
        [sys.executable, "-c", _ENTRY, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        encoding="utf-8", start_new_session=True,
    )  # fmt: skip


def fazhi(data: Path, *words: str) -> Ended:
    """Run a command to its end."""
    with start(data, *words) as process:
        out, err = process.communicate()
    return Ended(process.returncode, out, err, 0)


def measured(data: Path, *words: str) -> Ended:
    """Run a command to its end in a child that tells the peak of its own memory."""
    code = f"import resource, sys\ntry:\n    {_ENTRY}\nfinally:\n    print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    environment = {**os.environ, "FAZHI_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    err, _, peak = ended.stderr.rpartition("peak ")
    return Ended(ended.returncode, ended.stdout, err, int(peak) / 2**10)


def raw_rows(data: Path) -> Rows:
    """Return the rows of each raw table in a fixed order, without what each run gives anew."""
    found = {}
    for name in model.RAW_TABLES:
        table = pl.read_parquet(data / "raw" / name / "*.parquet")
        kept = table.select(pl.exclude(*_PASSING))
        found[name] = sorted(repr(row) for row in kept.iter_rows())
    return found


def faults(data: Path) -> list[str]:
    """Return what is wrong with the raw tables in themselves: doubled documents, rows of readings that are not there."""
    raw = data / "raw"
    documents = pl.read_parquet(raw / "documents" / "*.parquet")
    found = [f"{documents.height - documents['doc_id'].n_unique()} documents doubled"]
    for name in ("sections", "mentions", "facts", "targets", "relations"):
        rows = pl.read_parquet(raw / name / "*.parquet")
        orphans = rows.join(documents, on=["doc_id", "landing_id"], how="anti").height
        found.append(f"{orphans} orphans in {name}")
    return [fault for fault in found if not fault.startswith("0 ")]
