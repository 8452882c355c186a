"""Raise the floors of measured quality to what is measured now: `python -m tests.quality.raise_floors`.

Refuses to lower a floor without --allow-lower, and to take labels that have changed without --new-gold.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.quality.floors import FLOORS_FILE, SETS, Floors, below, digests, measured, read_floors
from tests.quality.gold import IS_THERE, REASON


def main(words: Sequence[str] | None = None) -> int:
    """Measure every label set and write the floors; 1 where something is refused, and then nothing is written."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.raise_floors", description=__doc__)
    parser.add_argument("--allow-lower", action="store_true", help="take a lower value as the new floor")
    parser.add_argument("--new-gold", action="store_true", help="take changed label files")
    given = parser.parse_args(words)
    if not IS_THERE:
        return _refuse([REASON])
    old, new, refused = read_floors(), {}, []
    for label_set in SETS:
        known = old.get(label_set, {"gold": {}, "floors": {}})
        digest, now = digests(label_set), _measured(label_set)
        if known["gold"] and known["gold"] != digest and not given.new_gold:
            refused.append(f"{label_set}: the label files have changed; --new-gold takes them")
        if not given.allow_lower:
            refused += [f"{label_set}: {name} {why}" for name, why in below(known["floors"], now).items()]
        new[label_set] = {"gold": digest, "floors": now}
        _tell(label_set, known["floors"], now)
    if refused:
        return _refuse([*refused, "nothing written; --allow-lower lowers floors"])
    FLOORS_FILE.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _measured(label_set: str) -> Floors:
    with tempfile.TemporaryDirectory() as folder:
        return measured(label_set, Path(folder))


def _tell(label_set: str, floors: Floors, now: Floors) -> None:
    for name, value in now.items():
        if floors.get(name) != value:
            sys.stdout.write(f"{label_set}: {name} {floors.get(name, '-')} -> {value}\n")


def _refuse(lines: Sequence[str]) -> int:
    sys.stderr.write("".join(f"raise_floors: {line}\n" for line in lines))
    return 1


if __name__ == "__main__":
    sys.exit(main())
