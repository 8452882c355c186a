"""Where builds lie on disk and what is noted about each of them.

builds/<UTC stamp>/warehouse.duckdb    never changed once published
builds/<UTC stamp>/build.json          what became of it, and which build it replaced
current -> builds/<UTC stamp>          the one pointer, swapped in one step
warehouse.duckdb -> current/warehouse.duckdb   a stable path for people
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from warehouse.errors import FazhiError
from warehouse.reader import POINTER
from warehouse.wording import say

RECORD: Final = "build.json"
State = Literal["failed", "published"]


@dataclass(frozen=True)
class BuildRecord:
    """What became of one build."""

    state: State
    finished_at: str
    previous: str | None = None  # stamp of the build that was current before


def builds_dir(warehouse_dir: Path) -> Path:
    """Return the folder that holds one folder a build."""
    return warehouse_dir / "builds"


def new_build_dir(warehouse_dir: Path) -> Path:
    """Make a fresh folder named by the UTC second; a second build within it waits for the next one."""
    while True:
        folder = builds_dir(warehouse_dir) / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            time.sleep(0.1)
        else:
            return folder


def write_record(folder: Path, state: State, previous: str | None = None) -> None:
    """Note what became of a build, in one step."""
    record = BuildRecord(state, datetime.now(UTC).isoformat(timespec="seconds"), previous)
    draft = folder / f".{RECORD}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(record), ensure_ascii=False), encoding="utf-8")
    draft.replace(folder / RECORD)


def read_record(folder: Path) -> BuildRecord | None:
    """Read what became of a build; None when it never ended or the note cannot be read."""
    try:
        return BuildRecord(**json.loads((folder / RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def current_folder(warehouse_dir: Path) -> Path | None:
    """Return the folder the pointer leads to, or None."""
    pointer = warehouse_dir / POINTER
    return pointer.resolve() if pointer.is_symlink() and pointer.is_dir() else None


def swap_link(link: Path, target: str) -> None:
    """Point a symbolic link to a relative target in one step, whether or not it was there before."""
    if link.exists() and not link.is_symlink():
        raise FazhiError(
            say(f"{link} 不是链接，无法切换：请先将其移走", f"{link} is not a link: move it away, then retry")
        )
    draft = link.with_name(f".{link.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.symlink_to(target)
    draft.replace(link)
