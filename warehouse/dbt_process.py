"""`dbt build` as a child process: its command, its environment, its progress, its results as plain lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from warehouse.errors import one_line
from warehouse.wording import say

# its standard input ends with the parent, be it killed: a dbt left behind would write into the next build
ENTRY: Final = (
    "import os, sys, threading; "
    "threading.Thread(target=lambda: (sys.stdin.buffer.raw.read(1), os._exit(1)), daemon=True).start(); "
    "from dbt.cli.main import cli; cli()"
)
FAILED: Final = {"error", "fail", "runtime error", "partial success"}
NOISE: Final = ("nanobind:", " - leaked", "See https://nanobind")
STOP_SECONDS: Final = 10.0


@dataclass(frozen=True)
class DbtJob:
    """One run of dbt: which project, where its artifacts go, and what it finds in its environment."""

    project: Path
    target: Path
    logs: Path
    variables: dict[str, str]

    def command(self) -> list[str]:
        """Return the command line; nothing of it writes into the project."""
        paths = {"project-dir": self.project, "profiles-dir": self.project}
        paths |= {"target-path": self.target, "log-path": self.logs}
        options = [f"--{name}={path}" for name, path in paths.items()]
        flags = ["--no-version-check", "--no-use-colors", "--log-format=json"]
        return [sys.executable, "-c", ENTRY, *flags, "build", *options]

    def environment(self) -> dict[str, str]:
        """Return this process's environment without stray dbt switches, and with the job's variables."""
        stray = ("DBT_", "PYTHONWARNINGS")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(stray)}
        quiet = {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DO_NOT_TRACK": "1", "PYTHONIOENCODING": "utf-8"}
        return kept | quiet | self.variables


@dataclass
class DbtOutcome:
    """How a run ended, and what it said on the way."""

    exit_code: int = 0
    errors: list[str] = field(default_factory=list)
    tail: deque[str] = field(default_factory=lambda: deque(maxlen=5))


@dataclass(frozen=True)
class DbtResults:
    """The counts of a finished run, and one line for each node that failed."""

    models: int = 0
    tests: int = 0
    skipped: int = 0
    failures: tuple[str, ...] = ()


def run_dbt(job: DbtJob, on_progress: Callable[[int, int], None]) -> DbtOutcome:
    """Run dbt to its end; when this process is interrupted the child is ended too."""
    with subprocess.Popen(  # noqa: S603  a fixed command
        job.command(),
        cwd=job.project,
        env=job.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as child:
        try:
            outcome = _follow(iter(child.stdout or ()), on_progress)
            outcome.exit_code = child.wait()
        except BaseException:
            _end(child)
            raise
    return outcome


def read_results(target: Path) -> DbtResults | None:
    """Read run_results.json; None when dbt never got as far as running a node."""
    try:
        results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    except (OSError, ValueError, KeyError):
        return None
    kinds = [(str(result["unique_id"]).split(".")[0], str(result["status"])) for result in results]
    return DbtResults(
        models=sum(kind == "model" and status == "success" for kind, status in kinds),
        tests=sum(kind in {"test", "unit_test"} and status == "pass" for kind, status in kinds),
        skipped=sum(status == "skipped" for _, status in kinds),
        failures=tuple(_failure(result) for result in results if result["status"] in FAILED),
    )


def _follow(lines: Iterator[str], on_progress: Callable[[int, int], None]) -> DbtOutcome:
    outcome = DbtOutcome()
    done = 0
    for line in lines:
        event = _event(line)
        if event is None:
            if line.strip() and not line.strip().startswith(NOISE):
                outcome.tail.append(one_line(line))
            continue
        if event["info"].get("level") == "error" and str(event["info"].get("msg", "")).strip():
            outcome.errors.append(one_line(event["info"]["msg"]))
        total = _finished_of(event.get("data", {}))
        if total:
            done += 1
            on_progress(done, total)
    return outcome


def _event(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and isinstance(event.get("info"), dict) else None


def _finished_of(data: dict[str, Any]) -> int:
    """Return the number of nodes of the run when this event says that one of them ended, else 0."""
    node = data.get("node_info") or {}
    ended = node.get("node_status") not in {None, "None", "started"} and "index" in data
    if not ended or node.get("resource_type") == "operation":
        return 0
    return int(data.get("total") or data.get("num_models") or 0)


def _failure(result: dict[str, Any]) -> str:
    kind, _, name = str(result["unique_id"]).split(".")[:3]
    rows = result.get("failures")
    reason = one_line(result.get("message") or "", 300)
    if kind in {"test", "unit_test"} and result["status"] == "fail":
        count = say(f"{rows} 行不合要求", f"{rows} rows fail") if rows else reason
        return say(f"测试未通过 {name}：{count}", f"test failed {name}: {count}")
    return say(f"执行出错 {kind} {name}：{reason}", f"error in {kind} {name}: {reason}")


def _end(child: subprocess.Popen[str]) -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
