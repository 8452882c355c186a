"""Asking the published build: one SELECT in a short-lived, bounded child process, and the answer as a table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from warehouse.errors import FazhiError
from warehouse.settings import PROJECT_ROOT, Settings
from warehouse.wording import say

ENTRY: Final = "import sys; sys.path.insert(0, sys.argv[1]); from warehouse.jail import main; main()"
KEPT_VARIABLES: Final = ("PATH", "LANG", "LC_ALL", "TZ", "FAZHI_LANGUAGE")


@dataclass(frozen=True)
class QueryLimits:
    """How much one query may take."""

    rows: int
    seconds: float
    memory_mb: int
    threads: int

    @classmethod
    def of(cls, settings: Settings, rows: int | None = None) -> QueryLimits:
        """Take the limits of the settings, with another number of rows if one is given."""
        return cls(rows or settings.query_rows, settings.query_seconds, settings.query_memory_mb, settings.threads)


@dataclass(frozen=True)
class QueryResult:
    """The rows of an answer, and whether there were more than the limit."""

    table: pa.Table
    truncated: bool


def run_query(path: Path, sql: str, limits: QueryLimits) -> QueryResult:
    """Answer one SELECT over the build at `path`; raise FazhiError when it is refused, fails or takes too much."""
    request = {
        "path": str(path),
        "sql": sql,
        "limit": limits.rows,
        "seconds": limits.seconds,
        "memory_mb": limits.memory_mb,
        "threads": limits.threads,
    }
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    try:
        child = subprocess.run(  # noqa: S603  a fixed command; the query goes in as data
            [sys.executable, "-I", "-c", ENTRY, str(PROJECT_ROOT)],
            input=json.dumps(request).encode(),
            capture_output=True,
            env=environment | {"MALLOC_ARENA_MAX": "2"},
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FazhiError(
            say(
                f"查询超过 {limits.seconds:g} 秒，已停止：请缩小范围，或调高 FAZHI_QUERY_SECONDS",
                f"the query was stopped after {limits.seconds:g} s: narrow it, or raise FAZHI_QUERY_SECONDS",
            )
        ) from error
    return _read_answer(child.stdout, limits)


def _read_answer(output: bytes, limits: QueryLimits) -> QueryResult:
    line, _, stream = output.partition(b"\n")
    header: dict[str, Any] = json.loads(line) if line else {"error": "memory"}
    if "error" not in header:
        return QueryResult(pa.ipc.open_stream(stream).read_all(), bool(header["truncated"]))
    if header["error"] == "memory":
        raise FazhiError(
            say(
                f"查询所需内存超过 {limits.memory_mb} MB，已停止：请缩小范围，或调高 FAZHI_QUERY_MEMORY_MB",
                f"the query needs more than {limits.memory_mb} MB and was stopped: narrow it, or raise "
                "FAZHI_QUERY_MEMORY_MB",
            )
        )
    raise FazhiError(say("查询未执行：", "query not answered: ") + str(header["detail"]))
