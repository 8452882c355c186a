"""Sources from the command line: lists of them, addresses and paths together, and what becomes of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from tests.unit.extract.web.site import Site, reply
from warehouse import cli
from warehouse.errors import UsageError
from warehouse.intake import listed

REPORT = "某县2022年法治政府建设情况报告\n全县受理行政复议案件{}件。\n"


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAZHI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("FAZHI_DOWNLOAD_PAUSE", "0.01")
    return tmp_path / "data"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site({"/a.html": reply(f"<p>{REPORT.format(20)}</p>"), "/large": reply("x" * 3000)}) as running:
        yield running


def fazhi(*words: str) -> Result:
    return CliRunner().invoke(cli.app, list(words), prog_name="fazhi")


def table(data_dir: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(data_dir / "raw" / name / "*.parquet")


def test_addresses_and_paths_of_a_list_are_read_together(site: Site, tmp_path: Path, data_dir: Path) -> None:
    file, names = tmp_path / "b.txt", tmp_path / "names"
    file.write_text(REPORT.format(21), encoding="utf-8")
    names.write_bytes(f"# 网址\r\n\r\n  {site.url('/a.html')}  \r\n{file}\r\n{site.url('/gone')}\r\n".encode("gb18030"))
    result = fazhi("extract", "--list", str(names), "--allow-private")
    assert result.exit_code == 3, result.output
    assert "输入 3 项：新读入 2" in result.stdout
    assert result.stderr.count("\n") == 1
    assert "/gone：服务器答复 404" in result.stderr
    assert set(table(data_dir, "documents")["uri"]) == {site.url("/a.html"), str(file)}
    assert table(data_dir, "problems").select("stage", "error").rows() == [("fetch", "http_404")]


def test_inner_addresses_need_the_option(site: Site, data_dir: Path) -> None:
    result = fazhi("extract", site.url("/a.html"))
    assert result.exit_code == 3
    assert "--allow-private" in result.stderr
    assert table(data_dir, "problems")["error"].to_list() == ["refused_address"]
    assert not site.seen


def test_settings_are_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_MAX_MB", "0.001")
    monkeypatch.setenv("FAZHI_USER_AGENT", "office/2 (statistics)")
    monkeypatch.setenv("FAZHI_ALLOW_PRIVATE", "true")
    assert "FAZHI_MAX_MB" in fazhi("extract", site.url("/large")).stderr
    assert site.headers("/large")["User-Agent"] == "office/2 (statistics)"


def test_explain_sends_addresses_to_extract() -> None:
    result = fazhi("explain", "http://a.cn/x.html")
    assert result.exit_code == 1
    assert "fazhi extract" in result.stderr


@pytest.mark.parametrize("content", [None, b"", b"# nothing\n\n", b"\x00\x01"])
def test_a_list_that_names_nothing_is_wrong_usage(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "names"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match="names"):
        listed(file)
    assert fazhi("extract", "--list", str(file)).exit_code == 2


def test_no_list_names_nothing() -> None:
    assert listed(None) == []
