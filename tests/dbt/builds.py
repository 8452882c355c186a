"""Runs dbt in a child process, with its target and logs outside the project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

PROJECT: Final = Path(__file__).resolve().parents[2] / "dbt_project"
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Build:
    """A finished dbt run: its exit code, output, seconds, artifacts and the database it made."""

    code: int
    output: str
    seconds: float
    target: Path
    database: Path

    def query(self, sql: str) -> Rows:
        """Rows of one query on the built file."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def records(self, sql: str) -> list[dict[str, Any]]:
        """Rows of one query as dictionaries."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def manifest(self) -> dict[str, Any]:
        """The manifest that dbt wrote."""
        manifest: dict[str, Any] = json.loads((self.target / "manifest.json").read_text(encoding="utf-8"))
        return manifest


def run_dbt(raw: Path, work: Path, *arguments: str, start_in: Path = PROJECT) -> Build:
    """Runs one dbt command on a raw layer; everything it writes stays below `work`."""
    work.mkdir(parents=True, exist_ok=True)
    target, database = work / "target", work / "warehouse.duckdb"
    command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", *arguments]
    if start_in != PROJECT:
        command += ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    command += ["--target-path", str(target), "--log-path", str(work / "logs")]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DBT_")},
        "FAZHI_RAW_DIR": str(raw), "FAZHI_BUILD_PATH": str(database), "DO_NOT_TRACK": "1",
    }  # fmt: skip
    started = time.monotonic()
    done = subprocess.run(  # the caller judges the exit code
        command, check=False, cwd=start_in, env=environment, capture_output=True, text=True, timeout=300
    )
    return Build(done.returncode, done.stdout + done.stderr, time.monotonic() - started, target, database)
