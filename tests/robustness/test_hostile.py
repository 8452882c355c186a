"""One folder of good and bad files: every good one lands, every bad one is told with its reason, memory stays small.

Here with 90 good files; benchmarks/hostile.py runs the same with 2,000.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.hostile import read_folder

GOOD, MEGABYTES = 90, 1536


def test_a_folder_of_good_and_bad_files(tmp_path: Path) -> None:
    ended, amiss = read_folder(tmp_path, GOOD)
    assert not amiss
    assert ended.peak < MEGABYTES
