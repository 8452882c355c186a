"""Sources: what is found below names and folders, in which order, and what is refused before it is read."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import polars as pl
import pytest

from extract.catalogue import Catalogue
from extract.landing import land
from extract.readers.formats import READABLE
from extract.sources import Missing, find, read, uri_of

REPORT = "某县2022年法治政府建设情况报告\n全县受理行政复议案件20件。\n".encode()
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and bytes in names as POSIX has them")


def found(*sources: Path) -> list[Path | Missing]:
    return list(find([str(source) for source in sources], READABLE))


def errors(*sources: Path) -> list[str]:
    missing = [entry if isinstance(entry, Missing) else read(entry) for entry in found(*sources)]
    for entry in missing:
        assert not isinstance(entry, Missing) or "\n" not in entry.uri + entry.detail
    return [entry.error for entry in missing if isinstance(entry, Missing)]


def test_a_folder_gives_its_readable_files_in_order_and_ignores_the_others(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.PDF", "a/b.docx", "a.xlsx", "picture.png", ".hidden.txt", "a/none"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert found(tmp_path) == [tmp_path / name for name in ("a/b.docx", "a/c.PDF", "a.xlsx", "b.txt")]


def test_a_named_file_of_another_kind_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    assert errors(tmp_path / "picture.png", tmp_path / "nowhere.txt") == ["unsupported", "missing"]


@needs_posix
def test_links_that_lead_in_circles_end_and_no_folder_is_read_twice(tmp_path: Path) -> None:
    top, other = tmp_path / "top", tmp_path / "other"
    (top / "deep").mkdir(parents=True)
    other.mkdir()
    (top / "deep" / "a.txt").write_bytes(REPORT)
    (other / "b.txt").write_bytes(REPORT)
    (top / "deep" / "back").symlink_to(top)
    (top / "again").symlink_to(top / "deep")
    (top / "other1").symlink_to(other)
    (top / "other2").symlink_to(other)
    files = [entry for entry in found(top) if isinstance(entry, Path)]
    assert sorted(file.name for file in files) == ["a.txt", "b.txt"]


@needs_posix
def test_a_link_to_itself_and_a_link_to_nothing_are_problems(tmp_path: Path) -> None:
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert errors(tmp_path) == ["unreadable", "unreadable"]
    assert errors(tmp_path / "self.txt") == ["unreadable"]


@needs_posix
def test_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    monkeypatch.chdir(tmp_path)  # the name of a socket may be short only
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        assert errors(tmp_path) == ["not_a_file", "not_a_file", "unreadable"]


@needs_posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "file.txt").write_bytes(REPORT)
    (tmp_path / "file.txt").chmod(0)
    closed.chmod(0)
    try:
        assert errors(tmp_path) == ["unreadable", "unreadable"]
    finally:
        closed.chmod(0o700)


def test_a_folder_that_is_gone_while_it_is_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_bytes(REPORT)
    listing = Path.iterdir

    def gone(self: Path) -> object:
        if self.name == "sub":
            raise PermissionError(13, "Permission denied")
        return listing(self)

    monkeypatch.setattr(Path, "iterdir", gone)
    assert errors(tmp_path) == ["unreadable"]
    assert tmp_path / "a.txt" in found(tmp_path)


NAMES = ["两行\n名.txt", "笑脸😀.txt", "制表\t符.txt", "反\u202e向.txt", "段\u2029落.txt"]


@needs_posix
def test_any_name_is_one_line_in_the_tables(tmp_path: Path, catalogue: Catalogue) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_bytes(REPORT + b"\n" * number)
    with open(os.path.join(os.fsencode(folder), b"gbk\xb1\xa8.txt"), "wb") as file:  # noqa: PTH118, PTH123 - a name in bytes
        file.write(REPORT + b"\n" * 9)
    (folder / "空\n.txt").write_bytes(b"")
    report = land([str(folder)], tmp_path / "raw", catalogue)
    assert (report.landed, report.problems) == (len(NAMES) + 1, 1)
    uris = pl.read_parquet(tmp_path / "raw" / "documents" / "*.parquet")["uri"].to_list()
    assert {uri.rpartition("/")[2] for uri in uris} == {
        "两行\\n名.txt", "笑脸😀.txt", "制表\\t符.txt", "反\\u202e向.txt", "段\\u2029落.txt", "gbk\\xb1\\xa8.txt",
    }  # fmt: skip
    assert all("\n" not in line for line in report.messages)


def test_an_ordinary_name_stays_as_it_is() -> None:
    assert uri_of(Path("报告/2023年 (终稿).pdf")) == str(Path("报告/2023年 (终稿).pdf"))
