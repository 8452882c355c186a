"""Measures what is landed again: the first run, a second on the same folder, and one with one file more.

python -m benchmarks.growth [COUNT]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.documents import ROOT, published
from extract.catalogue import load_catalogue
from extract.landing import LandingReport, land


def main() -> None:
    """Land `count` published reports (5,000 without a number) and report the seconds of each run."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    catalogue = load_catalogue(ROOT / "data" / "reference")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        folder.mkdir()
        *most, (name, content) = published(count + 1)
        for other, words in most:
            (folder / other).write_bytes(words)

        def run(what: str) -> LandingReport:
            began = time.perf_counter()
            report = land([str(folder)], Path(place) / "raw", catalogue)
            print(
                f"{what}: {time.perf_counter() - began:.2f} s, {report.landed:,} landed, {report.unchanged:,} unchanged",
                flush=True,
            )
            return report

        run("the first run")
        run("the same again")
        (folder / name).write_bytes(content)
        run("one file more")


if __name__ == "__main__":
    main()
