"""Mutates valid files of each format for a while and reports what breaks: exceptions, slow inputs, memory.

python -m benchmarks.fuzz SECONDS [SEED] [FOLDER]   (inputs worth keeping are written to FOLDER)
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import polars as pl

from benchmarks.documents import ROOT
from benchmarks.mutations import mutated
from benchmarks.seeds import seeds
from extract.catalogue import load_catalogue
from extract.pipeline import SOURCES, Extractor, extract_batch
from extract.readers.formats import READABLE

SLOW: Final = 5.0  # seconds that no input may take
GREW: Final = 100  # MB by which one input may raise the peak


class Run:
    """One run: what became of the inputs."""

    def __init__(self, folder: Path | None) -> None:
        self.codes: Counter[str] = Counter()
        self.worst: list[tuple[float, str]] = []
        self.faults: Counter[str] = Counter()
        self._folder = folder
        self._extractor = Extractor(load_catalogue(ROOT / "data" / "reference"))

    def take(self, uri: str, content: bytes) -> None:
        """Extract one input and note its outcome, its time and its memory."""
        before, began = peak(), time.perf_counter()
        if self._folder is not None:  # what a crash or an endless loop leaves behind
            (self._folder / "now").write_bytes(f"{uri}\n".encode() + content)
        try:
            frame = pl.DataFrame([(uri, content)], schema=SOURCES, orient="row")
            tables = extract_batch(frame, self._extractor, "fuzz", datetime.now(UTC))
            outcome = [row["error"] for row in tables["problems"].iter_rows(named=True)] or ["read"]
            failed = [row["detail"] for row in tables["problems"].iter_rows(named=True) if row["error"] == "failed"]
        except Exception as error:  # noqa: BLE001 - it is what is looked for
            outcome, failed = ["raised"], [f"RAISED {type(error).__name__}: {error}"]
        spent, grown = time.perf_counter() - began, peak() - before
        self.codes.update(outcome)
        ending = Path(uri).suffix
        self.worst = sorted([*self.worst, (spent, f"{ending} {len(content):,} bytes {outcome[0]}")], reverse=True)[:8]
        failed += [f"SLOW {ending}"] if spent > SLOW else []
        failed += [f"MEMORY {ending} +{grown:.0f} MB"] if grown > GREW else []
        for fault in failed:
            self._keep(fault, uri, content)

    def _keep(self, fault: str, uri: str, content: bytes) -> None:
        what = fault.split("：", 1)[-1][:150]
        self.faults[what] += 1
        if self._folder is not None and self.faults[what] <= 3:
            name = hashlib.sha256(content).hexdigest()[:12]
            (self._folder / f"{name}{Path(uri).suffix}").write_bytes(content)
            print(f"{what}  {name}{Path(uri).suffix}", flush=True)


def peak() -> float:
    """Return the largest memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def main() -> None:
    """Mutate until the time is over, then report."""
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    chance, known, run = random.Random(seed), seeds(), Run(folder)
    for uri, content in known:
        run.take(uri, content)
    print(f"{len(known)} seeds: {dict(run.codes)}; peak {peak():,.0f} MB", flush=True)
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        uri, content = chance.choice(known)
        if chance.random() < 0.05:
            uri = f"renamed{chance.choice(sorted(READABLE))}"
        run.take(uri, mutated(content, chance))
        count += 1
    print(f"{count:,} inputs in {seconds:.0f} s; peak {peak():,.0f} MB; outcomes {dict(run.codes.most_common())}")
    for spent, what in run.worst:
        print(f"  {spent:6.2f} s  {what}")
    print(f"faults: {sum(run.faults.values())}")
    for what, times in run.faults.most_common():
        print(f"  {times} x {what}")
    sys.exit(bool(run.faults))


if __name__ == "__main__":
    main()
