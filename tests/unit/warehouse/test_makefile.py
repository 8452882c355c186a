"""`make` without a word lists every target with its sentence."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest


@pytest.mark.parametrize("words", [[], ["help"]])
def test_make_lists_its_targets(project_root: Path, words: list[str]) -> None:
    run = subprocess.run(["make", *words], cwd=project_root, capture_output=True, text=True, check=True)
    listed = set(re.findall(r"^  make (\w+) +\S", run.stdout, flags=re.MULTILINE))
    assert {"install", "up", "test", "lint", "bench", "lock", "clean", "help"} <= listed


def test_every_target_has_its_sentence(project_root: Path) -> None:
    text = (project_root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", text, flags=re.MULTILINE))
    described = set(re.findall(r"^([a-z]+):.*## \S", text, flags=re.MULTILINE))
    assert targets == described


def test_continuous_integration_runs_the_same_tests(project_root: Path) -> None:
    script = project_root / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").rstrip().endswith("make test")
