"""What may not stand in the repository: addresses of package indexes, paths of one machine, made files."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.source_tree import ROOT, tracked_files, tracked_links

INDEX = re.compile(r"--(extra-)?index-url|index-url\s*=|\[\[tool\.uv\.index\]\]|registry\s*=\s*[\"']http|find-links")
MACHINE = re.compile(r"\.\./shared|(?<![\w.])/(work|root|home|Users|tmp)/")
CONFIG = {".toml", ".lock", ".txt", ".cfg", ".ini", ".yml", ".yaml"}
MADE = re.compile(
    r"(^|/)(__pycache__|\.venv|target|logs|data/raw|data/warehouse|data/reviews)(/|$)|\.duckdb$|\.parquet$"
)
SELF = Path(__file__).resolve()


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def config_files() -> list[Path]:
    names = {"Makefile", "run"}
    outside = ("data/", "tests/")
    found = [path for path in tracked_files() if path.suffix in CONFIG or path.name in names]
    return [path for path in found if not where(path).startswith(outside)]


def test_no_package_index_is_written_down() -> None:
    found = {
        where(path): match.group(0)
        for path in config_files()
        for line in path.read_text(encoding="utf-8").splitlines()
        if (match := INDEX.search(line.replace("--no-emit-index-url", "")))
    }
    assert not found


def test_the_lock_names_versions_and_hashes_only() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert entries
    assert not [line for line in entries if not re.match(r"[A-Za-z0-9_.\-\[\]]+==", line)]
    assert not [line for line in lines if "://" in line]
    assert sum("--hash=sha256:" in line for line in lines) >= len(entries)


def test_dbt_stays_below_the_version_that_downloads_while_installing() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    match = re.search(r"^dbt-core==1\.(\d+)\.", lock, flags=re.MULTILINE)
    assert match is not None
    assert int(match.group(1)) < 12


def test_no_document_names_a_path_of_one_machine() -> None:
    documents = [path for path in tracked_files() if path.suffix == ".md" or path.name in {"Makefile", "run"}]
    found = {
        where(path): match.group(0) for path in documents if (match := MACHINE.search(path.read_text(encoding="utf-8")))
    }
    assert not found


def test_no_code_names_a_path_outside_the_project() -> None:
    outside = re.compile(r"\.\./shared|/work/")
    sources = [path for path in tracked_files() if path.suffix in {".py", ".sql", ".yml", ".toml", ".css", ".csv"}]
    found = [where(path) for path in sources if path != SELF and outside.search(path.read_text(encoding="utf-8"))]
    assert not found


def test_nothing_made_is_tracked() -> None:
    assert not [where(path) for path in tracked_files() if MADE.search(where(path))]


def test_no_link_is_tracked() -> None:
    assert not tracked_links(), "a link to one machine's folder replaces that folder where it is checked out"


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
