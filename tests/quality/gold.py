"""Where labelled official documents lie, if anywhere: they are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLD = Path(os.environ.get("FAZHI_GOLD_DIR", ROOT.parent / "shared"))  # holds corpus/, gold/ and referee/
IS_THERE = (GOLD / "gold" / "seeds.jsonl").exists()
REASON = f"no labelled documents at {GOLD}; set FAZHI_GOLD_DIR"
