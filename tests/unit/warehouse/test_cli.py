"""The command line: exit codes, one-line errors on standard error, and both languages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from extract.model import AMBIGUOUS_REGION, PROBLEMS
from tests.unit.warehouse.small_builds import publish_build
from warehouse import cli, steps
from warehouse.reader import current_build

A, B = "2026-01-01T000000Z", "2026-01-02T000000Z"
COMMANDS = (
    "extract",
    "forget",
    "explain",
    "score",
    "build",
    "run",
    "dashboard",
    "query",
    "status",
    "rollback",
    "doctor",
)


@dataclass(frozen=True)
class Report:
    """What landing answers, as the command line reads it."""

    found: int = 1
    landed: int = 1
    unchanged: int = 0
    problems: int = 0
    forgotten: int = 0
    facts: int = 5
    messages: tuple[str, ...] = ()


@pytest.fixture(autouse=True)
def warehouse_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAZHI_DATA_DIR", str(tmp_path))
    return tmp_path / "warehouse"


@pytest.fixture
def landing(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], Path]]:
    """Answer each landing with one document, and keep what was asked for."""
    calls: list[tuple[list[str], Path]] = []

    def land(sources: list[str], raw_dir: Path, *_rest: object) -> Report:
        calls.append((sources, raw_dir))
        if "empty" in sources:
            return Report(found=1, landed=0, problems=1, facts=0, messages=("empty: no documents there",))
        if "bad.txt" in sources:
            return Report(found=2, problems=1, messages=("bad.txt: not a text; remove it",))
        return Report()

    monkeypatch.setattr(steps, "land_sources", land)
    return calls


def fazhi(*words: str) -> Result:
    return CliRunner().invoke(cli.app, list(words), prog_name="fazhi")


def assert_one_line_error(result: Result, code: int) -> str:
    lines = result.stderr.strip().splitlines()
    assert result.exit_code == code, result.output
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("fazhi: ")
    assert "Traceback" not in result.output
    return lines[0]


def test_without_a_word_it_shows_every_command() -> None:
    result = fazhi()
    assert result.exit_code == 0
    assert all(command in result.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    assert fazhi(command, "--help").exit_code == 0


def test_version() -> None:
    result = fazhi("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("fazhi ")


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["status", "--nonsense"],
        ["query"],
        ["query", "select 1", "--limit", "0"],
        ["query", "select 1", "--limit", "many"],
        ["query", "select 1", "--format", "yaml"],
        ["dashboard", "--port", "99999"],
        ["status", "too", "many"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(words: list[str]) -> None:
    assert_one_line_error(fazhi(*words), 2)


def test_a_bad_setting_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_KEEP_BUILDS", "none")
    assert "FAZHI_KEEP_BUILDS" in assert_one_line_error(fazhi("status"), 2)


@pytest.mark.parametrize("words", [["query", "select 1"], ["dashboard"], ["rollback"]])
def test_without_a_published_build_it_says_what_to_do(words: list[str]) -> None:
    assert "fazhi run" in assert_one_line_error(fazhi(*words), 1)


def test_build_without_raw_tables_says_what_to_do() -> None:
    assert "fazhi extract" in assert_one_line_error(fazhi("build"), 1)


def test_extract_hands_over_its_sources(landing: list[tuple[list[str], Path]], tmp_path: Path) -> None:
    result = fazhi("extract", "a.txt", "b", "--raw", str(tmp_path / "other"))
    assert result.exit_code == 0, result.output
    assert landing == [(["a.txt", "b"], tmp_path / "other")]


def test_extract_with_inputs_set_aside_is_exit_3(landing: list[tuple[list[str], Path]]) -> None:
    assert "bad.txt" in assert_one_line_error(fazhi("extract", "a.txt", "bad.txt"), 3)
    assert landing


@pytest.mark.usefixtures("landing")
def test_run_without_any_document_stops_before_building() -> None:
    assert "no documents there" in assert_one_line_error(fazhi("run", "empty", "--no-dashboard"), 3)


@pytest.mark.parametrize(("source", "code"), [("a.txt", 0), ("bad.txt", 3)])
@pytest.mark.usefixtures("landing")
def test_run_builds_and_prints(warehouse_dir: Path, monkeypatch: pytest.MonkeyPatch, source: str, code: int) -> None:
    monkeypatch.setattr(cli, "build_and_tell", lambda *_: publish_build(warehouse_dir, A))
    monkeypatch.setattr(cli, "print_headlines", lambda file, _console: print("printed", file))
    result = fazhi("run", source, "--no-dashboard")
    assert result.exit_code == code, result.output
    assert "printed" in result.stdout


@pytest.mark.usefixtures("landing")
def test_run_ends_with_the_dashboard(warehouse_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[int] = []
    monkeypatch.setattr(cli, "build_and_tell", lambda *_: publish_build(warehouse_dir, A))
    monkeypatch.setattr(cli, "print_headlines", lambda *_: None)
    monkeypatch.setattr(cli, "require_free", lambda _port: None)
    monkeypatch.setattr(cli, "serve", lambda _settings, port, _console: served.append(port))
    assert fazhi("run", "a.txt", "--port", "8555").exit_code == 0
    assert served == [8555]


@pytest.mark.parametrize(
    ("format_name", "expected"), [("csv", "stamp,n\n2026-01-01T000000Z,1\n"), ("json", None), ("table", None)]
)
def test_query_answers(warehouse_dir: Path, format_name: str, expected: str | None) -> None:
    publish_build(warehouse_dir, A)
    result = fazhi("query", "select stamp, 1 as n from dim_region", "--format", format_name)
    assert result.exit_code == 0, result.output
    assert A in result.stdout
    if expected is not None:
        assert result.stdout == expected
    if format_name == "json":
        assert json.loads(result.stdout) == [{"stamp": A, "n": 1}]


def test_query_says_when_rows_were_left_out(warehouse_dir: Path) -> None:
    publish_build(warehouse_dir, A)
    result = fazhi("query", "from range(5)", "--limit", "2", "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout == "range\n0\n1\n"
    assert "--limit" in result.stderr


def test_query_writes_a_file(warehouse_dir: Path, tmp_path: Path) -> None:
    publish_build(warehouse_dir, A)
    target = tmp_path / "out.parquet"
    assert fazhi("query", "select 1 as n", "--format", "parquet", "--output", str(target)).exit_code == 0
    assert target.read_bytes().startswith(b"PAR1")
    result = fazhi("query", "select 1 as n", "--output", str(tmp_path / "no" / "such" / "folder"))
    assert_one_line_error(result, 1)


def test_a_refused_query_is_one_line(warehouse_dir: Path) -> None:
    publish_build(warehouse_dir, A)
    assert_one_line_error(fazhi("query", "drop table marts.dim_region"), 1)


def test_rollback_names_the_build(warehouse_dir: Path) -> None:
    publish_build(warehouse_dir, A)
    publish_build(warehouse_dir, B)
    result = fazhi("rollback")
    assert result.exit_code == 0
    assert A in result.stdout
    file = current_build(warehouse_dir)
    assert file is not None
    assert file.parent.name == A
    assert_one_line_error(fazhi("rollback"), 1)


def test_status_before_and_after_the_first_build(warehouse_dir: Path) -> None:
    assert "fazhi run" in fazhi("status").stdout
    publish_build(warehouse_dir, A)
    result = fazhi("status")
    assert result.exit_code == 0, result.output
    assert A in result.stdout


def test_what_was_read_without_an_area_is_not_set_aside(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "problems"
    folder.mkdir(parents=True)
    rows = [{"uri": "open.txt", "error": AMBIGUOUS_REGION}, {"uri": "bad.txt", "error": "binary"}]
    pl.DataFrame(rows, schema=PROBLEMS).write_parquet(folder / "part.parquet")
    assert "未能读入：1，改好后运行 fazhi extract --retry\n" in fazhi("status").stdout


def test_doctor_lists_its_checks_and_fails_when_one_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAZHI_REFERENCE_DIR", str(tmp_path / "nowhere"))
    result = fazhi("doctor")
    assert result.exit_code == 1
    assert "FAZHI_REFERENCE_DIR" in result.stdout


def test_an_unexpected_error_is_one_line_and_a_traceback_only_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_settings: object) -> list[tuple[str, str]]:
        message = "several\nlines"
        raise ValueError(message)

    monkeypatch.setattr(cli, "status_lines", fail)
    assert "several lines" in assert_one_line_error(fazhi("status"), 1)
    for words in (["--verbose", "status"], ["status", "--verbose"]):
        verbose = fazhi(*words)
        assert verbose.exit_code == 1
        assert "Traceback" in verbose.stderr


def test_a_data_directory_that_cannot_be_used_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "raw" / "documents").mkdir(parents=True)
    (tmp_path / "raw" / "documents" / "0.parquet").touch()
    (tmp_path / "file").touch()
    monkeypatch.setenv("FAZHI_WAREHOUSE_DIR", str(tmp_path / "file" / "warehouse"))
    assert str(tmp_path / "file") in assert_one_line_error(fazhi("build"), 1)


def test_an_interruption_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_settings: object) -> list[tuple[str, str]]:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "status_lines", interrupt)
    assert_one_line_error(fazhi("status"), 130)


def test_english_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "尚无已发布的版本" in fazhi("rollback").stderr
    monkeypatch.setenv("FAZHI_LANGUAGE", "en")
    assert "nothing is published" in fazhi("rollback").stderr


def test_what_was_set_aside_is_told_retried_and_withdrawn(tmp_path: Path) -> None:
    """One input goes the whole way: set aside, mended, read, withdrawn, taken back."""
    file = tmp_path / "报告.txt"
    file.write_bytes(b"")
    answer = fazhi("extract", str(file), "--json")
    assert answer.exit_code == 3
    told = json.loads(answer.stdout)
    assert (told["found"], told["landed"], told["problems"]) == (1, 0, 1)
    assert "报告.txt" in answer.stderr
    assert "未能读入：1，" in fazhi("status").stdout

    file.write_text("某县2022年法治政府建设情况报告\n受理行政复议案件20件。\n", encoding="utf-8")
    again = fazhi("extract", "--retry", "--quiet")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")
    nothing = fazhi("extract", "--retry")
    assert nothing.exit_code == 2
    assert "没有要重试的" in nothing.stderr

    gone = fazhi("forget", str(file), "--reason", "来函要求")
    assert "已移除：某县2022年法治政府建设情况报告" in gone.stdout
    assert "fazhi build" in gone.stdout
    assert "已移除：1\n" in fazhi("status").stdout
    assert "早已如此" in fazhi("forget", str(file)).stdout
    assert "已恢复" in fazhi("forget", str(file), "--restore").stdout
    unknown = fazhi("forget", "nowhere.txt")
    assert (unknown.exit_code, "没有读入过这份文件" in unknown.stderr) == (1, True)
