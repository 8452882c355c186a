"""A build is published only when dbt ended well; what failed is said line by line; the project stays clean."""

from __future__ import annotations

import io
import json
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock
from rich.console import Console

from tests.unit.warehouse.small_builds import publish_build
from warehouse.build import build, locked
from warehouse.dbt_process import DbtJob, read_results, run_dbt
from warehouse.errors import FazhiError
from warehouse.layout import read_record
from warehouse.publish import SERVED_MARTS
from warehouse.reader import current_build
from warehouse.settings import Settings, load_settings

EARLIER = "2026-01-01T000000Z"
STUB = """
import json, os, sys, pathlib, duckdb
target = pathlib.Path({target!r})
target.mkdir(parents=True, exist_ok=True)
with duckdb.connect(os.environ["FAZHI_BUILD_PATH"]) as connection:
    connection.execute("create schema marts")
    for mart in {marts!r}:
        connection.execute("create table marts." + mart + " as select 1 as id")
results = [{{"unique_id": "model.fazhi.a", "status": "success"}}, {{"unique_id": "test.fazhi.t.1", "status": "pass"}}]
(target / "run_results.json").write_text(json.dumps({{"results": results}}))
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = load_settings(data_dir=tmp_path / "data", dbt_dir=tmp_path / "project", lock_seconds=0.5)
    (found.raw_dir / "documents").mkdir(parents=True)
    (found.raw_dir / "documents" / "0.parquet").touch()
    found.dbt_dir.mkdir()
    return found


@pytest.fixture
def stub_dbt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a script that writes every mart in the place of dbt."""

    def command(job: DbtJob) -> list[str]:
        return [sys.executable, "-c", STUB.format(target=str(job.target), marts=SERVED_MARTS)]

    monkeypatch.setattr(DbtJob, "command", command)


def write_tiny_project(folder: Path, model: str) -> None:
    """Write a dbt project of one model with two tests."""
    (folder / "models").mkdir(parents=True, exist_ok=True)
    (folder / "dbt_project.yml").write_text("name: tiny\nprofile: tiny\nversion: '1.0'\n", encoding="utf-8")
    (folder / "profiles.yml").write_text(
        "tiny:\n  target: t\n  outputs:\n    t: {type: duckdb, path: \"{{ env_var('FAZHI_BUILD_PATH') }}\"}\n",
        encoding="utf-8",
    )
    (folder / "models" / "a.sql").write_text(model, encoding="utf-8")
    (folder / "models" / "a.yml").write_text(
        "models:\n  - name: a\n    columns:\n      - {name: id, data_tests: [unique, not_null]}\n", encoding="utf-8"
    )


def quiet() -> Console:
    return Console(file=io.StringIO())


@pytest.mark.usefixtures("stub_dbt")
def test_a_good_build_is_published(settings: Settings) -> None:
    report = build(settings, quiet())
    assert current_build(settings.warehouse_dir) == report.folder.resolve() / "warehouse.duckdb"
    assert (report.models, report.tests) == (1, 1)
    assert not (settings.warehouse_dir / "building").is_symlink()


@pytest.mark.usefixtures("stub_dbt")
def test_two_builds_within_a_second_have_folders_of_their_own(settings: Settings) -> None:
    assert build(settings, quiet()).folder != build(settings, quiet()).folder


def test_a_failed_test_keeps_the_served_build_and_is_named(settings: Settings) -> None:
    publish_build(settings.warehouse_dir, EARLIER)
    write_tiny_project(settings.dbt_dir, "select 1 as id union all select 1")
    before = sorted(settings.dbt_dir.rglob("*"))
    with pytest.raises(FazhiError) as caught:
        build(settings, quiet())
    assert [detail for detail in caught.value.details if "unique_a_id" in detail and "1" in detail]
    assert len(caught.value.details) == 1
    served = current_build(settings.warehouse_dir)
    assert served is not None
    assert served.parent.name == EARLIER
    failed = max((settings.warehouse_dir / "builds").iterdir())
    record = read_record(failed)
    assert record is not None
    assert record.state == "failed"
    assert (failed / "logs" / "dbt.log").is_file()
    assert str(failed) in str(caught.value)
    assert sorted(settings.dbt_dir.rglob("*")) == before


def test_a_project_that_cannot_be_parsed_says_why(settings: Settings) -> None:
    write_tiny_project(settings.dbt_dir, "select * from {{ ref('nothing') }}")
    with pytest.raises(FazhiError) as caught:
        build(settings, quiet())
    assert any("nothing" in detail for detail in caught.value.details)
    assert all("\n" not in detail for detail in caught.value.details)
    assert current_build(settings.warehouse_dir) is None


def test_a_build_without_raw_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="fazhi extract"):
        build(load_settings(data_dir=tmp_path), quiet())
    assert not (tmp_path / "warehouse").exists()


@pytest.mark.usefixtures("stub_dbt")
def test_a_build_waits_for_a_landing_and_gives_up_with_one_line(settings: Settings) -> None:
    held, release = threading.Event(), threading.Event()

    def landing() -> None:
        with FileLock(settings.raw_dir / ".lock"):
            held.set()
            release.wait(30)

    other = threading.Thread(target=landing)
    other.start()
    held.wait(10)
    try:
        with pytest.raises(FazhiError, match=r"0\.5"):
            build(settings, quiet())
    finally:
        release.set()
        other.join()
    assert current_build(settings.warehouse_dir) is None
    assert build(settings, quiet()).models == 1


def test_a_lock_is_released_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), locked(tmp_path, 1, quiet()):
        raise RuntimeError
    with locked(tmp_path, 0.1, quiet()):
        pass


def test_an_interrupted_build_ends_its_child_and_is_not_published(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = "import time\nprint('started', flush=True)\ntime.sleep(60)"
    monkeypatch.setattr(DbtJob, "command", lambda _job: [sys.executable, "-c", endless])

    def interrupt(_lines: object, _progress: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("warehouse.dbt_process._follow", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(settings, quiet())
    assert current_build(settings.warehouse_dir) is None


def event(name: str, index: int, status: str, **data: object) -> str:
    node = {"node_status": status, "resource_type": data.pop("kind", "model")}
    return json.dumps({"info": {"level": "info", "msg": name}, "data": {"index": index, "node_info": node} | data})


def test_progress_counts_the_nodes_that_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "not json",
        "{broken",
        event("start", 1, "started", total=3),
        event("ok", 1, "success", total=3),
        event("test", 2, "pass", num_models=3),
        event("skip", 3, "skipped", total=3),
        event("hook", 1, "success", total=1, kind="operation"),
        json.dumps({"info": {"level": "error", "msg": "first\nsecond"}, "data": {}}),
        "nanobind: leaked 3 instances!",
    ]
    script = f"print({chr(10).join(lines)!r}); raise SystemExit(2)"
    monkeypatch.setattr(DbtJob, "command", lambda _job: [sys.executable, "-c", script])
    seen: list[tuple[int, int]] = []
    outcome = run_dbt(DbtJob(tmp_path, tmp_path, tmp_path, {}), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert outcome.exit_code == 2
    assert outcome.errors == ["first second"]
    assert list(outcome.tail) == ["not json", "{broken"]


def test_results_are_counted_and_failures_are_one_line_each(tmp_path: Path) -> None:
    results = [
        {"unique_id": "model.fazhi.a", "status": "success"},
        {"unique_id": "model.fazhi.b", "status": "error", "message": "Runtime Error\n  no column x"},
        {"unique_id": "test.fazhi.t.1", "status": "pass"},
        {"unique_id": "test.fazhi.u.2", "status": "fail", "failures": 3, "message": "Got 3 results"},
        {"unique_id": "unit_test.fazhi.m.v", "status": "fail", "failures": None, "message": "actual differs"},
        {"unique_id": "test.fazhi.w.3", "status": "warn", "failures": 1},
        {"unique_id": "model.fazhi.c", "status": "skipped"},
    ]
    (tmp_path / "run_results.json").write_text(json.dumps({"results": results}), encoding="utf-8")
    found = read_results(tmp_path)
    assert found is not None
    assert (found.models, found.tests, found.skipped) == (1, 1, 1)
    assert len(found.failures) == 3
    assert "b" in found.failures[0]
    assert "no column x" in found.failures[0]
    assert "u" in found.failures[1]
    assert "3" in found.failures[1]
    assert "actual differs" in found.failures[2]


def test_no_results_is_none(tmp_path: Path) -> None:
    assert read_results(tmp_path) is None


def test_the_child_gets_no_stray_switches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBT_TARGET_PATH", "/nowhere")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    variables = DbtJob(tmp_path, tmp_path, tmp_path, {"FAZHI_RAW_DIR": "/raw"}).environment()
    assert "DBT_TARGET_PATH" not in variables
    assert "PYTHONWARNINGS" not in variables
    assert variables["FAZHI_RAW_DIR"] == "/raw"
    assert variables["DBT_SEND_ANONYMOUS_USAGE_STATS"] == "false"
