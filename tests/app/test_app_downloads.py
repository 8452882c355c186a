"""Downloads: spreadsheets read the Chinese, lists stay in one cell, and nothing in a cell runs."""

from __future__ import annotations

import codecs

import polars as pl
import pytest

from app.downloads import csv_bytes, csv_name


def test_csv_begins_with_a_byte_order_mark() -> None:
    data = csv_bytes(pl.DataFrame({"地区": ["克州"]}))
    assert data.startswith(codecs.BOM_UTF8)
    assert data.decode("utf-8-sig") == "地区\n克州\n"


def test_lists_and_nulls() -> None:
    data = csv_bytes(pl.DataFrame({"ids": [["a", "b"], []], "n": [1, None]}))
    assert data.decode("utf-8-sig") == 'ids,n\na;b,1\n"",\n'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_formulas_are_disarmed(text: str) -> None:
    lines = csv_bytes(pl.DataFrame({"a": [text]})).decode("utf-8-sig").splitlines()
    assert lines[1].startswith(("'", "\"'"))


def test_numbers_stay_numbers() -> None:
    assert csv_bytes(pl.DataFrame({"a": [-1.5]})).decode("utf-8-sig") == "a\n-1.5\n"


def test_empty_frame_keeps_its_header() -> None:
    assert csv_bytes(pl.DataFrame(schema={"a": pl.String})).decode("utf-8-sig") == "a\n"


def test_file_name_is_plain() -> None:
    assert csv_name("checks", None, "../x y", "2017") == "checks_-x-y_2017.csv"
