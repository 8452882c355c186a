"""The demonstration data keep their promises: form, sources, size, and no sentence copied from an official text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import yaml

from tests.quality.gold import GOLD, IS_THERE, REASON

ROOT: Final = Path(__file__).resolve().parents[3]
SAMPLE: Final = ROOT / "data" / "sample"
REFERENCE: Final = ROOT / "data" / "reference"
REPORTS: Final = sorted((SAMPLE / "reports").glob("*.txt"))
TABLES: Final = sorted((SAMPLE / "tables").glob("*.csv"))
RUN: Final = 20
PAGE_LINE: Final = re.compile(r"^(?:发布日期:\d{4}-\d{2}-\d{2} )?来源:\S+$")
NOTICE: Final = re.compile(
    r"^说明:本文为演示用改写,不是官方文本;数字取自《(?P<source>[^》]+)》\((?P<publisher>[^)]+)\)。$"
)
METADATA: Final = ("标题", "发布机构", "来源标题", "来源网址", "期间", "发布日期", "说明")
LONG: Final = ["地区代码", "地区", "期间", "指标", "分项", "数值", "单位", "来源标题", "发布机构", "备注"]
PERSONS: Final = re.compile(r"同志|先生|女士|记者|责任编辑|[一-龥]某")


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, without the metadata lines that begin with #."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def regions() -> dict[str, dict[str, str]]:
    """The region table by code."""
    return {row["region_code"]: row for row in read_csv(REFERENCE / "regions.csv")}


def long_rows() -> Iterator[dict[str, str]]:
    """Every row of the long tables."""
    for path in TABLES:
        for row in read_csv(path):
            if "指标" in row:
                yield row


def shared_runs(text: str, other: str, length: int = RUN) -> list[str]:
    """The runs of `length` characters that stand in both texts, white space and width of marks left out."""
    text, other = squeeze(text), squeeze(other)
    known = {other[i : i + length] for i in range(len(other) - length + 1)}
    return [text[i : i + length] for i in range(len(text) - length + 1) if text[i : i + length] in known]


def squeeze(text: str) -> str:
    """A text without white space, with half-width punctuation."""
    return re.sub(r"\s", "", text).translate(str.maketrans("，；：（）—－", ",;:()--"))


def printed_forms(value: str) -> tuple[str, ...]:
    """How a table's number may be printed in prose: as it is, in 万 or in 亿."""
    number = float(value)
    return value, f"{number / 1e4:.10g}万", f"{number / 1e8:.10g}亿"


def test_there_is_enough_to_show_and_it_stays_small() -> None:
    """At least thirty documents and three tables, below two megabytes in all."""
    assert len(REPORTS) >= 30
    assert len(TABLES) == 3
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 2_000_000


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_document_begins_with_title_page_line_and_notice(path: Path) -> None:
    """The first four lines say what it is, where it comes from and that it is no official text."""
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    title, page, notice, blank = text.split("\n")[:4]
    assert re.search(r"20\d\d", title)
    assert len(title) <= 40
    assert PAGE_LINE.match(page), page
    found = NOTICE.match(notice)
    assert found, notice
    assert page.endswith(found["publisher"])
    assert blank == ""


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_file_name_agrees_with_the_title(path: Path) -> None:
    """Region code and year of the file name are those of the title."""
    code, year, kind = path.stem.split("-")
    title = path.read_text("utf-8").split("\n", 1)[0]
    aliases = {row["alias"] for row in read_csv(REFERENCE / "region_aliases.csv") if row["code"] == code}
    region = regions()[code]
    assert year in title
    assert kind in {"report", "whitepaper", "statistics", "plan", "annual", "court"}
    assert any(name in title for name in {region["region_name"], region["short_name"], *aliases}), title


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_document_reads_like_a_report(path: Path) -> None:
    """Numbered sections, a section that looks ahead (a plan is one itself), and no address or person."""
    body = path.read_text("utf-8").split("\n", 4)[4]
    assert len(re.findall(r"^[一二三四五六七]、", body, re.MULTILINE)) >= 3
    assert path.stem.endswith("plan") or re.search(r"^[一二三四五六七]、.*(?:工作|下一步)", body, re.MULTILINE)
    assert "http" not in body
    assert not PERSONS.search(body)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table_has_metadata_and_known_regions(path: Path) -> None:
    """Seven metadata lines in order, then rows whose region code and name are those of the reference."""
    lines = path.read_text("utf-8").splitlines()
    assert tuple(line[2:].split(":", 1)[0] for line in lines[: len(METADATA)]) == METADATA
    known = regions()
    for row in read_csv(path):
        assert row["地区"] in {known[row["地区代码"]]["region_name"], "合计"}


def test_long_tables_use_the_catalogue() -> None:
    """Columns, indicator codes, breakdown values, numbers and one row for each cell."""
    catalogue = {
        entry["code"]: entry
        for path in (REFERENCE / "indicators").glob("*.yml")
        for entry in yaml.safe_load(path.read_text("utf-8"))
    }
    seen = set()
    for row in long_rows():
        assert list(row) == LONG
        entry = catalogue[row["指标"]]
        assert row["分项"] in ["", *(entry.get("dimension") or {}).get("values", [])]
        assert row["单位"] == entry["unit"]
        assert float(row["数值"]) <= 100 or row["单位"] != "%"
        key = (row["地区代码"], row["期间"], row["指标"], row["分项"])
        assert key not in seen
        seen.add(key)


def test_provincial_table_adds_up() -> None:
    """31 provinces and the Corps give the printed total."""
    rows = read_csv(SAMPLE / "tables" / "reconsideration-accepted-2019.csv")
    parts = [int(row["受理行政复议案件(件)"]) for row in rows if row["地区代码"] != "100000"]
    total = next(int(row["受理行政复议案件(件)"]) for row in rows if row["地区代码"] == "100000")
    assert len(parts) == 32
    assert sum(parts) == total


def test_table_rows_stand_in_the_documents_of_the_same_source() -> None:
    """Where a document restates the source of a table row, it prints the row's number."""
    texts: dict[str, str] = {}
    for path in REPORTS:
        text = path.read_text("utf-8")
        found = NOTICE.match(text.split("\n")[2])
        assert found
        texts[found["source"]] = texts.get(found["source"], "") + text
    compared = [row for row in long_rows() if row["来源标题"] in texts]
    assert len(compared) > 60
    missing = [r for r in compared if not any(f in texts[r["来源标题"]] for f in printed_forms(r["数值"]))]
    assert missing == []


def test_readme_lists_every_document() -> None:
    """The list of sources is complete."""
    readme = (SAMPLE / "README.md").read_text("utf-8")
    assert [path.name for path in REPORTS if f"`{path.name}`" not in readme] == []


def test_shared_runs_finds_a_copied_sentence() -> None:
    """The comparison itself: it sees through white space and punctuation width, and leaves short echoes alone."""
    copied = "全年收到行政复议申请十三件,全部受理并且按期办结"
    assert shared_runs("前文。" + copied.replace(",", "，"), "甲 " + copied[:9] + "\n" + copied[9:])
    assert not shared_runs("行政机关负责人出庭应诉率", "行政机关负责人出庭应诉率")


@pytest.mark.skipif(not IS_THERE, reason=REASON)
def test_no_sentence_of_an_official_text_is_copied() -> None:
    """No run of twenty characters equals one of the official texts at hand."""
    corpus = [path.read_text("utf-8") for path in (GOLD / "corpus").glob("*.txt")]
    assert corpus
    known = "\n".join(corpus)
    assert {path.name: runs for path in REPORTS if (runs := shared_runs(path.read_text("utf-8"), known))} == {}
