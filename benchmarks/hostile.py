"""Reads one folder of 2,000 good files and forty bad ones, and says what became of each.

python -m benchmarks.hostile [COUNT]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks.hostile_files import write_bad, write_good
from benchmarks.processes import Ended, measured
from extract.sources import uri_of


def read_folder(place: Path, count: int) -> tuple[Ended, list[str]]:
    """Land `count` good files and the bad ones below a place; return how it ended, and whatever is not as it must be."""
    good, bad = write_good(place / "in" / "good", count), write_bad(place / "in" / "bad")
    ended = measured(place / "data", "extract", str(place / "in"))
    return ended, list(_amiss(place, ended, {uri_of(Path(p)) for p in good}, bad))


def _amiss(place: Path, ended: Ended, good: set[str], bad: dict[str, str]) -> list[str]:
    landed = set(pl.read_parquet(place / "data" / "raw" / "documents" / "*.parquet")["uri"])
    problems = pl.read_parquet(place / "data" / "raw" / "problems" / "*.parquet")
    codes = {row["uri"]: row["error"] for row in problems.iter_rows(named=True)}
    found = [f"exit {ended.code}"] if ended.code != 3 else []
    found += [f"not landed: {uri}" for uri in sorted(good - landed)] + [
        f"landed: {uri}" for uri in sorted(landed - good)
    ]
    found += [f"{uri}: {codes.get(uri)} for {code}" for uri, code in bad.items() if codes.get(uri) != code]
    found += [f"a problem more: {uri}: {codes[uri]}" for uri in sorted(codes.keys() - bad.keys())]
    for row in problems.iter_rows(named=True):
        detail = row["detail"]
        if not detail.startswith(f"{row['uri']}：") or "\n" in detail or "/ " not in detail or detail not in ended.err:
            found.append(f"unclear: {detail}")
    return found


def main() -> None:
    """Run once and report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as place:
        began = time.perf_counter()
        ended, found = read_folder(Path(place), count)
        spent = time.perf_counter() - began
    print(ended.out.strip().splitlines()[-1])
    print(f"exit {ended.code}, {spent:.0f} s with the writing of the files, peak {ended.peak:,.0f} MB")
    print("\n".join(found) or "all as it must be")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
