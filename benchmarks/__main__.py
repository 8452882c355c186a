"""Prints how fast documents become raw tables: MB of text per CPU second, and how it grows with their number.

python -m benchmarks [COUNT …]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from benchmarks.documents import ROOT, dense, published
from extract.catalogue import load_catalogue
from extract.landing import land
from extract.pipeline import SOURCES, Extractor, extract_batch

Documents = Callable[[int], Iterator[tuple[str, bytes]]]
BATCH = 256


def extraction(documents: Documents, count: int, extractor: Extractor) -> tuple[float, int, float]:
    """Extract `count` documents in memory; return MB of text, facts and CPU seconds, without those of making them."""
    size, facts, spent = 0, 0, 0.0
    source = documents(count)
    while batch := list(islice(source, BATCH)):
        size += sum(len(content) for _, content in batch)
        start = time.process_time()
        frame = pl.DataFrame(batch, schema=SOURCES, orient="row")
        facts += extract_batch(frame, extractor, "benchmark", datetime.now(UTC))["facts"].height
        spent += time.process_time() - start
    return size / 2**20, facts, spent


def landing(documents: Documents, count: int, extractor: Extractor) -> tuple[float, float]:
    """Land `count` documents from files twice; return the seconds of the first run and of the second, which finds nothing new."""
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "documents"
        files.mkdir()
        for name, content in documents(count):
            (files / name).write_bytes(content)
        for _ in range(2):
            start = time.perf_counter()
            land([str(files)], Path(folder) / "raw", extractor.catalogue)
            seconds.append(time.perf_counter() - start)
    return seconds[0], seconds[1]


def measure(name: str, documents: Documents, count: int, extractor: Extractor) -> list[str]:
    """Return one row of the table."""
    size, facts, spent = extraction(documents, count, extractor)
    first, second = landing(documents, count, extractor)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    return [
        name, f"{count:,}", f"{size:.1f}", f"{facts:,}", f"{spent:.1f}", f"{size / spent:.2f}",
        f"{first:.1f}", f"{second:.2f}", f"{peak:,.0f}",
    ]  # fmt: skip


def main() -> None:
    """Measure each number of documents named on the command line (2,000 and 10,000 without)."""
    counts = [int(a) for a in sys.argv[1:]] or [2_000, 10_000]
    extractor = Extractor(load_catalogue(ROOT / "data" / "reference"))
    extraction(published, BATCH, extractor)  # the first batch pays for the start
    table = Table(title="extraction")
    for name in (
        "figures as in",
        "documents",
        "MB",
        "facts",
        "CPU s",
        "MB per CPU s",
        "landing s",
        "second run s",
        "peak MB",
    ):
        table.add_column(name, justify="right")
    for count in counts:
        for name, documents in (("published reports", published), ("the sample", dense)):
            table.add_row(*measure(name, documents, count, extractor))
    Console(width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    main()
