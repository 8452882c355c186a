"""`fazhi score`: a small gold of our own, counted by hand, and against an independent count where one is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extract.catalogue import load_catalogue
from extract.landing import land
from tests.conftest import PROJECT_ROOT
from tests.quality.gold import GOLD
from warehouse import cli
from warehouse.score import Share, score

REFEREE = GOLD / "referee" / "score.py"
TEXTS = {
    "first": "安平市2023年法治政府建设情况报告\n一、行政复议\n全年共收到行政复议申请120件，受理98件，同比增长5%。\n",
    "second": "安平市2022年法治政府建设情况报告\n全市人民调解委员会调解纠纷300件，调解成功294件，成功率98%。\n",
}


def label(doc: str, text: str, **fields: Any) -> dict[str, Any]:
    start = TEXTS[doc].index(text)
    return {"doc": doc, "start": start, "end": start + len(text), "text": text} | fields


def counted(doc: str, text: str, indicator: str | None, unit: str = "件", **fields: Any) -> dict[str, Any]:
    return label(doc, text, kind="quantity", value=float(text), unit=unit, indicator=indicator) | fields


GOLD_ROWS = [
    label("first", "2023", kind="date"),
    counted("first", "120", "reconsideration_applications", period="2023"),
    counted("first", "98", "reconsideration_concluded", indicator_alt=["reconsideration_accepted"]),
    counted("first", "5", None, "%", role="change"),
    label("second", "2022", kind="name", kind_alt=["date"]),
    counted("second", "300", "mediation_cases", breakdown="people", period=2022),
    counted("second", "294", "mediation_successes", breakdown="judicial", period="2021", period_alt=["2020"]),
    counted("second", "98", "mediation_success_rate", "", unit_implied=True),
    {"doc": "third", "start": 0, "end": 1, "text": "7", "kind": "quantity", "indicator": "litigation_cases"},
]


def write_gold(path: Path, rows: list[dict[str, Any]], **head: Any) -> Path:
    lines = [{"gold": "small"} | head, *rows]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("score")
    (folder / "texts").mkdir()
    for name, text in TEXTS.items():
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    report = land([str(folder / "texts")], folder / "raw", load_catalogue(PROJECT_ROOT / "data" / "reference"))
    assert report.landed == len(TEXTS)
    return folder / "raw"


def fazhi(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words], prog_name="fazhi")


def test_every_measure_by_hand(raw: Path, tmp_path: Path) -> None:
    scores = score(raw, write_gold(tmp_path / "gold.jsonl", GOLD_ROWS))
    assert scores.missing == ("third",)
    assert scores.shares["kind"] == Share(8, 8)
    assert scores.shares["quantity"] == Share(5, 6)  # a printed % where none was said to be
    assert scores.shares["indicator_recall"] == Share(4, 6)
    assert scores.shares["indicator_precision"] == Share(5, 5)  # 98: what a fair reader may choose
    assert scores.shares["headline_recall"] == Share(4, 5)
    assert scores.shares["breakdown"] == Share(1, 2)
    assert scores.shares["period"] == Share(2, 3)
    assert scores.families()["reconsideration"].recall == Share(1, 2)
    assert scores.families()["dispute_resolution"].precision == Share(5, 5)
    assert scores.indicators["reconsideration_accepted"].precision == Share(1, 1)
    assert {(d.measure, d.text) for d in scores.disagreements} >= {("period", "294"), ("indicator_recall", "98")}


@pytest.mark.skipif(not REFEREE.exists(), reason=f"no independent count at {REFEREE}")
@pytest.mark.parametrize(
    "head", [{}, {"complete": False}, {"scored_spans": {"first": [[0, 45]]}, "complete": False}], ids=str
)
def test_the_numbers_equal_an_independent_count(raw: Path, tmp_path: Path, head: dict[str, Any]) -> None:
    rows = [*GOLD_ROWS[:1], *GOLD_ROWS[2:], counted("second", "294", "mediators") | {"text": "295"}]
    gold = write_gold(tmp_path / "gold.jsonl", rows, **head)
    command = [sys.executable, str(REFEREE), str(raw), str(gold), "--json"]
    wanted = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = json.loads(fazhi("score", raw, gold, "--format", "json").stdout)
    assert {name: ours[name] for name in wanted} == wanted


def test_tables_and_disagreements_are_printed(raw: Path, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl", GOLD_ROWS)
    result = fazhi("score", raw, gold, "--errors", "2")
    assert result.exit_code == 0, result.output
    assert "third" in result.stderr
    for words in ("召回率", "0.6667", "reconsideration", "mediation_cases", "【294】", "2020, 2021"):
        assert words in result.stdout


def test_only_the_newest_landing_of_a_document_counts(raw: Path, tmp_path: Path) -> None:
    again = tmp_path / "reference"
    again.mkdir()
    for path in (PROJECT_ROOT / "data" / "reference").rglob("*.*"):
        target = again / path.relative_to(PROJECT_ROOT / "data" / "reference")
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    with (again / "units.csv").open("a", encoding="utf-8") as units:
        units.write("篓,item,1\n")  # another unit could be read anywhere, so all is read again
    own = tmp_path / "raw"
    texts = [str(raw.parent / "texts")]
    assert land(texts, own, load_catalogue(PROJECT_ROOT / "data" / "reference")).landed == 2
    before = score(own, write_gold(tmp_path / "gold.jsonl", GOLD_ROWS)).shares
    assert land(texts, own, load_catalogue(again)).landed == 2
    assert score(own, tmp_path / "gold.jsonl").shares == before


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "没有标注"), ("nonsense\n", "第 1 行"), ('{"gold": "x"}\n{"doc": "a", "end": 1, "text": "1"}\n', "start")],
)
def test_a_bad_gold_is_one_line(raw: Path, tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    result = fazhi("score", raw, path)
    assert result.exit_code == 1
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_what_is_not_there_is_one_line(raw: Path, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl", GOLD_ROWS)
    for words in ([raw, tmp_path / "none.jsonl"], [tmp_path, gold]):
        result = fazhi("score", *words)
        assert (result.exit_code, len(result.stderr.strip().splitlines())) == (1, 1), result.output
    assert fazhi("score", raw, gold, "--format", "csv").exit_code == 2
