"""Workbooks: sheets as lines of cells, numbers as a person sees them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from extract.pipeline import Extractor
from extract.readers.original import ReadError
from extract.readers.sheets.shown import shown
from extract.readers.sheets.workbook import read, read_old
from tests.unit.extract.readers import made_office as made

ROWS: list[list[Any]] = [
    ["浙江省2023年行政复议应诉情况统计表（单位：件）", None, None, None],
    ["地区", "行政复议", None, "办结率"],
    [None, "收案", "审结", None],
    ["杭州市", 120.0, 110, 0.99587],
    [None, None, None, None],
    ["宁波市", 85, 60.5, 1],
]
FORMATS = {"D4": "0.00%", "D6": "0%"}


def lines(content: bytes) -> list[str]:
    return read(content).text.splitlines()


def test_a_sheet_is_its_name_and_its_rows() -> None:
    content = made.xlsx(
        {"复议": ROWS, "Sheet2": [["甲", 1]], "空": []}, "A1:D1", "A2:A3", "B2:C2", "D2:D3", formats=FORMATS
    )
    assert lines(content) == [
        "复议",
        "浙江省2023年行政复议应诉情况统计表（单位：件）",
        "地区\t行政复议\t行政复议\t办结率",
        "地区\t收案\t审结\t办结率",
        "杭州市\t120\t110\t99.59%",
        "宁波市\t85\t60.5\t100%",
        "甲\t1",
    ]


def test_a_merged_figure_stands_once() -> None:
    assert lines(made.xlsx({"表": [["甲", 12, 3], ["乙", None, 4]]}, "B1:B2")) == ["表", "甲\t12\t3", "乙\t\t4"]


def test_the_facts_of_a_sheet_point_into_its_text(extractor: Extractor) -> None:
    content = made.xlsx({"复议": ROWS}, "A1:D1", "A2:A3", "B2:C2", "D2:D3", formats=FORMATS)
    found = extractor.read("table.xlsx", content)
    assert ("reconsideration_concluded", 110, "杭州市") in {
        (f.indicator, int(f.value), r.name if r else None) for f, r in found.facts
    }
    assert all(found.text[f.start : f.end] == f.mention for f, _ in found.facts)


def test_values_are_written_as_they_are_shown() -> None:
    row = [
        date(2024, 1, 5),
        datetime(2024, 1, 5, 8, 30),  # noqa: DTZ001 - a workbook knows no zones
        time(8, 30),
        True,
        0.1 + 0.2,
        1e20,
        -3.0,
        1234567.891,
        "甲\n乙\t丙",
    ]
    assert lines(made.xlsx({"表": [row]}))[1].split("\t") == [
        "2024-01-05", "2024-01-05 08:30", "08:30", "TRUE", "0.3", "100000000000000000000", "-3", "1234567.891", "甲 乙 丙",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "value", "written"),
    [
        ("0.00%", "0.99587", "99.59%"), ("0%", "0.995", "100%"), ("0.0#%", "0.5", "50.0%"), ("0.00", "85", "85.00"),
        ("#,##0.00_ ", "1234.565", "1234.57"), ('0"件"', "12", "12"), ("0.##", "12", "12"), ("[Red]0.0;-0.0", "2.25", "2.3"),
    ],
)  # fmt: skip
def test_number_formats(code: str, value: str, written: str) -> None:
    form = shown(code)
    assert form is not None
    assert form.words(Decimal(value)) == written


@pytest.mark.parametrize("code", ["General", "yyyy-mm-dd", "0.00E+00", "# ?/?", "@", "", "0.0,,", "#" * 300, "h:mm"])
def test_formats_that_say_nothing_of_decimals(code: str) -> None:
    assert shown(code) is None


def test_hidden_sheets_are_left_out() -> None:
    content = made.xlsx({"表": [["甲", 1]], "内部": [["乙", 2]]})
    book = made.part(content, "xl/workbook.xml").replace(
        'name="内部" sheetId="2" state="visible"', 'name="内部" sheetId="2" state="hidden"'
    )
    assert lines(made.with_part(content, "xl/workbook.xml", book)) == ["表", "甲\t1"]


def test_an_old_workbook_is_read() -> None:
    content = made.xls([["地区", "收案"], ["杭州市", 120.0]])
    assert read_old(content).text.splitlines() == ["统计表", "地区\t收案", "杭州市\t120"]


def test_percentages_of_an_old_workbook_are_refused_and_not_guessed() -> None:
    with pytest.raises(ReadError) as raised:
        read_old(made.xls([["办结率"], [0.9959]], number_format=10))
    assert raised.value.code == "percent_format"


def test_a_far_cell_takes_no_memory() -> None:
    content = made.xlsx({"表": [["甲"]]})
    sheet = made.part(content, "xl/worksheets/sheet1.xml")
    far = '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    with pytest.raises(ReadError) as raised:
        read(made.with_part(content, "xl/worksheets/sheet1.xml", sheet.replace("</sheetData>", far)))
    assert raised.value.code == "too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (made.xlsx({"空": []}), "empty"),
        (made.xlsx({"表": [["甲"]]})[:-100], "damaged"),
        (
            made.with_part(made.xlsx({"表": [["甲"]]}), "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row"),
            "damaged",
        ),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, code: str) -> None:
    with pytest.raises(ReadError) as raised:
        read(content)
    assert raised.value.code == code
