"""`fazhi explain`: marks, traces, the page, and bad input in one line."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from extract.explain import ENDINGS, VERDICTS
from warehouse import cli, explain_words
from warehouse.explaining import explain_file
from warehouse.settings import load_settings

REPORT = (
    "安平市2023年法治政府建设情况报告\n一、行政复议\n全年共收到行政复议申请120件[bold red]，"
    '受理98件，<img src="x">其中市本级60件\x1b[31m\u202e。\n'
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def fazhi(*words: str) -> Result:
    return CliRunner().invoke(cli.app, list(words), prog_name="fazhi")


def error_of(result: Result, code: int) -> str:
    lines = result.stderr.strip().splitlines()
    assert (result.exit_code, len(lines)) == (code, 1), result.output
    return lines[0]


def test_a_pipe_gets_markers_and_every_character(report: Path) -> None:
    out = fazhi("explain", str(report)).stdout
    assert "{2023}年" in out
    assert "申请[120=行政复议申请数(收到)]件[bold red]" in out
    assert '<img src="x">' in out
    assert "[U+001B]" in out
    assert "[U+202E]" in out
    assert "\x1b" not in out


def test_a_terminal_gets_colours_and_underlines(report: Path) -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, color_system="truecolor", width=80)
    explain_file(str(report), None, load_settings(), console)
    out = shown.getvalue()
    assert "\x1b[1;4;38;2;86;180;233m120\x1b[0m" in out
    assert "行政复议申请数(收到)" in out
    assert "[bold red]" in out
    assert "\x1b[31m" not in out


@pytest.mark.parametrize("offset", [REPORT.index("98件") - 1, REPORT.index("98件"), REPORT.index("98件") + 2])
def test_one_figure_shows_its_reasons(report: Path, offset: int) -> None:
    out = fazhi("explain", str(report), "--at", str(offset)).stdout
    for words in ("98 件", "行政复议", "本句前文", "reconsideration_accepted.accepted", "决定", "主题不符"):
        assert words in out


def test_english_on_request(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_LANGUAGE", "en")
    out = fazhi("explain", str(report), "--at", str(REPORT.index("98件"))).stdout
    assert "the topic does not fit" in out
    assert "cases accepted" in out


def test_bad_input_is_one_line(report: Path, tmp_path: Path) -> None:
    (tmp_path / "zeros.txt").write_bytes(b"a\x00b\x00")
    (tmp_path / "scan.pdf").touch()
    assert "no such file" in error_of(fazhi("explain", str(tmp_path / "none.txt")), 1)
    assert "zeros.txt" in error_of(fazhi("explain", str(tmp_path / "zeros.txt")), 1)
    assert "scan.pdf" in error_of(fazhi("explain", str(tmp_path / "scan.pdf")), 1)
    assert str(tmp_path) in error_of(fazhi("explain", str(tmp_path)), 1)
    assert "--html" in error_of(fazhi("explain", str(report), "out.html"), 2)
    assert "--at" in error_of(fazhi("explain", str(report), "--html", "--at", "3"), 2)
    assert "none" in error_of(fazhi("explain", str(report), str(tmp_path / "none" / "out.html"), "--html"), 1)


@pytest.mark.parametrize("offset", ["-1", "99999", str(REPORT.index("法治"))])
def test_an_offset_without_a_figure_names_the_nearest(report: Path, offset: str) -> None:
    line = error_of(fazhi("explain", str(report), "--at", offset), 2)
    assert "最近的数字在" in line
    assert line.count("(") >= 3


class Page(HTMLParser):
    """What a browser would find: tags that close, links, targets and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        assert not {"src", "onclick", "style"} & found.keys()
        if tag == "a":
            self.links.append((found["href"] or "").removeprefix("#"))
        if tag == "section":
            self.targets.append(found["id"] or "")
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone_and_escapes_its_text(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    assert fazhi("explain", str(report), str(out), "--html").exit_code == 0
    written = out.read_text(encoding="utf-8")
    assert written == fazhi("explain", str(report), "--html").stdout
    page = Page()
    page.feed(written)
    assert not page.open
    assert not {"script", "img", "link", "iframe"} & {*page.tags}
    assert page.links == page.targets
    assert len(page.links) == 3
    assert "://" not in written
    assert "url(" not in written
    assert "prefers-color-scheme: dark" in written
    assert "&lt;img src=&quot;x&quot;&gt;" in written
    assert "[U+202E]" in written


def test_a_table_is_explained_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("标题,表\n地区,期间,行政复议受理案件（件）\n安徽省,2023,41\n", encoding="utf-8")
    assert fazhi("explain", str(path)).exit_code == 0


def test_every_code_has_its_wording() -> None:
    others = {"inherited", "respectively", "none", "table", "not_quantity", "decided"}
    assert {*ENDINGS, *others} <= explain_words.ENDINGS.keys()
    assert {*VERDICTS} == {*explain_words.VERDICTS}
