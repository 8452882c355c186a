"""Old Word documents: read by whatever converter is on PATH, each stood in for by a script; none, a slow one, a failing one."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.readers.original import ReadError
from extract.readers.word.old import read
from tests.unit.extract.readers import made_office as made

DOC = made.ole({"WordDocument": b"x"})
Install = Callable[[str, str], Path]
TEXT = "某市2023年法治政府建设情况报告\n受理行政复议案件20件。"
OFFICE = """
[ "$1" = --headless ] || exit 9
while [ $# -gt 1 ]; do case "$1" in --convert-to) to=$2;; --outdir) out=$2;; esac; shift; done
case "$1" in *.doc) ;; *) exit 8;; esac
mkdir -p "$out"; cp "{result}" "$out/document.$to"
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put scripts on a PATH that has nothing else but the shell's own tools."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("sh", "cp", "mkdir", "sleep", "cat"):
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    monkeypatch.setenv("PATH", str(folder))

    def add(name: str, script: str) -> Path:
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        file.chmod(0o755)
        return file

    return add


def code_of(seconds: float = 20) -> str:
    with pytest.raises(ReadError) as raised:
        read(DOC, seconds)
    assert " / " in raised.value.detail
    assert "\n" not in raised.value.detail
    return raised.value.code


def test_an_office_converts_to_docx(install: Install, tmp_path: Path) -> None:
    (tmp_path / "result.docx").write_bytes(made.docx(TEXT))
    install("soffice", OFFICE.format(result=tmp_path / "result.docx"))
    assert read(DOC).text == f"{TEXT}\n"


@pytest.mark.parametrize("name", ["antiword", "catdoc"])
def test_without_an_office_a_printer_of_text_serves(install: Install, tmp_path: Path, name: str) -> None:
    (tmp_path / "result.txt").write_text(TEXT, encoding="utf-8")
    install(name, f'for file; do :; done; [ -s "$file" ] && cat "{tmp_path / "result.txt"}"')
    assert read(DOC).text == TEXT


def test_no_converter_says_what_to_do(install: Install) -> None:
    assert code_of() == "no_converter"


def test_a_failing_converter_means_a_damaged_file(install: Install) -> None:
    install("soffice", "exit 1")
    assert code_of() == "damaged"
    install("soffice", "exit 0")
    assert code_of() == "damaged"


def test_a_converter_that_never_ends_is_ended_with_its_children(install: Install, tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    install("soffice", f'sleep 60 & echo $! > "{mark}"; wait')
    begun = time.monotonic()
    assert code_of(1) == "timeout"
    assert time.monotonic() - begun < 20
    child = int(mark.read_text(encoding="utf-8"))
    for _ in range(100):
        if not _is_running(child):
            return
        time.sleep(0.05)
    pytest.fail("the converter's child is still running")


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")


def test_nothing_is_left_behind(install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "result.docx").write_bytes(made.docx(TEXT))
    install("libreoffice", OFFICE.format(result=tmp_path / "result.docx"))
    read(DOC)
    assert not list((tmp_path / "temporary").iterdir())
