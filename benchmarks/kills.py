"""Kills `fazhi extract` and `fazhi build` at random moments, runs them again, and compares with an undisturbed run.

python -m benchmarks.kills [COUNT] [SEED]   (a fifth of the kills are of builds)
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from benchmarks.hostile_files import write_good
from benchmarks.processes import Rows, faults, fazhi, raw_rows, start

FILES: Final = 60
_BUILT: Final = ("meta_build",)  # tells of the run itself
_PASSING: Final = frozenset({"landing_id", "landed_at", "built_at", "raw_dir"})


def kill(data: Path, seconds: float, *words: str) -> bool:
    """Start a command and kill it after a while; tell whether it was still running."""
    with start(data, *words) as process:
        try:
            process.wait(seconds)
        except Exception:  # noqa: BLE001 - its time is over
            os.kill(process.pid, signal.SIGKILL)  # the parent alone: what it started has to end by itself
        process.communicate()
    return process.returncode == -signal.SIGKILL


def mart_rows(file: Path) -> Rows:
    """Return the rows of each mart in a fixed order, without when and by which run they came."""
    found: Rows = {}
    with duckdb.connect(str(file), read_only=True) as connection:
        names = connection.execute(
            "select table_name, list(column_name) from information_schema.columns where table_schema = 'marts' group by 1"
        ).fetchall()
        for name, columns in names:
            kept = ", ".join(f'"{column}"' for column in sorted(columns) if column not in _PASSING)
            if name not in _BUILT:
                found[name] = sorted(map(repr, connection.execute(f'select {kept} from marts."{name}"').fetchall()))
    return found


class Extracts:
    """Kills of extract on one folder of files."""

    def __init__(self, place: Path, chance: random.Random, files: int = FILES) -> None:
        self._place, self._chance = place, chance
        write_good(place / "in", files)
        began = time.monotonic()
        assert fazhi(place / "whole", "extract", str(place / "in")).code == 0
        self._seconds = time.monotonic() - began
        self._whole = raw_rows(place / "whole")
        self.hits = 0

    def run(self, kills: int) -> list[str]:
        """Kill so many times, at first on an empty directory, then on what is left; return what is wrong."""
        found: list[str] = []
        data = self._place / "killed"
        while kills:
            shutil.rmtree(data, ignore_errors=True)
            for _ in range(min(kills, self._chance.randint(1, 3))):
                kills -= 1
                self.hits += kill(
                    data, self._chance.uniform(0.3, 1.0) * self._seconds, "extract", str(self._place / "in")
                )
            ended = fazhi(data, "extract", str(self._place / "in"))
            found += [f"exit {ended.code}: {ended.err}"] if ended.code else []
            found += faults(data) + [f"{n} differs" for n, rows in raw_rows(data).items() if rows != self._whole[n]]
            found += ["staging is left"] if any((data / "raw" / ".staging").glob("*")) else []
        return found


class Builds:
    """Kills of build on one raw directory, while a reader asks the published warehouse."""

    def __init__(self, place: Path, chance: random.Random, files: int = FILES) -> None:
        self._data, self._chance = place / "built", chance
        write_good(place / "in", files)
        assert fazhi(self._data, "extract", str(place / "in")).code == 0
        self._file = self._data / "warehouse" / "warehouse.duckdb"
        began = time.monotonic()
        assert fazhi(self._data, "build").code == 0
        self._seconds = time.monotonic() - began
        self._whole = mart_rows(self._file)
        self.hits = self.answers = 0

    def run(self, kills: int) -> list[str]:
        """Kill so many times; return what is wrong, and whatever the reader met."""
        found: list[str] = []
        with self._asked() as met:
            for number in range(kills):
                self.hits += kill(self._data, self._chance.uniform(0.1, 1.0) * self._seconds, "build")
                found += [f"{n} differs" for n, rows in mart_rows(self._file).items() if rows != self._whole[n]]
                if number % 5 == 4 or number == kills - 1:
                    found += self._again()
        return found + met

    def _again(self) -> list[str]:
        ended = fazhi(self._data, "build")
        found = [f"build {ended.code}: {ended.err}"] if ended.code else []
        return found + [f"{n} differs, built" for n, rows in mart_rows(self._file).items() if rows != self._whole[n]]

    @contextmanager
    def _asked(self) -> Iterator[list[str]]:
        met: list[str] = []
        over = threading.Event()

        def ask() -> None:
            while not over.wait(0.02):
                try:
                    with duckdb.connect(str(self._file.resolve(strict=True)), read_only=True) as connection:
                        connection.execute("select count(*) from marts.fct_observation").fetchone()
                    self.answers += 1
                except (duckdb.Error, OSError) as error:
                    met.append(f"the reader met {error}")

        reader = threading.Thread(target=ask)
        reader.start()
        try:
            yield met
        finally:
            over.set()
            reader.join()


def main() -> None:
    """Kill and report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        extracts = Extracts(Path(place), chance)
        found = extracts.run(count - count // 5)
        print(
            f"{count - count // 5} kills of extract ({extracts.hits} in time), {time.monotonic() - began:.0f} s",
            flush=True,
        )
        builds = Builds(Path(place), chance)
        found += builds.run(count // 5)
    print(f"{count // 5} kills of build ({builds.hits} in time), {builds.answers:,} answers of the published warehouse")
    print(f"{time.monotonic() - began:.0f} s in all\n" + ("\n".join(found) or "nothing lost, nothing doubled"))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
