"""Prints how fast documents become raw tables: MB of text per CPU second, and how it grows with their number.

    python -m benchmarks [COUNT …]

Documents are the sample's, each made distinct by a line of its own.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from extract.catalogue import load_catalogue
from extract.landing import land
from extract.pipeline import SOURCES, Extractor, extract_batch

ROOT = Path(__file__).resolve().parents[1]


def documents(count: int) -> list[tuple[str, bytes]]:
    """Return `count` distinct documents made from the sample's reports."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "data" / "sample" / "reports").glob("*.txt"))]
    return [(f"{n:06d}.txt", f"{texts[n % len(texts)]}\n（副本）{n}\n".encode()) for n in range(count)]


def measure(count: int, extractor: Extractor) -> list[str]:
    """Extract `count` documents in memory, then land them; return one row of the table."""
    sources = documents(count)
    size = sum(len(content) for _, content in sources) / 2**20
    start = time.process_time()
    facts = 0
    for first in range(0, count, 256):
        batch = pl.DataFrame(sources[first : first + 256], schema=SOURCES, orient="row")
        facts += extract_batch(batch, extractor, "benchmark", datetime.now(UTC))["facts"].height
    extracting = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "documents"
        files.mkdir()
        for name, content in sources:
            (files / name).write_bytes(content)
        start = time.perf_counter()
        land([str(files)], Path(folder) / "raw", extractor.catalogue)
        landing = time.perf_counter() - start
        start = time.perf_counter()
        land([str(files)], Path(folder) / "raw", extractor.catalogue)
        again = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    return [
        f"{count:,}", f"{size:.1f}", f"{facts:,}", f"{extracting:.1f}", f"{size / extracting:.2f}",
        f"{landing:.1f}", f"{again:.2f}", f"{peak:,.0f}",
    ]  # fmt: skip


def main() -> None:
    """Measure each number of documents named on the command line (2,000 and 4,000 without)."""
    counts = [int(a) for a in sys.argv[1:]] or [2_000, 4_000]
    extractor = Extractor(load_catalogue(ROOT / "data" / "reference"))
    table = Table(title="extraction")
    for name in ("documents", "MB", "facts", "CPU s", "MB per CPU s", "landing s", "second run s", "peak MB"):
        table.add_column(name, justify="right")
    for count in counts:
        table.add_row(*measure(count, extractor))
    Console().print(table)


if __name__ == "__main__":
    main()
