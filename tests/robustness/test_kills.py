"""A kill at any moment loses nothing and doubles nothing, and the published warehouse answers all the while.

Here a few kills, seeded; benchmarks/kills.py makes hundreds.
"""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.kills import Builds, Extracts


def test_kills_of_extract(tmp_path: Path) -> None:
    extracts = Extracts(tmp_path, random.Random(5), files=12)
    assert not extracts.run(3)
    assert extracts.hits


def test_kills_of_build(tmp_path: Path) -> None:
    builds = Builds(tmp_path, random.Random(5), files=12)
    assert not builds.run(1)
    assert builds.hits
    assert builds.answers
