"""Numerals: values, scales and spans, for any number and any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.numerals import DIGIT_RUN, chinese_numerals, chinese_value, digit_numerals

CN = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a number below ten million the way reports do."""
    if number >= 10_000:
        low = number % 10_000
        return chinese(number // 10_000) + "万" + ("" if not low else ("零" if low < 1_000 else "") + chinese(low))
    written, pending_zero = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            written += ("零" if pending_zero and written else "") + CN[digit] + unit
            pending_zero = False
        elif written:
            pending_zero = True
    return written


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("54.9万件", "549000", "54.9万"),
        ("1200多万元", "12000000", "1200"),
        ("８，４１２件", "8412", "８，４１２"),
        ("1,340件", "1340", "1,340"),
        ("共2 846 件", "2846", "2 846"),
        ("近5亿元", "500000000", "5亿"),
        ("50千瓦", "50", "50"),
        ("98.50%", "98.5", "98.50"),
    ],
)
def test_digit_numerals_carry_value_and_span(text: str, value: str, span: str) -> None:
    (numeral,) = digit_numerals(text)
    assert numeral.value == Decimal(value)
    assert text[numeral.start : numeral.end] == span


def test_commas_that_are_no_thousands_marks_give_no_value() -> None:
    (numeral,) = digit_numerals("2017,100")
    assert numeral.value is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("二十一", 21), ("一百零三", 103), ("三万五千", 35000), ("九十八点五", "98.5"), ("两", 2), ("二○三五", 2035)],
)
def test_chinese_values(written: str, value: str | int) -> None:
    assert chinese_value(written) == Decimal(value)


def test_percent_and_fraction() -> None:
    percent, fraction = chinese_numerals("百分之九十八点五和三分之二")
    assert (percent.value, percent.percent) == (Decimal("98.5"), True)
    assert fraction.value == Decimal("0.6667")


@given(st.integers(min_value=1, max_value=9_999_999))
def test_every_chinese_number_reads_back(number: int) -> None:
    assert chinese_value(chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**12), st.booleans())
def test_every_digit_number_reads_back(number: int, grouped: bool) -> None:
    (numeral,) = digit_numerals(f"共{number:,}件" if grouped else f"共{number}件")
    assert numeral.value == number


@given(st.text(alphabet="0123456789０９,，.．万亿千余多件% 年一二十百", max_size=40))
def test_every_digit_run_is_in_exactly_one_numeral(text: str) -> None:
    numerals = digit_numerals(text)
    for run in DIGIT_RUN.finditer(text):
        holding = [n for n in numerals if n.start <= run.start() and run.end() <= n.end]
        touching = [n for n in numerals if n.start < run.end() and run.start() < n.end]
        assert len(holding) == len(touching) == 1
