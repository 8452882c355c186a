"""The four headline tables: short, in plain words, and never wider than they must be."""

from __future__ import annotations

import io
from pathlib import Path

import duckdb
import pytest
from rich.cells import cell_len
from rich.console import Console

from warehouse.summary import HEADLINES, SHOWN_ROWS, print_headlines

COMMON = (
    "'{code}' as region_code, '{name}' as region_name, '{period}' as period, "
    "'{scope}' as scope, '{status}' as obs_status"
)
BODIES = {
    "indicator_reconsideration_cases": "'received' as basis, 13.0 as value, '件' as unit, true as is_headline",
    "indicator_court_appearance_rate": (
        "'all' as instance, 5.0 as numerator, 5.0 as denominator, 100.0 as rate_printed, 0 as decimals, 100.0 as rate_computed, "
        "56.6 as ci_low, 100.0 as ci_high"
    ),
    "indicator_mediation_success_rate": (
        "'people' as mediation_type, 8147.0 as cases, 8146.0 as successes, 99.9 as rate_printed, 1 as decimals, "
        "99.98773 as rate_computed, 'truncated' as verdict"
    ),
    "indicator_enforcement_certificates": "'held' as measure, 508.0 as value, '人' as unit",
}


def write_headlines(file: Path, rows: int, scope: str = "全域", status: str = "V") -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema marts")
        for mart, body in BODIES.items():
            one = COMMON.format(code="653000", name="克孜勒苏柯尔克孜自治州", period="2017", scope=scope, status=status)
            connection.execute(f"create table marts.{mart} as select {one}, {body} from range({rows})")


def printed(file: Path, width: int = 100) -> str:
    out = io.StringIO()
    print_headlines(file, Console(file=out, width=width))
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def test_all_four_are_printed_in_words(file: Path) -> None:
    write_headlines(file, 1)
    text = printed(file)
    assert all(headline.title[0] in text for headline in HEADLINES)
    for words in ("收到申请", "13 件", "56.6–100.0%", "人民调解", "99.9%", "99.99%", "截断", "508 人"):
        assert words in text
    assert "全域" not in text


def test_a_narrow_scope_and_a_weak_status_are_said(file: Path) -> None:
    write_headlines(file, 1, scope="市本级", status="U")
    assert "市本级；件数不全" in printed(file)


def test_long_tables_end_with_the_query_for_the_rest(file: Path) -> None:
    write_headlines(file, SHOWN_ROWS + 4)
    text = printed(file)
    assert text.count("收到申请") == SHOWN_ROWS
    assert '另有 4 行：fazhi query "from indicator_reconsideration_cases"' in text


def test_an_empty_indicator_says_so(file: Path) -> None:
    write_headlines(file, 0)
    assert printed(file).count("没有这项数据") == 4


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(file: Path, width: int) -> None:
    write_headlines(file, 3, scope="全市各级人民调解组织")
    assert all(cell_len(line) <= width for line in printed(file, width).splitlines())


def test_english_on_request(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_LANGUAGE", "en")
    write_headlines(file, 1)
    text = printed(file)
    assert "Mediation success rate" in text
    assert "truncated" in text
